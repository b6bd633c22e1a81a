"""Talk about statements: who says what to whom, who reads it, and how it ends."""

import uuid

import pytest
from django.db import DatabaseError, transaction

from annotations.models import Comment, CommentMention, CommentThread, Event, Membership, Project, Statement, User
from annotations.queries import visibility
from annotations.workflow.comments import answer_thread, reopen_thread, resolve_thread, start_thread
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, WrongState
from annotations.workflow.members import remove_member
from tests.factories import people, projects, talks

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> Statement:
    """The first statement of a frozen article."""
    return first_of(projects.project())


def first_of(project: Project) -> Statement:
    """The first statement of a new article."""
    article = projects.article(project)
    return Statement.objects.select_related("article__project").filter(article=article).order_by("start")[0]


def read_by(user: User) -> list[str]:
    """What everybody said in the threads that the person may read."""
    rows = Comment.objects.filter(thread__in=visibility.threads(user)).order_by("created_at", "id")
    return list(rows.values_list("body", flat=True))


def test_a_comment_is_kept_as_it_was_said_with_its_event(statement: Statement) -> None:
    said = talks.begun(statement, people.annotator(), " Who says so?\n", people.reviewer())

    assert (said.body, said.author, said.thread.started_by) == ("Who says so?", people.annotator(), people.annotator())
    assert list(said.mentions.values_list("user", flat=True)) == [people.reviewer().pk]
    event = Event.objects.get(verb="comment.written")
    assert (event.object_id, event.after) == (
        said.pk,
        {"thread": str(said.thread_id), "mentions": [str(people.reviewer().pk)]},
    )


def test_the_same_comment_sent_again_is_written_once(statement: Statement) -> None:
    key = uuid.uuid4()
    first, second = (
        start_thread(actor=people.annotator(), statement=statement, comment_id=key, body="Why?") for _ in range(2)
    )

    assert (first, Comment.objects.count(), CommentThread.objects.count()) == (second, 1, 1)


def test_an_id_that_was_used_for_another_comment_is_refused(statement: Statement) -> None:
    said = talks.begun(statement)

    with pytest.raises(ReplayMismatch, match="used for another comment"):
        answer_thread(actor=people.annotator(), thread=said.thread, comment_id=said.pk, body="Something else")
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    ("body", "rule"),
    [(" \n", "is needed"), ("a" * 4_001, "is longer than 4000 characters"), ("a\0b", "holds a NUL")],
)
def test_a_comment_that_cannot_be_kept_is_refused(statement: Statement, body: str, rule: str) -> None:
    with pytest.raises(Invalid, match=rule):
        talks.begun(statement, None, body)
    assert CommentThread.objects.count() == 0


def test_viewers_read_and_outsiders_do_not_even_that(statement: Statement) -> None:
    talks.begun(statement)

    for user in (people.viewer(), people.outsider()):
        with pytest.raises(NotAllowed, match="does not comment"):
            talks.begun(statement, user)
    assert (read_by(people.viewer()), read_by(people.outsider())) == (["Who says so?"], [])


def test_an_annotator_reads_what_concerns_them_and_reviewers_read_all(statement: Statement) -> None:
    talks.answered(talks.begun(statement, people.annotator()))
    talks.begun(statement, people.reviewer(), "Watch the speaker.", people.second_annotator())
    talks.begun(statement, people.lead(), "Is this a quote?", people.reviewer())

    assert read_by(people.annotator()) == ["Who says so?", "The mayor does."]
    assert read_by(people.second_annotator()) == ["Watch the speaker."]
    everything = ["Who says so?", "The mayor does.", "Watch the speaker.", "Is this a quote?"]
    assert (read_by(people.reviewer()), read_by(people.lead())) == (everything, everything)


def test_annotators_do_not_meet_in_a_conversation_where_work_is_blind(statement: Statement) -> None:
    said = talks.begun(statement, people.annotator())

    for act in (
        lambda: talks.begun(statement, people.annotator(), "You too?", people.second_annotator()),
        lambda: talks.answered(said, people.reviewer(), "Ask Ben.", people.second_annotator()),
        lambda: talks.begun(statement, people.lead(), "Both!", people.annotator(), people.second_annotator()),
    ):
        with pytest.raises(Invalid, match="would let annotators read one another"):
            act()
    assert read_by(people.second_annotator()) == []


def test_annotators_meet_where_work_is_not_blind() -> None:
    project = projects.project()
    Project.objects.update(blind=False)
    project.refresh_from_db()
    statement = first_of(project)
    talks.begun(statement, people.annotator(), "You too?", people.second_annotator())

    assert read_by(people.second_annotator()) == ["You too?"]


@pytest.mark.parametrize("who", ["outsider", "annotator"])
def test_nobody_from_elsewhere_is_called_and_nobody_calls_themselves(statement: Statement, who: str) -> None:
    with pytest.raises(Invalid, match="is nobody of this project" if who == "outsider" else "is yourself"):
        talks.begun(statement, None, "Hello", getattr(people, who)())


def test_whoever_left_is_not_called_and_reads_nothing_more(statement: Statement) -> None:
    talks.begun(statement, people.annotator(), "Rio?", people.reviewer())
    remove_member(actor=people.lead(), membership=Membership.objects.get(user=people.reviewer()))

    with pytest.raises(Invalid, match="is nobody of this project"):
        talks.begun(statement, people.annotator(), "Rio?", people.reviewer())
    assert read_by(people.reviewer()) == []


def test_a_conversation_is_resolved_once_and_says_by_whom(statement: Statement) -> None:
    thread = talks.begun(statement).thread

    ended = resolve_thread(actor=people.reviewer(), thread=thread)

    assert (ended.resolved_by, ended.resolved_at is not None) == (people.reviewer(), True)
    with pytest.raises(WrongState, match="Rio Reviewer has resolved this already") as caught:
        resolve_thread(actor=people.lead(), thread=thread)
    assert caught.value.extra["resolved_by"] == str(people.reviewer().pk)


def test_a_resolved_conversation_goes_on_and_is_opened_again(statement: Statement) -> None:
    said = talks.begun(statement)
    resolve_thread(actor=people.annotator(), thread=said.thread)
    talks.answered(said)
    assert CommentThread.objects.get().is_resolved

    reopen_thread(actor=people.reviewer(), thread=said.thread)

    assert not CommentThread.objects.get().is_resolved
    with pytest.raises(WrongState, match="open already"):
        reopen_thread(actor=people.reviewer(), thread=said.thread)


def test_only_who_began_it_and_who_reviews_end_a_conversation(statement: Statement) -> None:
    thread = talks.begun(statement, people.reviewer(), "Ada?", people.annotator()).thread

    with pytest.raises(NotAllowed, match="whoever began it"):
        resolve_thread(actor=people.annotator(), thread=thread)
    assert not CommentThread.objects.get().is_resolved


def test_what_was_said_cannot_be_changed(statement: Statement) -> None:
    talks.begun(statement, None, "Why?", people.reviewer())
    said, called = Comment.objects.all(), CommentMention.objects.all()

    for change in (
        lambda: said.update(body="Because."),
        lambda: called.update(user=people.lead()),
        called.delete,
    ):
        with pytest.raises(DatabaseError, match="written once and never changed"), transaction.atomic():
            change()
    assert (said.get().body, called.get().user) == ("Why?", people.reviewer())
