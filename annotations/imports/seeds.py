"""The data in ``seeds/`` and ``fixtures/``: the seed article, its hand-checked gold, the demo's people and labels."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

ARTICLE = "seeds/000_9caa164edb51525a.txt"
GOLD = "fixtures/seed_gold.json"
PEOPLE = "seeds/people.json"
LABELS = "seeds/demo_labels.json"
PINNED = ("talks", "agreements", "syria_forces", "terrorists_idlib", "op")
"""Keys of the entities that the demo offers first as targets."""


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A file of ``seeds/articles``. ``language`` is that of articles which do not say it themselves.

    ``is_checked``: the split is taken as it is and frozen, so that its articles can be labelled; else it waits.
    """

    name: str
    language: str = "en"
    is_checked: bool = False

    def content(self) -> bytes:
        """Its bytes."""
        found: bytes = (settings.BASE_DIR / "seeds" / "articles" / self.name).read_bytes()
        return found


ARTICLES = (
    SeedFile("kestrel-bay-dredging.txt", is_checked=True),
    SeedFile("school-meals-interview.md", is_checked=True),
    SeedFile("agency-items.csv", is_checked=True),
    SeedFile("merrow-dam-inquiry.html"),
    SeedFile("kestrel-bay-dredging-wire.txt"),
    SeedFile("two-agencies.jsonl"),
    SeedFile("sariova-koprusu.html"),
    SeedFile("observatoire-montrelais.md"),
    SeedFile("alder-council-record.txt"),
    SeedFile("stadtwald-eichenried.txt", language="de"),
    SeedFile("wadi-zahran.txt", language="ar"),
)
"""What the demonstration brings in beside the seed article; ``seeds/README.md`` says what each shows."""


@cache
def article_text() -> str:
    """The seed article, byte for byte, decoded."""
    return (settings.BASE_DIR / ARTICLE).read_bytes().decode("utf-8")


@cache
def _data(path: str) -> Any:
    return json.loads((settings.BASE_DIR / path).read_text(encoding="utf-8"))


def gold() -> dict[str, Any]:
    """The seed article annotated by hand (``imports.formats.seed_gold``)."""
    found: dict[str, Any] = _data(GOLD)
    return found


def people() -> list[dict[str, str]]:
    """User name, name and role of each person of the demonstration."""
    found: list[dict[str, str]] = _data(PEOPLE)
    return found


def demo_labels() -> list[dict[str, Any]]:
    """A second reader's stances and status for each statement of the seed article."""
    found: list[dict[str, Any]] = _data(LABELS)["labels"]
    return found
