"""Label Studio's JSON export: an array of tasks, each with ``data.text`` and the results of its annotations.

Read are results of the types ``labels`` (spans) and ``choices`` (of the text, or of a span). Offsets are those of
JavaScript, UTF-16 units; where a result says which words it marks, that is checked. Our own export names the annotator
in the ``meta`` of a result, for there everything belongs to whoever brought it in.
"""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import ImportFormat, Options, Row
from annotations.imports.json_array import read_array
from annotations.imports.json_lines import rows
from annotations.imports.positions import Positions
from annotations.imports.records import Record
from annotations.text.normalise import uniform_newlines
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft

TOOL = "label_studio"
READ = ("labels", "choices")
"""Types of results that are labels; the value has a list of that name."""


def read(stream: BinaryIO, _name: str, options: Options) -> Iterator[Row]:
    """A row for each task of the array."""
    return rows(read_array(stream), lambda record: article(record, options))


def article(task: Record, options: Options) -> Row:
    """The text of a task with the labels of all of its annotations."""
    data = task.inner("data.", task.take("data")[1])
    if data is None:
        return task.row(ArticleDraft(text=""))
    text = data.needed_text(options.columns.get("text", "text"))
    number = task.text("id")
    facts = data.facts(options)
    facts["external_id"] = facts["external_id"] or (f"{TOOL}-{number}" if number else "")
    data.warn_of_unknown()
    _warn_of_unread(task)
    return task.row(ArticleDraft(text=text, earlier_labels=tuple(_labels(task, text)), **facts))


def _warn_of_unread(task: Record) -> None:
    if predictions := task.listed("predictions"):
        task.warn("predictions", predictions, "are the guesses of a machine; they were left out")


def _labels(task: Record, text: str) -> Iterator[EarlierLabelDraft]:
    places = _Places(text)
    unread: set[str] = set()
    for place, given in enumerate(task.listed("annotations")):
        annotation = task.inner(f"annotations[{place}].", given)
        if annotation is None:
            continue
        if annotation.flag("was_cancelled"):
            annotation.warn("was_cancelled", True, "is a skipped task; its results were left out")
            continue
        annotator = _annotator(annotation)
        for number, result in enumerate(annotation.listed("result")):
            inner = annotation.inner(f"result[{number}].", result)
            if inner and inner.text("type") in READ:
                yield from _of_result(inner, annotator, places)
            elif inner:
                unread.add(inner.text("type"))
    for kind in sorted(unread):
        task.warn("result.type", kind, "is not a kind of result that is read; it was left out")


def _annotator(annotation: Record) -> str:
    """``completed_by``: a number, or an object with an e-mail address or a number."""
    _, given = annotation.take("completed_by")
    if not isinstance(given, dict):
        return annotation.text("completed_by")
    inner = Record(annotation.line, given, annotation, f"{annotation.path}completed_by.")
    return inner.text("email", "username", "id")


def _of_result(result: Record, annotator: str, places: "_Places") -> Iterator[EarlierLabelDraft]:
    value = result.inner("value.", result.take("value")[1])
    if value is None:
        return
    start, end = places.of(value) or (None, None)
    meta = result.inner("meta.", result.take("meta")[1] or {})
    annotator = (meta and meta.text("annotator")) or annotator
    kind, question = result.text("type"), result.text("from_name")
    for label in value.listed(kind):
        if isinstance(label, str):
            yield EarlierLabelDraft(TOOL, annotator, question, label, start, end)
        else:
            value.say(kind, label, "is not text")


class _Places:
    """Turns the offsets of results into places in the text as it is stored."""

    def __init__(self, text: str) -> None:
        self.stored = uniform_newlines(text)
        self._of_file = Positions(text)
        self._of_stored = Positions(self.stored)

    def of(self, value: Record) -> tuple[int, int] | None:
        """The span that a result marks; None when it is about the whole text.

        Offsets are UTF-16 units. The words of the result decide whether they count CRLF as one or as two, or are code
        points after all (results that were brought in by a program).
        """
        start, end, words = value.whole("start"), value.whole("end"), uniform_newlines(value.text("text"))
        if start is None or end is None:
            return None
        file, stored = self._of_file, self._of_stored
        readings = (
            (file.stored(file.from_utf16(start)), file.stored(file.from_utf16(end))),
            (stored.from_utf16(start), stored.from_utf16(end)),
            (file.stored(start), file.stored(end)),
        )
        for first, last in readings:
            if not words or self.stored[max(first, 0) : max(last, 0)] == words:
                return first, last
        value.say("text", words, f"is not what stands in the text from {start} to {end}")
        return None


def _is_export(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"[")


FORMAT = ImportFormat(
    key="label_studio",
    title="Label Studio",
    extensions=(".json",),
    content_types=("application/json",),
    many=True,
    looks_like=lambda _name, head: _is_export(head),
    read=read,
)
