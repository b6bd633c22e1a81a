"""The seed article against its hand-checked gold: every boundary, role, speaker and attribution, exactly."""

from __future__ import annotations

from typing import Any

from annotations.text.spans import Span, sha256
from tests.text.conftest import Seed


def _pair(span: dict[str, Any] | None) -> tuple[int, int] | None:
    return (span["start"], span["end"]) if span else None


def _ends(span: Span | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _names(seed: Seed) -> dict[str | None, str | None]:
    return {None: None, **{entity["id"]: entity["canonical_name"] for entity in seed.gold["entities"]}}


def _outermost(seed: Seed) -> list[dict[str, Any]]:
    return [row for row in seed.gold["attributions"] if row["nested_in"] is None]


def test_the_seed_is_the_text_that_the_gold_was_made_on(seed: Seed) -> None:
    assert sha256(seed.text) == seed.gold["article"]["sha256"]


def test_all_23_segments_have_exact_offsets(seed: Seed) -> None:
    expected = [(row["start"], row["end"]) for row in seed.gold["statements"]]
    assert len(expected) == 23
    assert [(s.span.start, s.span.end) for s in seed.analysis.statements] == expected


def test_all_20_paragraphs_have_the_roles_of_the_gold(seed: Seed) -> None:
    expected = [(row["start"], row["end"], row["role"]) for row in seed.gold["paragraphs"]]
    assert [(p.span.start, p.span.end, p.role) for p in seed.analysis.paragraphs] == expected


def test_every_segment_has_role_and_kind_of_the_gold(seed: Seed) -> None:
    expected = [(row["role"], row["is_statement"]) for row in seed.gold["statements"]]
    assert [(s.role, s.is_statement) for s in seed.analysis.statements] == expected


def test_voice_and_speaker_of_every_statement_are_those_of_the_gold(seed: Seed) -> None:
    names = _names(seed)
    expected = [(row["voice"], names[row["speaker_entity"]]) for row in seed.gold["statements"] if row["is_statement"]]
    assert [(s.voice, s.speaker) for s in seed.analysis.statements if s.is_statement] == expected


def test_all_14_outermost_attributions_have_the_source_cue_and_content_spans_of_the_gold(seed: Seed) -> None:
    expected = sorted(
        (_pair(row["source_span"]), _pair(row["cue_span"]), tuple(_pair(part) for part in row["content_spans"]))
        for row in _outermost(seed)
    )
    found = sorted((_ends(a.source), _ends(a.cue), tuple(_ends(part) for part in a.content)) for a in seed.outermost())
    assert len(expected) == 14
    assert found == expected


def test_quote_types_and_speakers_of_the_attributions_are_those_of_the_gold(seed: Seed) -> None:
    names = _names(seed)
    expected = {_pair(row["cue_span"]): (row["quote_type"], names[row["speaker_entity"]]) for row in _outermost(seed)}
    assert {_ends(a.cue): (a.quote_type, a.speaker) for a in seed.outermost()} == expected


def test_the_main_speaker_is_one_entity_behind_name_title_and_pronoun(seed: Seed) -> None:
    (lavrov,) = [entity for entity in seed.analysis.entities if entity.canonical_name == "Sergey Lavrov"]
    assert lavrov.kind == "person"
    assert lavrov.aliases == ("Russian foreign minister", "Lavrov", "The minister")
    assert {mention.kind for mention in lavrov.mentions} == {"name", "nominal", "pronoun"}
