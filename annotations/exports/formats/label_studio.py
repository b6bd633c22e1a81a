"""Label Studio's JSON: an array of tasks, each with the annotations of all who labelled the article.

Offsets are those of JavaScript, UTF-16 code units; each result says which words it marks. Its ``from_name`` is the
question.
"""

from collections.abc import Iterator
from itertools import count, groupby
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.elsewhere import LEFT_OUT, facts, given_labels
from annotations.exports.lines import json_array
from annotations.exports.material import ArticleMaterial
from annotations.queries.release_choice import GOLD, RAW


def write(export: Export) -> Iterator[File]:
    """One file of all tasks."""
    export.report.left_out = LEFT_OUT
    yield File("tasks.json", json_array(tasks(export)))


def tasks(export: Export) -> Iterator[dict[str, Any]]:
    """One task for each article that somebody labelled."""
    view = export.material.dataset.view
    for number, one in enumerate(export.material.by_article(view)):
        if rows := sorted(getattr(one, view), key=who):
            annotations = [
                {"completed_by": {"email": name}, "result": list(results(export, one, list(of_person)))}
                for name, of_person in groupby(rows, key=who)
            ]
            yield {
                "id": number + 1,
                "data": {"text": one.article["text"], **facts(one.article)},
                "annotations": annotations,
            }


def who(row: Any) -> str:
    """Whose answers a row holds; gold is nobody's."""
    return str(row.get("annotator", GOLD))


def results(export: Export, one: ArticleMaterial, rows: list[Any]) -> Iterator[dict[str, Any]]:
    """One result for each label on each statement, numbered."""
    number = count(1)
    for row in rows:
        start = units(one.article["text"][: row["start"]])
        value = {"start": start, "end": start + units(row["text"]), "text": row["text"]}
        for question, label in given_labels(row, export.report):
            yield {
                "id": f"{who(row)}-{next(number)}",
                "from_name": question,
                "to_name": "text",
                "type": "labels",
                "value": {**value, "labels": [label]},
            }


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


FORMAT = ExportFormat(
    key="label_studio",
    title="Label Studio",
    summary="Tasks for Label Studio: texts with labelled spans of everybody, no evidence, no reviews.",
    extension="json",
    content_type="application/json",
    write=write,
    views=(RAW, GOLD),
    is_lossy=True,
    needs_text=True,
)
