"""Answers made readable: a body of ``schemes.answers`` as labels with names and styles, holders and targets by name.

Pages, the overview and exports show the same answers; all of them read them here.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models import Claim, Entity
from annotations.queries.shown_evidence import ShownCheck, ShownEvidence, shown_checks, shown_evidence
from annotations.schemes.base import Protocol, Question
from annotations.schemes.completeness import NOWHERE
from annotations.schemes.evidence import CheckedArticle
from annotations.schemes.versions import as_now

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """A label as it is drawn: ``style`` is a hue and glyph of the design system."""

    key: str
    name: str | Promise
    style: str


NO_STANCE = Mark("no_stance", _("No stance"), "nostance")
FLAG_NAMES: Mapping[str, str | Promise] = {
    "unreadable": _("Unreadable"),
    "too_vague": _("Too vague"),
    "needs_context": _("Needs context"),
    "ambiguous_reading": _("Two readings"),
    "dead_link": _("Dead link"),
    "paywall": _("Paywall"),
    "media_needed": _("Needs picture or sound"),
    "translation_issue": _("Translation"),
    "not_my_topic": _("Not my topic"),
    "wrong_split": _("Wrongly split"),
    "other": _("Other"),
}


@dataclass(frozen=True, slots=True)
class ShownStance:
    """Holder → target with a polarity; ``holder`` is empty for the article's own voice."""

    holder_kind: str
    holder: str
    target: str
    is_proposition: bool
    polarity: Mark
    intensity: int | None
    explicit: bool

    @property
    def holder_name(self) -> str | Promise:
        """Who takes the side, in words."""
        if self.holder:
            return self.holder
        return _("Article’s voice") if self.holder_kind == "author" else _("Nobody in particular")


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """The labels chosen for one question."""

    question: str
    title: str
    labels: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ShownText:
    """What was written for one question."""

    question: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownAnswers:
    """All answers on one statement by one person, ready to be drawn; ``body`` is what they were read from."""

    body: Body
    stances: tuple[ShownStance, ...] = ()
    no_stance: Mark | None = None
    choices: tuple[ShownChoice, ...] = ()
    skip: str | Promise = ""
    flags: tuple[str | Promise, ...] = ()
    confidence: int | None = None
    rationale: str = ""
    texts: tuple[ShownText, ...] = ()
    evidence: tuple[ShownEvidence, ...] = ()
    searches: str = ""
    checks: tuple[ShownCheck, ...] = ()
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is answered, as in a part of somebody's answers that was left out."""
        said = self.stances or self.no_stance or self.choices or self.texts or self.evidence or self.checks
        return not (said or self.skip or self.searches)

    @property
    def stance_marks(self) -> tuple[Mark, ...]:
        """Each stance's polarity once, in order; "no stance" if that was the answer."""
        marks = tuple(dict.fromkeys(stance.polarity for stance in self.stances))
        return marks or ((self.no_stance,) if self.no_stance else ())

    @property
    def status_marks(self) -> tuple[Mark, ...]:
        """The labels of all other questions, in order."""
        return tuple(mark for choice in self.choices for mark in choice.labels)


@dataclass(frozen=True, slots=True)
class Names:
    """Names of holders and targets by id; what was deleted or belongs elsewhere is missing."""

    entities: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, str] = field(default_factory=dict)


def names_in(bodies: Iterable[Body | None]) -> Names:
    """Names of everything that the bodies refer to: one query for entities, one for claims, none for none."""
    stances = [stance for body in bodies if body for stance in body.get("stances", ())]
    entities = {key for s in stances for key in (s.get("holder"), s["target"] if kind(s) == "entity" else None) if key}
    claims = {s["target"] for s in stances if kind(s) == "claim"}
    return Names(
        entities={str(pk): name for pk, name in _pairs(Entity.objects.filter(pk__in=entities), "canonical_name")},
        claims={str(pk): name for pk, name in _pairs(Claim.objects.filter(pk__in=claims), "claim_text")},
    )


def kind(stance: Body) -> str:
    """Whether a stance of a body is towards an ``entity``, a ``claim`` or a ``proposition``."""
    return str(stance.get("target_kind", "entity"))


def _pairs(rows: QuerySet[Any], name: str) -> Iterable[tuple[uuid.UUID, str]]:
    return rows.order_by().values_list("pk", name)


def show(body: Body, scheme: Protocol, names: Names, article: CheckedArticle = NOWHERE) -> ShownAnswers:
    """``body`` as it counts under ``scheme``, with its labels; one that the protocol no longer has shows its key.

    ``article`` is what evidence is measured against.
    """
    return draw(as_now(body, scheme), scheme, names, article)


def draw(body: Body, scheme: Protocol, names: Names, article: CheckedArticle = NOWHERE) -> ShownAnswers:
    """``body`` as it stands: for a part of somebody's answers, which cannot tell what else was asked."""
    evidence = body.get("evidence", ())
    return ShownAnswers(
        body=body,
        stances=tuple(_stance(stance, scheme, names) for stance in body.get("stances", ())),
        no_stance=NO_STANCE if body.get("no_stance") else None,
        choices=tuple(
            ShownChoice(question.key, question.title, marks)
            for question in scheme.questions
            if (marks := tuple(mark(question, key) for key in body.get("labels", {}).get(question.key, ())))
        ),
        skip=FLAG_NAMES.get(body.get("skip", ""), body.get("skip", "")),
        flags=tuple(FLAG_NAMES.get(flag, flag) for flag in body.get("flags", ())),
        confidence=body.get("confidence"),
        rationale=body.get("rationale", ""),
        texts=tuple(
            ShownText(question.key, question.title, text)
            for question in scheme.questions
            if (text := body.get("texts", {}).get(question.key))
        ),
        evidence=shown_evidence(evidence, article),
        searches=body.get("searches", ""),
        checks=shown_checks(body.get("checks", ()), evidence),
        comment=body.get("comment", ""),
    )


def mark(question: Question | None, key: str) -> Mark:
    """The label of that key as it is drawn."""
    kept = question.label_set if question else None
    label = kept.label(kept.counts_as(key)) if kept else None
    return Mark(label.key, label.name, label.style) if label else Mark(key, key, "neutral")


def stance_question(scheme: Protocol) -> Question | None:
    """The question of a protocol that asks for stance, if one does."""
    return next((question for question in scheme.questions if question.kind == "stance"), None)


def _stance(stance: Body, scheme: Protocol, names: Names) -> ShownStance:
    named = names.claims if kind(stance) == "claim" else names.entities
    holder = stance.get("holder")
    return ShownStance(
        holder_kind=stance.get("holder_kind", "author"),
        holder=names.entities.get(holder, "?") if holder else "",
        target=stance.get("target_text") or named.get(stance.get("target") or "", "?"),
        is_proposition=kind(stance) == "proposition",
        polarity=mark(stance_question(scheme), stance["polarity"]),
        intensity=stance.get("intensity"),
        explicit=stance.get("explicit", True),
    )


def polarities(body: Body) -> frozenset[str]:
    """The sides taken, whatever on: what "equal stance" compares; "no stance" is a side of its own."""
    found = frozenset(str(stance["polarity"]) for stance in body.get("stances", ()))
    return found or (frozenset({NO_STANCE.key}) if body.get("no_stance") else frozenset())


def chosen_labels(body: Body) -> dict[str, frozenset[str]]:
    """The labels chosen for each question, without order: what "equal status" compares."""
    return {key: frozenset(labels) for key, labels in body.get("labels", {}).items() if labels}
