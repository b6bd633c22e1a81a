"""What differs between two releases."""

from collections import Counter
from typing import Any

from annotations.exports.changes import changes, counted, numbers
from tests.factories.datasets import GOLD_ROW
from tests.factories.research import settled, stance


def row(statement: str, **more: Any) -> Any:
    """A gold row of a statement."""
    return {**GOLD_ROW, "statement_id": statement, "labels": settled(verification="supported"), **more}


def told(before: list[Any], after: list[Any]) -> list[tuple[str, str, str | None, Any, Any, str]]:
    """The changes as tuples."""
    return [
        (one["change"], one["statement_id"], one["question"], one["was"], one["now"], one["why"])
        for one in changes(before, after, {"s-1": "Reopened."})
    ]


def test_equal_datasets_have_no_changes_whatever_else_differs() -> None:
    assert told([row("s-1")], [row("s-1", seq=2, adjudication_id="j-9", rationale="Again.")]) == []


def test_an_answer_that_changed_says_what_it_was_is_and_why() -> None:
    after = row("s-1", labels=settled(verification="refuted"), rationale="The minutes say no.")

    assert told([row("s-1")], [after]) == [
        ("changed", "s-1", "verification", "supported", "refuted", "The minutes say no.")
    ]


def test_statements_come_and_go() -> None:
    assert told([row("s-1"), row("s-2")], [row("s-2"), row("s-3", rationale="New.")]) == [
        ("added", "s-3", None, None, None, "New."),
        ("removed", "s-1", None, None, None, "Reopened."),
    ]


def test_a_stance_and_a_text_are_answers_too_and_the_order_of_stances_is_none() -> None:
    port, harbour = stance("ent:port", "against"), stance("ent:harbour", "favor")
    before = row("s-1", stances=[port, harbour], texts={"claim_text": "It closes."})
    same = row("s-1", stances=[harbour, port], texts={"claim_text": "It closes."})
    other = row("s-1", stances=[port], texts={"claim_text": "The harbour closes."})

    assert told([before], [same]) == []
    assert [one[2:5] for one in told([before], [other])] == [
        (
            "stance",
            [["ent:okoro", "ent:harbour", "favor"], ["ent:okoro", "ent:port", "against"]],
            [["ent:okoro", "ent:port", "against"]],
        ),
        ("texts.claim_text", "It closes.", "The harbour closes."),
    ]


def test_changes_are_counted_on_their_way() -> None:
    counts: Counter[str] = Counter()

    assert len(list(counted(changes([row("s-1")], [row("s-2"), row("s-3")], {}), counts))) == 3
    assert numbers(counts) == {"added": 2, "removed": 1, "changed": 0}
