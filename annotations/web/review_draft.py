"""What a reviewer has put into the form of one decision: read from a request, drawn again, turned into answers.

Holders and targets are typed as names. A name of the project's list means that entity; an empty holder means the
article's own voice; any other target is taken as a proposition, in its words.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from annotations.models import Decision, Entity, Project
from annotations.queries.answers import NO_STANCE, Body, ShownAnswers, ShownStance, stance_question
from annotations.schemes.answers import Answers, asked
from annotations.schemes.base import Label, Protocol, Question
from annotations.workflow.errors import Invalid

MAX_LINES = 21


@dataclass(frozen=True, slots=True)
class Line:
    """One stance as typed. ``polarity`` is a label's key; empty or "no stance" drops the line."""

    holder: str = ""
    target: str = ""
    polarity: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as typed: ``proposes`` says that lines and labels are meant."""

    decision: str = Decision.ACCEPT
    reason: str = ""
    comment: str = ""
    proposes: bool = False
    lines: tuple[Line, ...] = ()
    labels: Mapping[str, tuple[str, ...]] | None = None


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
class Form:
    """The decision form of one row, ready to be drawn."""

    draft: Draft
    stance: Question | None
    stances: tuple[StanceField, ...]
    stance_was: tuple[Any, ...]
    choices: tuple[ChoiceField, ...]


def draft_of(answers: ShownAnswers, **chosen: Any) -> Draft:
    """The form as it opens: what the answers say; ``chosen`` are other fields of the draft."""
    return Draft(
        lines=tuple(_line(stance) for stance in answers.stances)
        or ((Line(polarity=NO_STANCE.key),) if answers.no_stance else ()),
        labels={choice.question: tuple(one.key for one in choice.labels) for choice in answers.choices},
        **chosen,
    )


def _line(stance: ShownStance) -> Line:
    holder = "" if stance.holder_kind == "author" else str(stance.holder_name)
    return Line(holder, stance.target, stance.polarity.key)


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
            Line(*(data.get(f"stance-{i}-{name}", "").strip() for name in ("holder", "target", "polarity")))
            for i in range(count)
        ),
        labels={
            question.key: tuple(value for value in data.getlist(f"label-{question.key}") if value)
            for question in scheme.questions
            if question.kind == "choice"
        },
    )


def form_of(draft: Draft, scheme: Protocol, was: ShownAnswers) -> Form:
    """The draft as fields, with one spare line for a further stance; ``was`` are the member's answers."""
    question = stance_question(scheme)
    kept = tuple(line for line in draft.lines if line.polarity or line.target) or (Line(),)
    lines = (*kept, Line())
    return Form(
        draft=draft,
        stance=question,
        stances=tuple(_stance_field(i, line, question, len(kept)) for i, line in enumerate(lines)) if question else (),
        stance_was=was.stance_marks,
        choices=tuple(_choice_field(one, draft, was) for one in scheme.questions if one.kind == "choice"),
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


def proposal(draft: Draft, scheme: Protocol, was: ShownAnswers, project: Project) -> Body | None:
    """The answers that the draft proposes, as a body; None when it proposes nothing or just what the label says.

    Everything the form does not ask (rationale, confidence, flags, intensity) stays as the member left it. Raises
    ``Invalid`` for a holder that nobody knows.
    """
    if not draft.proposes:
        return None
    stances = _stances(draft, was, project)
    labels = _asked_labels(draft, scheme)
    body = {**was.body, "skip": "", "labels": labels, "stances": stances}
    body["no_stance"] = not stances and any(line.polarity == NO_STANCE.key for line in draft.lines)
    same = all(body[key] == was.body.get(key) for key in ("labels", "stances", "no_stance"))
    return None if same and draft.decision == Decision.RETURN else body


def _asked_labels(draft: Draft, scheme: Protocol) -> dict[str, list[str]]:
    given = {key: values for key, values in (draft.labels or {}).items() if values}
    shown = {question.key for question in asked(scheme, Answers(labels=given))}
    return {key: list(values) for key, values in given.items() if key in shown}


def _stances(draft: Draft, was: ShownAnswers, project: Project) -> list[dict[str, Any]]:
    meant = [(i, line) for i, line in enumerate(draft.lines) if line.polarity not in ("", NO_STANCE.key)]
    known = ids_by_name(project, {name for _i, line in meant for name in (line.holder, line.target) if name})
    return [_stance(line, known, _unchanged(i, line, was)) for i, line in meant]


def _unchanged(index: int, line: Line, was: ShownAnswers) -> Body | None:
    """The member's own stance if the line still names its holder and target: then only the polarity is new."""
    if index >= len(was.stances):
        return None
    before = _line(was.stances[index])
    body: Body = was.body["stances"][index]
    return body if (before.holder, before.target) == (line.holder, line.target) else None


def _stance(line: Line, known: Mapping[str, str], before: Body | None) -> dict[str, Any]:
    if before is not None:
        return {**before, "polarity": line.polarity}
    nobody = line.holder == _("Nobody in particular")
    if line.holder and not nobody and line.holder not in known:
        raise Invalid("holder", line.holder, _("is nobody in this project’s list"))
    holder = known.get(line.holder)
    target = known.get(line.target)
    return {
        "holder_kind": "entity" if holder else "unspecified" if nobody else "author",
        "holder": holder,
        "target_kind": "entity" if target else "proposition",
        "target": target,
        "target_text": "" if target else line.target,
        "polarity": line.polarity,
        "intensity": None,
        "explicit": True,
    }


def ids_by_name(project: Project, names: set[str]) -> dict[str, str]:
    """Entity ids behind these names in the project (one query)."""
    rows = Entity.objects.filter(project=project, merged_into__isnull=True, canonical_name__in=names)
    return {name: str(pk) for pk, name in rows.values_list("pk", "canonical_name")}


def seen_revision(data: QueryDict) -> uuid.UUID:
    """The revision that the reviewer looked at; ``Invalid`` when the form does not say."""
    try:
        return uuid.UUID(data.get("seen", ""))
    except ValueError:
        raise Invalid("seen", data.get("seen", ""), _("is not a version of the label")) from None
