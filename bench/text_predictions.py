"""Turns the output of `manage.py split --jsonl` into the predictions that the attribution scorer reads.

    python manage.py split --jsonl articles.jsonl | python bench/text_predictions.py > predictions.jsonl

One JSON object a line on both sides. Only names change: [start, end] pairs instead of objects, `quotes` for
attributions.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

PARAGRAPH_TYPES = {"subhead": "subheadline", "crosshead": "subhead"}


def prediction(document: dict[str, Any]) -> dict[str, Any]:
    """One split document as one prediction. Offsets stay Unicode code points, end exclusive."""
    return {
        "doc_id": document["doc_id"],
        "sentences": [_pair(statement) for statement in document["statements"]],
        "paragraphs": [
            {"s": part["start"], "e": part["end"], "type": PARAGRAPH_TYPES.get(part["role"], part["role"])}
            for part in document["paragraphs"]
        ],
        "quotes": [_quote(attribution) for attribution in document["attributions"]],
    }


def _pair(span: dict[str, int]) -> list[int]:
    return [span["start"], span["end"]]


def _quote(attribution: dict[str, Any]) -> dict[str, Any]:
    return {
        "content": [_pair(span) for span in attribution["content"]],
        "cue": [_pair(attribution["cue"])] if attribution["cue"] else None,
        "speaker": [_pair(attribution["source"])] if attribution["source"] else None,
        "speaker_name": attribution["speaker"],
        "type": attribution["quote_type"],
    }


def predictions(lines: Iterable[str]) -> Iterator[str]:
    """Every split document line as a prediction line; blank lines are passed over."""
    for line in lines:
        if line.strip():
            yield json.dumps(prediction(json.loads(line)), ensure_ascii=False)


if __name__ == "__main__":
    for result in predictions(sys.stdin):
        sys.stdout.write(result + "\n")
