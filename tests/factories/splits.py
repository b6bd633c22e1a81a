"""Splits and their edits."""

import uuid
from typing import Any

from annotations.models import Article, SplitEdit, Statement, User
from annotations.workflow.split.edit import edit_split
from annotations.workflow.split.reading import document
from tests.factories import people

TEXT = """\
Mayor opens bridge

"The bridge is safe," Mayor Jane Doe said on Monday, adding that the old one fell in 2019.
"We tested it for a year. We will test it again," she said. Engineers doubt that.

"Nobody was hurt," Doe said.
The council meets in May. It will vote.
"""


def edit(article: Article, act: str, actor: User | None = None, **members: Any) -> SplitEdit:
    """One edit by Lea on top of the newest version; rows among the members are sent by their ids."""
    body = {"act": act, **{name: as_sent(value) for name, value in members.items()}}
    version = Article.objects.get(pk=article.pk).split_version
    return edit_split(
        actor=actor or people.lead(), article=article, edit_id=uuid.uuid4(), base_version=version, body=body
    ).edit


def as_sent(value: Any) -> Any:
    """A member as a client sends it."""
    return str(value.pk) if hasattr(value, "pk") else value


def live(article: Article) -> list[Statement]:
    """The live statements in order of the text."""
    return list(Statement.objects.filter(article=article, state="live").order_by("start"))


def texts(article: Article) -> list[str]:
    """Their words."""
    return [row.exact for row in live(article)]


def shown(article: Article, user: User | None = None) -> dict[str, Any]:
    """The split as the editor reads it, without its version and the edit to undo."""
    whole = document(Article.objects.get(pk=article.pk), user or people.lead())
    return {name: value for name, value in whole.items() if name not in ("version", "undo", "redo")}
