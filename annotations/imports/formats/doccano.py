"""doccano's JSON Lines: ``text`` with ``label`` or ``labels`` (spans or bare labels) or ``entities``.

Offsets are code points of ``text``. Who labelled is not in the file: doccano exports one file for each person, named
after them, or ``all.jsonl``.
"""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import ImportFormat, Options, Row, stem
from annotations.imports.json_lines import looks_like_doccano, read_records
from annotations.imports.positions import Positions
from annotations.imports.records import Record
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft

TOOL = "doccano"
NOBODY = frozenset({"all", "unknown"})
"""File names that name no annotator."""
UNREAD = ("relations", "Comments", "cats", "meta")


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Row]:
    """A row for each line that is not blank."""
    annotator = stem(name)[:150]
    annotator = "" if annotator.lower() in NOBODY else annotator
    return read_records(stream, lambda record: article(record, annotator, options))


def article(record: Record, annotator: str, options: Options) -> Row:
    """The text of one example with its labels."""
    text = record.needed_text("text", "data")
    positions = Positions(text)
    labels = [
        label
        for key in ("label", "labels", "entities")
        for place, one in enumerate(record.listed(key))
        if (label := _label(record, f"{key}[{place}]", one, positions, annotator))
    ]
    facts = record.facts(options)
    if number := record.text("id"):
        facts["external_id"] = record.text("external_id") or f"{TOOL}-{number}"
    draft = ArticleDraft(text=text, earlier_labels=tuple(labels), **facts)
    for key in UNREAD:
        if record.take(key)[1]:
            record.warn(key, record.fields[key], "is not read; it was left out")
    record.warn_of_unknown()
    return record.row(draft)


def _label(record: Record, path: str, given: object, positions: Positions, by: str) -> EarlierLabelDraft | None:
    """One label: a word, ``[start, end, label]``, or an entity with its offsets."""
    question = path.partition("[")[0]
    if isinstance(given, str):
        return EarlierLabelDraft(TOOL, by, question, given)
    if isinstance(given, list):
        given = dict(zip(("start_offset", "end_offset", "label"), given, strict=False)) if len(given) == 3 else given
    inner = record.inner(f"{path}.", given)
    if inner is None:
        return None
    start, end = (positions.stored(inner.needed_whole(name)) for name in ("start_offset", "end_offset"))
    return EarlierLabelDraft(TOOL, by, question, inner.text("label"), start, end)


FORMAT = ImportFormat(
    key="doccano",
    title="doccano",
    extensions=(".jsonl", ".ndjson"),
    content_types=(),
    many=True,
    looks_like=lambda _name, head: looks_like_doccano(head),
    read=read,
)
