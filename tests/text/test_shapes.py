"""Shapes of reported speech, each beside a sentence that looks like it and reports nothing, or something else."""

from __future__ import annotations

import pytest

from tests.text.test_attribution import triples

Triple = tuple[str | None, str | None, list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # subjects
        ("Kelly said the bridge was old.", ("Kelly", "said", ["the bridge was old"])),
        (
            "People who live nearby say the bridge is old.",
            ("People who live nearby", "say", ["the bridge is old"]),
        ),
        ("Nearly 61 percent said they were afraid.", ("Nearly 61 percent", "said", ["they were afraid"])),
        (
            "Teachers and union officials told the Courier that they agreed.",
            ("Teachers and union officials", "told", ["that they agreed"]),
        ),
        ("The bridge was old, he and Ann Poe said.", ("he and Ann Poe", "said", ["The bridge was old"])),
        ("A neighbour, Tom Poe, said he was glad.", ("A neighbour, Tom Poe", "said", ["he was glad"])),
        ("Sen. Jane Doe, R-Wis., said the bridge was old.", ("Sen. Jane Doe, R-Wis.", "said", ["the bridge was old"])),
        (
            "In a statement on Friday the ministry called the closure a mistake.",
            ("the ministry", "called", ["the closure a mistake"]),
        ),
        ("Officials say at least 12 people were hurt.", ("Officials", "say", ["at least 12 people were hurt"])),
        ("At least 12 people were hurt, officials say.", ("officials", "say", ["At least 12 people were hurt"])),
        (
            "The report, published on Monday, says the bridge is unsafe.",
            ("The report, published on Monday", "says", ["the bridge is unsafe"]),
        ),
        # the verb
        ("The letter went on to say the bridge was old.", ("The letter", "went on to say", ["the bridge was old"])),
        ("The minister did not mention the old bridge.", ("The minister", "did not mention", ["the old bridge"])),
        ("The minister is promising a new bridge.", ("The minister", "is promising", ["a new bridge"])),
        ("Engineers caution that the bridge is old.", ("Engineers", "caution", ["that the bridge is old"])),
        ("Jane Doe has since said she would resign.", ("Jane Doe", "said", ["she would resign"])),
        ("The minister pointed to the age of the bridge.", ("The minister", "pointed", ["the age of the bridge"])),
        ("The minister called for a new bridge.", ("The minister", "called", ["a new bridge"])),
        ("The minister asked the council to close the bridge.", ("The minister", "asked", ["to close the bridge"])),
        ("She asked the mayor what the bridge had cost.", ("She", "asked", ["what the bridge had cost"])),
        # order and asides
        ("The bridge, says Ann Poe, is old.", ("Ann Poe", "says", ["The bridge", "is old"])),
        ("The bridge, the engineer told them, was old.", ("the engineer", "told", ["The bridge", "was old"])),
        (
            "The mayor said, in a letter to the council, that the bridge was old.",
            ("The mayor", "said", ["that the bridge was old"]),
        ),
        ("The paper reported on Monday the mayor would resign.", ("The paper", "reported", ["the mayor would resign"])),
        (
            "The bridge would close, said an engineer who had seen it.",
            ("an engineer", "said", ["The bridge would close"]),
        ),
        # without a verb of saying
        ("As the mayor noted in May, the bridge is old.", ("the mayor", "noted", ["the bridge is old"])),
        ("The bridge is old, as the mayor noted.", ("the mayor", "noted", ["The bridge is old"])),
        ("As stated in the report, the bridge is old.", ("the report", "As stated in", ["the bridge is old"])),
        (
            "The bridge, according to two engineers, is old.",
            ("two engineers", "according to", ["The bridge", "is old"]),
        ),
        (
            'According to the paper, "the bridge is not safe."',
            ("the paper", "According to", ['"the bridge is not safe."']),
        ),
        (
            "The bridge cost two million, according to a tally by the Courier.",
            ("the Courier", "according to a tally by", ["The bridge cost two million"]),
        ),
        # quotations
        ('As Jane Doe put it, "the bridge is a grave".', ("Jane Doe", "put", ['"the bridge is a grave"'])),
        ('"Look at the bridge we have," the letter reads.', ("the letter", "reads", ['"Look at the bridge we have,"'])),
        ('A sign that said, "Keep off the old bridge," hung there.', ("that", "said", ['"Keep off the old bridge,"'])),
        ('She asked a year later, "Who built the bridge?"', ("She", "asked", ['"Who built the bridge?"'])),
        ("She released a statement saying the bridge was safe.", ("She", "saying", ["the bridge was safe"])),
        (
            '"The bridge is the best we have" in the town, said Jane Doe.',
            ("Jane Doe", "said", ['"The bridge is the best we have" in the town']),
        ),
        ('Jane Doe: "We have not seen the bridge."', ("Jane Doe", ":", ['"We have not seen the bridge."'])),
        ('"We have not seen the bridge." — Jane Doe', ("Jane Doe", "—", ['"We have not seen the bridge."'])),
        ('Jane Doe wrote on Twitter: "We will close it."', ("Jane Doe", "wrote", ['"We will close it."'])),
        # passive
        (
            "The mayor was quoted as saying that the bridge was old.",
            ("The mayor", "saying", ["that the bridge was old"]),
        ),
        ("The bridge is said to be haunted.", (None, "is said", ["The bridge", "to be haunted"])),
        ("The builder was accused of fraud.", (None, "was accused", ["The builder", "of fraud"])),
        ("It was announced that the bridge would close.", (None, "was announced", ["that the bridge would close"])),
        ("The mayor was asked whether the bridge was safe.", (None, "was asked", ["whether the bridge was safe"])),
        (
            "The mayor was asked by a reporter whether the bridge was safe.",
            ("a reporter", "was asked", ["whether the bridge was safe"]),
        ),
    ],
)
def test_each_shape_gives_source_cue_and_content(text: str, expected: Triple) -> None:
    assert triples(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The two towns agreed to share the cost of the bridge.",
        "The council responded to that letter in May.",
        "Most Southern states that border the river have a bridge.",
        "The plans were mentioned during the debate.",
        "The price adds to the worries that surround the bridge.",
        "There were 384 pledged delegates at stake.",
        "He had the last word in the debate.",
        "The bridge is known to everybody.",
        "The mayor was charged with fraud.",
        "The crowd compared with that of last year was small.",
        "The mayor declined to comment.",
        "The second bridge — Jane Doe Bridge — was closed.",
        'The "temporary" closure has lasted for nine years.',
        'The so-called "bridge of sighs" was closed on Monday.',
        'The mayor opened the "Bridge of Peace" on Sunday.',
        "As the road states of the south grew, so did the traffic.",
    ],
)
def test_a_sentence_that_only_looks_like_a_report_is_the_authors(text: str) -> None:
    assert triples(text) == []


def test_a_chain_of_he_added_keeps_each_content_apart() -> None:
    assert triples("Jane Doe said the bridge was old. She added that it was ugly. She also noted that it was low.") == [
        ("Jane Doe", "said", ["the bridge was old"]),
        ("She", "added", ["that it was ugly"]),
        ("She", "noted", ["that it was low"]),
    ]


def test_coordinated_reports_end_where_the_reporter_speaks_on() -> None:
    assert triples("The minister says she will vote but has withheld her support.") == [
        ("The minister", "says", ["she will vote"]),
    ]
    assert triples("He criticised the plan, arguing that it would cost too much, and warned that jobs would go.") == [
        ("He", "criticised", ["the plan"]),
        ("He", "arguing", ["that it would cost too much"]),
        ("He", "warned", ["that jobs would go"]),
    ]


def test_a_relative_clause_reports_beside_the_main_clause() -> None:
    assert triples("Barkley, who said he was tired, said the bridge was old.") == [
        ("Barkley, who", "said", ["he was tired"]),
        ("Barkley, who said he was tired", "said", ["the bridge was old"]),
    ]


def test_a_quotation_with_its_own_speaker_ends_the_words_of_another() -> None:
    text = 'The mayor suggested that the plan was bold - "We need to get into the details," she said.'
    assert triples(text) == [
        ("The mayor", "suggested", ["that the plan was bold"]),
        ("she", "said", ['"We need to get into the details,"']),
    ]


def test_when_asked_about_is_a_question_to_the_speaker() -> None:
    assert triples('"I know nothing of it," said Jane Doe when asked about the plan.') == [
        ("Jane Doe", "said", ['"I know nothing of it,"']),
        (None, "asked about", ["the plan"]),
    ]


def test_a_programme_in_quotation_marks_is_no_speech() -> None:
    assert triples('On the show "Sunday Morning," Jane Doe said the bridge was old.') == [
        ("Jane Doe", "said", ["the bridge was old"]),
    ]


def test_a_participle_reports_for_the_subject_of_its_sentence() -> None:
    text = "Jane Doe, who holds the office, has blocked the plan for years, saying the bridge is safe."
    assert triples(text) == [("Jane Doe, who holds the office", "saying", ["the bridge is safe"])]
