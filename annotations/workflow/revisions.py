"""Writing one revision with its rows: labels, stances, evidence, check questions, event."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now

from annotations.models import (
    Annotation,
    AnnotationLabel,
    Article,
    Claim,
    Entity,
    Project,
    Revision,
    Stance,
    User,
)
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import ProtocolInForce, guideline_in_force
from annotations.schemes.answers import Answers
from annotations.schemes.completeness import NOWHERE, is_complete
from annotations.schemes.evidence import CheckedArticle
from annotations.workflow.errors import Invalid
from annotations.workflow.events import record
from annotations.workflow.evidence_rows import write_evidence


@dataclass(frozen=True, slots=True)
class RevisionDraft:
    """A checked set of answers under a client's key; ``digest`` tells a replay from another body."""

    id: uuid.UUID
    answers: Answers
    digest: str
    active_ms: int = 0
    client_time: datetime | None = None


def write_revision(
    *, actor: User, annotation: Annotation, draft: RevisionDraft, force: ProtocolInForce, project: Project
) -> Revision:
    """Appends ``draft`` to a locked annotation and makes it the head; the caller sets the annotation's state."""
    _check_references(draft.answers, annotation, project)
    answers = draft.answers
    revision = Revision.objects.create(
        id=draft.id,
        annotation=annotation,
        seq=annotation.seq + 1,
        base_seq=annotation.seq,
        author=actor,
        protocol=force.row,
        guideline=guideline_in_force(project),
        answers=answers.as_body(),
        body_sha256=draft.digest,
        is_complete=is_complete(answers, force.scheme, article_of(annotation, answers)),
        no_stance=answers.no_stance,
        skip_reason=answers.skip,
        flags=list(answers.flags),
        confidence=answers.confidence,
        rationale=answers.rationale,
        active_ms=draft.active_ms,
        client_time=draft.client_time,
    )
    _write_labels(revision, answers, force)
    _write_stances(revision, answers, force)
    write_evidence(revision, answers, project)
    before = {"seq": annotation.seq}
    annotation.seq, annotation.head = revision.seq, revision
    annotation.changed_at = Now()
    annotation.save(update_fields=["seq", "head", "changed_at"])
    record(
        actor=actor,
        verb="annotation.revised",
        obj=annotation,
        project=project,
        before=before,
        after={"seq": revision.seq, "revision": str(revision.pk), "complete": revision.is_complete},
    )
    return revision


def article_of(annotation: Annotation, answers: Answers) -> CheckedArticle:
    """What the evidence of ``answers`` is measured against (one query; none without evidence)."""
    if not answers.evidence:
        return NOWHERE
    return checked_article(Article.objects.get(statements=annotation.statement_id))


def _check_references(answers: Answers, annotation: Annotation, project: Project) -> None:
    """Every holder and target is an entity of the project or a claim of the statement; anything else is unknown."""
    entities = {s.holder for s in answers.stances if s.holder}
    entities |= {s.target for s in answers.stances if s.target and s.target_kind == "entity"}
    claims = {s.target for s in answers.stances if s.target and s.target_kind == "claim"}
    known = (
        set(Entity.objects.filter(project=project, pk__in=entities).values_list("pk", flat=True)) if entities else set()
    )
    known |= (
        set(Claim.objects.filter(statement=annotation.statement_id, pk__in=claims).values_list("pk", flat=True))
        if claims
        else set()
    )
    for index, stance in enumerate(answers.stances):
        for name, value in (("holder", stance.holder), ("target", stance.target)):
            if value and uuid.UUID(value) not in known:
                raise Invalid(f"answers.stances[{index}].{name}", value, "is nobody in this project's list")


def _write_labels(revision: Revision, answers: Answers, force: ProtocolInForce) -> None:
    AnnotationLabel.objects.bulk_create(
        AnnotationLabel(revision=revision, question_id=force.question_ids[key], label_id=force.label_ids[key, label])
        for key, chosen in answers.labels.items()
        for label in chosen
    )


def _write_stances(revision: Revision, answers: Answers, force: ProtocolInForce) -> None:
    key = force.stance_key
    if key is None:
        return
    Stance.objects.bulk_create(
        Stance(
            revision=revision,
            position=position,
            holder_kind=stance.holder_kind,
            holder_id=stance.holder,
            target_kind=stance.target_kind,
            target_id=stance.target if stance.target_kind == "entity" else None,
            target_claim_id=stance.target if stance.target_kind == "claim" else None,
            target_text=stance.target_text,
            polarity_id=force.label_ids[key, stance.polarity],
            intensity=stance.intensity,
            explicit=stance.explicit,
        )
        for position, stance in enumerate(answers.stances)
    )
