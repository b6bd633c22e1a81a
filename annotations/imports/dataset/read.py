"""The files of a dataset as one: article by article, with all that each file has of it; little is in memory."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from annotations.imports.dataset.files import Given, told_apart
from annotations.imports.dataset.rows import one, rows
from annotations.workflow.restore.shapes import ArticleLines, Dataset, Line

PIECE = 64 * 1024
OF_ARTICLES = {"attributions": "attributions", "claims": "claims", "annotations": "raw", "gold": "gold"}
"""Files whose rows belong to articles, by what ``ArticleLines`` calls them."""


def read_dataset(given: Iterable[Given], most_bytes: int | None = None) -> Dataset:
    """A dataset from its files: a ZIP of format ``native``, its files, or those with JSON Lines or CSV in their place.

    ``BadRow`` for files that are not those of a dataset, here or while the articles are read, and for a ZIP whose files
    take more than ``most_bytes``.
    """
    files = told_apart(given, most_bytes)
    return Dataset(
        scheme=one("labelsets", files["labelsets"]),
        entities=list(rows("entities", files["entities"])),
        articles=_articles(files),
        total=_lines(files["articles"]),
    )


def _lines(given: Given) -> int:
    with given.open() as stream:
        return sum(piece.count(b"\n") for piece in iter(partial(stream.read, PIECE), b""))


def _articles(files: Mapping[str, Given]) -> Iterator[ArticleLines]:
    following = {name: _Following(rows(part, files[part])) for part, name in OF_ARTICLES.items() if part in files}
    for article in rows("articles", files["articles"]):
        key = article.row["article_id"]
        yield ArticleLines(article, **{name: lines.of(key) for name, lines in following.items()})
    for lines in following.values():
        lines.refuse_rest()


class _Following:
    """Rows in the order of articles, taken article by article."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.ahead = next(lines, None)

    def of(self, article: str) -> list[Line]:
        """The rows of one article, if they come next."""
        found = []
        while self.ahead is not None and self.ahead.row["article_id"] == article:
            found.append(self.ahead)
            self.ahead = next(self.lines, None)
        return found

    def refuse_rest(self) -> None:
        """No row is left, or there is one whose article is none of the dataset, or came before."""
        if (line := self.ahead) is not None:
            rule = "is none of articles.jsonl, or its rows do not come in the order of the articles there"
            raise line.bad("article_id", line.row["article_id"], rule)
