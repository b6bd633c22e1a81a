"""Acts on many assignments at once: for looking."""

from annotations.admin.base import ReadOnly


class BulkActs(ReadOnly):
    """Who did what to many."""

    list_display = ("project", "actor", "kind", "created_at", "undone_by", "undone_at")
    list_filter = ("kind", "project")
    list_select_related = ("project", "actor", "undone_by")


class BulkItems(ReadOnly):
    """What became of each."""

    list_display = ("bulk", "assignment", "outcome", "why")
    list_filter = ("outcome",)
    list_select_related = ("bulk__actor", "assignment")
