"""Many assignments at once: each done or refused with its reason; and undone where nothing happened since."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from annotations.models import Adjudication, Assignment, BulkAct, Event, Review, ReviewReply
from annotations.workflow.annotate import submit
from annotations.workflow.bulk import Ticked, Wish, bulk
from annotations.workflow.bulk_undo import undo_bulk
from annotations.workflow.decide_gold import decide_gold
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, WrongState
from annotations.workflow.reply import reply
from annotations.workflow.review import decide, open_review
from tests.factories import adjudications, people, projects
from tests.factories.bulk import done, handed_in, outcomes, states
from tests.factories.notices import kinds

pytestmark = pytest.mark.django_db

DONE, UNDONE = ("done", ""), ("undone", "")


def test_many_are_accepted_and_gold_is_found() -> None:
    works = handed_in()
    act = done(works)

    assert (outcomes(act), states(works)) == ([DONE, DONE], ["accepted", "accepted"])
    assert Adjudication.objects.filter(is_open=False).count() == 4
    begun = Event.objects.get(verb="bulk.begun")
    assert begun.after == {"kind": "accept", "n": 2}
    assert list(Event.objects.filter(verb="review.finished").values_list("caused_by", flat=True)) == [begun.pk] * 2


def test_many_are_returned_with_their_reason() -> None:
    works = handed_in()
    act = done(works, "return")

    assert (outcomes(act), states(works)) == ([DONE, DONE], ["returned", "returned"])
    assert set(Review.objects.values_list("decision", "reason")) == {("return", "guideline")}
    assert kinds(people.annotator()) == ["returned", "returned"]


def test_what_cannot_be_done_is_told_and_stops_nothing_else() -> None:
    held, begun, again, free = works = handed_in(4)
    open_review(actor=people.lead(), assignment=held)
    label = begun.annotations.order_by("statement__start")[0]
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="accept")
    Assignment.objects.filter(pk=again.pk).update(submitted_at="2026-01-01T00:00Z")

    act = done(works)

    assert outcomes(act) == [
        ("refused", "Lea Lead is reviewing this."),
        ("refused", "Its review is begun: some of it is decided already. Finish it on its own page."),
        ("refused", "It was handed in again since you looked at it."),
        DONE,
    ]
    assert states(works) == ["submitted", "submitted", "submitted", "accepted"]
    assert Event.objects.filter(verb="review.opened", object_id=again.pk).count() == 0
    free.refresh_from_db()
    assert free.reviewer == people.reviewer()


def test_nobody_accepts_their_own_work_among_others() -> None:
    works = handed_in(1)
    project = works[0].article.project
    projects.town(project, "Riotown")
    own = projects.submitted(project, people.reviewer())

    assert outcomes(done([*works, own])) == [DONE, ("refused", "Nobody reviews their own labels.")]


def test_work_in_hand_is_given_to_somebody_else_and_taken_back() -> None:
    project = projects.project(annotators_per_article=1)
    for name in ("Aton", "Beton"):
        projects.town(project, name)
    submitted = projects.submitted(project)
    in_hand = projects.assignment(project)
    lead = people.lead()

    act = done([in_hand, submitted], "reassign", lead, people.second_annotator())

    assert outcomes(act) == [
        DONE,
        ("refused", "The assignment is “Waiting for review”; only work in hand changes hands."),
    ]
    made = Assignment.objects.get(annotator=people.second_annotator())
    undo_bulk(actor=lead, bulk=act)
    made.refresh_from_db()
    assert made.state == "released"
    assert Assignment.objects.filter(annotator=people.annotator(), state="active").count() == 1


def test_the_same_act_sent_again_does_nothing_more() -> None:
    works = handed_in()
    key, wish, ticked = uuid.uuid4(), Wish("accept"), [Ticked(one) for one in works]
    project = works[0].article.project
    first, second = (
        bulk(actor=people.reviewer(), project=project, bulk_id=key, wish=wish, ticked=ticked) for _ in range(2)
    )

    assert (first, outcomes(second), Event.objects.filter(verb="bulk.begun").count()) == (second, [DONE, DONE], 1)
    with pytest.raises(ReplayMismatch):
        bulk(actor=people.reviewer(), project=project, bulk_id=key, wish=Wish("return", "other"), ticked=ticked)


@pytest.mark.parametrize(
    ("who", "wish", "count", "refusal"),
    [
        (people.annotator, Wish("accept"), 1, NotAllowed),
        (people.reviewer, Wish("reassign"), 1, NotAllowed),
        (people.lead, Wish("reassign"), 1, Invalid),
        (people.reviewer, Wish("return"), 1, Invalid),
        (people.reviewer, Wish("return", "no such reason"), 1, Invalid),
        (people.reviewer, Wish("burn"), 1, Invalid),
        (people.reviewer, Wish("accept"), 0, Invalid),
    ],
)
def test_an_act_that_makes_no_sense_is_refused_whole(
    who: Callable[[], Any], wish: Wish, count: int, refusal: type[Exception]
) -> None:
    works = handed_in(1)
    with pytest.raises(refusal):
        bulk(
            actor=who(),
            project=works[0].article.project,
            bulk_id=uuid.uuid4(),
            wish=wish,
            ticked=[Ticked(one) for one in works][:count],
        )
    assert (BulkAct.objects.count(), states(works)) == (0, ["submitted"])


@pytest.mark.parametrize("kind", ["accept", "return"])
def test_an_act_is_undone_and_the_work_waits_as_before(kind: str) -> None:
    works = handed_in()
    act = undo_bulk(actor=people.reviewer(), bulk=done(works, kind))

    assert (outcomes(act), states(works)) == ([UNDONE, UNDONE], ["submitted", "submitted"])
    assert act.undone_by == people.reviewer()
    assert [work.article.state for work in Assignment.objects.select_related("article")] == ["labelled", "labelled"]
    assert kinds(people.annotator())[-2:] == ["taken_back", "taken_back"]
    assert outcomes(done([Assignment.objects.get(pk=one.pk) for one in works])) == [DONE, DONE]
    assert states(works) == ["accepted", "accepted"]


def test_decisions_that_were_undone_are_out_of_the_annotators_sight_until_the_next_review() -> None:
    works = handed_in(1)
    undo_bulk(actor=people.reviewer(), bulk=done(works, "return"))

    work = Assignment.objects.get()
    assert (work.reviewed_at, work.reviewer, work.round) == (None, None, 2)


def test_what_the_annotator_answered_meanwhile_is_not_undone() -> None:
    works = handed_in()
    act = done(works, "return")
    for review in Review.objects.filter(assignment=works[0]):
        reply(
            actor=people.annotator(), review=review, action="kept", revision_id=uuid.uuid4(), comment="As the rules say"
        )
    submit(actor=people.annotator(), assignment=works[0])

    undo_bulk(actor=people.reviewer(), bulk=act)

    assert outcomes(act) == [("done", "Ada Annotator has gone on with it since (assignment.submitted)."), UNDONE]
    assert (states(works), ReviewReply.objects.count()) == (["submitted", "submitted"], 2)


def test_gold_that_a_person_decided_meanwhile_is_not_undone() -> None:
    works = handed_in(1)
    act = done(works)
    statement = adjudications.project_statements(works[0].article.project)[0]
    seen = adjudications.now(statement).version
    decide_gold(actor=people.lead(), statement=statement, seen=seen, answers=projects.answers("refuted"))

    undo_bulk(actor=people.reviewer(), bulk=act)

    assert outcomes(act) == [("done", "Lea Lead has gone on with it since (statement.decided).")]
    assert states(works) == ["accepted"]


def test_nothing_is_undone_twice_nor_by_just_anybody() -> None:
    works = handed_in(1)
    act = done(works)
    adjudications.second_reviewer(works[0].article.project)

    with pytest.raises(NotAllowed, match="undone by whoever did it, or by a lead"):
        undo_bulk(actor=people.person("rob"), bulk=act)
    undo_bulk(actor=people.lead(), bulk=act)
    with pytest.raises(WrongState, match="Nothing of this is left to undo"):
        undo_bulk(actor=people.lead(), bulk=act)
