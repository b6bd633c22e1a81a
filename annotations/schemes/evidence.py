"""Evidence of a body of answers: sources that somebody read, and what is wrong with them as evidence."""

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from annotations.schemes.addresses import bare, web_address, web_address_or_empty
from annotations.schemes.checks import (
    AnswerError,
    boolean,
    choice_of,
    identifier,
    integer_or_none,
    known_keys,
    list_of,
    mapping,
    text,
)

MEDIA = ("web_text", "web_table", "pdf", "image_graphic", "video", "audio", "metadata", "other")
RELATIONS = ("supports", "refutes", "context")
MAX_EVIDENCE = 50
MAX_QUOTE = 10_000
LONGEST = {"title": 500, "publisher": 200, "author": 200, "quote": MAX_QUOTE, "locator": 200, "language": 35}
EVIDENCE_KEYS = (
    "id",
    "url",
    "title",
    "publisher",
    "author",
    "quote",
    "locator",
    "published_at",
    "archived_url",
    "medium",
    "language",
    "is_fact_check",
    "relation",
    "set",
)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """What evidence is measured against: the article's own addresses, and its date (ISO 8601; empty: unknown)."""

    addresses: tuple[str, ...] = ()
    published_at: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceAnswer:
    """One source. ``id`` is made by the client; ``published_at`` is an ISO date or None.

    Within one ``set_no`` all of the evidence is needed, and any set is enough (FEVER evidence sets).
    """

    id: str
    url: str
    relation: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    quote: str = ""
    locator: str = ""
    published_at: str | None = None
    archived_url: str = ""
    medium: str = "web_text"
    language: str = ""
    is_fact_check: bool = False
    set_no: int = 1

    def as_body(self) -> dict[str, Any]:
        """The canonical JSON object: every key, ``set_no`` as ``set``."""
        body = asdict(self)
        body["set"] = body.pop("set_no")
        return body


def flaws(evidence: EvidenceAnswer, article: CheckedArticle) -> tuple[str, ...]:
    """What speaks against it: ``own_article``, ``fact_check``, ``after_claim`` (dated after the article).

    The article under check and other people's fact-checks are no evidence for what is said (AVeriTeC guideline, 4.6).
    What was published afterwards may rest on the claim itself.
    """
    found = []
    if bare(evidence.url) in {bare(address) for address in article.addresses if address}:
        found.append("own_article")
    if evidence.is_fact_check:
        found.append("fact_check")
    if evidence.published_at and article.published_at and evidence.published_at > article.published_at:
        found.append("after_claim")
    return tuple(found)


def counts(evidence: EvidenceAnswer, article: CheckedArticle) -> bool:
    """Whether a verdict may rest on it: it supports or refutes, and is neither the article itself nor a fact-check."""
    barred = {"own_article", "fact_check"}
    return evidence.relation != "context" and barred.isdisjoint(flaws(evidence, article))


def read_evidence(given: Any) -> tuple[EvidenceAnswer, ...]:
    """The evidence of a body; an id stands in it once."""
    items = list_of(given, "answers.evidence")
    if len(items) > MAX_EVIDENCE:
        raise AnswerError("answers.evidence", len(items), f"has at most {MAX_EVIDENCE} entries")
    read = tuple(_evidence(item, f"answers.evidence[{index}]") for index, item in enumerate(items))
    if len({one.id for one in read}) < len(read):
        raise AnswerError("answers.evidence", len(read), "names the same id twice")
    return read


def _evidence(item: Any, name: str) -> EvidenceAnswer:
    given = mapping(item, name)
    known_keys(given, EVIDENCE_KEYS, name)
    written = {key: text(given.get(key, ""), longest, f"{name}.{key}").strip() for key, longest in LONGEST.items()}
    return EvidenceAnswer(
        id=identifier(given.get("id"), True, f"{name}.id") or "",
        url=web_address(given.get("url"), f"{name}.url"),
        relation=choice_of(given.get("relation"), RELATIONS, f"{name}.relation"),
        published_at=_date(given.get("published_at"), f"{name}.published_at"),
        archived_url=web_address_or_empty(given.get("archived_url", ""), f"{name}.archived_url"),
        medium=choice_of(given.get("medium", "web_text"), MEDIA, f"{name}.medium"),
        is_fact_check=boolean(given.get("is_fact_check", False), f"{name}.is_fact_check"),
        set_no=integer_or_none(given.get("set", 1), 1, MAX_EVIDENCE, f"{name}.set") or 1,
        **written,
    )


def _date(value: Any, field: str) -> str | None:
    if value in (None, ""):
        return None
    try:
        if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise AnswerError(field, value, "is not a date like 2020-01-31") from None
