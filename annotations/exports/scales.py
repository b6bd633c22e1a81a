"""Answers in the words of another scheme: which question has them, and the settled rows that can be said in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotations.exports.base import Export, Option
from annotations.exports.material import Material
from annotations.exports.report import Report
from annotations.queries.release_shapes import GoldRow
from annotations.queries.release_text_shapes import LabelCell

QUESTION = Option("question", "Question")
"""For formats that take one question's labels; without it, the first that has labels with a counterpart."""

NOT_ASKED = "the project has no question whose answers have a name in this format"
NOT_SETTLED = "its answer is not settled: annotators differ, or nobody has answered"
NO_NAME = "its answer has no name in this format"
SHARED_NAME = "the format has one name for several answers"


@dataclass(frozen=True, slots=True)
class Scale:
    """A question and what another scheme calls its labels, by key; only those that have a name there."""

    question: str
    names: Mapping[str, str]

    def is_shared(self, label: str) -> bool:
        """Whether another label has the same name there, so that the name does not tell which it was."""
        return sum(1 for name in self.names.values() if name == self.names[label]) > 1


def scale(material: Material, scheme: str, vocabulary: Collection[str], question: str = "") -> Scale | None:
    """The first question of the newest protocol whose labels ``scheme`` calls by names of ``vocabulary``, or None.

    The vocabulary tells apart questions that one scheme names differently (CheckThat's Yes and No from its OBJ and
    SUBJ). With ``question`` only that one is looked at.
    """
    for protocol in reversed(material.scheme["protocols"]):
        for asked in protocol["questions"]:
            names = _names(material.labels(asked["key"]), scheme, vocabulary)
            if names and question in ("", asked["key"]):
                return Scale(asked["key"], names)
    return None


def _names(labels: Mapping[str, LabelCell], scheme: str, vocabulary: Collection[str]) -> dict[str, str]:
    """Names by key; a label that was merged into another is called what that one is."""
    found: dict[str, str] = {}
    for key, label in labels.items():
        heir = labels.get(label["merged_into"], label)
        name = heir["maps_to"].get(scheme)
        if isinstance(name, str) and name in vocabulary:
            found[key] = name
    return found


def named(export: Export, scale: Scale | None, rows: Iterable[GoldRow]) -> Iterator[tuple[GoldRow, str]]:
    """The settled rows with the name of their answer; the report is told why the others are left out.

    The caller keeps or drops each row that it gets.
    """
    for row in rows:
        name = settled_name(row, scale, export.report)
        if name is not None:
            yield row, name


def settled_name(row: GoldRow, scale: Scale | None, report: Report) -> str | None:
    """What the scheme calls the row's answer; None once the report has been told why there is no name."""
    if scale is None:
        report.drop(row["statement_id"], NOT_ASKED)
        return None
    answer = row["labels"].get(scale.question)
    label = answer["gold"] if answer else None
    if not isinstance(label, str):
        report.drop(row["statement_id"], NOT_SETTLED)
        return None
    if label not in scale.names:
        report.drop(row["statement_id"], NO_NAME)
        return None
    if scale.is_shared(label):
        report.coerce(row["statement_id"], scale.question, label, scale.names[label], SHARED_NAME)
    return scale.names[label]


def names_of(row: GoldRow, scale: Scale | None) -> list[str]:
    """What the scheme calls a row's answers to a question that takes several, in the order of the row."""
    if scale is None or scale.question not in row["labels"]:
        return []
    gold = row["labels"][scale.question]["gold"]
    chosen = gold if isinstance(gold, list) else [gold] if gold else []
    return [scale.names[label] for label in chosen if label in scale.names]
