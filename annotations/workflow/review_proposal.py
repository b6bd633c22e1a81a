"""What a review decision is about: the answers it names, and those that its proposal changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotations.models import Assignment, Decision
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.answers import Answers, read
from annotations.schemes.base import Protocol
from annotations.schemes.changes import Change, changes, one_answer
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import is_complete
from annotations.schemes.versions import recall
from annotations.workflow.errors import Invalid


@dataclass(frozen=True, slots=True)
class Named:
    """An answer by its address: a question, and for one stance of several its place in the label, from 0."""

    question: str
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One answer that a decision is about; without ``proposes`` it is only named, and ``change.new`` means nothing."""

    change: Change
    proposes: bool


def proposal(
    assignment: Assignment, current: dict[str, Any], decision: str, proposed: Any, about: Sequence[Named]
) -> tuple[dict[str, Any] | None, list[Item]]:
    """The proposed answers as a body (None: nothing is proposed) and what the decision is about.

    ``current`` is the label. ``Invalid`` names what is wrong in ``proposed`` or ``about``.
    """
    scheme = protocol_in_force(assignment.article.project).scheme
    old = recall(current, scheme)
    if decision == Decision.ACCEPT and about:
        raise Invalid("about", about[0].question, "is for answers that are replaced or returned")
    named = {one: _value(scheme, old, one, place) for place, one in enumerate(about)}
    if decision == Decision.ACCEPT or proposed is None:
        if decision == Decision.ACCEPT_WITH_CHANGES:
            raise Invalid("proposed", None, "is needed to replace a label")
        return None, _only_named(named, [])
    new = _answers(assignment, scheme, decision, proposed)
    changed = changes(scheme, old, new)
    if not changed and decision == Decision.ACCEPT_WITH_CHANGES:
        raise Invalid("proposed", "", "is what the label says already; accept it")
    if about:
        _refuse_others(scheme, changed, about)
    return new.as_body(), [*(Item(one, True) for one in changed), *_only_named(named, changed)]


def _value(scheme: Protocol, answers: Answers, one: Named, place: int) -> Any:
    try:
        return one_answer(scheme, answers, one.question, one.part)
    except KeyError:
        raise Invalid(f"about[{place}].question", one.question, "is no question of this project") from None
    except IndexError:
        raise Invalid(f"about[{place}].part", one.part, "is no stance of this label") from None


def _answers(assignment: Assignment, scheme: Protocol, decision: str, proposed: Any) -> Answers:
    try:
        answers = read(proposed, scheme)
    except AnswerError as error:
        raise Invalid(error.field.replace("answers", "proposed", 1), error.value, error.rule) from None
    if decision == Decision.ACCEPT_WITH_CHANGES and not is_complete(
        answers, scheme, checked_article(assignment.article)
    ):
        raise Invalid("proposed", "", "leaves a required question open, or lacks what an answer needs")
    return answers


def _refuse_others(scheme: Protocol, changed: Sequence[Change], about: Sequence[Named]) -> None:
    """Whoever names answers accepts the rest; only what is asked because of a named answer may follow it."""
    questions = {one.question for one in about}
    whole = {one.question for one in about if one.part is None}
    for change in changed:
        asked = scheme.question(change.question)
        follows = asked is not None and asked.condition is not None and asked.condition.question in questions
        if change.question not in whole and Named(change.question, change.part) not in about and not follows:
            raise Invalid("proposed", change.question, "is an answer that the decision is not about")


def _only_named(named: dict[Named, Any], changed: Sequence[Change]) -> list[Item]:
    """The named answers for which nothing is proposed."""
    touched = {Named(one.question, one.part) for one in changed} | {Named(one.question) for one in changed}
    return [
        Item(Change(one.question, one.part, value, None), False) for one, value in named.items() if one not in touched
    ]
