"""Many at once from the inbox, without a script: tick, act, read what became of each, undo."""

import uuid
from typing import Any

import pytest

from annotations.models import BulkAct
from tests.factories import bulk, people
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db
INBOX = "/projects/idlib/review/"


def test_ticked_rows_are_returned_with_a_reason_and_that_is_undone() -> None:
    works = bulk.handed_in()
    rio = signed_in(people.reviewer())
    seen = {f"seen-{one.pk}": one.submitted_at.isoformat() for one in works}
    page = rio.get(INBOX).content.decode()
    assert all(f'name="{name}" value="{value}"' in page for name, value in seen.items())

    form = {"id": str(uuid.uuid4()), "act": "return", "reason": "overread", "row": [str(one.pk) for one in works]}
    told = rio.post(f"{INBOX}many/", form | seen, follow=True)

    assert "More than the words say" in words(told)
    assert bulk.outcomes(BulkAct.objects.get()) == [("done", "")] * 2
    undone = rio.post(f"/projects/idlib/bulk/{form['id']}/", follow=True)
    assert "Rio Reviewer took it back" in words(undone)
    assert bulk.states(works) == ["submitted"] * 2


def test_without_a_reason_nothing_is_returned_and_without_a_tick_nothing_happens() -> None:
    works = bulk.handed_in(1)
    rio = signed_in(people.reviewer())

    unticked = rio.post(f"{INBOX}many/", {"act": "accept"}, follow=True)
    wordless = rio.post(f"{INBOX}many/", {"act": "return", "row": str(works[0].pk)}, follow=True)

    assert "Tick the rows first." in words(unticked)
    assert "the annotator must read why" in words(wordless)
    assert bulk.states(works) == ["submitted"]


def test_refusals_stand_beside_what_was_done() -> None:
    works = bulk.handed_in()
    act = bulk.done(works)
    again = bulk.done(works)
    page = words(signed_in(people.reviewer()).get(f"/projects/idlib/bulk/{again.pk}/"))

    assert "2 Refused" in page
    assert "only submitted work is reviewed" in page
    assert "Undo what is done" not in page
    assert "Undo what is done" in words(signed_in(people.lead()).get(f"/projects/idlib/bulk/{act.pk}/"))


def test_only_those_who_review_learn_of_it() -> None:
    act = bulk.done(bulk.handed_in(1))
    found = {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 403, "outsider": 404}

    assert statuses(f"/projects/idlib/bulk/{act.pk}/") == found


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_takes_as_many_queries_for_three_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    act = bulk.done(bulk.handed_in(count))
    rio = signed_in(people.reviewer())
    path = f"/projects/idlib/bulk/{act.pk}/"
    rio.get(path)
    with django_assert_num_queries(8):
        rio.get(path)
