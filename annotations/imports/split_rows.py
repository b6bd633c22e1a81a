"""Tables that are split already: rows that follow each other and name one article are its statements."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from annotations.imports.base import Options, Problem, Row
from annotations.imports.limits import STATEMENTS
from annotations.imports.records import Record, checked
from annotations.text.normalise import uniform_newlines
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft, GivenStatement

TOOL = "csv"


def split_articles(records: Iterator[Record], options: Options) -> Iterator[Row]:
    """A row for each article; its text is its statements, joined by a blank inside a paragraph, else by a line end.

    An error in one row keeps its article out. A row that cannot be read at all is an error of its own, and keeps out
    the articles around it: one of them would lack a statement.
    """
    article: _SplitArticle | None = None
    seen: set[bytes] = set()
    unread: int | None = None
    for record in records:
        key = record.text("external_id").strip()
        if not record.fields:
            unread = record.line
            yield Row(record.line, None, tuple(record.problems))
            if article:
                article.lacks(unread)
            continue
        if article is None or key != article.key:
            if article:
                yield article.row()
            article = _SplitArticle(record, key, options, seen)
            article.lacks(unread)
        article.add(record)
        unread = None
    if article:
        yield article.row()


class _SplitArticle:
    """An article as its rows come in."""

    def __init__(self, record: Record, key: str, options: Options, seen: set[bytes]) -> None:
        self.line = record.line
        self.key = key
        self.options = options
        self.problems: list[Problem] = []
        self._facts: dict[str, Any] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._paragraph = ""
        self._lacks = False
        self._statements: list[GivenStatement] = []
        self._labels: list[EarlierLabelDraft] = []
        digest = blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()
        if not key:
            record.say("external_id", "", "is missing; every row names its article")
        elif digest in seen:
            record.say("external_id", key, "had rows further up; the rows of an article follow each other")
        seen.add(digest)

    def add(self, record: Record) -> None:
        """Take a row in: its statement, and what it says of the article."""
        self._compare(record, record.facts(self.options))
        words = uniform_newlines(record.text("statement")).strip()
        if not words:
            record.say("statement", "", "is empty")
        paragraph = record.text("paragraph").strip()
        if len(self._statements) < STATEMENTS + 1:
            self._append(record, words, paragraph)
        record.warn_of_unknown()
        self.problems += record.problems

    def lacks(self, line: int | None) -> None:
        """Note that a row beside those of the article cannot be read; once is enough."""
        if line and not self._lacks:
            self._lacks = True
            rule = "stands beside it and cannot be read; a statement may be missing"
            self.problems.append(Problem(self.line, "statement", f"line {line}", rule))

    def row(self) -> Row:
        """The article, checked."""
        draft = ArticleDraft(
            text="".join(self._pieces),
            statements=tuple(self._statements),
            earlier_labels=tuple(self._labels),
            **self._facts,
        )
        return checked(self.line, draft, self.problems)

    def _compare(self, record: Record, facts: dict[str, Any]) -> None:
        """Fill in what the rows above left open; warn where this row says otherwise."""
        if not self._facts:
            self._facts = facts
        for name, value in facts.items():
            if not self._facts[name]:
                self._facts[name] = value
            elif value and value != self._facts[name] and record.fields.get(name):
                record.warn(name, value, f"is not what row {self.line} says of this article; that one is kept")

    def _append(self, record: Record, words: str, paragraph: str) -> None:
        if self._pieces:
            self._put(" " if paragraph and paragraph == self._paragraph else "\n")
        self._paragraph = paragraph
        start = self._length
        self._put(words)
        self._statements.append(
            GivenStatement(
                start=start,
                end=self._length,
                role=record.text("role") or "body",
                speaker=record.text("speaker").strip(),
                quote_type=record.text("quote_type"),
                is_statement=record.flag("is_statement", True),
            )
        )
        label = record.text("label")
        annotator, question, comment = (record.text(name) for name in ("annotator", "question", "comment"))
        if label:
            span = (start, self._length)
            self._labels.append(EarlierLabelDraft(TOOL, annotator, question or "label", label, *span, comment))

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
