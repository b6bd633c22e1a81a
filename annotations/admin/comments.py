"""What people say to one another about statements, and what they are told: all for looking."""

from annotations.admin.base import ReadOnly


class CommentThreads(ReadOnly):
    """Conversations."""

    list_display = ("statement", "resolved_by", "resolved_at", "created_at")
    list_filter = ("statement__article__project",)
    list_select_related = ("statement", "resolved_by")


class Comments(ReadOnly):
    """Contributions to them."""

    list_display = ("author", "body", "thread", "created_at")
    list_select_related = ("author", "thread__statement")
    search_fields = ("author__username", "body")


class CommentMentions(ReadOnly):
    """Who is called by name."""

    list_display = ("user", "comment")
    list_select_related = ("user", "comment")


class Notices(ReadOnly):
    """What people are told."""

    list_display = ("person", "kind", "project", "read_at", "mail", "created_at")
    list_filter = ("kind", "mail", "project")
    list_select_related = ("person", "project")
    search_fields = ("person__username",)
