"""What differs between two releases: answers added, removed and changed, statement by statement, with the reason."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypedDict

from annotations.queries.release_shapes import GoldRow

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Change(TypedDict):
    """One difference. ``was`` and ``now`` are answers, null where there is none; ``why`` is the newer rationale."""

    change: str
    statement_id: str
    text: str
    question: str | None
    was: Any
    now: Any
    why: str


def changes(before: Iterable[GoldRow], after: Iterable[GoldRow], reasons: Mapping[str, str]) -> Iterator[Change]:
    """The differences, those of ``after`` in its order and then what is gone, in the order of ``before``.

    ``reasons`` are rationales of gold that is no longer published, by statement. ``before`` is kept in memory by
    statement: its answers and its words.
    """
    known = {row["statement_id"]: (row["text"], answers(row)) for row in before}
    for row in after:
        statement = row["statement_id"]
        if statement not in known:
            yield _change(ADDED, statement, row["text"], None, None, None, row["rationale"])
            continue
        _, was = known.pop(statement)
        now = answers(row)
        for question in dict.fromkeys((*was, *now)):
            if was.get(question) != now.get(question):
                found = was.get(question), now.get(question)
                yield _change(CHANGED, statement, row["text"], question, *found, row["rationale"])
    for statement, (text, _) in known.items():
        yield _change(REMOVED, statement, text, None, None, None, reasons.get(statement, ""))


def answers(row: GoldRow) -> dict[str, Any]:
    """The settled answers of a row by question; stances in the order of their pairs, as one answer."""
    found: dict[str, Any] = {question: cell["gold"] for question, cell in row["labels"].items()}
    stances = sorted(
        [pair["holder"] or pair["holder_kind"], pair["target"] or pair["target_text"] or "", pair["gold"]]
        for pair in row["stances"]
        if pair["gold"] is not None
    )
    return found | {"stance": stances} | {f"texts.{key}": text for key, text in row.get("texts", {}).items()}


def counted(found: Iterable[Change], into: Counter[str]) -> Iterator[Change]:
    """The same changes, counted by kind on their way."""
    for one in found:
        into[one["change"]] += 1
        yield one


def numbers(counts: Mapping[str, int]) -> dict[str, int]:
    """Every kind with its count."""
    return {kind: counts.get(kind, 0) for kind in (ADDED, REMOVED, CHANGED)}


def _change(kind: str, statement: str, text: str, question: str | None, was: Any, now: Any, why: str) -> Change:
    return {
        "change": kind,
        "statement_id": statement,
        "text": text,
        "question": question,
        "was": was,
        "now": now,
        "why": why,
    }
