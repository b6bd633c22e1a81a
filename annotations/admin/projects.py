"""Projects, what they ask, and the rules they ask it under."""

from django.contrib.admin import TabularInline
from django.db.models import Model
from django.http import HttpRequest

from annotations.admin.base import ReadOnly
from annotations.models import Label, Question


class Rows(TabularInline):
    """Rows of another table below their owner, for looking."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Return False."""
        return False


class Projects(ReadOnly):
    """Teams' workspaces; a new one is started on the page "Projects" of the product."""

    list_display = (
        "name",
        "slug",
        "state",
        "annotators_per_article",
        "review_mode",
        "adjudication_policy",
        "created_at",
    )
    list_filter = ("state", "is_demo", "adjudication_policy")
    search_fields = ("name", "slug")
    ordering = ("name", "pk")


class LabelRows(Rows):
    """The labels of a set."""

    model = Label
    fields = ("position", "key", "name", "hotkey", "style", "sign", "is_verdict", "is_hidden")
    readonly_fields = fields


class LabelSets(ReadOnly):
    """Sets of answers, one row a version."""

    list_display = ("name", "key", "version", "project", "scope", "cardinality", "scale", "preset")
    list_filter = ("scope", "project")
    list_select_related = ("project",)
    search_fields = ("name", "key")
    inlines = (LabelRows,)


class Labels(ReadOnly):
    """Single answers with their definitions."""

    list_display = ("name", "key", "label_set", "position", "hotkey", "style", "is_verdict", "is_hidden")
    list_filter = ("is_verdict", "label_set__project")
    list_select_related = ("label_set",)
    search_fields = ("name", "key", "definition")


class QuestionRows(Rows):
    """The questions of a protocol."""

    model = Question
    fields = ("position", "key", "kind", "label_set", "title", "required")
    readonly_fields = fields


class Protocols(ReadOnly):
    """What is asked, one row a version."""

    list_display = ("name", "version", "key", "project", "created_at")
    list_filter = ("key", "project")
    list_select_related = ("project",)
    search_fields = ("name", "key")
    inlines = (QuestionRows,)


class Questions(ReadOnly):
    """Single questions."""

    list_display = ("title", "key", "kind", "protocol", "label_set", "position", "required")
    list_filter = ("kind", "protocol__project")
    list_select_related = ("protocol", "label_set")
    search_fields = ("title", "key")


class GuidelineVersions(ReadOnly):
    """Published rules, one row a version."""

    list_display = ("version", "project", "published_by", "published_at", "sha256")
    list_filter = ("project",)
    list_select_related = ("project", "published_by")
    search_fields = ("version", "markdown")
