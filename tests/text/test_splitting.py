"""Sentences and lines: where statements begin and end, and what kind of line they stand in."""

from __future__ import annotations

import pytest

from annotations.text.document import analyse
from annotations.text.languages import find_language
from annotations.text.layout import find_paragraphs
from annotations.text.spans import Span, exact
from annotations.text.splitting import split


def sentences(text: str, language: str = "en") -> list[str]:
    return [exact(text, span) for span in split(text, Span(0, len(text)), find_language(language))]


def roles(text: str) -> list[str]:
    return [paragraph.role for paragraph in find_paragraphs(text, find_language("en").lines)]


def test_a_quotation_of_two_sentences_is_two_statements() -> None:
    assert sentences('"The bridge is closed. We do not know why," she said.') == [
        '"The bridge is closed.',
        'We do not know why," she said.',
    ]


def test_a_question_inside_a_quotation_does_not_end_the_reporting_sentence() -> None:
    assert sentences('"Why now?" he asked the council. Nobody answered.') == [
        '"Why now?" he asked the council.',
        "Nobody answered.",
    ]


def test_an_abbreviated_country_before_a_title_does_not_end_a_sentence() -> None:
    assert sentences("It was the U.S. Senator who left.") == ["It was the U.S. Senator who left."]


def test_a_closing_mark_is_never_left_alone() -> None:
    assert sentences("He left. ”") == ["He left. ”"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Am 3. Oktober wird gefeiert. Alle kommen.", ["Am 3. Oktober wird gefeiert.", "Alle kommen."]),
        ("zh", "今天下雨。明天晴。", ["今天下雨。", "明天晴。"]),
        ("ar", "هل جاء؟ نعم جاء.", ["هل جاء؟", "نعم جاء."]),
        ("hi", "वह आया। वह गया।", ["वह आया।", "वह गया।"]),
    ],
)
def test_other_languages_are_split_too(language: str, text: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


def test_a_photo_credit_is_a_statement_of_its_own() -> None:
    assert sentences("The old harbour in spring Image: Jane Doe.") == ["The old harbour in spring", "Image: Jane Doe."]


def test_carriage_returns_are_white_space_between_paragraphs() -> None:
    text = "Mayor resigns\r\nShe left.\rNobody came.\r\n"
    assert [exact(text, s.span) for s in analyse(text).statements] == ["Mayor resigns", "She left.", "Nobody came."]


def test_line_roles_of_a_typical_article() -> None:
    text = (
        "City closes old bridge\nEngineers find cracks in both towers\nBy Jane Doe\nOSLO, March 3\n"
        "The city closed the bridge on Monday.\nWhat happens next\nRepairs will take a year.\n"
        "Photo: the bridge in winter."
    )
    assert roles(text) == ["headline", "subhead", "byline", "dateline", "body", "crosshead", "body", "caption"]


@pytest.mark.parametrize("line", ["MOSCOW", "Friday, July 21, 2017", "2020-02-12", "12 February 2020", "ANKARA (AFP)"])
def test_a_place_in_capitals_or_a_date_is_a_dateline(line: str) -> None:
    assert roles(f"City closes old bridge\n{line}\nThe city closed the bridge.")[1] == "dateline"


def test_one_long_paragraph_alone_is_body_and_not_a_headline() -> None:
    assert roles("The city closed the bridge on Monday after engineers found cracks.") == ["body"]


def test_datelines_bylines_and_crossheads_are_no_statements() -> None:
    analysis = analyse("City closes bridge\nBy Jane Doe\nOSLO\nIt was old.\nWhat next\nRepairs will take a year.")
    assert [(s.role, s.is_statement) for s in analysis.statements] == [
        ("headline", True),
        ("byline", False),
        ("dateline", False),
        ("body", True),
        ("crosshead", False),
        ("body", True),
    ]


def test_a_language_without_a_lexicon_says_so_and_keeps_direct_quotations() -> None:
    analysis = analyse("De stad sluit de brug\n„Wij weten nog niet waarom”, zei zij.", "nl-BE")
    (note,) = analysis.notes
    assert note.startswith("There are no rules for the language “nl”: sentences are split by their final marks")
    (attribution,) = analysis.attributions
    assert (attribution.quote_type, attribution.source, attribution.speaker) == ("direct", None, None)
    assert analysis.statements[1].voice == "attributed"


def test_a_line_that_is_read_in_stretches_has_the_same_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    line = "Mr. Doe left at 3.5 km from Oslo. Why? The U.S. Senator did not say. " * 20
    whole = sentences(line)
    assert len(whole) == 60
    for longest in (200, 201, 337, 1000):
        monkeypatch.setattr("annotations.text.splitting.LONGEST", longest)
        assert sentences(line) == whole


def test_a_stretch_without_any_sentence_end_is_followed_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.text.splitting.LONGEST", 50)
    assert sentences("so they went on " * 20 + "to Oslo. It rained.") == [
        "so they went on " * 20 + "to Oslo.",
        "It rained.",
    ]


def test_short_forms_one_after_the_other_end_no_sentence_and_what_follows_is_split() -> None:
    assert sentences("e.g. i.e. " * 40 + "in Oslo. It rained. Nobody knew why.") == [
        "e.g. i.e. " * 40 + "in Oslo.",
        "It rained.",
        "Nobody knew why.",
    ]
