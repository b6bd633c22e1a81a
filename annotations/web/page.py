"""A page as data: its URL, its place in the menu and who may open it follow from one line in ``web/urls.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import Promise

from annotations.models import Project, User
from annotations.web import access

View = Callable[..., HttpResponseBase]
Badge = Callable[[User, Project | None], int]
Title = str | Promise

PROJECT_PREFIX = "projects/<slug:project>/"


class Section(StrEnum):
    """Where the menu shows a page."""

    WORK = "work"
    PROJECT = "project"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the product.

    A page whose ``route`` starts with ``projects/<slug:project>/`` belongs to a project: its view is called as
    ``view(request, access, **rest_of_the_route)`` with the project fetched and the visitor's membership checked
    against ``roles`` (empty: every member). Other views are called as ``view(request, **route)``.

    ``key`` is the URL's name (``web:<key>``). ``parent`` is the key of the menu page that a page outside the menu
    belongs to. ``badge`` counts what waits for the visitor, with one query. ``hot`` marks that count as the loudest.
    """

    key: str
    title: Title
    route: str
    view: View
    icon: str = "doc"
    section: Section = Section.PROJECT
    roles: tuple[str, ...] = ()
    in_menu: bool = True
    badge: Badge | None = None
    hot: bool = False
    parent: str = ""

    @property
    def in_project(self) -> bool:
        """Whether the page belongs to one project."""
        return self.route.startswith(PROJECT_PREFIX)

    def allows(self, role: str) -> bool:
        """Whether a member with this role may open the page."""
        return not self.roles or role in self.roles

    def url_pattern(self) -> URLPattern:
        """The page's URL; project pages pass through the door of ``access.project_for``."""
        return path(self.route, guarded(self) if self.in_project else self.view, name=self.key)


def guarded(page: Page) -> View:
    """The view of a project page behind fetch-and-authorise in one step."""

    @wraps(page.view)
    def entered(request: HttpRequest, project: str, **rest: Any) -> HttpResponseBase:
        return page.view(request, access.project_for(request, project, page.roles), **rest)

    return entered
