"""Revisions and their rows: made in memory on a locked annotation, then stored together, however many they are."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from annotations.models import (
    Annotation,
    AnnotationLabel,
    Claim,
    Entity,
    Event,
    Project,
    Revision,
    Stance,
    User,
)
from annotations.queries.protocols import ProtocolInForce, guideline_in_force, protocol_in_force
from annotations.schemes.answers import Answers
from annotations.schemes.completeness import is_complete
from annotations.schemes.evidence import CheckedArticle
from annotations.schemes.stances import StanceAnswer
from annotations.workflow.errors import Invalid
from annotations.workflow.events import event_row
from annotations.workflow.evidence_rows import write_evidence
from annotations.workflow.insert_rows import Row, inserting
from factcheck.prepared import Call

CHANGED = """
    ON CONFLICT (id) DO UPDATE
    SET state = excluded.state, seq = excluded.seq, head_id = excluded.head_id, changed_at = statement_timestamp()
"""
"""What a new revision changes of an annotation that is there already."""


@dataclass(frozen=True, slots=True)
class RevisionDraft:
    """A checked set of answers under a client's key, and its canonical ``body``; ``digest`` tells a replay from
    another body. ``at`` is when it is made, by the database's clock and never before the version it follows.
    """

    id: uuid.UUID
    answers: Answers
    body: dict[str, Any]
    digest: str
    at: datetime
    active_ms: int = 0
    client_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a project's labels are made under: protocol and guideline in force."""

    project: Project
    force: ProtocolInForce
    guideline_id: uuid.UUID | None


def rules_in_force(project: Project) -> Rules:
    """The project's newest protocol and guideline."""
    guideline = guideline_in_force(project)
    return Rules(project, protocol_in_force(project), guideline.pk if guideline else None)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A revision that is not stored yet, with the answers and rules that its rows are made from."""

    revision: Revision
    answers: Answers
    rules: Rules


class Known:
    """The entities and claims that answers may name as holder or target: those of their project and statement."""

    def __init__(self, many: Iterable[Answers]) -> None:
        """Looks all of them up at once: no query where nobody is named, at most two otherwise."""
        entities, claims = set[str](), set[str]()
        for answers in many:
            for stance in answers.stances:
                entities |= {stance.holder} if stance.holder else set()
                if stance.target:
                    (claims if stance.target_kind == "claim" else entities).add(stance.target)
        self.home = {
            **dict(Entity.objects.filter(pk__in=entities).values_list("pk", "project") if entities else ()),
            **dict(Claim.objects.filter(pk__in=claims).values_list("pk", "statement") if claims else ()),
        }

    def check(self, answers: Answers, homes: Collection[uuid.UUID]) -> None:
        """``Invalid`` for a holder or target whose project or statement is none of ``homes``."""
        for index, stance in enumerate(answers.stances):
            for name, value in (("holder", stance.holder), ("target", stance.target)):
                if value and self.home.get(uuid.UUID(value)) not in homes:
                    raise Invalid(f"answers.stances[{index}].{name}", value, "is nobody in this project's list")


def revise(
    *, actor: User, annotation: Annotation, draft: RevisionDraft, rules: Rules, article: CheckedArticle
) -> Fresh:
    """``draft`` as the next version of a locked annotation, whose head it becomes; nothing is written yet.

    ``article`` is what its evidence is measured against. The caller has checked the answers and sets the annotation's
    state.
    """
    answers = draft.answers
    revision = Revision(
        id=draft.id,
        annotation=annotation,
        seq=annotation.seq + 1,
        base_seq=annotation.seq,
        author=actor,
        protocol_id=rules.force.row.pk,
        guideline_id=rules.guideline_id,
        answers=draft.body,
        body_sha256=draft.digest,
        is_complete=is_complete(answers, rules.force.scheme, article),
        no_stance=answers.no_stance,
        skip_reason=answers.skip,
        flags=list(answers.flags),
        confidence=answers.confidence,
        rationale=answers.rationale,
        active_ms=draft.active_ms,
        client_time=draft.client_time,
        created_at=draft.at,
    )
    annotation.seq, annotation.head = revision.seq, revision
    return Fresh(revision, answers, rules)


def storing(*, actor: User, fresh: Sequence[Fresh]) -> Sequence[Call]:
    """The commands that write revisions with their rows, their annotations as they stand in memory, and the events.

    Evidence is written at once. Keys that point to revisions are looked at when the transaction ends.
    """
    for one in fresh:
        write_evidence(one.revision, one.answers, one.rules.project)
    revisions = [one.revision for one in fresh]
    annotations = {revision.annotation_id: revision.annotation for revision in revisions}.values()
    return [
        *inserting(Annotation, [vars(annotation) for annotation in annotations], then=CHANGED),
        *inserting(AnnotationLabel, [label for one in fresh for label in label_rows(one)]),
        *inserting(Stance, [stance for one in fresh for stance in stance_rows(one)]),
        *inserting(Event, [_event(actor, one) for one in fresh]),
        *inserting(Revision, [vars(revision) for revision in revisions], also=("created_at",)),
    ]


def label_rows(fresh: Fresh) -> Iterator[Row]:
    """A row of ``AnnotationLabel`` for each label that a revision chose."""
    force, revision = fresh.rules.force, fresh.revision.pk
    for key, chosen in fresh.answers.labels.items():
        question = force.question_ids[key]
        for label in chosen:
            yield {"revision_id": revision, "question_id": question, "label_id": force.label_ids[key, label]}


def stance_rows(fresh: Fresh) -> Iterator[Row]:
    """A row of ``Stance`` for each stance of a revision, in order."""
    force = fresh.rules.force
    key = force.stance_key
    if key is None:
        return
    for position, stance in enumerate(fresh.answers.stances):
        yield {
            "revision_id": fresh.revision.pk,
            "position": position,
            **pair_columns(stance),
            "polarity_id": force.label_ids[key, stance.polarity],
            "intensity": stance.intensity,
            "explicit": stance.explicit,
            "start": None,
            "end": None,
            "note": "",
        }


def pair_columns(stance: StanceAnswer) -> Row:
    """Who holds a stance towards what, by attribute; of ``Stance`` and of the gold about it."""
    return {
        "holder_kind": stance.holder_kind,
        "holder_id": stance.holder,
        "target_kind": stance.target_kind,
        "target_id": stance.target if stance.target_kind == "entity" else None,
        "target_claim_id": stance.target if stance.target_kind == "claim" else None,
        "target_text": stance.target_text,
    }


def _event(actor: User, fresh: Fresh) -> Row:
    revision = fresh.revision
    return event_row(
        actor=actor,
        verb="annotation.revised",
        obj=revision.annotation,
        project=fresh.rules.project,
        before={"seq": revision.base_seq},
        after={"seq": revision.seq, "revision": str(revision.pk), "complete": revision.is_complete},
    )
