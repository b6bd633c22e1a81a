"""Hostile texts: every family grows linearly, none crashes, and offsets stay true."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.text.document import analyse
from annotations.text.spans import are_ordered

FAMILIES = {
    "dots": ".",
    "letter dot": "a.",
    "quotes": '"',
    "brackets": "(",
    "spaces": " ",
    "newlines": "\n",
    "abbreviations": "e.g. ",
    "section numbers": "1.1.1.",
    "combining marks": "e\u0301\u0302",
    "zero width joiners": "a\u200d",
    "no white space": "abc",
    "said that": "he said that ",
    "names": "Bob Smith ",
    "short sentences": "He said so. ",
    "apostrophes": "'a ",
    "quotation paragraphs": '"He is the one.\n',
    "commas": "Smith, ",
    "titles": "Minister Bob Smith, minister ",
    "short lines": "a.\nA b\n",
    "relatives": "people who said ",
    "sources": "according to a tally by ",
    "as stated": "As stated in the report, ",
    "signatures": '"It is so."\n— Bob Smith\n',
    "labels": "Q: Who said so?\n",
    "nested": '"He said that she said that ," he said. ',
    "organisations": "Ministry of Bank of ",
    "own words": "as Bob Smith put it, in the view of ",
    "interviews": "Bob Smith interviewed Jim Jones.\nBS: Yes.\nJJ: No.\n",
    "passives": "he was asked whether it was said to ",
}


def seconds(text: str, language: str = "en") -> float:
    started = time.process_time()
    analyse(text, language)
    return time.process_time() - started


@pytest.mark.parametrize("family", FAMILIES)
def test_time_grows_linearly_with_the_length(family: str) -> None:
    unit = FAMILIES[family]
    small = unit * (1_500 // len(unit))
    analyse(small)
    once = min(seconds(small) for _ in range(2))
    fourfold = min(seconds(small * 4) for _ in range(2))
    assert fourfold <= 9 * once + 0.02


LIGHT_FAMILIES = {
    "ellipses": ("de", "…"),
    "ordinals": ("de", "3. "),
    "titles": ("de", "Dr. "),
    "quotations": ("de", "„a b c d“, sagte Hans. "),
    "open quotations": ("de", "„a b\n"),
    "cues": ("es", "dijo que "),
    "dialogue": ("es", "—Hola —dijo Juan—. "),
    "dialogue dashes": ("es", "—a —b "),
    "auxiliaries": ("fr", "a déclaré "),
    "asides": ("fr", "« a, dit Paul, b »\n"),
    "asides of one quotation": ("fr", "« a, dit Paul, b "),
    "hearers": ("fr", "« a », a dit à la presse "),
    "sources": ("tr", "Ali'ye göre "),
    "subjects": ("tr", "Ali, dedi "),
    "verbs": ("ar", "قال سالم "),
    "single marks": ("xx", "‚a "),
    "missing spaces": ("xx", "abc.The "),
    "bylines": ("xx", "By A B C\n"),
    "dates": ("xx", "3 March 2020 "),
}


@pytest.mark.parametrize("family", LIGHT_FAMILIES)
def test_time_grows_linearly_in_other_languages_too(family: str) -> None:
    language, unit = LIGHT_FAMILIES[family]
    small = unit * (1_500 // len(unit))
    analyse(small, language)
    once = min(seconds(small, language) for _ in range(2))
    fourfold = min(seconds(small * 4, language) for _ in range(2))
    assert fourfold <= 9 * once + 0.02


def hold(text: str, language: str) -> None:
    """The promises about spans that hold for every text."""
    analysis = analyse(text, language)
    spans = [statement.span for statement in analysis.statements]
    assert are_ordered(spans)
    covered = {place for span in spans for place in range(span.start, span.end)}
    assert all(place in covered or character.isspace() for place, character in enumerate(text))
    for span in spans:
        assert text[span.start : span.end] == text[span.start : span.end].strip()
    for attribution in analysis.attributions:
        assert attribution.content
        assert are_ordered(attribution.content)
        for part in [*attribution.content, attribution.source, attribution.cue]:
            assert part is None or part.end <= len(text)
    for statement in analysis.statements:
        assert (statement.voice == "attributed") == bool(statement.attributions)


NEWS = st.sampled_from(
    [
        *FAMILIES.values(),
        *("Jane Doe ", "the minister ", "he ", "Senator ", "U.S. ", "(R-Ohio) ", "Monday "),
        *("said ", "says ", "told ", "adding ", "that ", "according to ", "called ", "and ", "was "),
        *("who ", "which ", "as ", "asked ", "whether ", "by ", "went on to say ", "quoted as saying ", "Ministry of "),
        *("put it ", "in ", "the view of ", "'s ", "words ", "\nJD: ", "\nQ: ", "\nA: ", "interviewed "),
        *(", ", ". ", '"', '," ', '." ', "“", "”", "‘", "’", "«", "»", "''", "[x] ", "—", ": ", "? ", "。", "؟"),
        *("\n", "\r\n", "\u2028", "\x85", "\x1c", "𝒳", "ǅ", "ß"),
    ]
)


@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(st.lists(NEWS, max_size=40).map("".join))
def test_news_like_noise_keeps_every_promise_about_spans(text: str) -> None:
    hold(text, "en")


REPORTED = st.sampled_from(
    [
        *(
            "„A b c d“",
            "«A b»",
            "« A b »",
            '"',
            "—",
            " —",
            "“",
            "‚",
            "\n",
            "\n—",
            "\n»",
            ", ",
            ": ",
            ". ",
            "، ",
            "؟ ",
            "? ",
        ),
        *("sagte ", "teilte ", "mit", "so ", "wie ", "laut ", "dass ", "der ", "Hans Muster ", "Anna's ", "am "),
        *("dijo ", "ha ", "dicho ", "según ", "que ", "el ", "dedi", "diye ", "ifade ", "etti. ", "göre ", "Ali'ye "),
        *(
            "a ",
            "a-t-il ",
            "dit ",
            "dit-il",
            "selon ",
            "comme l'",
            "qu'il ",
            "قال ",
            "وقال ",
            "إن ",
            "وفقا ",
            "لوزارة ",
            "للصحفيين ",
            "aux journalistes ",
            "hier ",
            "le ministre ",
            "« a, dit-il, b »",
            "der Zeitung ",
            "gazetecilere ",
        ),
        *("d.", "Dr. ", "3. ", "II. ", "b) ", "[1]", "[...] ", "• ", "© ", "Foto: ", "İ", "ß", "\u0651"),
    ]
)


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(st.lists(REPORTED, max_size=40).map("".join), st.sampled_from(["de", "tr", "es", "fr", "ar", "xx"]))
def test_reported_noise_keeps_every_promise_about_spans_in_every_language(text: str, language: str) -> None:
    hold(text, language)


@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=80),
    st.sampled_from(["en", "de", "tr", "es", "fr", "ar", "", "x-y"]),
)
def test_any_unicode_keeps_every_promise_about_spans(text: str, language: str) -> None:
    hold(text, language)
