"""The day that a text states in its own date line, in the words of its language; figures alone say nothing."""

from __future__ import annotations

import pytest

from annotations.text.dates import stated_date


def stated(line: str, language: str) -> str:
    return str(stated_date(f"Headline of it\n{line}\nIt rained all day in the town, and nobody came.\n", language))


@pytest.mark.parametrize(
    ("language", "line", "day"),
    [
        ("en", "Published 3 March 2024, 06:00 GMT", "2024-03-03"),
        ("en-GB", "OSLO, Sept. 3, 2024 (Reuters)", "2024-09-03"),
        ("en", "2024-03-03", "2024-03-03"),
        ("de", "Stand: 3. März 2024, 18.05 Uhr", "2024-03-03"),
        ("fr", "Publié le 1er août 2024 à 18 h 05", "2024-08-01"),
        ("es", "Actualizado: 3 de marzo de 2024", "2024-03-03"),
        ("tr", "3 Mart 2024 Pazar", "2024-03-03"),
        ("ar", "3 مارس 2024", "2024-03-03"),
        ("sv", "3 March 2024", "2024-03-03"),
    ],
)
def test_a_whole_date_in_the_date_line_is_found(language: str, line: str, day: str) -> None:
    assert stated(line, language) == day


@pytest.mark.parametrize(
    "line", ["3/4/2024", "March 3", "Last updated: 14:32 GMT", "31 February 2024", "It closed on 3 March 2024."]
)
def test_anything_less_is_no_date(line: str) -> None:
    assert stated(line, "en") == "None"


def test_only_the_head_of_a_text_is_looked_at() -> None:
    assert stated_date("It rained. " * 400 + "\n3 March 2024\n", "en") is None
