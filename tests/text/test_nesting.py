"""Attributions inside what somebody says: proposals that never take the statement from the outer speaker."""

from __future__ import annotations

from annotations.text.document import Attribution
from annotations.text.report import report
from annotations.text.spans import exact
from tests.text.conftest import Seed
from tests.text.test_attribution import body


def nested(text: str) -> list[tuple[str | None, list[str], int | None]]:
    article, analysis = body(text)
    return [
        (exact(article, a.source) if a.source else None, [exact(article, part) for part in a.content], a.nested_in)
        for a in analysis.attributions
        if a.nested_in is not None
    ]


def test_a_source_inside_a_quotation_is_nested_in_it() -> None:
    text = '"The engineer told me that the bridge was safe," Jane Doe said.'
    assert nested(text) == [("The engineer", ["that the bridge was safe"], 0)]


def test_a_source_inside_a_clause_is_nested_in_it() -> None:
    text = "Jane Doe said that the engineer had claimed that the bridge was safe."
    assert nested(text) == [("the engineer", ["that the bridge was safe"], 0)]


def test_what_somebody_says_of_their_own_belief_is_not_nested() -> None:
    assert nested("Jane Doe said she believes the bridge is safe.") == []


def test_the_statement_stays_with_the_outer_speaker() -> None:
    analysis = body('"Ann Poe told me that the bridge was safe," Jane Doe said.')[1]
    statement = analysis.statements[-1]
    assert (statement.speaker, statement.attributions) == ("Jane Doe", (0, 1))
    assert [a.speaker for a in analysis.attributions] == ["Jane Doe", "Ann Poe"]


def test_a_nested_speaker_is_not_who_he_is_afterwards() -> None:
    text = "Mr. John Roe said that Mr. Tom Poe had claimed that the bridge was safe. He added that it was late."
    outer = [a.speaker for a in body(text)[1].attributions if a.nested_in is None]
    assert outer == ["John Roe", "John Roe"]


def test_the_seed_has_three_of_the_nested_sources_of_the_gold(seed: Seed) -> None:
    def source(attribution: Attribution) -> str | None:
        return exact(seed.text, attribution.source) if attribution.source else None

    found = [(source(a), a.speaker) for a in seed.analysis.attributions if a.nested_in is not None]
    assert found == [
        ("comments of some Western representatives", None),
        ("no one", None),
        ("[Kremlin spokesman] Dmitry Peskov's", "Dmitry Peskov"),
    ]


def test_the_printed_split_keeps_nested_attributions_apart() -> None:
    document = report("a", 'Bridge closed\n"Ann Poe told me that it was safe," Jane Doe said.')
    assert [row["speaker"] for row in document["attributions"]] == ["Jane Doe"]
    assert [(row["speaker"], row["rule"], row["in"]) for row in document["nested"]] == [("Ann Poe", "nested", 0)]
