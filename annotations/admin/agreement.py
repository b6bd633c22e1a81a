"""Agreement as it was measured: all for looking."""

from annotations.admin.base import ReadOnly


class AgreementReports(ReadOnly):
    """How far labels agreed, when it was asked."""

    list_display = ("project", "actor", "state", "done", "total", "error", "created_at", "finished_at")
    list_filter = ("state", "project")
    list_select_related = ("project", "actor")
