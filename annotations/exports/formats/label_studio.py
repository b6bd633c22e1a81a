"""Label Studio's JSON: an array of tasks, each with the annotations of all who labelled the article.

Offsets are those of JavaScript, UTF-16 code units; each result says which words it marks. Its ``from_name`` is the
question. Label Studio refuses annotations of people it does not know, so who labelled stands in the ``meta`` of each
result, which it keeps and shows. A project there knows only the labels of its interface, so that comes along.
"""

from collections.abc import Iterator
from html import escape
from itertools import count, groupby
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.elsewhere import facts, given_labels
from annotations.exports.left_out import SPAN_TOOLS
from annotations.exports.lines import json_array
from annotations.exports.material import ArticleMaterial
from annotations.queries.release_choice import GOLD, RAW

Used = dict[str, dict[str, None]]
"""Labels by question, in the order in which they are offered."""


def write(export: Export) -> Iterator[File]:
    """All tasks, and the labelling interface they are made for."""
    used = {question: dict.fromkeys(export.material.labels(question)) for question in export.material.dataset.questions}
    yield File("tasks.json", json_array(tasks(export, used)))
    yield File("interface.xml", [interface(used).encode()])


def interface(used: Used) -> str:
    """The project's *Labeling Interface*: a group of labels for each question (https://labelstud.io/tags/labels)."""
    groups = [
        f'  <Header value="{escape(question)}"/>\n  <Labels name="{escape(question)}" toName="text">\n'
        + "".join(f'    <Label value="{escape(label)}"/>\n' for label in labels)
        + "  </Labels>\n"
        for question, labels in used.items()
        if labels
    ]
    return f'<View>\n{"".join(groups)}  <Text name="text" value="$text"/>\n</View>\n'


def tasks(export: Export, used: Used) -> Iterator[dict[str, Any]]:
    """One task for each article that somebody labelled; ``used`` gets the labels that occur."""
    view = export.material.dataset.view
    for number, one in enumerate(export.material.by_article(view)):
        if rows := sorted(getattr(one, view), key=who):
            annotations = [
                {"result": list(results(export, one, list(of_person), used))} for _, of_person in groupby(rows, key=who)
            ]
            yield {
                "id": number + 1,
                "data": {"text": one.article["text"], **facts(one.article)},
                "annotations": annotations,
            }


def who(row: Any) -> str:
    """Whose answers a row holds; gold is nobody's."""
    return str(row.get("annotator", GOLD))


def results(export: Export, one: ArticleMaterial, rows: list[Any], used: Used) -> Iterator[dict[str, Any]]:
    """One result for each label on each statement, numbered."""
    number = count(1)
    for row in rows:
        start = units(one.article["text"][: row["start"]])
        value = {"start": start, "end": start + units(row["text"]), "text": row["text"]}
        for question, label in given_labels(row, export.report):
            used.setdefault(question, {})[label] = None
            yield {
                "id": f"{who(row)}-{next(number)}",
                "from_name": question,
                "to_name": "text",
                "type": "labels",
                "value": {**value, "labels": [label]},
                "meta": {"text": [who(row)], "annotator": who(row)},
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
    left_out=SPAN_TOOLS,
    needs_text=True,
)
