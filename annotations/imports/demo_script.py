"""``seeds/demo_script.json`` read: what people do in the demonstration, when, and how each reads each statement.

A label is written in one line: the status, then one stance after each ``|``::

    not_checkable | Anneke Voss > dredging in the old harbour = against

Holder and target are names of the project's list (or ``ent:`` and a key); ``author`` is the article's own voice, and
any other target is a proposition. Without a status the reading's own holds, and ``+`` instead of ``|`` adds to its
stances.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from django.conf import settings

SCRIPT = "seeds/demo_script.json"
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the script: who does what at ``time`` of day ``day`` (1 is the first), with its arguments."""

    day: int
    time: time
    who: str
    does: str
    given: Mapping[str, Any]

    def at(self, first_day: datetime) -> datetime:
        """The moment, where ``first_day`` is the midnight at which the first day begins."""
        clock = timedelta(hours=self.time.hour, minutes=self.time.minute)
        return first_day + timedelta(days=self.day - 1) + clock


@dataclass(frozen=True, slots=True)
class Reading:
    """How everybody reads one statement: ``everybody`` in one line, and in another who sees it otherwise."""

    words: str
    everybody: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    searches: str = ""
    source: Mapping[str, str] | None = None

    def of(self, person: str) -> str:
        """The line of one person."""
        return self.others.get(person, self.everybody)


@cache
def script() -> dict[str, Any]:
    """The file."""
    found: dict[str, Any] = json.loads((settings.BASE_DIR / SCRIPT).read_text(encoding="utf-8"))
    return found


def acts() -> list[Act]:
    """All acts in their order."""
    return [
        Act(line["day"], time.fromisoformat(line["time"]), line["who"], line["does"], line.get("with", {}))
        for line in script()["acts"]
    ]


def readings(article: str) -> list[Reading]:
    """The readings of an article, named by the beginning of its title."""
    return [Reading(**row) for row in script()["readings"].get(article, [])]


def body_of(line: str, base: Body, ids: Mapping[str, str]) -> Body:
    """A label written in one line as a body of ``schemes.answers``; ``base`` is what it adds to."""
    adds = "+" in line
    status, *stances = [part.strip() for part in line.replace("+", "|").split("|")]
    kept = base["stances"] if adds or not (stances or status) else []
    found = [*kept, *(_stance(one, ids) for one in stances)]
    labels = {"verification": [status]} if status else base["labels"]
    return {**base, "labels": labels, "stances": found, "no_stance": not found}


def _stance(text: str, ids: Mapping[str, str]) -> Body:
    holder, _, rest = text.partition(" > ")
    target, _, polarity = rest.rpartition(" = ")
    return {
        "holder_kind": "author" if holder == "author" else "entity",
        "holder": None if holder == "author" else ids[holder],
        "target_kind": "entity" if target in ids else "proposition",
        "target": ids.get(target),
        "target_text": "" if target in ids else target,
        "polarity": polarity,
        "intensity": None,
        "explicit": True,
    }
