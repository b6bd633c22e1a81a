"""Where English statements end: each trap of news text beside a look-alike that must be treated the other way."""

from __future__ import annotations

import pytest

from annotations.text.languages import find_language
from annotations.text.spans import Span, exact
from annotations.text.splitting import split


def sentences(text: str, language: str = "en") -> list[str]:
    return [exact(text, span) for span in split(text, Span(0, len(text)), find_language(language))]


ONE = [
    "Lt. Gen. Jane Miller and Lt. Col. J. K. Rowe met Prof. Doe.",
    "The case of Roe vs. Doe was heard before Gov. Rowe.",
    "On Feb. 10 and Nov. 3, 2020, it rose 3.5 percent to $1,000.50.",
    "It opens at 9 a.m. Monday and closes at 5 p.m. Friday.",
    "It was founded by Acme Corp. Chairman Jane Doe in Oslo.",
    "He said he “would [...] leave” at once.",
    "They [...] were late, e.g. Doe, i.e. the last one.",
    "See https://news.example/a.b?c=d! and write to jane.doe@example.org today.",
    "Last year Yahoo! bought the mill.",
    "He is 5 ft. 3 in. tall and was No. 1 twice.",
    '"Stop!" Jane Doe shouted.',
    '"Why now?" he asked.',
    "1. The first item is here.",
    "b) Refusing, despite everything, to leave.",
    "The aims were a) to leave the valley. b) to close the mine.",
    '"We never gave up." — Jane Doe, mayor of Oslo',
    "[...] the next day came.",
    "The vote is on Monday. #bridge @oslo https://news.example/a",
]


@pytest.mark.parametrize("text", ONE)
def test_this_stays_one_statement(text: str) -> None:
    assert sentences(text) == [text]


CUT = [
    "It opened at 9 a.m.|The doors closed at ten.",
    "She moved to the U.S.|The company followed.",
    "He lives in Washington, D.C.|His wife does not.",
    "They ate pears, etc.|Then they left.",
    "It was John Doe Jr.|He left.",
    "He works for Acme Inc.|The company has a mill.",
    "The answer is no.|Nobody came.",
    "It ended.[1]|Then it began.[2][3]|Now it stopped.",
    "The first item is here.|2. The second is here.",
    "They were late.|[...] The next day came.",
    '"Are you coming?"|The question hung in the air.',
    "“It is over,” he said.|“We go home.”|“So do I.”|They left.",
    "''It is over.|We go home,'' he said.",
    "We left [the talks].|We were tired [of waiting].|[Applause.]",
    "• First of all.|• Second of all.",
    "Write to jane.doe@example.org.|Or visit www.example.org.|She answers.",
    "He had a plan B.|It failed.",
    "Well...|He left.",
    "In 1990.|The end.",
    'She left.|"...and never came back," he said.',
    '"We never gave up."|— We believe that, and they do not. It holds.',
]


@pytest.mark.parametrize("marked", CUT)
def test_this_is_cut_at_every_bar(marked: str) -> None:
    expected = marked.split("|")
    assert sentences(" ".join(expected))[: len(expected) - 1] == expected[:-1]


def test_a_missing_space_does_not_hide_the_end_of_a_sentence() -> None:
    assert sentences("They left.The next day came.") == ["They left.", "The next day came."]


def test_the_dots_of_an_address_are_no_missing_space() -> None:
    text = "See www.news.The.example and jane.The@example.org now."
    assert sentences(text) == [text]


@pytest.mark.parametrize("tag", ["xx", "", "zz-Latn", "english"])
def test_english_with_a_wrong_or_empty_tag_is_split_like_english(tag: str) -> None:
    text = "Lt. Gen. Miller left at 5 p.m. The others stayed. “Why?” he asked."
    assert sentences(text, tag) == ["Lt. Gen. Miller left at 5 p.m.", "The others stayed.", "“Why?” he asked."]


@pytest.mark.parametrize(
    "text", ["今日は雨。明日は晴れ。", "वह आया। वह गया।", "وہ آیا۔ وہ گیا۔", "Նա եկավ։ Նա գնաց։", "ሰላም ነው። ደህና ነው።"]
)
def test_final_marks_of_other_scripts_end_a_sentence_in_any_language(text: str) -> None:
    assert len(sentences(text, "xx")) == 2


def test_thai_without_any_final_mark_stays_whole() -> None:
    assert sentences("วันนี้ฝนตก พรุ่งนี้อากาศดี", "th") == ["วันนี้ฝนตก พรุ่งนี้อากาศดี"]
