"""What all tables of the back office have in common: they are for looking; acts go through ``annotations.workflow``."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from annotations.models import User
from annotations.workflow.errors import WorkflowError

Action = Callable[[Any, HttpRequest, QuerySet[Any]], None]


class ReadOnly(ModelAdmin):
    """A table that nobody adds to, changes or deletes from by hand, so that no row escapes its event."""

    show_full_result_count = False
    list_per_page = 50

    def get_ordering(self, request: HttpRequest) -> Any:
        """Newest first: keys are made in the order of time."""
        return tuple(self.ordering or ("-pk",))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: rows come to be by acts."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False: rows are changed by acts."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False: what labels rest on is never deleted."""
        return False


def operator(request: HttpRequest) -> User:
    """The operator at work."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def act(name: str, title: Any, done: Callable[[User, Any], object]) -> Action:
    """An action on ticked rows: one workflow call per row; a refusal is told with its reason and stops nothing else."""

    @admin.action(description=title)
    def run(_table: ModelAdmin, request: HttpRequest, rows: QuerySet[Any]) -> None:
        count = 0
        for row in rows:
            try:
                done(operator(request), row)
            except WorkflowError as error:
                messages.error(request, f"{row}: {error.message}")
            else:
                count += 1
        if count:
            messages.success(request, _("Done for %(n)s of %(all)s.") % {"n": count, "all": len(rows)})

    run.__name__ = name
    return run
