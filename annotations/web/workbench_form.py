"""The workbench's plain form, for people without a script: its fields become the same body that the script sends."""

import uuid
from typing import Any

from django.http import QueryDict

from annotations.web.workbench_card import Row
from annotations.workflow.errors import Invalid

ROWS = 20
"""Stance lines read from one form; the protocol's own limit."""


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
        "confidence": None,
        "rationale": post.get("rationale", "").replace("\r\n", "\n"),
    }


def _stances(post: QueryDict) -> list[dict[str, Any]]:
    return [_stance(post, index) for index in range(ROWS) if post.get(f"polarity-{index}")]


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
    }


def read_id(post: QueryDict, name: str) -> uuid.UUID:
    """A UUID field; ``Invalid`` names it."""
    try:
        return uuid.UUID(post.get(name, ""))
    except ValueError:
        raise Invalid(name, post.get(name, ""), "is not an id") from None


def read_number(post: QueryDict, name: str) -> int:
    """A field that is a whole number from 0; ``Invalid`` names it."""
    value = post.get(name, "")
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise Invalid(name, value, "is not a whole number")
    return int(value)
