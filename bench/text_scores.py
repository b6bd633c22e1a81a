"""How the scorer of the development data is called: it stays in its folder and runs as a child process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annotations.text.report import report
from bench.base import BenchError
from bench.text_corpus import SCORER
from bench.text_predictions import prediction

Scores = Mapping[str, Mapping[str, float]]
"""The scorer's measures: name -> P, R and F1 in per cent, or `acc` in per cent and `n`."""


def predict(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What the product makes of gold documents, exactly as `manage.py split` prints it, in the scorer's names."""
    return [prediction(report(document["doc_id"], document["text"])) for document in documents]


def score(folder: Path, gold: Iterable[Mapping[str, Any]], predictions: Iterable[Mapping[str, Any]]) -> Scores:
    """The scorer's measures of predictions against gold. Raises BenchError with its last line when it fails."""
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as place:
        files = {"gold": Path(place) / "gold.jsonl", "pred": Path(place) / "pred.jsonl"}
        for path, documents in zip(files.values(), (gold, predictions), strict=True):
            path.write_text("".join(json.dumps(document) + "\n" for document in documents), encoding="utf-8")
        command = [sys.executable, "-B", str(folder / SCORER), "--json"]
        for option, path in files.items():
            command += [f"--{option}", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"{SCORER} failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}")
    measured: Scores = json.loads(done.stdout)
    return measured


def value(scores: Scores, measure: str, key: str) -> float | None:
    """One figure, or None when the scorer could not measure it on this gold."""
    return scores.get(measure, {}).get(key)
