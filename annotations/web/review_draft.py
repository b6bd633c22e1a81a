"""What a reviewer has put into the form of one decision: read from a request, and drawn again.

Holders and targets are typed as names. A name of the project's list means that entity; an empty holder means the
article's own voice; any other target is taken as a proposition, in its words.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.models import Decision
from annotations.queries.answers import NO_STANCE, Body, ShownAnswers, ShownStance, stance_question
from annotations.schemes.base import Label, Protocol, Question
from annotations.web.review_about import AnswerField, about_from, answer_fields
from annotations.web.workbench_form import check_lines, evidence_lines, text
from annotations.workflow.errors import Invalid
from annotations.workflow.review_proposal import Named

MAX_LINES = 21


@dataclass(frozen=True, slots=True)
class Line:
    """One stance as typed. ``polarity`` is a label's key; empty or "no stance" drops the line.

    ``intensity`` is None where the form does not ask for it.
    """

    holder: str = ""
    target: str = ""
    polarity: str = ""
    intensity: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as typed: ``proposes`` says that lines, labels and what follows are meant.

    ``about`` are the answers that a return names; none means the whole label.
    ``texts``, ``evidence``, ``checks`` and ``searches`` are as in a body of ``schemes.answers``; None: not in the form.
    """

    decision: str = Decision.ACCEPT
    reason: str = ""
    comment: str = ""
    proposes: bool = False
    lines: tuple[Line, ...] = ()
    labels: Mapping[str, tuple[str, ...]] | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    evidence: Sequence[Body] | None = None
    checks: Sequence[Body] | None = None
    searches: str | None = None
    about: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a question in the form."""

    label: Label | Any
    checked: bool


@dataclass(frozen=True, slots=True)
class StanceField:
    """One line of the stance question: ``index`` numbers it in the form, ``is_spare`` marks the empty last one."""

    index: int
    line: Line
    options: tuple[Option, ...]
    is_spare: bool


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A question with labels; ``was`` are the member's own."""

    question: Question
    several: bool
    options: tuple[Option, ...]
    was: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class TextField:
    """A question for a text, with what is written."""

    question: Question
    text: str


@dataclass(frozen=True, slots=True)
class Form:
    """The decision form of one row, ready to be drawn; ``prefix`` keeps its fields' ids apart from other rows'."""

    prefix: str
    draft: Draft
    stance: Question | None
    stances: tuple[StanceField, ...]
    stance_was: tuple[Any, ...]
    is_graded: bool
    choices: tuple[ChoiceField, ...]
    texts: tuple[TextField, ...]
    evidence: tuple[Body, ...]
    answers: tuple[AnswerField, ...]


def draft_of(answers: ShownAnswers, **chosen: Any) -> Draft:
    """The form as it opens: what the answers say; ``chosen`` are other fields of the draft."""
    return Draft(
        lines=tuple(line_of(stance) for stance in answers.stances)
        or ((Line(polarity=NO_STANCE.key),) if answers.no_stance else ()),
        labels={choice.question: tuple(one.key for one in choice.labels) for choice in answers.choices},
        texts=answers.body.get("texts", {}),
        evidence=answers.body.get("evidence", []),
        searches=answers.searches,
        **chosen,
    )


def line_of(stance: ShownStance) -> Line:
    """A stance as the form shows it."""
    holder = "" if stance.holder_kind == "author" else str(stance.holder_name)
    return Line(holder, stance.target, stance.polarity.key, str(stance.intensity or ""))


def draft_from(data: QueryDict, scheme: Protocol) -> Draft:
    """The form as it was sent."""
    decision = data.get("decision", "")
    count = min(sum(key.startswith("stance-") and key.endswith("-target") for key in data), MAX_LINES)
    says_why = decision != Decision.ACCEPT
    return Draft(
        decision=decision,
        reason=data.get("reason", "") if says_why else "",
        comment=data.get("comment", "") if says_why else "",
        proposes=decision == Decision.ACCEPT_WITH_CHANGES or (decision == Decision.RETURN and "propose" in data),
        lines=tuple(
            Line(
                holder=data.get(f"stance-{i}-holder", "").strip(),
                target=data.get(f"stance-{i}-target", "").strip(),
                polarity=data.get(f"stance-{i}-polarity", "").strip(),
                intensity=data.get(f"stance-{i}-intensity"),
            )
            for i in range(count)
        ),
        labels={
            question.key: tuple(value for value in data.getlist(f"label-{question.key}") if value)
            for question in scheme.questions
            if question.kind == "choice"
        },
        texts={
            question.key: text(data, f"text-{question.key}")
            for question in scheme.questions
            if question.kind == "text" and f"text-{question.key}" in data
        },
        evidence=evidence_lines(data) if "evidence-0-url" in data else None,
        checks=check_lines(data) if "check-0-text" in data else None,
        searches=text(data, "searches") if "searches" in data else None,
        about=about_from(data) if decision == Decision.RETURN else (),
    )


def form_of(draft: Draft, scheme: Protocol, was: ShownAnswers, number: int) -> Form:
    """The draft of row ``number`` as fields, with one spare line for a further stance and one for a further source.

    ``was`` are the member's answers.
    """
    question = stance_question(scheme)
    kept = tuple(line for line in draft.lines if line.polarity or line.target) or (Line(),)
    lines = (*kept, Line())
    spare = {"id": str(uuid.uuid4()), "set": max((one["set"] for one in draft.evidence or ()), default=0) + 1}
    return Form(
        prefix=f"r{number}-",
        draft=draft,
        stance=question,
        stances=tuple(_stance_field(i, line, question, len(kept)) for i, line in enumerate(lines)) if question else (),
        stance_was=was.stance_marks,
        is_graded=any("intensity" in need.what for need in question.needs) if question else False,
        choices=tuple(_choice_field(one, draft, was) for one in scheme.questions if one.kind == "choice"),
        texts=tuple(TextField(one, draft.texts.get(one.key, "")) for one in scheme.questions if one.kind == "text"),
        evidence=tuple({**one, "index": index} for index, one in enumerate([*(draft.evidence or ()), spare])),
        answers=answer_fields(scheme, was, draft.about),
    )


def _stance_field(index: int, line: Line, question: Question, kept: int) -> StanceField:
    labels = [label for label in (question.label_set.labels if question.label_set else ()) if not label.is_hidden]
    options = [Option(label, label.key == line.polarity) for label in labels]
    if index == 0:
        options.append(Option(NO_STANCE, line.polarity == NO_STANCE.key))
    return StanceField(index, line, tuple(options), index == kept)


def _choice_field(question: Question, draft: Draft, was: ShownAnswers) -> ChoiceField:
    chosen = (draft.labels or {}).get(question.key, ())
    kept = question.label_set
    return ChoiceField(
        question=question,
        several=bool(kept and kept.cardinality == "multi"),
        options=tuple(Option(one, one.key in chosen) for one in (kept.labels if kept else ()) if not one.is_hidden),
        was=tuple(one for choice in was.choices if choice.question == question.key for one in choice.labels),
    )


def seen_revision(data: QueryDict) -> uuid.UUID:
    """The revision that the reviewer looked at; ``Invalid`` when the form does not say."""
    try:
        return uuid.UUID(data.get("seen", ""))
    except ValueError:
        raise Invalid("seen", data.get("seen", ""), _("is not a version of the label")) from None
