"""Two at once about the same assignments, on real connections."""

from typing import Any

import pytest

from annotations.models import Assignment, BulkItem, Event
from annotations.workflow.bulk_undo import undo_bulk
from annotations.workflow.reply import reply
from tests.factories import bulk, people
from tests.workflow.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 8


def test_of_two_who_accept_the_same_work_at_once_each_is_done_by_one() -> None:
    works = bulk.handed_in()
    for _round in range(ROUNDS):
        fresh = [Assignment.objects.select_related("article__project").get(pk=one.pk) for one in works]
        acts = [lambda who=who: bulk.done(fresh, "accept", who) for who in (people.reviewer(), people.lead())]
        made = at_once(acts)
        outcomes = BulkItem.objects.filter(bulk__in=made)
        assert outcomes.filter(outcome="done").count() == 2
        assert bulk.states(works) == ["accepted", "accepted"]
        for one in made:
            if one.items.filter(outcome="done").exists():
                undo_bulk(actor=people.lead(), bulk=one)
        assert bulk.states(works) == ["submitted", "submitted"]


def test_an_answer_and_an_undo_at_once_leave_one_of_both() -> None:
    works = bulk.handed_in(1)
    for _round in range(ROUNDS):
        fresh = [Assignment.objects.select_related("article__project").get(pk=one.pk) for one in works]
        act = bulk.done(fresh, "return")
        review = fresh[0].reviews.order_by("-created_at", "-id")[0]

        def answer(review: Any = review) -> Any:
            return reply(
                actor=people.annotator(), review=review, action="kept", revision_id=review.revision_id, comment="Rules"
            )

        def undo(act: Any = act) -> Any:
            return undo_bulk(actor=people.reviewer(), bulk=act)

        at_once([answer, undo])
        state, outcome = bulk.states(works)[0], act.items.get().outcome
        assert (state, outcome) in {("returned", "done"), ("submitted", "undone")}
        if state == "returned":
            assert Event.objects.filter(verb="review.replied").exists()
            return
