"""Evidence and check questions of a body made readable: names for keys, numbers to point at, flaws in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models.evidence import AnswerType, EvidenceRelation, Medium
from annotations.schemes.addresses import web_address
from annotations.schemes.checks import AnswerError
from annotations.schemes.evidence import CheckedArticle, EvidenceAnswer, flaws

Words = str | Promise

FLAW_NAMES: Mapping[str, Words] = {
    "own_article": _("The article itself"),
    "fact_check": _("A fact-check"),
    "after_claim": _("Dated after the article"),
}
PROBLEM_NAMES: Mapping[str, Words] = {
    "not_understandable": _("Not understandable"),
    "unrelated_to_claim": _("Unrelated to the claim"),
    "unrelated_to_question": _("Unrelated to the question"),
    "wrong_but_supported": _("Wrong, but the source says so"),
    "wrong_and_unsupported": _("Wrong, and the source does not say so"),
    "biased_source": _("The source may be biased"),
}


@dataclass(frozen=True, slots=True)
class ShownEvidence:
    """One source. ``number`` counts from 1; ``href`` is empty where the address is none that a page may link to."""

    number: int
    href: str
    address: str
    host: str
    title: str
    about: str
    quote: str
    archived: str
    relation: str
    relation_name: Words
    medium: Words
    set_no: int
    flaws: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ShownCheckAnswer:
    """One answer; ``evidence`` is the number of its source, or None."""

    text: str
    kind: Words
    explanation: str
    evidence: int | None
    problems: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """A check question with its answers."""

    text: str
    answers: tuple[ShownCheckAnswer, ...]
    problems: tuple[Words, ...]


def shown_evidence(bodies: Sequence[Mapping[str, Any]], article: CheckedArticle) -> tuple[ShownEvidence, ...]:
    """The evidence of a canonical body, in its order; ``article`` tells what speaks against a source."""
    return tuple(_evidence(number, one, article) for number, one in enumerate(bodies, start=1))


def _evidence(number: int, body: Mapping[str, Any], article: CheckedArticle) -> ShownEvidence:
    answer = EvidenceAnswer(**{"set_no" if key == "set" else key: value for key, value in body.items()})
    about = [answer.publisher, answer.author, answer.published_at or "", answer.locator]
    href = linkable(answer.url)
    return ShownEvidence(
        number=number,
        href=href,
        address=answer.url,
        host=urlsplit(href).hostname or answer.url,
        title=answer.title,
        about=", ".join(part for part in about if part),
        quote=answer.quote,
        archived=linkable(answer.archived_url),
        relation=answer.relation,
        relation_name=EvidenceRelation(answer.relation).label,
        medium="" if answer.medium == Medium.WEB_TEXT else Medium(answer.medium).label,
        set_no=answer.set_no,
        flaws=tuple(FLAW_NAMES[flaw] for flaw in flaws(answer, article)),
    )


def linkable(address: str) -> str:
    """The address if a page may link to it, else nothing: rows written behind the product stay inert."""
    try:
        return web_address(address, "url")
    except AnswerError:
        return ""


def shown_checks(bodies: Sequence[Mapping[str, Any]], evidence: Sequence[Mapping[str, Any]]) -> tuple[ShownCheck, ...]:
    """The check questions of a canonical body whose evidence is ``evidence``."""
    numbers = {one["id"]: number for number, one in enumerate(evidence, start=1)}
    return tuple(
        ShownCheck(
            text=check["text"],
            answers=tuple(_answer(answer, numbers) for answer in check["answers"]),
            problems=_problems(check["problems"]),
        )
        for check in bodies
    )


def _answer(body: Mapping[str, Any], numbers: Mapping[str, int]) -> ShownCheckAnswer:
    return ShownCheckAnswer(
        text=body["text"],
        kind=AnswerType(body["type"]).label,
        explanation=body["explanation"],
        evidence=numbers.get(body["evidence"] or ""),
        problems=_problems(body["problems"]),
    )


def _problems(keys: Sequence[str]) -> tuple[Words, ...]:
    return tuple(PROBLEM_NAMES.get(key, key) for key in keys)
