"""Who says what, one sentence shape at a time: source, cue and content in the words of the text."""

from __future__ import annotations

import pytest

from annotations.text.document import Analysis, analyse
from annotations.text.spans import exact


def body(text: str) -> tuple[str, Analysis]:
    """The text under a headline, so that its first line is body."""
    article = "Council votes on the bridge\n" + text
    return article, analyse(article)


def triples(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    article, analysis = body(text)
    return [
        (
            exact(article, a.source) if a.source else None,
            exact(article, a.cue) if a.cue else None,
            [exact(article, part) for part in a.content],
        )
        for a in analysis.attributions
    ]


def speakers(text: str) -> list[str | None]:
    return [a.speaker for a in body(text)[1].attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '"The bridge is not safe," Mayor Jane Doe said on Monday.',
            ("Mayor Jane Doe", "said", ['"The bridge is not safe,"']),
        ),
        (
            '"The bridge is not safe," said Jane Doe, the mayor of the town.',
            ("Jane Doe, the mayor of the town", "said", ['"The bridge is not safe,"']),
        ),
        (
            '"The bridge," she said, "is not safe for anyone at all."',
            ("she", "said", ['"The bridge,"', '"is not safe for anyone at all."']),
        ),
        (
            "Jane Doe said that the bridge was not safe.",
            ("Jane Doe", "said", ["that the bridge was not safe"]),
        ),
        (
            "Jane Doe told reporters on Monday that the bridge was not safe.",
            ("Jane Doe", "told", ["that the bridge was not safe"]),
        ),
        (
            "Jane Doe said the bridge was not safe.",
            ("Jane Doe", "said", ["the bridge was not safe"]),
        ),
        (
            "The bridge was not safe, Jane Doe said.",
            ("Jane Doe", "said", ["The bridge was not safe"]),
        ),
        (
            "The bridge was not safe, said Jane Doe.",
            ("Jane Doe", "said", ["The bridge was not safe"]),
        ),
        (
            "According to Jane Doe, the bridge was not safe.",
            ("Jane Doe", "According to", ["the bridge was not safe"]),
        ),
        (
            "The bridge was not safe, according to the mayor.",
            ("the mayor", "according to", ["The bridge was not safe"]),
        ),
        (
            "Jane Doe said: the bridge is not safe.",
            ("Jane Doe", "said", ["the bridge is not safe"]),
        ),
        (
            'Jane Doe called the bridge "a danger to us all".',
            ("Jane Doe", "called", ['the bridge "a danger to us all"']),
        ),
        (
            "Jane Doe condemned the decision of the council.",
            ("Jane Doe", "condemned", ["the decision of the council"]),
        ),
        (
            "The bridge, Jane Doe said, was built in a hurry.",
            ("Jane Doe", "said", ["The bridge", "was built in a hurry"]),
        ),
        (
            "It was a rule which critics said was unfair to drivers.",
            ("critics", "said", ["was unfair to drivers"]),
        ),
        (
            "The survey shows support for the bridge falling.",
            ("The survey", "shows", ["support for the bridge falling"]),
        ),
        (
            '"You will never close this bridge," Jane Doe shot back.',
            ("Jane Doe", "shot", ['"You will never close this bridge,"']),
        ),
        (
            "Jane Doe, 39, a teacher from the town, said that the bridge was old.",
            ("Jane Doe, 39, a teacher from the town", "said", ["that the bridge was old"]),
        ),
        (
            "Jane Doe — who has lived there for years — said the bridge was old.",
            ("Jane Doe — who has lived there for years", "said", ["the bridge was old"]),
        ),
        (
            "OSLO, March 3 (AP) — The bridge was not safe, Jane Doe said.",
            ("Jane Doe", "said", ["The bridge was not safe"]),
        ),
        (
            "While Jane Doe said the bridge was old, nobody closed it.",
            ("Jane Doe", "said", ["the bridge was old"]),
        ),
        (
            "Jane Doe announced a plan that would close the bridge.",
            ("Jane Doe", "announced", ["a plan that would close the bridge"]),
        ),
    ],
)
def test_each_sentence_shape_gives_source_cue_and_content(text: str, expected: tuple[str, str, list[str]]) -> None:
    assert triples(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Monday after heavy rain.",
        "The claims of the council were published last week.",
        "The man was told to leave and was called a liar.",
        "He wanted to say that it was over but nobody listened to him.",
        "The reports reached the ministry on Friday.",
    ],
)
def test_a_sentence_that_reports_nothing_stays_the_authors(text: str) -> None:
    analysis = body(text)[1]
    assert analysis.attributions == ()
    assert analysis.statements[-1].voice == "author"


def test_adding_that_starts_a_second_attribution_with_the_same_source() -> None:
    assert triples("Jane Doe said the bridge was old, adding that repairs had begun.") == [
        ("Jane Doe", "said", ["the bridge was old"]),
        ("Jane Doe", "adding", ["that repairs had begun"]),
    ]


def test_a_quotation_alone_in_its_sentence_belongs_to_the_attribution_before_it() -> None:
    text = '"The bridge is not safe," Jane Doe said. "We will close it for a year."'
    assert triples(text) == [
        ("Jane Doe", "said", ['"The bridge is not safe,"', '"We will close it for a year."']),
    ]


def test_a_quotation_that_fills_the_next_paragraph_belongs_to_the_speaker_before() -> None:
    text = '"The bridge is not safe," Jane Doe said.\n"We will close it for a year."'
    analysis = body(text)[1]
    assert [statement.speaker for statement in analysis.statements[1:]] == ["Jane Doe", "Jane Doe"]


def test_who_answers_speaks_in_the_statement_not_who_asked() -> None:
    statement = body("Asked by Ann Poe whether it was safe, John Roe answered: “No.”")[1].statements[-1]
    assert (statement.speaker, len(statement.attributions)) == ("John Roe", 2)


def test_an_unclosed_quotation_waits_for_the_speaker_in_the_next_paragraph() -> None:
    text = '"The bridge is not safe for anyone.\n"We will close it for a year," Jane Doe said.'
    assert triples(text) == [
        ("Jane Doe", "said", ['"The bridge is not safe for anyone.', '"We will close it for a year,"']),
    ]


def test_curly_and_single_marks_quote_as_well() -> None:
    assert triples("‘The bridge is not safe,’ Jane Doe said.")[0][2] == ["‘The bridge is not safe,’"]
    assert triples("“The bridge is not safe,” Jane Doe said.")[0][2] == ["“The bridge is not safe,”"]


def test_quote_type_is_computed_from_the_marks() -> None:
    texts = (
        '"The bridge is not safe," Jane Doe said.',
        "Jane Doe said that the bridge was not safe.",
        'Jane Doe said that the bridge was "not at all safe" for cars.',
    )
    assert [body(text)[1].attributions[0].quote_type for text in texts] == ["direct", "indirect", "mixed"]


def test_square_brackets_count_as_insertions_only_inside_quotation_marks() -> None:
    analysis = body('"It [the bridge] is not safe," Jane Doe said.\nJane Doe said it [the bridge] was old.')[1]
    assert [len(a.editorial_insertions) for a in analysis.attributions] == [1, 0]


def test_a_surname_becomes_the_full_name_given_elsewhere() -> None:
    assert speakers("Jane Doe resigned. Doe said that she was tired.") == ["Jane Doe"]


def test_a_title_becomes_the_person_who_holds_it() -> None:
    assert speakers("Foreign Minister Jane Doe left. The minister said that she was tired.") == ["Jane Doe"]


def test_a_title_in_apposition_is_known_as_well() -> None:
    assert speakers("Jane Doe, the mayor of the town, left. The mayor said that she was tired.") == ["Jane Doe"]


def test_a_pronoun_is_the_last_speaker_of_fitting_gender() -> None:
    text = "Mr. John Smith said that he agreed. Mrs. Jane Doe said that she did not. He added that it was late."
    assert speakers(text) == ["John Smith", "Jane Doe", "John Smith"]


def test_a_pronoun_without_anybody_before_it_stays_open_with_a_reason() -> None:
    (attribution,) = body("She said that it was late.")[1].attributions
    assert (attribution.speaker, attribution.speaker_reason) == (None, "pronoun without a known speaker before it")


def test_every_proposal_carries_its_rule_and_a_confidence() -> None:
    (attribution,) = body("Jane Doe said that the bridge was not safe.")[1].attributions
    assert (attribution.rule, attribution.confidence) == ("that-clause", 0.83)


def test_an_introduction_with_a_colon_makes_the_next_paragraph_its_content() -> None:
    assert triples("Jane Doe wrote on her page:\nThe bridge was never safe.") == [
        ("Jane Doe", "wrote", ["The bridge was never safe."]),
    ]


def test_a_label_counts_when_the_text_names_the_person_elsewhere() -> None:
    labelled = "Doe: We will close the bridge\nThe mayor, Jane Doe, was clear."
    assert triples(labelled) == [("Doe", ":", ["We will close the bridge"])]
    assert triples("Result: the bridge will close\nThe mayor, Jane Doe, was clear.") == []


def test_two_people_of_one_surname_are_told_apart_by_title_and_first_name() -> None:
    text = "John Doe and Jane Doe met. Mrs. Doe said that she was late. Mr. Doe said that he was early."
    assert speakers(text) == ["Jane Doe", "John Doe"]


def test_who_is_the_name_right_before_it() -> None:
    assert speakers("It was Jane Doe who said that the bridge was old.") == ["Jane Doe"]


@pytest.mark.parametrize("source", ["Some aides of the mayor", "A spokesman", "Doe supporters"])
def test_a_source_that_only_describes_somebody_gets_no_name(source: str) -> None:
    assert speakers(f"The mayor, Jane Doe, left. {source} said that the bridge was old.") == [None]


def test_a_name_after_its_description_is_found() -> None:
    assert speakers('"We cannot go on," the mayor of Oslo, Jane Doe, told the council.') == ["Jane Doe"]


def test_a_plural_at_the_start_of_a_sentence_is_no_name() -> None:
    assert speakers("Analysts say that the bridge was old.") == [None]


def test_a_short_quotation_alone_in_its_sentence_is_not_lost() -> None:
    assert triples('"It was terrible," recalled Ahmed, 34, who lived there. "Everything was gone."') == [
        ("Ahmed", "recalled", ['"It was terrible,"', '"Everything was gone."']),
    ]
