"""The rows that evidence and check questions of a revision also stand in."""

import json
import uuid
from collections.abc import Mapping, Sequence

from annotations.models import CheckAnswer, CheckQuestion, Evidence, EvidenceLink, Project, Revision
from annotations.schemes.answers import Answers
from annotations.schemes.evidence import EvidenceAnswer


def write_evidence(revision: Revision, answers: Answers, project: Project) -> None:
    """Links a fresh revision to its evidence, and writes its check questions with their answers."""
    if answers.evidence:
        _link(revision, answers, project)
    if answers.checks:
        _write_checks(revision, answers, {one.id: evidence_id(one, project) for one in answers.evidence})


def evidence_id(evidence: EvidenceAnswer, project: Project) -> uuid.UUID:
    """The key of its row: the same evidence of the same client has the same one, so that no revision doubles it."""
    return uuid.uuid5(project.pk, json.dumps([evidence.id, _facts(evidence)], sort_keys=True, ensure_ascii=False))


def _facts(evidence: EvidenceAnswer) -> dict[str, object]:
    """What the source is, whatever it is linked for."""
    return {key: value for key, value in evidence.as_body().items() if key not in ("id", "relation", "set")}


def store_evidence(evidence: Sequence[EvidenceAnswer], project: Project) -> list[uuid.UUID]:
    """Writes the rows of the sources that have none yet; the keys of all, in order."""
    keys = [evidence_id(one, project) for one in evidence]
    Evidence.objects.bulk_create(
        (Evidence(id=key, project=project, **_facts(one)) for key, one in zip(keys, evidence, strict=True)),
        ignore_conflicts=True,
    )
    return keys


def _link(revision: Revision, answers: Answers, project: Project) -> None:
    keys = store_evidence(answers.evidence, project)
    EvidenceLink.objects.bulk_create(
        EvidenceLink(revision=revision, evidence_id=key, relation=one.relation, set_no=one.set_no)
        for key, one in zip(keys, answers.evidence, strict=True)
    )


def _write_checks(revision: Revision, answers: Answers, evidence: Mapping[str, uuid.UUID]) -> None:
    questions = CheckQuestion.objects.bulk_create(
        CheckQuestion(revision=revision, index=index, text=check.text, problems=list(check.problems))
        for index, check in enumerate(answers.checks)
    )
    CheckAnswer.objects.bulk_create(
        CheckAnswer(
            question=question,
            index=index,
            text=answer.text,
            answer_type=answer.answer_type,
            boolean_explanation=answer.explanation,
            evidence_id=answer.evidence and evidence[answer.evidence],
            problems=list(answer.problems),
        )
        for question, check in zip(questions, answers.checks, strict=True)
        for index, answer in enumerate(check.answers)
    )
