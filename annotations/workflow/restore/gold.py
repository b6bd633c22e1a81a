"""The gold of a dataset: the newest adjudication of each statement, what it rests on, and who stands behind it."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from annotations.models import (
    Adjudication,
    AdjudicationBasis,
    GoldApproval,
    GoldEvidence,
    GoldLabel,
    GoldMethod,
    GoldStance,
    GoldText,
    HolderKind,
    Statement,
    TargetKind,
)
from annotations.queries.protocols import ProtocolInForce
from annotations.schemes.answers import Answers, read
from annotations.schemes.checks import AnswerError
from annotations.schemes.gold import OPEN, entropy
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.evidence_rows import evidence_id, store_evidence
from annotations.workflow.restore.answers import Reader, further
from annotations.workflow.restore.articles import Split
from annotations.workflow.restore.labels import Labels
from annotations.workflow.restore.shapes import Line


@dataclass(slots=True)
class Gold:
    """Gathers the rows of some articles, and writes them together after the labels."""

    reader: Reader
    adjudications: list[Adjudication] = field(default_factory=list)
    bases: list[AdjudicationBasis] = field(default_factory=list)
    labels: list[GoldLabel] = field(default_factory=list)
    texts: list[GoldText] = field(default_factory=list)
    stances: list[GoldStance] = field(default_factory=list)
    evidence: list[GoldEvidence] = field(default_factory=list)
    approvals: list[GoldApproval] = field(default_factory=list)

    def add(self, line: Line, split: Split, labels: Labels) -> None:
        """One statement's gold; revisions that it rests on and no label shows are added to ``labels``."""
        row, world = line.row, self.reader.world
        statement = split.statement(line, "statement_id", row["statement_id"])
        for key in row["basis"]:
            if line.key("basis", key) not in labels.revisions:
                labels.add_unknown(line, split, statement, key, row["flags"])
        decided = line.moment("adjudicated_at", row["adjudicated_at"])
        adjudication = Adjudication(
            id=line.key("adjudication_id", row["adjudication_id"]),
            statement=statement,
            seq=row["seq"],
            decided_by=world.person_or_none(line, "adjudicator", row["adjudicator"]),
            guideline_id=world.guideline(line, row["guideline_version"]),
            too_vague=row["too_vague"],
            rationale=row["rationale"],
            is_open=any(one["method"] == OPEN for one in _settled(row)),
            decided_at=decided,
        )
        self.adjudications.append(adjudication)
        self.bases += [AdjudicationBasis(adjudication=adjudication, revision_id=uuid.UUID(key)) for key in row["basis"]]
        self.approvals += [
            GoldApproval(
                adjudication=adjudication, approver=world.person(line, "approved_by", name), created_at=decided
            )
            for name in row.get("approved_by", ())
        ]
        force = _force(line, world.protocols)
        self.labels += _labels(line, adjudication, force)
        self.stances += self._stances(line, split, statement, adjudication, force)
        self.texts += _texts(line, adjudication, force, labels)
        self._decide(line, split, statement, adjudication)

    def _stances(
        self, line: Line, split: Split, statement: Statement, adjudication: Adjudication, force: ProtocolInForce
    ) -> Iterator[GoldStance]:
        polarities = {key: pk for (question, key), pk in force.label_ids.items() if question == force.stance_key}
        for position, cell in enumerate(line.row["stances"]):
            if cell["gold"] is not None and cell["gold"] not in polarities:
                raise line.bad("stances.gold", cell["gold"], f"is not one of {', '.join(polarities)}")
            body = self.reader.stance(line, cell | UNSAID, split, statement, "")
            is_claim = body["target_kind"] == TargetKind.CLAIM
            yield GoldStance(
                adjudication=adjudication,
                position=position,
                holder_kind=line.one_of("stances.holder_kind", body["holder_kind"], HolderKind.values),
                holder_id=body["holder"],
                target_kind=line.one_of("stances.target_kind", body["target_kind"], TargetKind.values),
                target_id=None if is_claim else body["target"],
                target_claim_id=body["target"] if is_claim else None,
                target_text=body["target_text"],
                polarity_id=polarities[cell["gold"]] if cell["gold"] else None,
                method=line.one_of("stances.method", cell["method"], GoldMethod.values),
                n_marked=cell["n_marked"],
                n_annotators=cell["n_annotators"],
            )

    def _decide(self, line: Line, split: Split, statement: Statement, adjudication: Adjudication) -> None:
        """The whole body that a person decided; nobody did where the policy settled it, or it was opened again."""
        row, more = line.row, further(line.row)
        by_policy = adjudication.decided_by is None or adjudication.too_vague
        said = any(one["gold"] for one in (*row["labels"].values(), *row["stances"])) or more
        if by_policy or not said:
            return
        kept = [one for one in row["stances"] if one["gold"]]
        stances = [
            self.reader.stance(line, one | UNSAID | {"polarity": one["gold"]}, split, statement, "") for one in kept
        ]
        answers = {key: one["gold"] for key, one in row["labels"].items() if one["gold"]}
        body = Answers().as_body() | more
        body["labels"] = {key: one if isinstance(one, list) else [one] for key, one in sorted(answers.items())}
        body["stances"] = stances
        adjudication.answers = body
        self._link(line, adjudication, more)

    def _link(self, line: Line, adjudication: Adjudication, more: Mapping[str, Any]) -> None:
        if "evidence" not in more:
            return
        project = self.reader.world.project
        try:
            evidence = read({"evidence": more["evidence"]}, self.reader.world.protocols[0].scheme).evidence
        except AnswerError as error:
            raise line.bad(error.field.removeprefix("answers."), error.value, error.rule) from None
        store_evidence(evidence, project)
        self.evidence += [
            GoldEvidence(
                adjudication=adjudication,
                evidence_id=evidence_id(one, project),
                relation=one.relation,
                set_no=one.set_no,
            )
            for one in evidence
        ]

    def write(self) -> None:
        """Writes what was gathered, each table at once."""
        copy_rows(Adjudication, self.adjudications, also=("decided_at",))
        copy_rows(AdjudicationBasis, self.bases)
        copy_rows(GoldLabel, self.labels)
        copy_rows(GoldText, self.texts)
        copy_rows(GoldStance, self.stances)
        copy_rows(GoldEvidence, self.evidence)
        copy_rows(GoldApproval, self.approvals, also=("created_at",))


UNSAID = {"polarity": "", "intensity": None, "explicit": True}
"""What a gold stance does not say of a stance."""


def flags_by_revision(lines: Iterable[Line]) -> dict[str, list[str]]:
    """The flags of the gold that rests on a revision, by its id."""
    return {key: line.row["flags"] for line in lines for key in line.row["basis"]}


def _force(line: Line, protocols: Iterable[ProtocolInForce]) -> ProtocolInForce:
    """The newest protocol that has each question and label of a gold row."""
    unknown = ("labels", "")
    for force in protocols:
        missing = next(_unknown(line.row, force), None)
        if missing is None:
            return force
        unknown = missing
    raise line.bad(*unknown, "is no answer to what is asked")


def _unknown(row: Mapping[str, Any], force: ProtocolInForce) -> Iterator[tuple[str, str]]:
    for key, cell in row["labels"].items():
        question = force.scheme.question(key)
        if question is None or question.label_set is None:
            yield f"labels.{key}", key
            continue
        several = question.label_set.cardinality == "multi"
        if cell["gold"] is not None and isinstance(cell["gold"], list) != several:
            yield f"labels.{key}.gold", cell["gold"]
        for label in _keys(cell["gold"]):
            if (key, label) not in force.label_ids:
                yield f"labels.{key}.gold", label
    for name in ("texts", "texts_settled"):
        for key in row.get(name, ()):
            if key not in force.question_ids:
                yield f"{name}.{key}", key
    if row["stances"] and force.stance_key is None:
        yield "stances", ""


def _keys(gold: str | list[str] | None) -> list[str]:
    return gold if isinstance(gold, list) else [gold] if gold else []


def _labels(line: Line, adjudication: Adjudication, force: ProtocolInForce) -> Iterator[GoldLabel]:
    for key, cell in line.row["labels"].items():
        chosen: list[str | None] = [*_keys(cell["gold"])]
        for label in chosen or [None]:
            yield GoldLabel(
                adjudication=adjudication,
                question_id=force.question_ids[key],
                label_id=force.label_ids[key, label] if label else None,
                method=line.one_of(f"labels.{key}.method", cell["method"], GoldMethod.values),
                n_annotations=cell["n"],
                distribution=cell["distribution"],
            )
        if cell["method"] == OPEN:
            _tell_contest(adjudication, cell, is_verdict=_is_verdict(force, key))


def _is_verdict(force: ProtocolInForce, key: str) -> bool:
    question = force.scheme.question(key)
    labels = question.label_set.labels if question and question.label_set else ()
    return any(label.is_verdict for label in labels)


def _tell_contest(adjudication: Adjudication, cell: Mapping[str, Any], *, is_verdict: bool) -> None:
    """How far the answers to an open question differ, in bits: the most of all such questions."""
    keys = [key for key, n in cell["distribution"].items() for _ in range(n)]
    bits = entropy(keys, max(cell["n"], len(keys)))
    if is_verdict:
        adjudication.verdict_entropy = max(adjudication.verdict_entropy, bits)
    else:
        adjudication.other_entropy = max(adjudication.other_entropy, bits)


def _settled(row: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """How each question and each pair of a row was settled."""
    yield from row["labels"].values()
    yield from row["stances"]
    yield from row.get("texts_settled", {}).values()


def _texts(line: Line, adjudication: Adjudication, force: ProtocolInForce, labels: Labels) -> Iterator[GoldText]:
    """The gold words and how they were settled; a dataset written before rows told that is asked its labels."""
    texts, told = line.row.get("texts", {}), line.row.get("texts_settled", {})
    for key in dict.fromkeys((*texts, *told)):
        text = texts.get(key, "")
        cell = told.get(key) or _found_again(line, adjudication, labels, key)
        method = line.one_of(f"texts_settled.{key}.method", cell["method"], GoldMethod.values)
        if text and method == OPEN:
            raise line.bad(f"texts_settled.{key}.method", method, "is not so: the row has words")
        if not 0 <= cell["n_written"] <= cell["n"]:
            raise line.bad(f"texts_settled.{key}.n_written", cell["n_written"], f"is not 0 to {cell['n']}")
        yield GoldText(
            adjudication=adjudication,
            question_id=force.question_ids[key],
            text=text,
            taken_from_id=_taken_from(line, key, cell) if text else None,
            method=method,
            n_written=cell["n_written"],
            n_annotations=cell["n"],
        )


def _taken_from(line: Line, question: str, cell: Mapping[str, Any]) -> uuid.UUID | None:
    key = cell["taken_from"]
    if key is not None and key not in line.row["basis"]:
        raise line.bad(f"texts_settled.{question}.taken_from", key, "is not among the basis of the row")
    return uuid.UUID(key) if key else None


def _found_again(line: Line, adjudication: Adjudication, labels: Labels, question: str) -> dict[str, Any]:
    """Whose the words are is found by looking for them among the labels of the basis."""
    basis = [labels.revisions[uuid.UUID(one)] for one in line.row["basis"]]
    text = line.row["texts"][question]
    same = [str(one.revision.pk) for one in basis if one.answers.texts.get(question) == text]
    return {
        "method": _method(adjudication, len(basis)),
        "n": len(basis),
        "n_written": sum(question in one.answers.texts for one in basis),
        "taken_from": same[0] if same else None,
    }


def _method(adjudication: Adjudication, voters: int) -> str:
    if adjudication.decided_by is not None:
        return GoldMethod.ADJUDICATED
    return GoldMethod.SINGLE_REVIEWED if voters == 1 else GoldMethod.UNANIMOUS
