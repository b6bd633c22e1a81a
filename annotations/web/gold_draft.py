"""The form in which an adjudicator composes the gold answer: how it opens, and what it says when it is sent.

It is the form of a review's proposal, opened with the union of everybody's stances: a line that is left without a
polarity is not kept. A text is one annotator's, word for word (``text-from-<key>`` is the number of their side), or
what stands in ``text-<key>``.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from annotations.models import Decision, Project
from annotations.queries.answers import NO_STANCE, Body, ShownAnswers, names_in, show
from annotations.queries.sides import Side, Sides
from annotations.schemes.base import Question
from annotations.web.review_draft import (
    ChoiceField,
    Draft,
    Form,
    Line,
    StanceField,
    TextField,
    draft_from,
    form_of,
    line_of,
)
from annotations.web.review_proposal import proposal
from annotations.web.workbench_questions import plain_checks

FIRST_KEY, LAST_KEY = 1, 9
NOTHING = ShownAnswers(body={})


@dataclass(frozen=True, slots=True)
class KeyedOption:
    """One answer with the key that gives it; empty where the digits have run out."""

    option: Any
    key: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with labels in the form: who said what, and whether they differ."""

    field: ChoiceField
    options: tuple[KeyedOption, ...]
    differs: bool
    said: tuple[tuple[Any, int], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """One annotator's words for a question."""

    side: Side
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class AskedText:
    """A question for a text in the form: what was written, and the adjudicator's ``own`` words."""

    question: Question
    said: tuple[Written, ...]
    own: str
    differs: bool

    @property
    def is_own(self) -> bool:
        """Whether nobody's words are taken as they are."""
        return not any(one.chosen for one in self.said)


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the stance set: how many of how many marked it (0: it is new)."""

    field: StanceField
    marked: int
    voters: int


@dataclass(frozen=True, slots=True)
class GoldForm:
    """The whole form; ``contested`` and ``agreed`` (or answered by nobody) are the questions with labels, apart."""

    form: Form
    rationale: str
    too_vague: bool
    contested: tuple[Asked, ...]
    agreed: tuple[Asked, ...]
    pairs: tuple[Pair, ...]
    stance_differs: bool
    texts: tuple[AskedText, ...]
    checks: tuple[Body, ...]


def opening(sides: Sides, taken: int, decided: Body | None) -> Draft:
    """How the form opens: with one side's answers, with what a person decided before, or with what all agree on."""
    side = sides.side(taken)
    if side is not None:
        return _composed(sides, side.shown)
    if decided is not None:
        bodies = [decided, sides.union.body]
        return _composed(sides, show(decided, sides.docket.force.scheme, names_in(bodies)))
    agreed = {
        tally.question.key: tuple(tally.keys[0].split("+"))
        for tally in sides.tallied
        if not sides.differs(tally.question)
    }
    lines = tuple(
        replace(line_of(stance), polarity=pair.keys[0] if _is_settled(pair.keys, pair.voters) else "")
        for stance, pair in zip(sides.union.stances, sides.pairs, strict=True)
    )
    nobody = not lines and all(one.shown.no_stance for one in sides.sides)
    return Draft(
        decision=Decision.ACCEPT_WITH_CHANGES,
        proposes=True,
        lines=lines or ((Line(polarity=NO_STANCE.key),) if nobody else ()),
        labels=agreed,
        texts={one.question.key: one.keys[0] for one in sides.written if not sides.differs(one.question)},
        evidence=sides.union.body.get("evidence", []),
        checks=sides.union.body.get("checks", []),
        searches=sides.union.searches,
    )


def _is_settled(keys: Sequence[str], voters: int) -> bool:
    return len(keys) == voters and len(set(keys)) == 1


def _composed(sides: Sides, answers: ShownAnswers) -> Draft:
    """One set of answers, with everybody's other pairs as lines that are left out."""
    mine = {(one.holder, one.target): one for one in map(line_of, answers.stances)}
    union = [line_of(stance) for stance in sides.union.stances]
    lines = [mine.pop((line.holder, line.target), replace(line, polarity="")) for line in union]
    lines += mine.values()
    if answers.no_stance:
        lines = [Line(polarity=NO_STANCE.key), *lines]
    return Draft(
        decision=Decision.ACCEPT_WITH_CHANGES,
        proposes=True,
        lines=tuple(lines),
        labels={choice.question: tuple(one.key for one in choice.labels) for choice in answers.choices},
        texts=answers.body.get("texts", {}),
        evidence=answers.body.get("evidence", []),
        checks=answers.body.get("checks", []),
        searches=answers.searches,
    )


def gold_form(draft: Draft, sides: Sides, rationale: str = "", *, too_vague: bool = False) -> GoldForm:
    """The draft as fields: digits after those of the sides give the answers to the contested questions."""
    scheme = sides.docket.force.scheme
    form = form_of(draft, scheme, NOTHING, 0)
    keys = iter(range(len(sides.sides) + FIRST_KEY, LAST_KEY + 1))
    fields = [(field, sides.differs(field.question)) for field in form.choices]
    asked = [_asked(field, sides, keys if differs else iter(())) for field, differs in fields]
    return GoldForm(
        form=form,
        rationale=rationale,
        too_vague=too_vague,
        contested=tuple(one for one in asked if one.differs),
        agreed=tuple(one for one in asked if not one.differs),
        pairs=tuple(_pair(field, sides) for field in form.stances),
        stance_differs=sides.stance_differs,
        texts=tuple(_asked_text(field, sides) for field in form.texts),
        checks=tuple(plain_checks(draft.checks or ())),
    )


def _asked(field: ChoiceField, sides: Sides, keys: Any) -> Asked:
    tally = next((one for one in sides.tallied if one.question.key == field.question.key), None)
    counts = tally.distribution if tally else {}
    chosen = {key: n for joined, n in counts.items() for key in joined.split("+")}
    said = tuple((option.label, chosen[option.label.key]) for option in field.options if option.label.key in chosen)
    options = tuple(KeyedOption(option, str(next(keys, ""))) for option in field.options)
    return Asked(field, options, sides.differs(field.question), said)


def _asked_text(field: TextField, sides: Sides) -> AskedText:
    texts = [(side, words_of(side, field.question.key)) for side in sides.sides]
    taken = next((side.number for side, words in texts if words and words == field.text), 0)
    said = tuple(Written(side, words, side.number == taken) for side, words in texts if words)
    return AskedText(field.question, said, "" if taken else field.text, sides.differs(field.question))


def words_of(side: Side, question: str) -> str:
    """What an annotator wrote for a question; empty where they wrote nothing."""
    found: str = side.shown.body.get("texts", {}).get(question, "")
    return found


def _pair(field: StanceField, sides: Sides) -> Pair:
    for stance, pair in zip(sides.union.stances, sides.pairs, strict=True):
        line = line_of(stance)
        if (line.holder, line.target) == (field.line.holder, field.line.target) and field.line.target:
            return Pair(field, len(pair.keys), pair.voters)
    return Pair(field, 0, len(sides.sides))


def sent(data: QueryDict, sides: Sides) -> Draft:
    """The form as it was sent."""
    draft = draft_from(data, sides.docket.force.scheme)
    taken = {key: _taken(data.get(f"text-from-{key}", ""), key, sides) for key in draft.texts}
    texts = {key: own if (words := taken[key]) is None else words for key, own in draft.texts.items()}
    return replace(draft, texts=texts, decision=Decision.ACCEPT_WITH_CHANGES, proposes=True)


def _taken(number: str, question: str, sides: Sides) -> str | None:
    """The words of the side of that number; None where the adjudicator's own are meant."""
    side = next((one for one in sides.sides if str(one.number) == number), None)
    return words_of(side, question) if side else None


def body_of(draft: Draft, sides: Sides, project: Project) -> Body | None:
    """The decided answers, in the shape of ``schemes.answers``; ``Invalid`` for a holder that nobody knows.

    Lines that name a pair of somebody mean that pair, whatever it is towards.
    """
    ordered = _as_named(draft, sides)
    return proposal(ordered, sides.docket.force.scheme, sides.union, project)


def _as_named(draft: Draft, sides: Sides) -> Draft:
    """The draft with its lines at the places of the pairs that they name, where ``proposal`` looks for them."""
    union = [(line.holder, line.target) for line in map(line_of, sides.union.stances)]
    rest = list(draft.lines)
    lines: list[Line] = []
    for name in union:
        found = next((line for line in rest if (line.holder, line.target) == name), None)
        if found is not None:
            rest.remove(found)
        lines.append(found or Line())
    return replace(draft, lines=(*lines, *rest))
