"""A report as flat rows, for files and programs: one figure a row, with everything that says which."""

from collections.abc import Iterator, Mapping
from typing import Any

COLUMNS = (
    "question",
    "part",
    "group",
    "label",
    "first",
    "second",
    "measure",
    "n",
    "value",
    "low",
    "high",
    "undefined",
)
"""``part``: overall, week, batch, guideline, label, pair, mean, confusion or corrections. ``n`` is how many statements
(of a group: with two labels; of a label: how often it was chosen; of a cell of the confusion: its statements)."""

Row = dict[str, Any]
Json = Mapping[str, Any]


def rows(figures: Json) -> Iterator[Row]:
    """Every figure of a report, question by question; people as their ids."""
    for question in figures["questions"]:
        for row in _of_question(question):
            yield {**dict.fromkeys(COLUMNS), "question": question["key"], **row}
    found = figures["corrections"]
    yield {
        **dict.fromkeys(COLUMNS),
        "part": "corrections",
        "measure": "rate",
        "n": found["judged"],
        "value": found["rate"],
    }


def _of_question(question: Json) -> Iterator[Row]:
    if question["kind"] == "stance":
        stance = question["stance"]
        yield from _overall(stance)
        for measure, value in stance["means"].items():
            yield {"part": "mean", "measure": measure, "value": value}
        yield from _pairs(stance["pairs"])
    else:
        yield from _overall(question["report"])
        yield from _labels(question["report"]["labels"])
        yield from _pairs(question["report"]["pairs"])
        yield from _cells(question)
    for part, groups in question["groups"].items():
        for group in groups:
            for measure, figure in group["figures"].items():
                yield {"part": part, "group": group["key"], "n": group["size"]["pairable"], **_figure(measure, figure)}


def _overall(report: Json) -> Iterator[Row]:
    for measure, figure in report["figures"].items():
        yield {"part": "overall", "n": report["size"]["pairable"], **_figure(measure, figure)}


def _labels(labels: list[Json]) -> Iterator[Row]:
    for one in labels:
        yield {"part": "label", "label": one["label"], "n": one["chosen"], **_figure("specific", one["agreement"])}


def _pairs(pairs: list[Json]) -> Iterator[Row]:
    for pair in pairs:
        for measure, figure in pair["figures"].items():
            who = {"first": pair["first"], "second": pair["second"], "n": pair["units"]}
            yield {"part": "pair", **who, **_figure(measure, figure)}


def _cells(question: Json) -> Iterator[Row]:
    keys = question["label_keys"]
    for row, counts in zip(keys, question["report"]["confusion"], strict=True):
        for column, count in zip(keys, counts, strict=True):
            yield {"part": "confusion", "label": row, "group": column, "measure": "statements", "n": count}


def _figure(measure: str, figure: Json) -> Row:
    return {
        "measure": measure,
        "value": figure["value"],
        "low": figure["low"],
        "high": figure["high"],
        "undefined": figure["reason"],
    }
