"""The seed article, its hand-checked gold, and its analysis, read once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from annotations.text.document import Analysis, Attribution, Statement, analyse
from annotations.text.spans import exact

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Seed:
    """The seed article: text, gold, analysis, with look-ups by the words of the text."""

    text: str
    gold: dict[str, Any]
    analysis: Analysis

    def statement(self, start_of_text: str) -> Statement:
        """The one statement that begins with these words."""
        (found,) = [s for s in self.analysis.statements if exact(self.text, s.span).startswith(start_of_text)]
        return found

    def attributions(self, start_of_text: str) -> list[Attribution]:
        """The outermost attributions of the statement that begins with these words."""
        found = [self.analysis.attributions[index] for index in self.statement(start_of_text).attributions]
        return [attribution for attribution in found if attribution.nested_in is None]

    def outermost(self) -> list[Attribution]:
        """The attributions that lie in no other one."""
        return [attribution for attribution in self.analysis.attributions if attribution.nested_in is None]

    def contents(self, attribution: Attribution) -> list[str]:
        """The exact contents of an attribution."""
        return [exact(self.text, span) for span in attribution.content]


@pytest.fixture(scope="session")
def seed() -> Seed:
    """The seed article analysed once."""
    text = (ROOT / "seeds" / "000_9caa164edb51525a.txt").read_bytes().decode("utf-8")
    gold = json.loads((ROOT / "fixtures" / "seed_gold.json").read_text(encoding="utf-8"))
    return Seed(text, gold, analyse(text))
