"""Quotation marks of many habits, and marks that are none."""

from __future__ import annotations

import re

import pytest

from annotations.text.quotations import QuotedWords, find_quotations
from annotations.text.spans import Span, exact


def quoted(text: str, dialogue: bool = False) -> list[str]:
    lines = [Span(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text)]
    return [exact(text, quotation.span) for quotation in find_quotations(text, lines, dialogue)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," he said.', ['"We go,"']),
        ("“It was ‘never’ mine,” he said.", ["“It was ‘never’ mine,”"]),
        ("„Wir gehen“, sagte er.", ["„Wir gehen“"]),
        ("»Wir gehen«, sagte er (»leider«).", ["»Wir gehen«", "»leider«"]),
        ("‚Nein‘, rief sie.", ["‚Nein‘"]),
        ("« Nous partons », dit-il.", ["« Nous partons »"]),
        ("«\u00a0Oui\u00a0», dit-il.", ["«\u00a0Oui\u00a0»"]),
        ("« On dit : « Jamais » », dit-il. « Oui ».", ["« On dit : « Jamais » »", "« Oui »"]),
        ("« Ouvert sans fin. « Non », dit-il. « Oui ».", ["« Ouvert sans fin. « Non »", "« Oui »"]),
        ("”Vi går”, sade han.", ["”Vi går”"]),
        ("Er sagte “Hallo“ und ging.", ["“Hallo“"]),
        ("“Mostly false.“ It stays.", ["“Mostly false.“"]),
        ("‹Nein›, rief sie.", ["‹Nein›"]),
        ("''We go,'' he said.", ["''We go,''"]),
        ("``We go,'' he said.", ["``We go,''"]),
        ("「行く」と言った。", ["「行く」"]),
        ("‘We go,’ he said. ‘It’s mine.’", ["‘We go,’", "‘It’s mine.’"]),
    ],
)
def test_every_habit_of_quoting_is_seen(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["The ’90s and the '80s.", "It’s the workers’ union’s hall.", 'A 5" pipe and 6\'2" men.', "a < b, b >> c"]
)
def test_apostrophes_decades_and_inches_quote_nothing(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("first", "second"), [("“", "“We stay”"), ('"', '"We stay"'), ("«", "«We stay»"), ("«", "»We stay»")]
)
def test_a_quotation_goes_on_in_the_next_paragraph_whatever_mark_reopens_it(first: str, second: str) -> None:
    text = f"{first}We will go.\n{second}, he said."
    lines = [Span(line.start(), line.end()) for line in re.finditer(r"[^\n]+", text)]
    left_open, again = find_quotations(text, lines)
    assert (left_open.closed, again.closed, again.continues) == (False, True, True)
    assert exact(text, again.span) == second


def test_dialogue_between_dashes_is_speech_outside_the_aside_when_the_language_has_it() -> None:
    text = "—No lo sé —dijo Juan—. Mañana veremos.\n—¿Quién es?\nJuan —el hijo— calló."
    assert quoted(text, dialogue=True) == ["—No lo sé", "Mañana veremos.", "—¿Quién es?"]
    assert quoted(text) == []


def test_the_type_of_a_quotation_is_computed_from_its_words() -> None:
    text = "Er nannte es „nie“ gut."
    words = QuotedWords(find_quotations(text, [Span(0, len(text))]))
    assert words.quote_type(text, [Span(14, 19)]) == "direct"
    assert words.quote_type(text, [Span(0, 10)]) == "indirect"
    assert words.quote_type(text, [Span(0, len(text))]) == "mixed"
