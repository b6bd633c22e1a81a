"""The rows of a dataset as formats see them: part by part, or everything of one article at a time."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from annotations.exports.parts import PARTS
from annotations.queries.release_choice import GOLD, RAW
from annotations.queries.release_shapes import Dataset, GoldRow, RawRow, Row
from annotations.queries.release_text_shapes import (
    ArticleRow,
    AttributionRow,
    ClaimRow,
    EntityRow,
    LabelCell,
    Scheme,
    StatementCell,
)


@dataclass(frozen=True, slots=True)
class ArticleMaterial:
    """One article and all that was asked for of it, each list in the order of the text."""

    article: ArticleRow
    attributions: list[AttributionRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    raw: list[RawRow] = field(default_factory=list)
    gold: list[GoldRow] = field(default_factory=list)

    def words(self, start: int, end: int) -> str:
        """The words of the article from ``start`` to ``end``, code points."""
        return self.article["text"][start:end]

    @property
    def statements(self) -> dict[str, StatementCell]:
        """The article's segments by id, in order."""
        return {one["statement_id"]: one for one in self.article["statements"]}


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a release adds to its rows: its number and words of its own, and the part of each article by its id."""

    version: str
    title: str
    text_licence: str
    annotation_licence: str
    parts: Mapping[str, str]


@dataclass
class Material:
    """A dataset. ``read(part)`` streams one of its parts; each call reads it anew. ``release``: it is a numbered one.

    All parts but ``entities`` come in the order of articles, so that they can be read side by side.
    """

    dataset: Dataset
    read: Callable[[str], Iterator[Any]]
    release: Numbered | None = None

    @property
    def title(self) -> str:
        """What the dataset is called: by its release, else as the project is."""
        return self.release.title if self.release else self.scheme["project"]["name"]

    @property
    def licence(self) -> str:
        """The licence of the labels; empty where none was chosen."""
        return self.release.annotation_licence if self.release else self.scheme["project"]["licence"]

    @property
    def splits(self) -> tuple[str, ...]:
        """The parts into which the articles fall; all of them are for training where nobody parted them."""
        found = set(self.release.parts.values()) if self.release else set()
        return tuple(part for part in PARTS if part in found) or PARTS[:1]

    def split(self, article: str) -> str:
        """The part of the article of that id."""
        return self.release.parts[article] if self.release else PARTS[0]

    def rows(self) -> Iterator[Row]:
        """The rows of the one view that was chosen; with both, the raw ones and then the gold ones."""
        for view in self.dataset.choice.views:
            yield from self.read(view)

    def raw(self) -> Iterator[RawRow]:
        """One row per annotator and statement, whatever view was chosen."""
        return self.read(RAW)

    def gold(self) -> Iterator[GoldRow]:
        """One row per settled statement, whatever view was chosen."""
        return self.read(GOLD)

    def articles(self) -> Iterator[ArticleRow]:
        """The chosen articles, labelled or not."""
        return self.read("articles")

    def attributions(self) -> Iterator[AttributionRow]:
        """Who says what in the chosen articles."""
        return self.read("attributions")

    def claims(self) -> Iterator[ClaimRow]:
        """The live claims of the chosen articles."""
        return self.read("claims")

    def entities(self) -> Iterator[EntityRow]:
        """The entities of the project, those merged into others too."""
        return self.read("entities")

    def by_article(self, *parts: str) -> Iterator[ArticleMaterial]:
        """Article by article, with its rows of the named parts; only one article is in memory."""
        following = {part: _Following(self.read(part)) for part in parts}
        for article in self.articles():
            found = {part: rows.of(article["article_id"]) for part, rows in following.items()}
            yield ArticleMaterial(article, **cast(dict[str, Any], found))

    @cached_property
    def scheme(self) -> Scheme:
        """What was asked, in every version."""
        found: Scheme = next(self.read("scheme"))
        return found

    def labels(self, question: str) -> dict[str, LabelCell]:
        """The labels of a question by key, as the newest protocol that asks it has them; empty if none does."""
        for protocol in reversed(self.scheme["protocols"]):
            for asked in protocol["questions"]:
                if asked["key"] == question and asked["label_set"] is not None:
                    return self._label_set(asked["label_set"], asked["label_set_version"])
        return {}

    def _label_set(self, key: str, version: int | None) -> dict[str, LabelCell]:
        (found,) = [one for one in self.scheme["label_sets"] if (one["key"], one["version"]) == (key, version)]
        return {label["key"]: label for label in found["labels"]}


class _Following:
    """Rows in the order of articles, taken article by article; those of articles that are not asked for are passed."""

    def __init__(self, rows: Iterator[Any]) -> None:
        self.rows = rows
        self.ahead = next(rows, None)

    def of(self, article: str) -> list[Any]:
        """The rows of one article, later than any asked for before."""
        found = []
        while self.ahead is not None and self.ahead["article_id"] <= article:
            if self.ahead["article_id"] == article:
                found.append(self.ahead)
            self.ahead = next(self.rows, None)
        return found
