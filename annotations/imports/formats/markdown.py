"""Markdown: one file is one article; words stay, marks go, code and HTML are left out."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import ImportFormat, Options, Row, stem
from annotations.imports.encodings import Undecodable, decode
from annotations.imports.front_matter import front_matter
from annotations.imports.limits import ARTICLE_CHARACTERS, FILE_BYTES
from annotations.imports.page_process import PAGES
from annotations.imports.records import Record, failed
from annotations.text.headlines import with_headline
from annotations.text.normalise import TextError, normalise
from annotations.text.pages.results import Unusable
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
        text = normalise(decode(raw, options.encoding))
        if len(text) > ARTICLE_CHARACTERS:
            yield failed(None, "text", f"{len(text)} characters", f"is longer than {ARTICLE_CHARACTERS} characters")
        else:
            yield _row(raw, text, name, options)
    except (Undecodable, Unusable) as error:
        yield failed(None, "file", error.value, error.rule)
    except TextError as error:
        yield failed(None, "text", "", str(error))


def _row(raw: bytes, text: str, name: str, options: Options) -> Row:
    pairs, others, body = front_matter(text)
    record = Record(None, {NAMES.get(key, key): value for key, value in pairs.items() if value})
    for number, line in others:
        record.warn(f"line {number}", line, "is no “key: value”; it was left out")
    facts = record.facts(options)
    facts["url"] = facts["url"] or options.url
    facts["external_id"] = facts["external_id"] or ("" if facts["url"] else stem(name))
    record.warn_of_unknown()
    lines = with_headline(PAGES.markdown(body), facts["title"])
    return record.row(ArticleDraft(text="\n".join(lines), raw=raw, **facts))


FORMAT = ImportFormat(
    key="markdown",
    title="Markdown",
    extensions=(".md", ".markdown"),
    content_types=("text/markdown", "text/x-markdown"),
    many=False,
    looks_like=lambda _name, _head: True,
    read=read,
)
