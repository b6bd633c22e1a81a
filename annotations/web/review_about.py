"""The answers of one label that a return may name: as fields of the form, and as they were picked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

from annotations.queries.answers import ShownAnswers, stance_question
from annotations.queries.verdicts import TITLES
from annotations.schemes.base import Protocol
from annotations.workflow.review_proposal import Named


@dataclass(frozen=True, slots=True)
class AnswerField:
    """One answer that may be picked: ``value`` is its address in the form, ``detail`` the member's own words in it."""

    value: str
    title: str | Promise
    marks: tuple[Any, ...]
    detail: str
    checked: bool


def answer_fields(scheme: Protocol, was: ShownAnswers, about: Sequence[Named]) -> tuple[AnswerField, ...]:
    """The answers that the label gives, stances one by one, in the order of the protocol."""
    found = list(_answers(scheme, was))
    return tuple(AnswerField(_address(one), title, marks, detail, one in about) for one, title, marks, detail in found)


def _answers(scheme: Protocol, was: ShownAnswers) -> Iterator[tuple[Named, str | Promise, tuple[Any, ...], str]]:
    stance = stance_question(scheme)
    for question in scheme.questions:
        if question is stance:
            for part, one in enumerate(was.stances):
                yield Named(question.key, part), question.title, (one.polarity,), one.target
            if was.no_stance:
                yield Named(question.key), question.title, (was.no_stance,), ""
        for choice in was.choices:
            if choice.question == question.key:
                yield Named(question.key), question.title, choice.labels, ""
        if any(one.question == question.key for one in was.texts):
            yield Named(question.key), question.title, (), ""
    given = {"evidence": was.evidence, "checks": was.checks, "searches": was.searches}
    asked = {question.kind: question for question in scheme.questions}
    for kind, answer in given.items():
        if answer:
            asks = asked.get(kind)
            yield Named(asks.key if asks else kind), asks.title if asks else TITLES[kind], (), ""


def _address(one: Named) -> str:
    return one.question if one.part is None else f"{one.question}:{one.part}"


def about_from(data: QueryDict) -> tuple[Named, ...]:
    """The picked answers; an address that is none comes back as a question that nobody asks."""
    return tuple(_named(text) for text in data.getlist("about"))


def _named(text: str) -> Named:
    question, colon, part = text.partition(":")
    is_part = part.isascii() and part.isdigit() and len(part) < 4
    return Named(question, int(part)) if colon and is_part else Named(text)
