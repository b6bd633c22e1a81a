"""How right the text core is: on the development sets, by their own scorer, and on the seed article."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from annotations.text.document import Analysis, analyse
from annotations.text.spans import Span
from bench.base import Cell, Table
from bench.text_corpus import SEED_GOLD, Data, find_data, seed_text, wanted_files
from bench.text_scores import Scores, predict, score, value

SUBSETS = ("quoted", "core", "all")
TUNED = "The rules were written with these sets at hand: on articles that nobody looked at, expect less."
HUMANS = "Two people agree at attribution F1 93.7 (quoted), 78.1 (core), 75.0 (all) on PolNeAR."
ATTRIBUTION = "ATTRIBUTION (IoU>=.5 + speaker overlap)"
CHARACTERS = "ATTRIBUTED CHARS (right speaker)"


def measure(options: Namespace) -> Iterator[Table]:
    """The seed article always; the development sets where they are."""
    yield seed_table(analyse(seed_text()), json.loads(SEED_GOLD.read_text(encoding="utf-8")))
    data = find_data(options)
    if data is None:
        title, note = "Development sets", f"Not measured. Give a folder with --data: {wanted_files()}"
        yield Table(title, ("set",), (), note)
    else:
        yield from set_tables(data)


def seed_table(analysis: Analysis, gold: dict[str, Any]) -> Table:
    """How many segments and outermost attributions of the hand-checked gold are found exactly, and how many more."""
    names = {entity["id"]: entity["canonical_name"] for entity in gold["entities"]}
    segments = {pair(row) for row in gold["statements"]}
    found_segments = {span_pair(statement.span) for statement in analysis.statements}
    attributions = {
        (
            pair(row["source_span"]),
            pair(row["cue_span"]),
            tuple(pair(part) for part in row["content_spans"]),
            row["quote_type"],
            names.get(row["speaker_entity"]),
        )
        for row in gold["attributions"]
        if row["nested_in"] is None
    }
    found_attributions = {
        (
            span_pair(each.source),
            span_pair(each.cue),
            tuple(span_pair(part) for part in each.content),
            each.quote_type,
            each.speaker,
        )
        for each in analysis.attributions
        if each.nested_in is None
    }
    rows = (
        ("segments", len(segments), len(segments & found_segments), len(found_segments - segments)),
        (
            "attributions: source, cue, content, type, speaker",
            len(attributions),
            len(attributions & found_attributions),
            len(found_attributions - attributions),
        ),
    )
    return Table("Seed article, exact", ("what", "gold", "right", "extra"), rows)


def pair(span: dict[str, Any] | None) -> tuple[int, int] | None:
    """A span of the gold as (start, end)."""
    return (span["start"], span["end"]) if span else None


def span_pair(span: Span | None) -> tuple[int, int] | None:
    """A span as (start, end)."""
    return (span.start, span.end) if span else None


def set_tables(data: Data) -> Iterator[Table]:
    """Boundaries, attribution and speaker names on every set that is there."""
    scored = []
    for each in data.sets:
        documents = data.documents(each)
        scored.append((f"{each.title} ({len(documents)} articles)", score(data.folder, documents, predict(documents))))
    yield boundary_table([(title, scores) for title, scores in scored if "sentence boundary" in scores])
    yield attribution_table(scored)
    yield names_table([(title, scores) for title, scores in scored if named(scores)])


def boundary_table(scored: list[tuple[str, Scores]]) -> Table:
    """Sentence boundaries inside paragraphs; "punctuated" leaves out gold boundaries without a mark before them."""
    rows = [
        (
            title,
            *(value(scores, "sentence boundary", key) for key in ("P", "R", "F1")),
            *(value(scores, "sentence boundary (punctuated)", key) for key in ("P", "R", "F1")),
            value(scores, "sentence coverage of characters", "acc"),
            value(scores, "line type accuracy", "acc"),
        )
        for title, scores in scored
    ]
    columns = ("set", "P", "R", "F1", "punctuated P", "punctuated R", "punctuated F1", "coverage %", "line types %")
    return Table("Sentence boundaries", columns, tuple(rows))


def attribution_table(scored: list[tuple[str, Scores]]) -> Table:
    """The headline measure, and what it is made of, for each subset of the gold."""
    columns = (
        "set",
        "subset",
        "P",
        "R",
        "F1",
        "attributed chars F1",
        "cue overlap F1",
        "speaker overlap F1",
        "content F1",
    )
    rows: list[tuple[Cell, ...]] = [
        (
            title,
            subset,
            *(value(scores, f"{subset}/{ATTRIBUTION}", key) for key in ("P", "R", "F1")),
            *(
                value(scores, f"{subset}/{measure}", "F1")
                for measure in (CHARACTERS, "cue overlap", "speaker overlap", "content IoU>=.5")
            ),
        )
        for title, scores in scored
        for subset in SUBSETS
    ]
    note = (
        "Attribution: content with intersection over union ≥ 0.5 and the right speaker. quoted: something stands in "
        f"quotation marks; core: those and reporting words. {HUMANS} {TUNED}"
    )
    return Table("Attribution", columns, tuple(rows), note)


def names_table(scored: list[tuple[str, Scores]]) -> Table:
    """Whether the speaker is called by the right name, where the gold has names."""
    rows = [
        (
            title,
            value(scores, "speaker NAME accuracy on matched quotes", "acc"),
            value(scores, "speaker NAME recall over all named gold quotes", "acc"),
            value(scores, "speaker NAME accuracy, named speakers", "acc"),
            value(scores, "speaker NAME accuracy, descriptor speakers", "acc"),
            value(scores, "speaker NAME accuracy, pronoun speakers", "acc"),
        )
        for title, scores in scored
    ]
    columns = ("set", "accuracy % on matched", "recall %", "a name: %", "a description: %", "a pronoun: %")
    return Table("Speaker names", columns, tuple(rows))


def named(scores: Scores) -> bool:
    """Whether the gold had speaker names to compare."""
    return "speaker NAME recall over all named gold quotes" in scores
