"""The split with what the reader may do to it: what pages and the API show, and what a refused edit carries."""

from typing import Any

from annotations.models import Article, ArticleState, User
from annotations.permissions import can_edit_split, can_manage
from annotations.queries import split


def document(article: Article, user: User) -> dict[str, Any]:
    """``queries.split.document`` with ``may_edit`` and ``may_freeze``."""
    rights = {
        "may_edit": article.state != ArticleState.IMPORTED and can_edit_split(user, article.project),
        "may_freeze": article.state == ArticleState.SEGMENTED and can_manage(user, article.project),
    }
    return split.document(article, user) | rights
