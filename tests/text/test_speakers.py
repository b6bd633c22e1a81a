"""Who a source is: names, titles both ways, pronouns, institutions; the reason; and the list of entities."""

from __future__ import annotations

import pytest

from tests.text.test_attribution import body, speakers


def entities(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(e.canonical_name, e.kind, e.aliases) for e in body(text)[1].entities]


def reasons(text: str) -> list[str]:
    return [a.speaker_reason for a in body(text)[1].attributions]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Kremlin said the talks would go on.", "Kremlin", "organization"),
        ("It rained. Moscow said the talks would go on.", "Moscow", "gpe"),
        ("The White House said on Monday it would not take part.", "White House", "organization"),
        ("It rained. Brussels called the plan a mistake.", "Brussels", "gpe"),
        ("The Ministry of Defence said the bridge was closed.", "Ministry of Defence", "organization"),
        ("The Courier reported that the bridge was old.", "Courier", "organization"),
    ],
)
def test_an_institution_speaks_as_an_entity_of_its_own(text: str, name: str, kind: str) -> None:
    assert speakers(text) == [name]
    assert (name, kind, ()) in entities("Ann Poe watched. " + text)


def test_a_title_before_the_name_is_given_resolves_as_well() -> None:
    text = "The minister said that the road was closed. Transport Minister John Roe took office in May."
    assert speakers(text) == ["John Roe"]
    assert entities(text) == [("John Roe", "person", ("The minister",))]


def test_two_titles_are_two_people() -> None:
    text = (
        "President John Roe met Chancellor Anna Poe. The chancellor said she was glad. The president said it was late."
    )
    assert speakers(text) == ["Anna Poe", "John Roe"]


def test_the_ministry_is_the_ministry_named_last_and_it_goes_on() -> None:
    text = (
        "The Ministry of Defence said it was closed. The ministry said it would reopen. It added that nobody was hurt."
    )
    assert speakers(text) == ["Ministry of Defence"] * 3
    assert reasons(text) == ["named", "the ministry named last", "last named speaker"]


def test_initials_stand_for_the_name_that_has_them() -> None:
    text = "The United Nations said that it was late. The U.N. said it was tired. The UN said it was over."
    assert speakers(text) == ["United Nations"] * 3
    assert entities(text) == [("United Nations", "organization", ("U.N.", "UN"))]


def test_it_and_they_are_never_a_single_person() -> None:
    text = (
        "Jane Doe and John Roe met. Roe said he agreed. They said that the bridge was old. It said the town was safe."
    )
    assert speakers(text) == ["John Roe", None, None]


def test_she_is_the_woman_named_before_when_only_a_man_has_spoken() -> None:
    text = "Jane Doe and John Roe met on Monday. Roe said he agreed. She said she did not."
    assert speakers(text) == ["John Roe", "Jane Doe"]
    assert reasons(text)[1] == "last person named before whom the pronoun fits"


def test_a_company_is_known_by_its_last_word() -> None:
    text = "Roe Industries said it would pay. The company said it had paid."
    assert speakers(text) == ["Roe Industries", "Roe Industries"]


def test_a_union_of_many_is_named_with_them() -> None:
    text = "The Cyclists’ Union said the road was closed."
    assert speakers(text) == ["Cyclists’ Union"]
    assert entities("It rained. " + text) == [("Cyclists’ Union", "organization", ())]


def test_what_somebody_is_stands_outside_the_name() -> None:
    assert speakers("Mother-of-two Ann Poe said the road was closed.") == ["Ann Poe"]


def test_a_party_and_a_state_are_no_name() -> None:
    assert entities("It rained on Sen. Ann Poe, D-N.M., and Sen. John Roe, R-Idaho.") == [
        ("Ann Poe", "person", ()),
        ("John Roe", "person", ()),
    ]


def test_question_and_answer_are_said_by_nobody_named() -> None:
    text = "It rained.\nQ: Why did you accept?\nA: Nobody else would.\nShe left."
    assert speakers(text) == [None, None]
    assert reasons(text) == ["a question or an answer of an interview"] * 2
    assert entities(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "She laughed. “Please stay,” she said.",
        "It rained.\n• Adds two boats to the fleet.\n• Expected by May.",
        "He said so again, and Don’t was all they heard.",
        "It rained.\nMotto: Nobody sleeps.",
    ],
)
def test_a_capital_that_only_opens_something_is_no_name(text: str) -> None:
    assert entities(text) == []


@pytest.mark.parametrize("when", ["Later", "Earlier", "Yesterday", "Afterwards", "Tonight", "Soon"])
def test_when_it_was_said_is_no_part_of_a_name(when: str) -> None:
    assert entities(f"{when} Jane Roe said that it rained.") == [("Jane Roe", "person", ())]


def test_a_month_is_nobody() -> None:
    assert "May" not in [name for name, _, _ in entities("Jane Doe has held the office since May. It rained in May.")]


def test_mentions_hold_name_title_and_pronoun_at_their_places() -> None:
    article, analysis = body('Foreign Minister Jane Doe left. The minister said she was tired. "I am late," she said.')
    (doe,) = analysis.entities
    assert [(article[m.span.start : m.span.end], m.kind) for m in doe.mentions] == [
        ("Jane Doe", "name"),
        ("The minister", "nominal"),
        ("she", "pronoun"),
    ]
