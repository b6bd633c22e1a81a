"""The gold words of a question for a text: agreed, taken from one annotator, or the adjudicator's own."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Adjudication, GoldText, Statement
from annotations.queries.release_choice import Choice
from annotations.queries.release_rows import open_rows
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from tests.factories import adjudications, people
from tests.factories.adjudications import claim, now

pytestmark = pytest.mark.django_db

SAFE, OPEN = "The bridge is safe.", "The bridge has been open since Monday."


def decide(statement: Statement, body: dict[str, Any]) -> Adjudication:
    """Rio decides on the statement as it is."""
    seen = now(statement).version
    return decide_gold(actor=people.reviewer(), statement=statement, seen=seen, answers=body)


def words(adjudication: Adjudication) -> list[tuple[Any, ...]]:
    """Text, method, by how many of how many, and whose it is (the annotator's name)."""
    rows = adjudication.texts.values_list(
        "text", "method", "n_written", "n_annotations", "taken_from__annotation__annotator__username"
    )
    return list(rows)


@pytest.mark.parametrize(
    ("policy", "texts", "expected"),
    [
        ("unanimous", (SAFE, SAFE), (SAFE, "unanimous", 2, 2)),
        ("unanimous", (SAFE, OPEN), ("", "open", 2, 2)),
        ("majority", (SAFE, SAFE, OPEN), (SAFE, "majority", 3, 3)),
        ("single_reviewed", (SAFE,), (SAFE, "single_reviewed", 1, 1)),
        ("always", (SAFE, SAFE), ("", "open", 2, 2)),
    ],
)
def test_each_policy_settles_words_as_it_settles_labels(
    policy: str, texts: tuple[str, ...], expected: tuple[Any, ...]
) -> None:
    newest = now(adjudications.worded(texts, adjudication_policy=policy)).newest
    assert [row[:4] for row in words(newest)] == [expected]
    assert newest.is_open is (expected[1] == "open")


def test_words_that_differ_do_not_count_as_contested() -> None:
    newest = now(adjudications.worded((SAFE, OPEN))).newest
    assert (newest.is_open, newest.verdict_entropy, newest.other_entropy) == (True, 0.0, 0.0)


def test_one_annotators_words_are_taken_and_it_says_whose() -> None:
    gold = decide(adjudications.worded((SAFE, OPEN)), claim(OPEN))
    assert words(gold) == [(OPEN, "adjudicated", 2, 2, "ben")]
    assert not gold.is_open


def test_the_adjudicator_may_write_other_words() -> None:
    gold = decide(adjudications.worded((SAFE, OPEN)), claim("The bridge has been safe since Monday."))
    assert words(gold) == [("The bridge has been safe since Monday.", "adjudicated", 2, 2, None)]


def test_words_that_are_left_out_stay_open_while_the_rest_is_decided() -> None:
    gold = decide(adjudications.worded((SAFE, OPEN)), claim(""))
    assert words(gold) == [("", "open", 2, 2, None)]
    assert (gold.is_open, gold.labels.get().label.key) == (True, "opinion")


def test_what_both_wrote_stays_unanimous_when_a_person_decides_the_rest() -> None:
    statement = adjudications.worded((SAFE, SAFE), adjudication_policy="always")
    assert words(decide(statement, claim(SAFE))) == [(SAFE, "adjudicated", 2, 2, "ada")]
    other = adjudications.worded((SAFE, SAFE), slug="other", adjudication_policy="unanimous")
    assert words(decide(other, claim(SAFE))) == [(SAFE, "unanimous", 2, 2, "ada")]


def test_opening_again_opens_the_words_and_keeps_the_old_ones() -> None:
    statement = adjudications.worded((SAFE, OPEN))
    decide(statement, claim(OPEN))
    seen = now(statement).version
    reopen_gold(actor=people.lead(), statement=statement, seen=seen, rationale="Since Tuesday.")
    history = GoldText.objects.filter(adjudication__statement=statement).order_by("adjudication__seq")
    assert list(history.values_list("text", "method")) == [("", "open"), (OPEN, "adjudicated"), ("", "open")]


def test_gold_words_are_written_once() -> None:
    adjudications.worded((SAFE, SAFE))
    with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
        GoldText.objects.update(text=OPEN)


def row_of(statement: Statement) -> dict[str, Any]:
    """The statement's row of a gold dataset."""
    with open_rows(statement.article.project, Choice(view="gold")) as material:
        return next(dict(row) for row in material.read("gold") if row["statement_id"] == str(statement.pk))


@pytest.mark.django_db(transaction=True)
def test_gold_rows_carry_the_words_and_say_how_they_were_settled() -> None:
    statement = adjudications.worded((SAFE, SAFE))
    row, adas = row_of(statement), statement.annotations.get(annotator__username="ada").head_id
    assert row["texts"] == {"claim_text": SAFE}
    assert row["texts_settled"] == {
        "claim_text": {"method": "unanimous", "n": 2, "n_written": 2, "taken_from": str(adas)}
    }


@pytest.mark.django_db(transaction=True)
def test_gold_rows_say_that_words_are_open() -> None:
    row = row_of(adjudications.worded((SAFE, OPEN)))
    assert "texts" not in row
    assert row["texts_settled"] == {"claim_text": {"method": "open", "n": 2, "n_written": 2, "taken_from": None}}
