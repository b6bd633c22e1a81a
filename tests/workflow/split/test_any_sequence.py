"""Whatever is done to a split, in whatever order: it stays a split, and undoing gives back what was there."""

import random
import uuid
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Article, Attribution, Paragraph, Statement
from annotations.text.spans import Span, any_overlap
from annotations.workflow.errors import WorkflowError
from tests.factories import projects, splits

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Sheet = dict[str, Any]
Chooser = Callable[[random.Random, Sheet, str], dict[str, Any]]


def statement(rng: random.Random, sheet: Sheet) -> Sheet:
    """Any statement."""
    found: Sheet = rng.choice(sheet["statements"])
    return found


def split(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """A cut somewhere in a statement."""
    row = statement(rng, sheet)
    return {"statement": row["id"], "at": rng.randint(row["start"], row["end"])}


def merge(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Any statement with the next."""
    return {"statement": statement(rng, sheet)["id"]}


def move(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """A boundary goes somewhere near."""
    row = statement(rng, sheet)
    return {"statement": row["id"], "at": max(0, row["end"] + rng.randint(-12, 12))}


def mark(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """A statement or none."""
    return {"statement": statement(rng, sheet)["id"], "is_statement": rng.random() < 0.5}


def role(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Another role."""
    return {"statement": statement(rng, sheet)["id"], "role": rng.choice(["body", "caption", "headline"])}


def speaker(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Somebody, nobody, the article itself, or somebody new."""
    row = {"statement": statement(rng, sheet)["id"]}
    someone = rng.choice(sheet["entities"])["id"]
    return row | rng.choice(
        [
            {"voice": "author"},
            {"voice": "attributed", "speaker": someone},
            {"voice": "attributed", "speaker": None},
            {"name": f"Person {rng.randint(0, 2)}", "kind": "person"},
        ]
    )


def span(rng: random.Random, start: int, end: int) -> list[int]:
    """A span in a range."""
    edges = sorted(rng.sample(range(start, end + 1), 2))
    return list(edges)


def attribute(rng: random.Random, sheet: Sheet, text: str) -> dict[str, Any]:
    """A new attribution over a part of a statement, sometimes on into the next."""
    row = statement(rng, sheet)
    end = row["end"] if rng.random() < 0.7 else min(len(text), row["end"] + 30)
    members: dict[str, Any] = {"statement": row["id"], "content": [span(rng, row["start"], end)]}
    if rng.random() < 0.5:
        members["speaker"] = rng.choice(sheet["entities"])["id"]
    if sheet["attributions"] and rng.random() < 0.3:
        members["attribution"] = rng.choice(sheet["attributions"])["id"]
    return members


def attribution(rng: random.Random, sheet: Sheet) -> Sheet:
    """Any attribution, or none that is there."""
    found: Sheet = rng.choice(sheet["attributions"]) if sheet["attributions"] else {"id": "none", "content": [[0, 2]]}
    return found


def unattribute(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Any attribution."""
    return {"attribution": attribution(rng, sheet)["id"]}


def carry_on(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """On or off."""
    return {"statement": statement(rng, sheet)["id"], "on": rng.random() < 0.7}


def insert(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Somewhere in a content."""
    said = attribution(rng, sheet)
    return {"attribution": said["id"], "span": span(rng, *rng.choice(said["content"])), "on": rng.random() < 0.8}


def claim(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """A new claim, or another wording."""
    words = {"text": f"Claim {rng.randint(0, 9)}", "check_target": "content"}
    if sheet["claims"] and rng.random() < 0.5:
        old = rng.choice(sheet["claims"])
        return words | {"statement": old["statement"], "claim": old["id"]}
    return words | {"statement": statement(rng, sheet)["id"]}


def unclaim(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Any claim."""
    return {"claim": rng.choice(sheet["claims"])["id"] if sheet["claims"] else "none"}


def duplicate(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Of any other, or of none."""
    other = statement(rng, sheet)["id"] if rng.random() < 0.8 else None
    return {"statement": statement(rng, sheet)["id"], "of": other}


def relate(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Any two."""
    one, other = statement(rng, sheet)["id"], statement(rng, sheet)["id"]
    return {"statement": one, "to": other, "type": rng.choice(["contradicts", "restates"]), "on": rng.random() < 0.8}


def merge_entities(rng: random.Random, sheet: Sheet, _text: str) -> dict[str, Any]:
    """Any two."""
    return {"entity": rng.choice(sheet["entities"])["id"], "into": rng.choice(sheet["entities"])["id"]}


CHOOSERS: dict[str, Chooser] = {
    "split": split,
    "merge": merge,
    "move": move,
    "mark": mark,
    "role": role,
    "speaker": speaker,
    "attribute": attribute,
    "unattribute": unattribute,
    "continue": carry_on,
    "insert": insert,
    "claim": claim,
    "unclaim": unclaim,
    "duplicate": duplicate,
    "relate": relate,
    "merge_entities": merge_entities,
}


def done(article: Article, rng: random.Random, acts: list[str]) -> int:
    """Does what can be done of ``acts``; how many that was. A refusal changes nothing."""
    count = 0
    for act in acts:
        before = splits.shown(article)
        try:
            splits.edit(article, act, **CHOOSERS[act](rng, before, article.text))
        except WorkflowError:
            assert splits.shown(article) == before
        else:
            assert splits.shown(article) != before or act == "attribute"
            count += 1
        assert broken(article) == []
    return count


def broken(article: Article) -> list[str]:
    """Which promises the split does not keep."""
    rows = splits.live(article)
    said = list(Attribution.objects.filter(article=article).prefetch_related("spans", "statements"))
    kept = {
        "indexes count the live statements": [row.index for row in rows] == list(range(len(rows))),
        "statements are in order and do not overlap": all(one.end <= other.start for one, other in pairwise(rows)),
        "each statement is its text without white space around it": all(is_its_text(article.text, row) for row in rows),
        "statements and white space are the whole text": is_covered(article.text, rows),
        "an attribution has the statements that its content touches": all(has_its_own(one, rows) for one in said),
        "a statement lies in one paragraph or one quotation": all(is_held_together(row, said, article) for row in rows),
        "a duplicate is one of a live statement, and not round": all(ends(row, rows) for row in rows),
    }
    return [promise for promise, is_kept in kept.items() if not is_kept]


def is_its_text(text: str, row: Statement) -> bool:
    """The quote is the text."""
    return text[row.start : row.end] == row.exact == row.exact.strip() != ""


def is_covered(text: str, rows: list[Statement]) -> bool:
    """Nothing but white space lies outside."""
    inside = {place for row in rows for place in range(row.start, row.end)}
    return all(place in inside or letter.isspace() for place, letter in enumerate(text))


def content(one: Attribution) -> list[Span]:
    """What is said."""
    return [Span(span.start, span.end) for span in one.spans.all() if span.part == "content"]


def has_its_own(one: Attribution, rows: list[Statement]) -> bool:
    """The statements of an attribution are those its content touches."""
    touched = {row.pk for row in rows if any(part.overlaps(Span(row.start, row.end)) for part in content(one))}
    return touched == {row.pk for row in one.statements.all()} != set()


def is_held_together(row: Statement, said: list[Attribution], article: Article) -> bool:
    """One paragraph, or a quotation with words of the statement in all of its paragraphs."""
    where = Span(row.start, row.end)
    parts = [
        Span(max(p.start, row.start), min(p.end, row.end))
        for p in Paragraph.objects.filter(article=article)
        if where.overlaps(Span(p.start, p.end))
    ]
    return len(parts) == 1 or any(all(any_overlap([part], content(one)) for part in parts) for one in said)


def ends(row: Statement, rows: list[Statement]) -> bool:
    """Following "duplicate of" comes to an end, over live statements."""
    by_key = {one.pk: one for one in rows}
    at = row
    seen: set[object] = set()
    while at.duplicate_of_id is not None and at.pk not in seen:
        seen.add(at.pk)
        if at.duplicate_of_id not in by_key:
            return False
        at = by_key[at.duplicate_of_id]
    return at.pk not in seen


@pytest.mark.parametrize("frozen", [False, True], ids=["before the freeze", "after the freeze"])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32 - 1), acts=st.lists(st.sampled_from(sorted(CHOOSERS)), min_size=5, max_size=30))
def test_undoing_everything_gives_back_the_first_split_and_redoing_the_last(
    frozen: bool, seed: int, acts: list[str]
) -> None:
    project = projects.project(f"p{uuid.uuid4()}")
    article = projects.article(project, splits.TEXT, frozen=frozen)
    first = everything(article)

    count = done(article, random.Random(seed), acts)
    last = everything(article)
    for _ in range(count):
        splits.edit(article, "undo")
        assert broken(article) == []
    undone = everything(article)
    for _ in range(count):
        splits.edit(article, "redo")
        assert broken(article) == []

    assert without_new_people(undone, first) == first
    assert everything(article) == last


def everything(article: Article) -> Sheet:
    """All that the editor shows, and the columns it does not."""
    columns = ("pk", "exact", "index", "speaker_role_text", "origin", "version", "state", "frozen_at", "created_at")
    rows = Statement.objects.filter(article=article, state="live").order_by("start")
    return splits.shown(article) | {"rows": list(rows.values_list(*columns))}


def without_new_people(sheet: Sheet, first: Sheet) -> Sheet:
    """The split without entities that edits added to the project's list: those stay there."""
    known = {row["id"] for row in first["entities"]}
    return sheet | {"entities": [row for row in sheet["entities"] if row["id"] in known]}
