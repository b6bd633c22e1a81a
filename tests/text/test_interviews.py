"""Labels of interviews: who stands behind "A:" and behind initials, only where the article says so."""

from __future__ import annotations

import pytest

from annotations.text.document import analyse
from tests.text.reported import said

ANSWERED = "Q: Will it be closed?\nA: We will close it on Friday.\nQ: Why?\nA: It is old."


def behind(text: str) -> list[tuple[str, str | None]]:
    """Label and speaker of every turn."""
    return [(source, speaker) for source, cue, _, speaker in said(text, "en") if cue == ":"]


@pytest.mark.parametrize(
    "introduction",
    [
        "An interview with Jane Doe",
        "The bridge must go\nJack Vale interviewed the engineer Jane Doe on Monday.",
        "The bridge must go\nBy Jack Vale\nMayor Jane Doe spoke to us about the bridge.",
        "Q&A with Mayor Jane Doe",
    ],
)
def test_an_answer_is_said_by_the_one_whom_the_article_asks(introduction: str) -> None:
    turns = [("Q", None), ("A", "Jane Doe"), ("Q", None), ("A", "Jane Doe")]
    assert behind(f"{introduction}\n{ANSWERED}") == turns


@pytest.mark.parametrize(
    "introduction",
    [
        "The bridge must go",
        "The bridge must go\nJane Doe is the mayor.",
        "The bridge must go\nJane Doe spoke to Jack Vale about the bridge.",
        "The bridge must go\nJane Doe and John Poe spoke to us about the bridge.",
        "The bridge must go\nMore was said by Jane Doe, who was interviewed by John Poe.",
    ],
)
def test_an_answer_stays_with_nobody_where_the_article_leaves_a_doubt(introduction: str) -> None:
    assert behind(f"{introduction}\n{ANSWERED}") == [("Q", None), ("A", None), ("Q", None), ("A", None)]


TURNS = "JV: Will it be closed?\nJD: We will close it on Friday.\nJV: Why?\nJD: It is old."


@pytest.mark.parametrize(
    "introduction",
    ["The bridge\nJack Vale spoke to Jane Doe.", "The bridge\nBy Jack Vale\nJane Doe, the mayor, spoke to us."],
)
def test_initials_are_the_one_person_who_has_them(introduction: str) -> None:
    text = f"{introduction}\n{TURNS}"
    assert behind(text) == [("JV", "Jack Vale"), ("JD", "Jane Doe"), ("JV", "Jack Vale"), ("JD", "Jane Doe")]
    assert analyse(text, "en").attributions[1].speaker_reason == "the article says who speaks after this label"


def test_initials_of_two_people_are_nobodys_and_end_the_turn_before() -> None:
    text = f"The bridge\nJack Vale spoke to Jane Doe and to Joe Dorn.\n{TURNS}"
    assert behind(text) == [("JV", "Jack Vale"), ("JD", "JD"), ("JV", "Jack Vale"), ("JD", "JD")]


def test_a_label_counts_although_the_next_paragraph_names_the_person() -> None:
    text = "The bridge\nJane Doe is the mayor.\nJane Doe: We will close it on Friday.\nDoe spoke on Monday."
    assert behind(text) == [("Jane Doe", "Jane Doe")]
