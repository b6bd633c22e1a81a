"""Imports, and what was made on the way: all for looking."""

from annotations.admin.base import ReadOnly


class Imports(ReadOnly):
    """Files that people brought in."""

    list_display = ("project", "actor", "origin", "state", "done", "total", "error", "created_at")
    list_filter = ("state", "origin", "project")
    list_select_related = ("project", "actor")


class ImportFiles(ReadOnly):
    """Files of imports."""

    list_display = ("name", "imported", "format", "size", "state", "rows_read", "problem")
    list_filter = ("state", "format")
    list_select_related = ("imported",)
    search_fields = ("name", "url")


class ImportRows(ReadOnly):
    """Records of files."""

    list_display = ("title", "file", "number", "line", "outcome", "statements", "article")
    list_filter = ("outcome",)
    list_select_related = ("file", "article")
    search_fields = ("title", "external_id")
    raw_id_fields = ("known", "same_as", "article")


class EarlierLabels(ReadOnly):
    """Labels that came from other tools."""

    list_display = ("article", "question", "label", "annotator", "tool", "start", "end")
    list_filter = ("tool", "article__project")
    list_select_related = ("article",)
    search_fields = ("label", "annotator")


class SearchedStatements(ReadOnly):
    """What search knows of statements."""

    list_display = ("statement", "article", "start")
    list_select_related = ("statement", "article")
    exclude = ("words",)


class SearchedArticles(ReadOnly):
    """What search knows of articles."""

    list_display = ("article", "configuration")
    list_select_related = ("article",)
    exclude = ("words",)
