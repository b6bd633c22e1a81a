"""What a request may touch: the scopes of its token, and rows by way of ``queries.visibility`` only."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from annotations.api.authentication import person
from annotations.api.errors import Problem, not_found
from annotations.models import ApiToken, TokenScope, User
from annotations.queries import visibility

Row = TypeVar("Row", bound=Model)

PROJECT_OF: Mapping[Callable[[User], QuerySet[Any]], str] = {
    visibility.projects: "pk",
    visibility.memberships: "project",
    visibility.led_memberships: "project",
    visibility.batches: "project",
    visibility.articles: "project",
    visibility.trashed_projects: "pk",
    visibility.trashed_articles: "project",
    visibility.statements: "article__project",
    visibility.judged_statements: "article__project",
    visibility.searched_statements: "project",
    visibility.searched_articles: "project",
    visibility.entities: "project",
    visibility.assignments: "article__project",
    visibility.annotations: "statement__article__project",
    visibility.revisions: "annotation__statement__article__project",
    visibility.reviews: "assignment__article__project",
    visibility.bulk_acts: "project",
    visibility.notices: "project",
    visibility.threads: "statement__article__project",
    visibility.adjudications: "statement__article__project",
    visibility.imports: "project",
    visibility.label_sets: "project",
    visibility.protocols: "project",
    visibility.guidelines: "project",
    visibility.earlier_labels: "article__project",
    visibility.agreement_reports: "project",
    visibility.dataset_files: "project",
    visibility.releases: "project",
}
"""How each kind of row says to which project it belongs."""


class SignedInWithScope(BasePermission):
    """Somebody is signed in, and their token (if they use one) has the scope of the route."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """401 for nobody, 403 ``scope`` for a token that is too weak."""
        person(request)
        needed = scope_of(view, request.method or "GET")
        if isinstance(request.auth, ApiToken) and needed not in request.auth.scopes:
            raise Problem(403, "scope", f"This token lacks the scope “{needed}”.", scope=needed)
        return True


def scope_of(view: APIView, method: str) -> str:
    """``read`` for safe methods; else what the view's ``scope`` says, which is ``annotate`` unless it manages."""
    if method in SAFE_METHODS:
        return TokenScope.READ
    return str(getattr(view, "scope", TokenScope.ANNOTATE))


def rows(request: Request, visible: Callable[[User], QuerySet[Row]]) -> QuerySet[Row]:
    """The rows the caller may see; a token that is bound to a project sees nothing else."""
    found = visible(person(request))
    if project := bound_to(request):
        found = found.filter(**{PROJECT_OF[visible]: project})
    return found


def bound_to(request: Request) -> uuid.UUID | None:
    """The one project that the caller's token is bound to, if it is bound."""
    return request.auth.project_id if isinstance(request.auth, ApiToken) else None


def one(found: QuerySet[Row], field: str = "", **lookup: Any) -> Row:
    """The row of that ``lookup``, or a 404 that says the same of foreign and of missing rows; ``field`` named it."""
    row = found.filter(**lookup).first()
    if row is None:
        raise not_found(**({"field": field} if field else {}))
    return row
