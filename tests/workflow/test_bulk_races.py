"""Two at once about the same assignments, on real connections."""

from functools import partial

import pytest

from annotations.models import Assignment, BulkItem
from annotations.workflow.annotate import submit
from annotations.workflow.bulk_undo import undo_bulk
from annotations.workflow.reply import reply
from tests.factories import bulk, people
from tests.workflow.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 8


def fresh(works: list[Assignment]) -> list[Assignment]:
    """The assignments as they are now."""
    return [Assignment.objects.select_related("article__project").get(pk=one.pk) for one in works]


def test_what_two_accept_at_once_is_accepted_by_one_of_them() -> None:
    works = bulk.handed_in()
    for _round in range(ROUNDS):
        made = at_once([partial(bulk.done, fresh(works), "accept", who) for who in (people.reviewer(), people.lead())])

        done = BulkItem.objects.filter(bulk__in=made, outcome="done")
        assert (done.count(), bulk.states(works)) == (2, ["accepted", "accepted"])
        for act in {item.bulk for item in done}:
            undo_bulk(actor=people.lead(), bulk=act)
        assert bulk.states(works) == ["submitted", "submitted"]


def test_of_an_answer_and_an_undo_at_once_one_comes_first() -> None:
    works = bulk.handed_in(1)
    for _round in range(ROUNDS):
        act = bulk.done(fresh(works), "return")
        review = works[0].reviews.order_by("-created_at", "-id")[0]
        answer = partial(
            reply, review=review, action="kept", revision_id=review.revision_id, comment="So the rules say"
        )

        at_once([partial(answer, actor=people.annotator()), partial(undo_bulk, actor=people.reviewer(), bulk=act)])

        replied = works[0].reviews.filter(pk=review.pk, reply__isnull=False).exists()
        expected = ("returned", "done") if replied else ("submitted", "undone")
        assert (bulk.states(works)[0], act.items.get().outcome) == expected
        if replied:
            label = works[0].annotations.exclude(pk=review.annotation_id).get()
            other = label.reviews.order_by("-created_at", "-id")[0]
            reply(actor=people.annotator(), review=other, action="kept", revision_id=other.revision_id, comment="Too")
            submit(actor=people.annotator(), assignment=works[0])
