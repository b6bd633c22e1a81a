"""JSON Lines: one article a line, with everything an article can bring along (``docs/imports.md`` lists the keys)."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import ImportFormat, Options, Row
from annotations.imports.earlier import earlier_labels, given_statements
from annotations.imports.json_lines import looks_like_doccano, read_records
from annotations.imports.records import Record
from annotations.workflow.drafts import ArticleDraft

TOOL = "jsonl"
"""The tool of a label that names none."""


def read(stream: BinaryIO, _name: str, options: Options) -> Iterator[Row]:
    """A row for each line that is not blank."""
    return read_records(stream, lambda record: article(record, options))


def article(record: Record, options: Options) -> Row:
    """The article that one object describes."""
    text = record.needed_text("text")
    draft = ArticleDraft(
        text=text,
        statements=given_statements(record, text),
        earlier_labels=earlier_labels(record, text, TOOL),
        **record.facts(options),
    )
    record.warn_of_unknown()
    return record.row(draft)


FORMAT = ImportFormat(
    key="jsonl",
    title="JSON Lines",
    extensions=(".jsonl", ".ndjson"),
    content_types=("application/x-ndjson", "application/jsonl", "application/json-lines"),
    many=True,
    looks_like=lambda _name, head: not looks_like_doccano(head),
    read=read,
)
