"""What evidence is measured against."""

from annotations.models import Article
from annotations.schemes.evidence import CheckedArticle


def checked_article(article: Article) -> CheckedArticle:
    """The article's own addresses and its date, as far as they are known."""
    published = article.published_at.isoformat() if article.published_at else ""
    return CheckedArticle(tuple(filter(None, (article.url, article.archived_url))), published)
