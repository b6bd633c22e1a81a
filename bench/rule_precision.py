"""How often each rule of the attribution is right, against articles with known attributions.

    python manage.py split --jsonl gold.jsonl | python -m bench.rule_precision gold.jsonl

A proposal is right when it shares with a known attribution at least half of the characters that either of them covers,
and their sources overlap (or neither has one). Prints one line a rule: its precision and the number of its proposals.
The confidences in `annotations/text/attribution.py` are these figures. Gold lines hold `doc_id` and `quotes` with
`content` and `speaker` as lists of [start, end].
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

MIN_SHARED = 0.5


def rule_precision(
    documents: Iterable[dict[str, Any]], gold: dict[str, list[dict[str, Any]]]
) -> Iterator[tuple[str, float, int]]:
    """(rule, precision, proposals) for every rule, most frequent first."""
    seen: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for document in documents:
        known = [(_places(quote["content"]), _places(quote["speaker"] or [])) for quote in gold[document["doc_id"]]]
        for proposal in document["attributions"]:
            content = _places([[span["start"], span["end"]] for span in proposal["content"]])
            source = proposal["source"]
            speaker = _places([[source["start"], source["end"]]] if source else [])
            seen[proposal["rule"]] += 1
            right[proposal["rule"]] += any(_agree(content, speaker, *other) for other in known)
    for rule, proposals in seen.most_common():
        yield rule, right[rule] / proposals, proposals


def _places(spans: Iterable[list[int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _agree(content: set[int], speaker: set[int], known: set[int], known_speaker: set[int]) -> bool:
    if len(content & known) < MIN_SHARED * len(content | known):
        return False
    return bool(speaker & known_speaker) or not (speaker or known_speaker)


if __name__ == "__main__":
    lines = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n") if line.strip()]
    answers = {document["doc_id"]: document["quotes"] for document in lines}
    for name, precision, count in rule_precision(map(json.loads, sys.stdin), answers):
        sys.stdout.write(f"{name:24} {precision:.2f}  {count}\n")
