"""The door of every project page: fetch and authorise in one step. What a visitor may not see does not exist."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Membership, Project, Role, User
from annotations.queries import visibility
from factcheck.compiled import Compiled

Row = TypeVar("Row", bound=Model)

NOT_FOUND = gettext_lazy("There is nothing here, or it is not shared with you.")
LAST_PROJECT = "project"
ENTERED = "project_access"


class ProjectAccess(NamedTuple):
    """A project and the visitor's membership in it."""

    project: Project
    membership: Membership

    @property
    def role(self) -> str:
        """The visitor's role in the project."""
        return self.membership.role


def visitor(request: HttpRequest) -> User:
    """The signed-in user; anonymous visitors never get past ``LoginRequiredMiddleware`` to ask."""
    if isinstance(request.user, AnonymousUser):
        raise PermissionDenied(_("Sign in first."))
    return request.user


def project_for(request: HttpRequest, slug: str, roles: tuple[str, ...] = ()) -> ProjectAccess:
    """The project at this address and the visitor's membership in it, with one query.

    ``roles``: who may enter; empty lets in every member. Raises Http404 for outsiders and for unknown addresses,
    PermissionDenied for members without one of the roles.
    """
    membership = only(MEMBERSHIP.rows(visitor(request).pk, slug))
    if roles and membership.role not in roles:
        raise PermissionDenied(refusal(roles))
    entry = ProjectAccess(membership.project, membership)
    remember(request, entry)
    return entry


def my_memberships(user: User) -> QuerySet[Membership]:
    """The visitor's active memberships with their projects, by name."""
    mine = visibility.memberships(user).filter(user=user, is_active=True)
    return mine.select_related("project").order_by("project__name", "pk")


MEMBERSHIP = Compiled(lambda user, slug: my_memberships(User(pk=user)).filter(project__slug=slug), "uuid", "text")


def found(rows: QuerySet[Row], **lookup: Any) -> Row:
    """The one row of an already scoped queryset, or Http404 that tells nothing about what exists elsewhere."""
    return only(rows.filter(**lookup)[:1])


def only(rows: Iterable[Row]) -> Row:
    """The same where the rows have been looked up."""
    for row in rows:
        return row
    raise Http404(NOT_FOUND)


def refusal(roles: tuple[str, ...]) -> str:
    """Why a member is turned away: who may enter, in the words of the interface."""
    names = ", ".join(str(Role(role).label) for role in roles)
    return _("This page is for these roles of the project: %(roles)s.") % {"roles": names}


def remember(request: HttpRequest, entry: ProjectAccess) -> None:
    """Keep the project for the menu of this request and of later pages that belong to no project."""
    vars(request)[ENTERED] = entry
    if request.session.get(LAST_PROJECT) != entry.project.slug:
        request.session[LAST_PROJECT] = entry.project.slug


def remembered(request: HttpRequest) -> ProjectAccess | None:
    """The project this request entered, if it did."""
    entry = vars(request).get(ENTERED)
    return entry if isinstance(entry, ProjectAccess) else None
