"""What the split editor asks somebody to look at, on plain rows."""

from typing import Any

import pytest

from annotations.queries.split_checks import checks

FLOOD = "“We saw the water rise all night long.\n“Then it fell.”\nNobody slept."
FIRST, SECOND, THIRD = (0, 38), (39, 54), (55, 68)


def statement(span: tuple[int, int], **facts: Any) -> dict[str, Any]:
    return {"id": str(span[0]), "start": span[0], "end": span[1], "is_statement": True, "voice": "author"} | facts


def asked(statements: list[dict[str, Any]], content: list[list[int]] | None = None) -> list[tuple[str, int]]:
    lines = [{"start": row["start"], "end": row["end"]} for row in statements]
    said = {"content": content or [], "statements": [], "nested_in": None, "origin": "manual", "confidence": None}
    return [(row["code"], row["at"]) for row in checks(FLOOD, lines, statements, [said] if content else [])]


def test_a_quotation_that_nobody_says_is_asked_about_once() -> None:
    assert asked([statement(FIRST), statement(SECOND), statement(THIRD)]) == [("unsaid_quotation", 0)]


def test_a_quotation_that_somebody_says_is_not() -> None:
    rows = [statement(FIRST), statement(SECOND), statement(THIRD)]
    assert asked(rows, [[0, 38], [39, 54]]) == []


@pytest.mark.parametrize("facts", [{"voice": "attributed"}, {"is_statement": False}])
def test_a_statement_with_a_speaker_or_none_at_all_is_not(facts: dict[str, Any]) -> None:
    assert asked([statement(FIRST, **facts), statement(SECOND), statement(THIRD)]) == []
