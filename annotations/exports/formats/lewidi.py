"""LeWiDi: every annotator's answer, for learning with disagreement (Leonardelli and others, 2023 and 2025).

Keys have blanks in them, as published. ``question`` chooses the task: one that takes one label, or one for stances, of
which each holder and target is an item, and "none" the answer of those who marked no such stance.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import EVIDENCE, OTHER_LABELS, PLACES, REASONS, REVIEWS, SPEECH, STRENGTH
from annotations.exports.material import ArticleMaterial, Material
from annotations.exports.report import Report
from annotations.exports.scales import NOT_ASKED, QUESTION
from annotations.exports.stance_rows import Words, entity_names, words
from annotations.exports.text_files import json_object
from annotations.queries.release_choice import RAW
from annotations.queries.release_shapes import RawRow

NONE = "none"
UNANSWERED = "the question is not answered with one label"


@dataclass(frozen=True, slots=True)
class Task:
    """The question whose answers are exported, and the labels that it offers."""

    question: str
    is_stance: bool
    labels: tuple[str, ...]

    def is_answered(self, row: RawRow) -> bool:
        """Whether a row answers it in a way that LeWiDi can say."""
        return row["stance_complete"] if self.is_stance else isinstance(row["labels"].get(self.question), str)


@dataclass(frozen=True, slots=True)
class Item:
    """What was judged, of which statement, and the answers by annotator."""

    text: dict[str, str]
    statement: str
    answers: dict[str, str]


def write(export: Export) -> Iterator[File]:
    """The items, and who the annotators are."""
    task = task_of(export.material, export.option("question"))
    names = {who: f"Ann{number}" for number, who in enumerate(export.material.dataset.annotators, 1)}
    yield File("lewidi.json", json_object(members(export, task, names)))
    people = {row["pseudonym"]: row["role"] for row in export.material.scheme.get("people", [])}
    meta = ((short, {"pseudonym": who, "role": people.get(who, "")}) for who, short in names.items())
    yield File("lewidi_annotators_meta.json", json_object(meta))


def task_of(material: Material, wanted: str) -> Task | None:
    """The question asked for, or the first that takes labels of statements; None if there is none."""
    for protocol in reversed(material.scheme["protocols"]):
        kinds = {one["key"]: one["kind"] for one in protocol["questions"] if one["kind"] in ("choice", "stance")}
        for key in sorted(kinds, key=lambda key: kinds[key] == "stance"):
            if wanted in ("", key):
                labels = [label for label, cell in material.labels(key).items() if not cell["merged_into"]]
                is_stance = kinds[key] == "stance"
                return Task(key, is_stance, (*labels, NONE) if is_stance else tuple(labels))
    return None


def members(export: Export, task: Task | None, names: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items by number."""
    entities, number = entity_names(export.material), 0
    for found in export.material.by_article("raw", "claims"):
        rows = answering(found.raw, task, export.report)
        if task is None:
            continue
        for one in items(rows, task, words(entities, found)):
            yield str(number), member(one, task, names, found, export.material.split(found.article["article_id"]))
            number += 1


def answering(rows: Iterable[RawRow], task: Task | None, report: Report) -> list[RawRow]:
    """The rows that answer the question; the report is told of all."""
    kept = []
    for row in rows:
        if task and task.is_answered(row):
            kept.append(row)
        else:
            report.drop(row["annotation_id"], UNANSWERED if task else NOT_ASKED)
    report.keep(len(kept))
    return kept


def items(rows: Iterable[RawRow], task: Task, named: Words) -> Iterator[Item]:
    """What was judged, statement by statement."""
    by_statement: dict[str, list[RawRow]] = {}
    for row in rows:
        by_statement.setdefault(row["statement_id"], []).append(row)
    for statement, theirs in by_statement.items():
        if task.is_stance:
            yield from stances(statement, theirs, named)
        else:
            answers = {row["annotator"]: str(row["labels"][task.question]) for row in theirs}
            yield Item({"statement": theirs[0]["text"]}, statement, answers)


def stances(statement: str, rows: list[RawRow], named: Words) -> Iterator[Item]:
    """One item for each holder and target that somebody marked."""
    marked: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        for pair in row["stances"]:
            marked.setdefault((named.holder(pair), named.target(pair)), {})[row["annotator"]] = pair["polarity"]
    for (holder, target), said in marked.items():
        answers = {row["annotator"]: said.get(row["annotator"], NONE) for row in rows}
        yield Item({"statement": rows[0]["text"], "holder": holder, "target": target}, statement, answers)


def member(one: Item, task: Task, names: Mapping[str, str], found: ArticleMaterial, split: str) -> dict[str, Any]:
    """An item as published; every label has its share, also one that nobody chose."""
    given = {names[who]: answer for who, answer in one.answers.items()}
    chosen = list(given.values())
    return {
        "annotation task": "stance detection" if task.is_stance else task.question,
        "text": one.text,
        "number of annotators": len(given),
        "annotators": ",".join(given),
        "number of annotations": len(given),
        "annotations": given,
        "soft_label": {label: chosen.count(label) / len(chosen) for label in dict.fromkeys((*task.labels, *chosen))},
        "split": split,
        "lang": found.article["language"],
        "other_info": {"statement_id": one.statement, "article_id": found.article["article_id"]},
    }


FORMAT = ExportFormat(
    key="lewidi",
    title="LeWiDi",
    summary="Every annotator's answer to one question beside the shares of each label. For learning with disagreement.",
    extension="json",
    content_type="application/json",
    write=write,
    views=(RAW,),
    is_lossy=True,
    left_out=(OTHER_LABELS, STRENGTH, EVIDENCE, REASONS, REVIEWS, SPEECH, PLACES),
    needs_text=True,
    options=(QUESTION,),
)
