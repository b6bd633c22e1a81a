"""What a line is for, with look-alikes that are plain text."""

from __future__ import annotations

import pytest

from annotations.text.document import analyse
from annotations.text.languages import find_language
from annotations.text.layout import find_paragraphs
from annotations.text.spans import exact

BEFORE = "City closes bridge\nThe city closed the old bridge on Monday.\n"
AFTER = "\nRepairs will take a year, and nobody knows the price."


def role(line: str, language: str = "en") -> str:
    """The role of a line in the middle of an article."""
    return find_paragraphs(BEFORE + line + AFTER, find_language(language).lines)[2].role


FURNITURE = [
    "ADVERTISEMENT",
    "Read more: Five bridges that fell",
    "Read more »",
    "Share this article",
    "Sign up for our newsletter",
    "© 2020 Example News. All rights reserved.",
    "(Reporting by Jane Doe in Oslo; Editing by John Roe)",
    "Additional reporting by John Roe.",
    "Jane Doe contributed to this report.",
    "FOR IMMEDIATE RELEASE",
    "Media contact: Jane Doe, +47 555 01 234",
    "https://news.example/bridge?from=post",
    "pic.twitter.com/AbC123",
    "___",
    "* * *",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_of_the_page_is_boilerplate(line: str) -> None:
    assert role(line) == "boilerplate"


LOOK_ALIKES = [
    "Copyright law was changed by parliament on Monday.",
    "Read more books, the teacher said.",
    "Reporting by the newspaper showed that the cracks grew.",
    "Share prices fell by a third.",
    "Subscribers left the paper.",
    "By the end of the week it was done.",
    "A Reuters/Example poll showed that most people want the bridge back.",
    "Photos of the bridge went round the world.",
    "— We will not leave the valley.",
]


@pytest.mark.parametrize("line", LOOK_ALIKES)
def test_a_sentence_that_begins_like_furniture_is_body(line: str) -> None:
    assert role(line) == "body"


def test_boilerplate_is_one_piece_no_statement_and_says_nothing() -> None:
    analysis = analyse("Bridge closed\nIt was old.\nRead more: Jane Doe said that it fell. It did.\nIt fell.")
    (furniture,) = [s for s in analysis.statements if s.role == "boilerplate"]
    assert (furniture.is_statement, furniture.voice) == (False, "author")
    assert analysis.attributions == ()


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "By JANE DOE and John Roe, Example Press",
        "— Jane Doe, Oslo",
        "BYLINE: Jane Doe",
        "By Jane Doe | Oslo",
        "Interview by Jane Doe",
        "— Jane Doe (@janedoe) March 5, 2024",
    ],
)
def test_a_line_of_names_after_by_or_a_dash_is_a_byline(line: str) -> None:
    assert role(line) == "byline"


@pytest.mark.parametrize(
    "line",
    [
        "The mayor at work. Photo: Jane Doe",
        "The mayor at work; from file, 2015.",
        "The mayor in her office. REUTERS/Jane Doe",
        "Jane Doe/Getty Images",
        "Image: the bridge in winter.",
    ],
)
def test_a_line_with_a_picture_credit_is_a_caption(line: str) -> None:
    assert role(line) == "caption"


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Published: March 3, 2020 10:30 GMT"),
        ("en", "Updated Tuesday, 3 March 2020"),
        ("en", "OSLO, March 3 (Reuters)"),
        ("en", "Last updated: 14:32 GMT"),
        ("en", "14:32"),
        ("fr", "Publié le 3 mars 2020 à 18 h 05"),
        ("de", "Stand: 3. März 2020 um 18.05 Uhr"),
        ("es", "Actualizado: 3 de marzo de 2020 a las 18:05"),
    ],
)
def test_a_date_with_what_stands_around_it_is_a_dateline(language: str, line: str) -> None:
    text = f"City closes bridge\n{line}{AFTER}"
    assert find_paragraphs(text, find_language(language).lines)[1].role == "dateline"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("“It went into a drawer”", "crosshead"),
        ("Mayor: “Stay indoors”", "crosshead"),
        ("“It went into a drawer.”", "body"),
        ("“It went into a drawer", "body"),
    ],
)
def test_quoted_words_between_paragraphs_are_a_crosshead_when_nothing_ends_them(line: str, expected: str) -> None:
    assert role(line) == expected


def test_furniture_above_the_headline_does_not_take_its_place() -> None:
    text = "Advertisement\nCity closes bridge\nThe city closed the old bridge."
    assert [(p.role, exact(text, p.span)) for p in find_paragraphs(text, find_language("en").lines)][:2] == [
        ("boilerplate", "Advertisement"),
        ("headline", "City closes bridge"),
    ]


def test_a_line_that_is_known_to_be_a_caption_is_one_whatever_it_looks_like() -> None:
    text = "City closes bridge\nThe old bridge on Monday\nThe city closed the old bridge."
    assert analyse(text).paragraphs[1].role == "subhead"
    assert analyse(text, captions=["The old bridge on Monday"]).paragraphs[1].role == "caption"
