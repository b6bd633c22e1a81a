"""The workbench's plain form, for people without a script: its fields become the same body that the script sends.

The fields (``<i>``, ``<j>`` count lines from 0; a line that says nothing is left out)::

    q-<question key>                 labels of a choice, one field each
    text-<question key>              the answer to a question for a text
    holder-<i>, target-<i>           "kind:id", such as "entity:<id>" or "author"
    target_text-<i>                  a proposition, instead of a target
    polarity-<i>                     the line counts when it has one
    intensity-<i>                    1 to 3, or empty;  implied-<i>: "on" when the stance is not explicit
    no_stance                        "on"
    evidence-<i>-<key>               each key of ``schemes.evidence``: id, url, title, …, relation, set; the line counts
                                     when it has an address; is_fact_check: "on"
    check-<i>-text, -problems        a question (problems: one field each)
    check-<i>-answer-<j>-<key>       text, type, explanation, evidence (the id of an evidence line), problems; it counts
                                     when it has a text, an explanation or evidence, or is unanswerable
    searches, rationale, comment     texts;  confidence: 1 to 5, or empty;  skip: a reason, or empty;  flags: one each

Line breaks arrive as CR LF and are stored as LF.
"""

import uuid
from collections.abc import Iterator
from typing import Any

from django.http import QueryDict

from annotations.schemes.check_questions import MAX_ANSWERS, MAX_CHECKS
from annotations.schemes.evidence import EVIDENCE_KEYS, MAX_EVIDENCE
from annotations.schemes.stances import MAX_STANCES
from annotations.web.workbench_card import Row
from annotations.workflow.errors import Invalid


def read_body(post: QueryDict, payload: Row) -> dict[str, Any]:
    """The answers of a posted form, in the shape of ``annotations.schemes.answers``."""
    questions = payload["protocol"]["questions"]
    chosen = {q["key"]: post.getlist(f"q-{q['key']}") for q in questions if q["kind"] == "choice"}
    no_stance = post.get("no_stance") == "on"
    return {
        "labels": {key: values for key, values in chosen.items() if values},
        "stances": [] if no_stance else _stances(post),
        "no_stance": no_stance,
        "skip": post.get("skip", ""),
        "flags": post.getlist("flags"),
        "confidence": _number(post, "confidence"),
        "rationale": text(post, "rationale"),
        "texts": {q["key"]: text(post, f"text-{q['key']}") for q in questions if q["kind"] == "text"},
        "evidence": evidence_lines(post),
        "searches": text(post, "searches"),
        "checks": check_lines(post),
        "comment": text(post, "comment"),
    }


def text(post: QueryDict, name: str) -> str:
    """A field's text with LF line breaks; empty where the form has no such field."""
    return post.get(name, "").replace("\r\n", "\n")


def _number(post: QueryDict, name: str) -> int | str | None:
    """A whole number, None for an empty field; anything else as it is, to be refused by name."""
    value = post.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else value or None


def _stances(post: QueryDict) -> list[dict[str, Any]]:
    return [_stance(post, index) for index in range(MAX_STANCES) if post.get(f"polarity-{index}")]


def _stance(post: QueryDict, index: int) -> dict[str, Any]:
    holder_kind, _, holder = post.get(f"holder-{index}", "author").partition(":")
    target_kind, _, target = post.get(f"target-{index}", "").partition(":")
    written = post.get(f"target_text-{index}", "").strip()
    if written:
        target_kind, target = "proposition", written
    return {
        "holder_kind": holder_kind,
        "holder": holder or None,
        "target_kind": target_kind,
        "target": None if target_kind == "proposition" else target,
        "target_text": target if target_kind == "proposition" else "",
        "polarity": post.get(f"polarity-{index}", ""),
        "intensity": _number(post, f"intensity-{index}"),
        "explicit": post.get(f"implied-{index}") != "on",
    }


def evidence_lines(post: QueryDict) -> list[dict[str, Any]]:
    """The evidence of a posted form, as it stands in a body of answers."""
    lines = (_evidence(post, f"evidence-{index}-") for index in range(MAX_EVIDENCE) if f"evidence-{index}-url" in post)
    return [line for line in lines if line["url"].strip()]


def _evidence(post: QueryDict, name: str) -> dict[str, Any]:
    line = {key: text(post, f"{name}{key}") for key in EVIDENCE_KEYS}
    return line | {
        "published_at": line["published_at"] or None,
        "medium": line["medium"] or "web_text",
        "is_fact_check": line["is_fact_check"] == "on",
        "set": _number(post, f"{name}set") or 1,
    }


def check_lines(post: QueryDict) -> list[dict[str, Any]]:
    """The check questions of a posted form, as they stand in a body of answers."""
    return list(_checks(post))


def _checks(post: QueryDict) -> Iterator[dict[str, Any]]:
    for index in range(MAX_CHECKS):
        name = f"check-{index}"
        answers = [answer for j in range(MAX_ANSWERS) if (answer := _answer(post, f"{name}-answer-{j}"))]
        asked = text(post, f"{name}-text")
        if asked.strip() or answers:
            yield {"text": asked, "problems": post.getlist(f"{name}-problems"), "answers": answers}


def _answer(post: QueryDict, name: str) -> dict[str, Any] | None:
    said = {key: text(post, f"{name}-{key}") for key in ("text", "explanation", "evidence")}
    kind = post.get(f"{name}-type", "")
    if kind != "Unanswerable" and not any(said.values()):
        return None
    return {**said, "evidence": said["evidence"] or None, "type": kind, "problems": post.getlist(f"{name}-problems")}


def read_id(post: QueryDict, name: str) -> uuid.UUID:
    """A UUID field; ``Invalid`` names it."""
    try:
        return uuid.UUID(post.get(name, ""))
    except ValueError:
        raise Invalid(name, post.get(name, ""), "is not an id") from None


def read_number(post: QueryDict, name: str) -> int:
    """A field that is a whole number from 0; ``Invalid`` names it."""
    value = _number(post, name)
    if not isinstance(value, int):
        raise Invalid(name, post.get(name, ""), "is not a whole number")
    return value
