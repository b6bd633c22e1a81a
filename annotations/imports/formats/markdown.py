"""Markdown: one file is one article; words stay, marks go, code and HTML are left out."""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.imports.base import ImportFormat, Options, Row, stem
from annotations.imports.encodings import Undecodable, decode
from annotations.imports.front_matter import front_matter
from annotations.imports.limits import ARTICLE_CHARACTERS, FILE_BYTES
from annotations.imports.records import Record, failed
from annotations.text.headlines import with_headline
from annotations.text.normalise import uniform_newlines
from annotations.workflow.drafts import ArticleDraft

NAMES = {
    "date": "published_at",
    "author": "byline",
    "authors": "byline",
    "link": "url",
    "canonical_url": "url",
    "lang": "language",
    "publisher": "source",
}
"""Keys of the head that are called otherwise here."""


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Row]:
    """The file as one draft that keeps its bytes."""
    raw = stream.read(FILE_BYTES + 1)
    try:
        text = uniform_newlines(decode(raw, options.encoding))
    except Undecodable as error:
        yield failed(None, "file", error.value, error.rule)
        return
    if len(text) > ARTICLE_CHARACTERS:
        yield failed(None, "text", f"{len(text)} characters", f"is longer than {ARTICLE_CHARACTERS} characters")
        return
    yield _row(raw, text, name, options)


def _row(raw: bytes, text: str, name: str, options: Options) -> Row:
    pairs, others, body = front_matter(text)
    record = Record(None, {NAMES.get(key, key): value for key, value in pairs.items() if value})
    for number, line in others:
        record.warn(f"line {number}", line, "is no “key: value”; it was left out")
    facts = record.facts(options)
    facts["url"] = facts["url"] or options.url
    facts["external_id"] = facts["external_id"] or ("" if facts["url"] else stem(name))
    record.warn_of_unknown()
    lines = with_headline(plain_lines(body), facts["title"])
    return record.row(ArticleDraft(text="\n".join(lines), raw=raw, **facts))


def plain_lines(markdown: str) -> list[str]:
    """The words of a Markdown text (CommonMark and tables), one line a paragraph, heading, item or row of a table."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in _parser().parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            words = _words(token.children or ())
            if row is None:
                lines += words.split("\n")
            else:
                row.append(words.replace("\n", " "))
    return [line for line in (line.strip() for line in lines) if line.strip("| ")]


def _parser() -> MarkdownIt:
    """Knows HTML, so that it can be left out rather than read as words."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _words(tokens: Sequence[Token]) -> str:
    """The text of inline tokens; a picture and HTML have none."""
    pieces = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        token.content if token.type in ("text", "code_inline", "text_special") else pieces.get(token.type, "")
        for token in tokens
    )


FORMAT = ImportFormat(
    key="markdown",
    title="Markdown",
    extensions=(".md", ".markdown"),
    content_types=("text/markdown", "text/x-markdown"),
    many=False,
    looks_like=lambda _name, _head: True,
    read=read,
)
