"""Whether answers are complete: every required question that is asked has its answer, and every answer what it needs.

What is missing makes a draft, never an error. PostgreSQL decides alike (migration ``answer_guards``): a revision that
says it is complete and is not cannot be stored.
"""

from dataclasses import dataclass

from annotations.schemes.answers import Answers, asked, first_of
from annotations.schemes.base import Need, Protocol, Question
from annotations.schemes.evidence import CheckedArticle, counts

NOWHERE = CheckedArticle()


@dataclass(frozen=True, slots=True)
class Missing:
    """What one question still waits for: its answer (``what`` is empty), or so many more of one of ``what``.

    ``question`` is None for unfinished check questions in a protocol that does not ask for any.
    """

    question: Question | None
    what: tuple[str, ...] = ()
    more: int = 1


def is_complete(answers: Answers, protocol: Protocol, article: CheckedArticle = NOWHERE) -> bool:
    """Whether nothing is missing, or the statement was skipped with a reason."""
    return bool(answers.skip) or not missing(answers, protocol, article)


def missing(answers: Answers, protocol: Protocol, article: CheckedArticle = NOWHERE) -> tuple[Missing, ...]:
    """All that is missing, in the order of the questions. ``article`` tells which evidence is the article itself."""
    found: list[Missing] = []
    for question in asked(protocol, answers):
        if question.required and not is_answered(question, answers):
            found.append(Missing(question))
        found += _unmet(question, answers, article)
    if unfinished := sum(not check.is_whole for check in answers.checks):
        found.append(Missing(first_of(protocol, "checks"), ("checks",), unfinished))
    return tuple(found)


def is_answered(question: Question, answers: Answers) -> bool:
    """Whether the question has its answer; an empty list of stances is one only with "no stance"."""
    if question.kind == "stance":
        return answers.no_stance or bool(answers.stances)
    if question.kind == "choice":
        return bool(answers.labels.get(question.key))
    if question.kind == "text":
        return bool(answers.texts.get(question.key))
    return bool(answers.evidence if question.kind == "evidence" else answers.checks)


def _unmet(question: Question, answers: Answers, article: CheckedArticle) -> list[Missing]:
    chosen = _chosen(question, answers)
    unmet = []
    for need in question.needs:
        if chosen.isdisjoint(need.answers):
            continue
        held = max(amount(what, need, answers, article) for what in need.what)
        if held < need.at_least:
            unmet.append(Missing(question, need.what, need.at_least - held))
    return unmet


def _chosen(question: Question, answers: Answers) -> frozenset[str]:
    if question.kind == "stance":
        return frozenset(stance.polarity for stance in answers.stances)
    return frozenset(answers.labels.get(question.key, ()))


def amount(what: str, need: Need, answers: Answers, article: CheckedArticle) -> int:
    """How much of ``what`` the answers hold: evidence that counts, whole check questions, else 1 or 0.

    ``intensity`` is held when every stance with one of the need's labels has one.
    """
    if what == "evidence":
        return sum(counts(one, article) for one in answers.evidence)
    if what == "checks":
        return sum(check.is_whole for check in answers.checks)
    if what == "intensity":
        return int(all(s.intensity is not None for s in answers.stances if s.polarity in need.answers))
    return int(bool(answers.searches if what == "searches" else answers.rationale.strip()))
