"""The menu of every page, built from the PAGES tuple: one query for the projects, one per badge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from annotations.models import Membership, Project, User
from annotations.queries.notices import unread
from annotations.web import access, keys, theme
from annotations.web.access import ProjectAccess
from annotations.web.page import Page, Section, Title
from annotations.web.urls import PAGES
from factcheck.compiled import Compiled

TABS = 4
ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the menu. ``count`` is what waits behind it; ``hot`` marks the loudest count."""

    key: str
    title: Title
    href: str
    icon: str = ""
    count: int = 0
    hot: bool = False
    current: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Links under one heading; the first group has none."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Nav:
    """All that the shell shows around a page."""

    page: Page | None = None
    parent: Entry | None = None
    project: Project | None = None
    project_href: str = ""
    membership: Membership | None = None
    projects: tuple[Entry, ...] = ()
    sections: tuple[Group, ...] = ()
    tabs: tuple[Entry, ...] = ()
    unread: int = 0

    @property
    def up(self) -> str:
        """Where "back" leads: the parent page, else the project, else home."""
        return self.parent.href if self.parent else self.project_href or "/"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: ``nav`` (built only when a template asks), the theme, and the visitor's ``keys``."""
    chosen = theme.chosen(request)
    return {
        "nav": SimpleLazyObject(lambda: build(request)),
        "theme": chosen,
        "theme_next": theme.following(chosen),
        "keys": SimpleLazyObject(lambda: keys.of(getattr(request, "user", None))),
    }


def build(request: HttpRequest) -> Nav:
    """The menu for this visitor and page; empty for visitors who are not signed in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return Nav(page=current_page(request))
    memberships = MEMBERSHIPS.rows(user.pk)
    entry = access.remembered(request) or last_project(request, memberships)
    page = current_page(request)
    lit = (page.parent or page.key) if page else ADMIN if in_admin(request) else ""
    groups = (
        group("", Section.WORK, user, entry, lit),
        group(_("Project"), Section.PROJECT, user, entry, lit),
    )
    return Nav(
        page=page,
        parent=parent_of(page, entry),
        project=entry.project if entry else None,
        project_href=project_href(entry.project) if entry else "",
        membership=entry.membership if entry else None,
        projects=tuple(choice(one.project, entry) for one in memberships),
        sections=tuple(filled for filled in groups if filled.entries),
        tabs=groups[0].entries[:TABS],
        unread=vars(memberships[0])["unread"] if memberships else 0,
    )


def _memberships(user: UUID) -> QuerySet[Membership]:
    return access.my_memberships(User(pk=user)).annotate(unread=unread(User(pk=user)))


MEMBERSHIPS = Compiled(_memberships, "uuid")


def current_page(request: HttpRequest) -> Page | None:
    """The page of PAGES this request shows, if it is one of ours."""
    match = request.resolver_match
    return next((page for page in PAGES if match and match.view_name == f"web:{page.key}"), None)


def in_admin(request: HttpRequest) -> bool:
    """Whether this request shows the back office."""
    return bool(request.resolver_match and request.resolver_match.app_name == "admin")


def last_project(request: HttpRequest, memberships: Sequence[Membership]) -> ProjectAccess | None:
    """For pages outside any project: the project the visitor saw last, else the first of theirs."""
    slug = request.session.get(access.LAST_PROJECT)
    first = memberships[0] if memberships else None
    mine = next((one for one in memberships if one.project.slug == slug), first)
    return ProjectAccess(mine.project, mine) if mine else None


def group(title: str, section: Section, user: User, entry: ProjectAccess | None, lit: str) -> Group:
    """The links of one section that this visitor may follow; operators also find the back office among them."""
    pages = [page for page in PAGES if page.in_menu and page.section == section and may_open(page, entry)]
    entries = [link(page, user, entry, lit) for page in pages]
    if section == Section.PROJECT and user.is_staff:
        entries.append(Entry(ADMIN, _("Administration"), reverse("admin:index"), "gear", current=lit == ADMIN))
    return Group(title, tuple(entries))


def may_open(page: Page, entry: ProjectAccess | None) -> bool:
    """Whether the menu should offer the page; the door checks again."""
    return not page.in_project or (entry is not None and page.allows(entry.role))


def link(page: Page, user: User, entry: ProjectAccess | None, lit: str) -> Entry:
    """One page as a link of the menu, with what waits behind it."""
    count = page.badge(user, entry.project if entry else None) if page.badge else 0
    return Entry(page.key, page.title, href(page, entry), page.icon, count, page.hot, page.key == lit)


def href(page: Page, entry: ProjectAccess | None) -> str:
    """The page's address, within the project where it has one."""
    return reverse(f"web:{page.key}", kwargs={"project": entry.project.slug} if page.in_project and entry else None)


def parent_of(page: Page | None, entry: ProjectAccess | None) -> Entry | None:
    """The menu page that a page outside the menu belongs to, for the breadcrumb and the way back."""
    parent = next((one for one in PAGES if page and one.key == page.parent), None)
    if parent is None or not may_open(parent, entry):
        return None
    return Entry(parent.key, parent.title, href(parent, entry))


def project_href(project: Project) -> str:
    """Where a project opens: the first of its pages that every member may open."""
    front = next((page for page in PAGES if page.in_project and page.in_menu and not page.roles), None)
    return reverse(f"web:{front.key}", kwargs={"project": project.slug}) if front else "/"


def choice(project: Project, entry: ProjectAccess | None) -> Entry:
    """One project in the switcher."""
    chosen = entry is not None and entry.project.pk == project.pk
    return Entry(project.slug, project.name, project_href(project), current=chosen)
