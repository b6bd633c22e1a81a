"""Answers as a dataset tells them become a body of ``schemes.answers`` again, with the protocol that they fit.

A dataset does not say under which version of the protocol a label was made; labels that were merged since stand in it
as what they count as. So the newest version is taken under which the answers are whole, else the newest that they fit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from annotations.models import Cardinality, Statement
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import ProtocolInForce
from annotations.schemes.answers import Answers
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import is_complete
from annotations.schemes.evidence import CheckedArticle
from annotations.schemes.versions import recall
from annotations.workflow.restore.articles import Split
from annotations.workflow.restore.shapes import Line
from annotations.workflow.restore.world import World

MOST_READ = 10_000
"""Different answers kept, so that equal ones are read once."""
NOTHING = Answers()
"""What an earlier save is taken to have said of which the dataset holds the id alone."""


@dataclass(frozen=True, slots=True)
class Given:
    """Answers, the version of the protocol that they fit, and whether they are complete under it."""

    answers: Answers
    force: ProtocolInForce
    is_complete: bool


@dataclass(slots=True)
class Reader:
    """Reads the answers of many rows."""

    world: World
    known: dict[str, Given] = field(default_factory=dict)

    def nothing(self) -> Given:
        """No answers, under the newest protocol."""
        return Given(NOTHING, self.world.protocols[0], is_complete=False)

    def read(self, line: Line, cell: Mapping[str, Any], split: Split, statement: Statement, place: str = "") -> Given:
        """The answers of ``cell``: a raw row, or ``place`` inside of one. ``BadRow`` names what does not fit."""
        body = self._body(line, cell, split, statement, place)
        if "evidence" in body:  # whether it counts depends on the article
            return self._fitting(line, cell, body, checked_article(split.article), place)
        key = repr((cell["labels"], body))  # one label or a list of one: that tells versions apart
        if key not in self.known:
            if len(self.known) >= MOST_READ:
                self.known.clear()
            self.known[key] = self._fitting(line, cell, body, CheckedArticle(), place)
        return self.known[key]

    def _body(
        self, line: Line, cell: Mapping[str, Any], split: Split, statement: Statement, place: str
    ) -> dict[str, Any]:
        body: dict[str, Any] = {
            "labels": {key: list(one) if isinstance(one, list) else [one] for key, one in cell["labels"].items()},
            "stances": [self.stance(line, one, split, statement, place) for one in cell["stances"]],
            "no_stance": cell["stance_complete"] and not cell["stances"],
            "skip": cell["skip"],
            "flags": cell["flags"],
            "confidence": cell["confidence"],
            "rationale": cell["rationale"],
        }
        return body | further(cell)

    def stance(
        self, line: Line, cell: Mapping[str, Any], split: Split, statement: Statement, place: str
    ) -> dict[str, Any]:
        """One stance of a body; ``cell`` may be a gold one, which has no intensity."""
        target = cell["target"]
        if cell["target_kind"] == "claim" and target is not None:
            target = str(split.claim(line, f"{place}stances.target", target, statement))
        elif target is not None:
            target = str(self.world.entity(line, f"{place}stances.target", target))
        holder = self.world.entity_or_none(line, f"{place}stances.holder", cell["holder"])
        return {
            "holder_kind": cell["holder_kind"],
            "holder": str(holder) if holder else None,
            "target_kind": cell["target_kind"],
            "target": target,
            "target_text": cell["target_text"] or "",
            "polarity": cell["polarity"],
            "intensity": cell["intensity"],
            "explicit": cell["explicit"],
        }

    def _fitting(
        self, line: Line, cell: Mapping[str, Any], body: dict[str, Any], article: CheckedArticle, place: str
    ) -> Given:
        fitting: list[Given] = []
        errors: list[AnswerError] = []
        for force in self.world.protocols:
            try:
                answers = _as_asked(cell, body, force)
            except AnswerError as error:
                errors.append(error)
                continue
            fitting.append(Given(answers, force, is_complete(answers, force.scheme, article)))
            if fitting[-1].is_complete:
                return fitting[-1]
        if not fitting:
            newest = errors[0]
            raise line.bad(place + newest.field.removeprefix("answers."), newest.value, newest.rule)
        return fitting[0]


def further(cell: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says beyond labels and stances, as a body has it: each only where it says something."""
    found = {
        "texts": cell.get("texts"),
        "evidence": [{key: one[key] for key in one if key != "flaws"} for one in cell.get("evidence") or ()],
        "searches": cell.get("searches"),
        "checks": [_check(one) for one in cell.get("questions") or ()],
        "comment": cell.get("comment"),
    }
    return {key: value for key, value in found.items() if value}


def _check(cell: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": cell["question"],
        "problems": cell["problems"],
        "answers": [
            {
                "text": one["answer"],
                "type": one["answer_type"],
                "explanation": one["boolean_explanation"],
                "evidence": one["evidence"],
                "problems": one["problems"],
            }
            for one in cell["answers"]
        ],
    }


def _as_asked(cell: Mapping[str, Any], body: dict[str, Any], force: ProtocolInForce) -> Answers:
    """The body as answers to one version, nothing of it left out or changed; labels in the order of the row."""
    answers = recall(body, force.scheme)
    read, given = answers.as_body(), {**body, "labels": {key: body["labels"][key] for key in sorted(body["labels"])}}
    _check_labels(cell, given["labels"], read["labels"], force)
    for key, value in given.items():
        if key != "labels" and read.get(key) != value:
            raise AnswerError(
                f"answers.{key}", value, "is no answer to what is asked, or not in the form it is kept in"
            )
    return replace(answers, labels={key: tuple(chosen) for key, chosen in given["labels"].items()})


def _check_labels(
    cell: Mapping[str, Any], given: Mapping[str, list[str]], read: Mapping[str, list[str]], force: ProtocolInForce
) -> None:
    for key, chosen in given.items():
        field, question = f"answers.labels.{key}", force.scheme.question(key)
        if question is None or question.label_set is None or sorted(read.get(key, [])) != sorted(chosen):
            raise AnswerError(field, chosen, "answers a question that is not asked")
        if isinstance(cell["labels"][key], list) != (question.label_set.cardinality == Cardinality.MULTI):
            raise AnswerError(
                field, cell["labels"][key], "is one label where several are taken, or the other way round"
            )
