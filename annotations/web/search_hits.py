"""The hits of a search as their page shows them: fetched by key, when the page is known, and put into words here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.models import Article, Entity, Project, SearchedStatement, Statement, User
from annotations.queries import search as queries
from annotations.queries.articles import Stage, stage_of
from annotations.queries.search import Asked
from annotations.queries.search_words import Question, pieces
from annotations.queries.workbench import direction

OF_AN_ARTICLE = ("title", "language", "published_at", "published_precision", "state", "reserved")
OF_A_SPEAKER = ("canonical_name", "description")
OF_A_STATEMENT = (
    *(f"article__{name}" for name in OF_AN_ARTICLE),
    *(f"speaker__{name}" for name in OF_A_SPEAKER),
)
"""What a hit shows of each, and nothing else is fetched; its text comes with its found words marked."""
ANY_KEY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the list, in the words of the page. ``pieces`` are stretches, each with whether it is a found word.

    ``day`` is an ISO date and empty without one; an article has neither ``speaker`` nor ``story_href``.
    """

    article: Article
    href: str
    pieces: Sequence[tuple[str, bool]]
    direction: str
    stage: Stage
    day: str
    day_in_words: str
    number_in_words: str
    speaker: Entity | None = None
    story_href: str = ""


def statement_hits(project: Project, asked: Asked, keys: Sequence[UUID]) -> list[Hit]:
    """The hits of these statements, in this order; one query."""
    rows = Statement.objects.filter(pk__in=keys).order_by().select_related("speaker", "article").only(*OF_A_STATEMENT)
    found = rows.annotate(shown_text=_marked(asked, "exact", "article__language")).in_bulk()
    article, story = _addresses("article", project), _addresses("statement", project)
    return [
        _hit(number, one.article, f"{article(one.article_id)}#{key}", one, speaker=one.speaker, story_href=story(key))
        for number, key in enumerate(keys, start=1)
        if (one := found.get(key))
    ]


def article_hits(user: User, project: Project, asked: Asked, keys: Sequence[UUID]) -> list[Hit]:
    """The hits of these articles, each with its first statement that answers, in this order; one query."""
    first = Subquery(_in_words(queries.first_found(user, asked), asked).values("shown_text")[:1])
    found = Article.objects.filter(pk__in=keys).order_by().only(*OF_AN_ARTICLE).annotate(shown_text=first).in_bulk()
    address = _addresses("article", project)
    return [_hit(number, one, address(key), one) for number, key in enumerate(keys, start=1) if (one := found.get(key))]


def _hit(number: int, article: Article, href: str, row: Any, **more: Any) -> Hit:
    day = article.published_at
    return Hit(
        article=article,
        href=href,
        pieces=pieces(row.shown_text or ""),
        direction=direction(article.language),
        stage=stage_of(article),
        day=day.isoformat() if day else "",
        day_in_words=date_format(day, article.published_pattern) if day else "",
        number_in_words=_("of hit %(n)s") % {"n": number},
        **more,
    )


def _in_words(found: QuerySet[SearchedStatement], asked: Asked) -> QuerySet[Any]:
    """Statements with their text as ``shown_text``."""
    return found.annotate(shown_text=_marked(asked, "statement__exact", "article__language"))


def _marked(asked: Asked, text: str, language: str) -> Any:
    """The text (a field), its found words marked where words are asked for."""
    sought: Question | None = asked.question
    return sought.marked(text, language) if sought and not sought.is_empty else F(text)


def _addresses(page: str, project: Project) -> Callable[[UUID], str]:
    """The address of a page for each key: worked out once, for every row of a list has one."""
    pattern = reverse(f"web:{page}", kwargs={"project": project.slug, page: ANY_KEY})
    before, after = pattern.rsplit(str(ANY_KEY), 1)
    return lambda key: f"{before}{key}{after}"
