"""A person decides the gold answer of a statement, or opens it again; what was decided before stays in the history."""

from typing import Any

from django.db import transaction

from annotations.models import Adjudication, Statement, User
from annotations.queries.docket import Docket
from annotations.queries.evidence import checked_article
from annotations.schemes.answers import Answers, read
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import Missing, missing
from annotations.schemes.gold import ALWAYS
from annotations.workflow.adjudicate import close_if_decided
from annotations.workflow.docket_lock import locked_docket, refuse_no_third_person, refuse_waiting, word
from annotations.workflow.errors import Invalid, WrongState
from annotations.workflow.events import record
from annotations.workflow.gold_rows import Gold, by_person, by_policy, write_gold
from annotations.workflow.revisions import Known

NEVER_OPEN = ("evidence", "checks")
"""Kinds of questions that a decision has to answer where they are required: there is nothing to count about them."""


@transaction.atomic
def decide_gold(
    *,
    actor: User,
    statement: Statement,
    seen: str,
    answers: Any = None,
    too_vague: bool = False,
    rationale: str = "",
) -> Adjudication:
    """Decides a statement as it stood in version ``seen`` of its docket.

    ``answers`` is a body of ``schemes.answers``; a question for labels, a text or stances that it leaves out stays
    open. Its stances are the whole set: pairs of the annotators that are not in it are not kept. ``too_vague`` says
    instead that there is no answer, and needs a rationale. ``Stale`` when labels or gold changed since, ``WrongState``
    while labels are missing, ``NotAllowed`` for whoever labelled it where a third person decides.
    """
    docket = locked_docket(actor, statement, seen)
    refuse_no_third_person(actor, docket)
    refuse_waiting(docket)
    rationale = word(rationale, "rationale")
    if too_vague:
        _refuse_an_answer(answers, rationale)
    given = None if too_vague else _checked(docket, answers)
    unanswered = _unanswered(docket, given)
    project = docket.statement.article.project
    outcomes = by_person(docket, project.adjudication_policy, given, unanswered)
    adjudication = write_gold(Gold(docket, outcomes, given, actor, rationale, too_vague))
    _told(actor, docket, adjudication, "statement.decided")
    close_if_decided(docket.statement.article)
    return adjudication


@transaction.atomic
def reopen_gold(*, actor: User, statement: Statement, seen: str, rationale: str) -> Adjudication:
    """Opens a settled or decided statement again, with the reason; the next decision comes after it."""
    docket = locked_docket(actor, statement, seen)
    refuse_waiting(docket)
    if docket.newest is None or docket.newest.is_open:
        raise WrongState("This statement is open already.")
    rationale = word(rationale, "rationale")
    if not rationale:
        raise Invalid("rationale", "", "is needed: say why the answer does not hold")
    adjudication = write_gold(Gold(docket, by_policy(docket, ALWAYS), None, actor, rationale))
    _told(actor, docket, adjudication, "statement.reopened")
    close_if_decided(docket.statement.article)
    return adjudication


def _refuse_an_answer(answers: Any, rationale: str) -> None:
    if answers is not None:
        raise Invalid("answers", "", "cannot stand beside “too vague”")
    if not rationale:
        raise Invalid("rationale", "", "is needed: say what is unclear")


def _checked(docket: Docket, body: Any) -> Answers:
    """The decided answers, checked as an annotator's are."""
    try:
        answers = read(body, docket.force.scheme)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    if answers.skip:
        raise Invalid("answers.skip", answers.skip, "is no decision; “too vague” is")
    article = docket.statement.article
    Known([answers]).check(answers, (article.project_id, docket.statement.pk))
    for one in missing(answers, docket.force.scheme, checked_article(article)):
        if one.what or one.question is None or one.question.kind in NEVER_OPEN:
            raise Invalid(_field(one), "", _rule(one))
    if not (answers.labels or answers.stances or answers.no_stance or answers.texts):
        raise Invalid("answers", "", "decide nothing")
    return answers


def _field(one: Missing) -> str:
    places = {"choice": "labels.", "text": "texts."}
    if one.question is None or one.question.kind in ("evidence", "checks", "stance"):
        kind = one.question.kind if one.question else "checks"
        return "answers.stances" if kind == "stance" else f"answers.{kind}"
    return f"answers.{places[one.question.kind]}{one.question.key}"


def _rule(one: Missing) -> str:
    return f"needs {one.more} more of: {', '.join(one.what)}" if one.what else "is needed"


def _unanswered(docket: Docket, answers: Answers | None) -> frozenset[str]:
    """The required questions that a decision leaves open."""
    if answers is None:
        return frozenset()
    return frozenset(one.question.key for one in missing(answers, docket.force.scheme) if one.question and not one.what)


def _told(actor: User, docket: Docket, adjudication: Adjudication, verb: str) -> None:
    record(
        actor=actor,
        verb=verb,
        obj=docket.statement,
        project=docket.statement.article.project,
        before={"seq": docket.seq},
        after={
            "adjudication": str(adjudication.pk),
            "seq": adjudication.seq,
            "n": len(docket.ballots),
            "open": adjudication.is_open,
            "too_vague": adjudication.too_vague,
            "rationale": adjudication.rationale,
        },
    )
