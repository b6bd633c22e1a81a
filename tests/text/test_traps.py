"""The 22 traps of the seed article, one test each, named by the trap's key in the gold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from annotations.text.document import analyse
from annotations.text.quotations import find_quotations
from annotations.text.spans import exact
from tests.text.conftest import Seed


def test_trap_headline_repeats_body_and_is_not_glued_to_the_next_line(seed: Seed) -> None:
    first, second = seed.analysis.statements[:2]
    assert exact(seed.text, first.span) == "Russia ready to continue work on Idlib with Turkey"
    assert exact(seed.text, second.span).endswith("at talks with Ankara")
    assert (first.role, second.role) == ("headline", "subhead")


def test_trap_dateline_is_a_paragraph_and_not_a_statement(seed: Seed) -> None:
    dateline = seed.statement("MOSCOW")
    assert (dateline.span.start, dateline.span.end) == (148, 154)
    assert (dateline.role, dateline.is_statement, dateline.attributions) == ("dateline", False, ())


def test_trap_abbrev_feb_does_not_end_a_sentence(seed: Seed) -> None:
    statement = seed.statement("On Feb. 10 five Turkish troops")
    assert exact(seed.text, statement.span).endswith("working with the Turkish military.")


def test_trap_abbrev_jan_eof_ends_only_at_the_end_of_the_file(seed: Seed) -> None:
    last = seed.analysis.statements[-1]
    assert exact(seed.text, last.span).endswith("started on Jan. 12.")
    assert last.span.end == len(seed.text) == 3458


def test_trap_odd_quote_count_is_not_paired_left_to_right(seed: Seed) -> None:
    assert seed.text.count('"') == 13
    quotations = find_quotations(seed.text, [paragraph.span for paragraph in seed.analysis.paragraphs])
    assert [quotation.closed for quotation in quotations] == [True, True, True, False, True, True, True]
    assert exact(seed.text, quotations[5].span) == '"matter of time"'


def test_trap_multi_paragraph_quote_is_one_attribution_over_three_statements(seed: Seed) -> None:
    (attribution,) = seed.attributions('"We will continue to look')
    assert seed.attributions('"We are ready to work') == [attribution]
    assert seed.attributions("But so far, I have not seen") == [attribution]
    spans = [(span.start, span.end) for span in attribution.content]
    assert spans == [(1941, 2214), (2215, 2424)]


def test_trap_editorial_brackets_are_marked_as_insertions(seed: Seed) -> None:
    inserted = [exact(seed.text, span) for a in seed.analysis.attributions for span in a.editorial_insertions]
    assert inserted == ["[at the talks with Turkey]", "[Kremlin spokesman]"]


def test_trap_typo_is_kept_verbatim(seed: Seed) -> None:
    statement = seed.statement("Another point Russia insists on")
    assert "militants form the demilitarized zone" in exact(seed.text, statement.span)


def test_trap_hyphen_words_stay_whole(seed: Seed) -> None:
    joined = " ".join(exact(seed.text, statement.span) for statement in seed.analysis.statements)
    assert [joined.count(word) for word in ("de-escalation", "cease-fire", "cross-border", "ceasefire")] == [3, 3, 1, 0]


def test_trap_punctuation_and_quotes_comma_outside_stop_outside_comma_inside(seed: Seed) -> None:
    called = seed.contents(seed.attributions("The minister called")[0])
    told = seed.contents(seed.attributions("On Wednesday, Turkish President")[0])
    said = seed.contents(seed.attributions("Meetings with Russian officials")[0])
    assert called[0].endswith('"a key agreement on Idlib"')
    assert told[0].endswith('is only a "matter of time"')
    assert said[0].endswith('ending "far from what Turkey wants,"')


def test_trap_cue_in_other_sentence_still_gives_the_speaker(seed: Seed) -> None:
    for start in ('"We have not put', '"I speak about this', '"We will continue', '"We are ready'):
        statement = seed.statement(start)
        (attribution,) = seed.attributions(start)
        assert attribution.cue is not None
        assert not statement.span.contains(attribution.cue)
        assert (statement.voice, statement.speaker) == ("attributed", "Sergey Lavrov")


def test_trap_two_attributions_one_sentence(seed: Seed) -> None:
    called, adding = seed.attributions("The minister called")
    assert [exact(seed.text, a.cue) for a in (called, adding) if a.cue] == ["called", "adding"]
    assert called.source == adding.source
    assert seed.contents(adding) == ["that terrorists cannot be part of the cease-fire"]


def test_trap_speaker_vs_holder_the_speaker_is_the_person_not_the_country(seed: Seed) -> None:
    starts = ("Russia is ready", "Another point Russia insists on", '"We will continue', '"We are ready')
    assert {seed.statement(start).speaker for start in starts} == {"Sergey Lavrov"}
    assert "Russia" in [entity.canonical_name for entity in seed.analysis.entities]


def test_trap_reported_and_rejected_proposition_is_not_the_representatives_statement(seed: Seed) -> None:
    statement = seed.statement("According to comments of some Western representatives")
    assert statement.speaker == "Sergey Lavrov"
    (attribution,) = seed.attributions("According to comments of some Western representatives")
    assert attribution.nested_in is None
    assert exact(seed.text, attribution.content[0]).startswith('"I speak about this')


def test_trap_nested_source_does_not_take_the_statement_from_the_outer_speaker(seed: Seed) -> None:
    assert seed.statement('"We are ready to work').speaker == "Sergey Lavrov"
    assert seed.statement("Another point Russia insists on").speaker == "Sergey Lavrov"
    assert "Dmitry Peskov" in [entity.canonical_name for entity in seed.analysis.entities]


def test_trap_scare_quotes_without_quotes_stay_inside_the_direct_quotation(seed: Seed) -> None:
    (attribution,) = seed.attributions("According to comments")
    assert attribution.quote_type == "direct"
    assert "so-called de-escalation zone" in seed.contents(attribution)[0]


def test_trap_author_voice_statements_have_no_attribution(seed: Seed) -> None:
    for start in ("On Feb. 10", "Turkey has since", "In September 2018", "But more than 1,800"):
        statement = seed.statement(start)
        assert (statement.voice, statement.speaker, statement.attributions) == ("author", None, ())


def test_trap_relative_time_stays_outside_cue_and_content(seed: Seed) -> None:
    (attribution,) = seed.attributions("Russia is ready to continue")
    assert attribution.cue is not None
    assert exact(seed.text, attribution.cue) == "said"
    assert not any("on Wednesday" in content for content in seed.contents(attribution))


def test_trap_pronouns_and_titles_resolve_to_the_minister(seed: Seed) -> None:
    sources = {exact(seed.text, a.source): a.speaker for a in seed.outermost() if a.source and len(a.source) < 25}
    assert sources == {
        "Russian foreign minister": "Sergey Lavrov",
        "Lavrov": "Sergey Lavrov",
        "The minister": "Sergey Lavrov",
        "he": "Sergey Lavrov",
        "He": "Sergey Lavrov",
        "Erdogan": "Recep Tayyip Erdogan",
    }


def test_trap_internal_contradiction_keeps_both_sides_apart(seed: Seed) -> None:
    denial, charge = seed.statement("Speaking about the attacks"), seed.statement("But more than 1,800")
    assert (denial.voice, denial.speaker) == ("attributed", "Sergey Lavrov")
    assert (charge.voice, charge.speaker) == ("author", None)


def test_trap_single_newline_paragraphs_are_20(seed: Seed) -> None:
    assert seed.text.count("\n") == 19
    assert len(seed.analysis.paragraphs) == 20


def test_trap_ascii_only_offsets_hold_for_other_scripts_too(seed: Seed) -> None:
    assert seed.text.isascii()
    fixture = json.loads(
        (Path(__file__).resolve().parents[2] / "fixtures" / "unicode_offsets_fixture.json").read_text("utf-8")
    )
    for row in fixture["spans"]:
        start, end = row["code_points"]
        assert fixture["text"][start:end] == row["exact"]
    analysis = analyse(fixture["text"])
    assert [exact(fixture["text"], s.span) for s in analysis.statements] == [
        "“İdlib’de 3’üncü gün” 🕊️ — naïve cafe\u0301\u00a0reader.",
        "\u202bمرحبا\u202c end",
    ]


def test_every_trap_of_the_gold_has_a_test_here(seed: Seed) -> None:
    tests = [name for name in vars(sys.modules[__name__]) if name.startswith("test_trap_")]
    missing = [t["key"] for t in seed.gold["traps"] if not any(n.startswith(f"test_trap_{t['key']}") for n in tests)]
    assert missing == []
    assert len(tests) == 22
