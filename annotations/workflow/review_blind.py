"""Blind-first review: the reviewer answers a statement before the label is shown, once, and that answer is kept."""

import uuid
from typing import Any

from django.db import transaction

from annotations.models import Annotation, AnnotationState, BlindAnswer, User
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_blind import is_blind
from annotations.schemes.answers import read
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import is_complete
from annotations.workflow.errors import Invalid, Stale, WrongState
from annotations.workflow.events import record
from annotations.workflow.review_lock import hold, locked_review


@transaction.atomic
def answer_first(*, actor: User, annotation: Annotation, seen: uuid.UUID, body: Any) -> BlindAnswer:
    """Keeps ``body`` (see ``schemes.answers``) as what the reviewer says of the statement of revision ``seen``.

    The first answer stands: sent again it is given back as it is stored. ``WrongState`` where the project does not ask
    for it, or the member has read this reviewer's word already; ``Stale`` when the label changed meanwhile.
    """
    locked = locked_review(actor, annotation.assignment)
    if not is_blind(locked):
        raise WrongState("Labels are open here: nobody is asked to answer first.")
    label = locked.annotations.select_related("head").get(pk=annotation.pk)
    if label.head is None or label.state != AnnotationState.SUBMITTED or label.is_stale:
        raise WrongState(f"This label is “{label.get_state_display()}”; only submitted labels are reviewed.")
    if label.head.pk != seen:
        raise Stale(
            "The label changed since you looked at it.", current={"revision": str(label.head_id), "seq": label.seq}
        )
    hold(actor, locked)
    if stored := BlindAnswer.objects.filter(revision=label.head, reviewer=actor).first():
        return stored
    scheme = protocol_in_force(locked.article.project).scheme
    try:
        answers = read(body, scheme)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    if not is_complete(answers, scheme, checked_article(locked.article)):
        raise Invalid("answers", "", "leave a required question open, or lack what an answer needs")
    made = BlindAnswer.objects.create(annotation=label, revision=label.head, reviewer=actor, answers=answers.as_body())
    record(
        actor=actor,
        verb="review.answered_first",
        obj=label,
        project=locked.article.project,
        after={"revision": str(label.head_id), "answer": str(made.pk)},
    )
    return made
