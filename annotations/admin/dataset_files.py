"""Datasets written into files: all for looking."""

from annotations.admin.base import ReadOnly


class DatasetFiles(ReadOnly):
    """Who asked for which dataset, and what became of it."""

    list_display = ("project", "name", "actor", "state", "done", "total", "error", "created_at", "expires_at")
    list_filter = ("state", "project")
    list_select_related = ("project", "actor")
