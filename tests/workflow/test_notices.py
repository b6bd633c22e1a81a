"""Who is told of what: in the transaction of the act, never of one's own, never of a project one left."""

import uuid

import pytest
from django.db import transaction

from annotations.models import Assignment, Membership, Notice, Review, Statement
from annotations.queries import visibility
from annotations.workflow.annotate import submit
from annotations.workflow.ask_back import ask_back
from annotations.workflow.comments import resolve_thread
from annotations.workflow.decide_gold import decide_gold
from annotations.workflow.give import give, reassign
from annotations.workflow.guidelines import Rule
from annotations.workflow.members import change_role, remove_member
from annotations.workflow.notices import mark_read
from annotations.workflow.reply import reply
from annotations.workflow.review import decide, finish_review
from tests.api import worlds
from tests.factories import adjudications, people, projects, schemes, talks
from tests.factories.notices import kinds, told

pytestmark = pytest.mark.django_db


def returned() -> Assignment:
    """Ada's labels, of which Rio returned the first."""
    return worlds.returned().assignment


def test_the_annotator_is_told_of_a_return_and_the_reviewer_of_the_answer() -> None:
    work = returned()
    assert told(people.annotator()) == ["Rio Reviewer returned labels of yours"]

    review = Review.objects.get(decision="return")
    reply(actor=people.annotator(), review=review, action="taken", revision_id=uuid.uuid4())
    submit(actor=people.annotator(), assignment=work)

    assert told(people.reviewer()) == ["Ada Annotator answered what you returned"]
    assert kinds(people.annotator()) == ["returned"]


def test_the_annotator_is_told_of_a_finished_review() -> None:
    projects.reviewed(worlds.handed_in().assignment)

    assert told(people.annotator()) == ["Rio Reviewer finished the review of your labels"]


def test_whoever_is_given_work_is_told() -> None:
    project = projects.project()
    work = give(actor=people.lead(), article=projects.article(project), annotator=people.annotator())
    reassign(actor=people.lead(), assignment=work, annotator=people.second_annotator())

    given = ["Lea Lead gave you an article"]
    assert (told(people.annotator()), told(people.second_annotator())) == (given, given)


def test_nobody_is_told_of_what_they_did_themselves() -> None:
    project = projects.project()
    give(actor=people.lead(), article=projects.article(project), annotator=people.lead())
    projects.submitted(project)

    assert Notice.objects.count() == 0


def test_a_person_who_decides_gold_tells_those_whose_labels_it_rests_on() -> None:
    statement = adjudications.contested()
    seen = adjudications.now(statement).version
    decide_gold(actor=people.reviewer(), statement=statement, seen=seen, answers=projects.answers("supported"))

    for user in (people.annotator(), people.second_annotator()):
        assert kinds(user) == ["accepted", "adjudicated"]


def test_annotators_read_of_gold_when_the_whole_article_is_decided() -> None:
    adjudications.contested_rows(2)
    first, second = Statement.objects.filter(adjudications__is_open=True).order_by("start")
    seen = []
    for statement in (first, second):
        version = adjudications.now(statement).version
        decide_gold(actor=people.reviewer(), statement=statement, seen=version, answers=projects.answers("supported"))
        seen.append(visibility.notices(people.annotator()).filter(kind="adjudicated").count())

    assert seen == [0, 2]


def test_whoever_is_asked_back_is_told_of_that_and_not_of_a_return() -> None:
    statement = adjudications.contested()
    seen = adjudications.now(statement).version
    ask_back(actor=people.reviewer(), statement=statement, seen=seen, comment="Which half?")

    assert kinds(people.annotator()) == ["accepted", "asked_back"]


def test_new_rules_tell_everybody_whose_labels_they_open_again() -> None:
    project = projects.project()
    projects.article(project)
    projects.reviewed(projects.submitted(project))
    schemes.publish(project, "# Rules\n\nBe fair.\n", Rule("verification", ("unverified",)))

    assert kinds(people.annotator()) == ["accepted", "reopened"]


def test_a_comment_tells_those_it_calls_and_those_who_take_part() -> None:
    statement = worlds.labelled().statement
    said = talks.begun(statement, people.annotator(), "Rio?", people.reviewer())
    talks.answered(said, people.reviewer(), "Lea knows.", people.lead())
    talks.answered(said, people.lead(), "I do.")
    resolve_thread(actor=people.reviewer(), thread=said.thread)

    assert kinds(people.annotator()) == ["answered", "answered", "resolved"]
    assert (kinds(people.reviewer()), kinds(people.lead())) == (["mentioned", "answered"], ["mentioned"])


def test_whoever_left_is_told_nothing_and_reads_nothing() -> None:
    statement = worlds.labelled().statement
    said = talks.begun(statement, people.annotator(), "Rio?", people.reviewer())
    remove_member(actor=people.lead(), membership=Membership.objects.get(user=people.reviewer()))
    talks.answered(said, people.annotator(), "Anybody?")

    assert kinds(people.reviewer()) == ["mentioned"]
    assert visibility.notices(people.reviewer()).count() == 0


def test_what_a_role_does_not_open_any_more_is_not_read() -> None:
    returned()
    assert visibility.notices(people.annotator()).count() == 1
    change_role(actor=people.lead(), membership=Membership.objects.get(user=people.annotator()), role="viewer")

    assert visibility.notices(people.annotator()).count() == 0


def test_an_act_that_is_rolled_back_was_never_told() -> None:
    world = worlds.decided()
    with transaction.atomic():
        finish_review(actor=people.reviewer(), assignment=world.assignment)
        assert Notice.objects.count() == 1
        transaction.set_rollback(True)

    assert Notice.objects.count() == 0


def test_saving_labels_and_reviewing_them_tells_nobody_yet(django_assert_num_queries: object) -> None:
    world = worlds.handed_in()
    decide(actor=people.reviewer(), annotation=world.label, seen=world.label.head_id, decision="accept")

    assert Notice.objects.count() == 0


def test_notices_are_marked_as_read_by_their_person_only() -> None:
    statement = worlds.labelled().statement
    for body in ("One", "Two"):
        talks.begun(statement, people.lead(), body, people.reviewer())
    first = Notice.objects.order_by("created_at", "pk")[0]

    assert mark_read(actor=people.annotator(), notices=[first.pk]) == 0
    assert mark_read(actor=people.reviewer(), notices=[first.pk]) == 1
    assert mark_read(actor=people.reviewer()) == 1
    assert Notice.objects.filter(read_at__isnull=True).count() == 0
