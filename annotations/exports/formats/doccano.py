"""doccano's JSON Lines (sequence labelling): a text and ``[start, end, label]`` spans, one file for each annotator.

Offsets are code points. doccano names who labelled by the file alone; gold is ``all.jsonl``, as doccano calls it.
"""

from collections.abc import Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.elsewhere import facts, given_labels
from annotations.exports.left_out import SPAN_TOOLS
from annotations.exports.lines import json_line
from annotations.queries.release_choice import BOTH, GOLD, RAW


def write(export: Export) -> Iterator[File]:
    """A file for each annotator, and one for gold."""
    dataset = export.material.dataset
    if RAW in dataset.choice.views:
        for annotator in dataset.annotators:
            yield File(f"{annotator}.jsonl", lines(export, RAW, annotator))
    if GOLD in dataset.choice.views:
        yield File("all.jsonl", lines(export, GOLD))


def lines(export: Export, view: str, annotator: str = "") -> Iterator[bytes]:
    """One example for each article that somebody labelled."""
    for number, one in enumerate(export.material.by_article(view)):
        rows: list[Any] = [row for row in getattr(one, view) if view == GOLD or row["annotator"] == annotator]
        if not rows:
            continue
        labels = [
            [row["start"], row["end"], f"{question}:{label}"]
            for row in rows
            for question, label in given_labels(row, export.report)
        ]
        example = {"id": number + 1, "text": one.article["text"], "label": labels, **facts(one.article)}
        yield json_line(example)


FORMAT = ExportFormat(
    key="doccano",
    title="doccano",
    summary="JSON Lines for doccano, a file for each annotator: texts with labelled spans, no evidence, no reviews.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(RAW, GOLD, BOTH),
    is_lossy=True,
    left_out=SPAN_TOOLS,
    is_folder=True,
    needs_text=True,
)
