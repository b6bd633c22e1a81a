"""Reviewing: decisions beside labels, never over them; the return loop; gold at the end."""

import uuid
from typing import Any

import pytest

from annotations.models import (
    Adjudication,
    Annotation,
    Article,
    Assignment,
    Event,
    GoldLabel,
    Project,
    Review,
    Revision,
    Role,
)
from annotations.workflow.annotate import submit
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, Stale, WrongState
from annotations.workflow.members import change_role
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, decide, finish_review, open_review
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """One annotator is enough here."""
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    return made


@pytest.fixture
def work(project: Project) -> Assignment:
    """Ada handed in four statements, all unverified."""
    return projects.submitted(project)


def nth(work: Assignment, n: int) -> Annotation:
    """The label on the n-th statement."""
    return Annotation.objects.select_related("assignment").get(assignment=work, statement=projects.statements(work)[n])


def judge(work: Assignment, n: int, decision: str, **more: Any) -> Review:
    """Rio decides about the n-th label as it stands."""
    annotation = nth(work, n)
    assert annotation.head_id is not None
    return decide(actor=people.reviewer(), annotation=annotation, seen=annotation.head_id, decision=decision, **more)


def test_a_review_leaves_the_label_as_it_was(work: Assignment) -> None:
    judge(work, 0, "accept_with_changes", reason="guideline", proposed=projects.answers("refuted"))
    assert nth(work, 0).head.answers["labels"] == {"verification": ["unverified"]}
    assert Review.objects.get().proposed["labels"] == {"verification": ["refuted"]}
    assert list(Review.objects.get().items.values_list("question", "original", "suggested")) == [
        ("verification", ["unverified"], ["refuted"])
    ]


def test_nobody_reviews_their_own_labels(project: Project) -> None:
    work = projects.submitted(project, people.reviewer())
    with pytest.raises(NotAllowed, match="own"):
        judge(work, 0, "accept")


def test_an_annotator_does_not_review(work: Assignment) -> None:
    with pytest.raises(NotAllowed):
        open_review(actor=people.second_annotator(), assignment=work)


def test_two_reviewers_never_hold_the_same_assignment(work: Assignment) -> None:
    member = work.article.project.memberships.get(user=people.second_annotator())
    change_role(actor=people.lead(), membership=member, role=Role.REVIEWER)
    open_review(actor=people.reviewer(), assignment=work)
    with pytest.raises(WrongState, match="Rio Reviewer is reviewing this"):
        open_review(actor=people.second_annotator(), assignment=work)


def test_a_label_that_changed_since_it_was_seen_is_not_judged(work: Assignment) -> None:
    with pytest.raises(Stale) as refusal:
        decide(actor=people.reviewer(), annotation=nth(work, 0), seen=uuid.uuid4(), decision="accept")
    assert refusal.value.extra["current"]["seq"] == 1
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("decision", "more", "field"),
    [
        ("maybe", {}, "decision"),
        ("return", {}, "reason"),
        ("return", {"reason": "mood"}, "reason"),
        ("return", {"comment": "a\0"}, "comment"),
        ("accept_with_changes", {"reason": "guideline"}, "proposed"),
        ("accept_with_changes", {"reason": "guideline", "proposed": {}}, "proposed"),
        ("accept_with_changes", {"reason": "guideline", "proposed": projects.answers("unverified")}, "proposed"),
        (
            "accept_with_changes",
            {"reason": "guideline", "proposed": projects.answers("no")},
            "proposed.labels.verification",
        ),
    ],
)
def test_a_bad_decision_names_its_field_and_changes_nothing(
    work: Assignment, decision: str, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        judge(work, 0, decision, **more)
    assert refusal.value.extra["field"] == field
    assert not Review.objects.exists()


def test_a_review_ends_only_when_everything_is_decided(work: Assignment) -> None:
    judge(work, 0, "accept")
    with pytest.raises(WrongState) as refusal:
        finish_review(actor=people.reviewer(), assignment=work)
    assert refusal.value.extra["missing"] == [s.index for s in projects.statements(work)[1:]]


def test_accepting_the_rest_leaves_earlier_decisions_alone(work: Assignment) -> None:
    judge(work, 1, "return", reason="guideline")
    assert accept_rest(actor=people.reviewer(), assignment=work) == 3
    assert sorted(Review.objects.values_list("decision", flat=True)) == ["accept", "accept", "accept", "return"]


def test_a_changed_mind_is_a_new_row_and_counts(work: Assignment) -> None:
    judge(work, 0, "return", reason="guideline")
    judge(work, 0, "accept")
    accept_rest(actor=people.reviewer(), assignment=work)
    assert finish_review(actor=people.reviewer(), assignment=work).state == "accepted"
    assert Review.objects.filter(annotation=nth(work, 0)).count() == 2


def test_an_accepted_assignment_gives_gold_with_its_basis(work: Assignment) -> None:
    judge(work, 0, "accept_with_changes", reason="guideline", proposed=projects.answers("refuted"))
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)
    gold = GoldLabel.objects.order_by("adjudication__statement__start")
    assert list(gold.values_list("label__key", "method", "n_annotations", "distribution")) == [
        ("refuted", "single_reviewed", 1, {"refuted": 1}),
        ("unverified", "single_reviewed", 1, {"unverified": 1}),
        ("unverified", "single_reviewed", 1, {"unverified": 1}),
        ("unverified", "single_reviewed", 1, {"unverified": 1}),
    ]
    assert [list(a.basis.all()) for a in Adjudication.objects.order_by("statement__start")] == [
        [nth(work, n).head] for n in range(4)
    ]
    assert Article.objects.get().state == "adjudicated"


class TestReturnedWork:
    """Ada's second label came back."""

    @pytest.fixture
    def returned(self, work: Assignment) -> Review:
        """The review that sent it back, with a proposal."""
        review = judge(work, 1, "return", reason="guideline", proposed=projects.answers("supported"))
        accept_rest(actor=people.reviewer(), assignment=work)
        finish_review(actor=people.reviewer(), assignment=work)
        return review

    def answer(self, review: Review, action: str, **more: Any) -> None:
        """Ada answers and hands in again."""
        reply(actor=people.annotator(), review=review, action=action, revision_id=uuid.uuid4(), **more)
        submit(actor=people.annotator(), assignment=review.assignment)

    def test_only_the_returned_label_is_open(self, work: Assignment, returned: Review) -> None:
        work.refresh_from_db()
        assert work.state == "returned"
        assert [nth(work, n).state for n in range(4)] == ["accepted", "returned", "accepted", "accepted"]
        assert not Adjudication.objects.exists()

    def test_it_is_not_handed_in_without_an_answer(self, work: Assignment, returned: Review) -> None:
        with pytest.raises(WrongState, match="1 returned statement waits for your reply"):
            submit(actor=people.annotator(), assignment=work)

    def test_taking_the_proposal_writes_it_as_a_revision_of_the_annotator(
        self, work: Assignment, returned: Review
    ) -> None:
        self.answer(returned, "taken")
        label = nth(work, 1)
        assert (label.seq, label.state, label.head.author) == (2, "submitted", people.annotator())
        assert label.head.answers["labels"] == {"verification": ["supported"]}

    def test_keeping_needs_a_reason(self, returned: Review) -> None:
        with pytest.raises(Invalid, match="say why"):
            self.answer(returned, "kept")

    def test_keeping_leaves_the_label_and_shows_the_reason(self, work: Assignment, returned: Review) -> None:
        self.answer(returned, "kept", comment="Nobody checked it.")
        assert (nth(work, 1).seq, returned.reply.comment) == (1, "Nobody checked it.")

    def test_changing_writes_other_answers(self, work: Assignment, returned: Review) -> None:
        self.answer(returned, "changed", body=projects.answers("not_checkable"))
        assert nth(work, 1).head.answers["labels"] == {"verification": ["not_checkable"]}

    def test_a_revision_id_that_is_taken_is_refused(self, work: Assignment, returned: Review) -> None:
        with pytest.raises(ReplayMismatch):
            reply(
                actor=people.annotator(),
                review=returned,
                action="taken",
                revision_id=returned.revision_id,
            )
        assert (nth(work, 1).seq, nth(work, 1).state) == (1, "returned")

    def test_each_return_is_answered_once(self, returned: Review) -> None:
        self.answer(returned, "taken")
        with pytest.raises(WrongState, match="answered once"):
            reply(
                actor=people.annotator(),
                review=returned,
                action="kept",
                revision_id=uuid.uuid4(),
                comment="I changed my mind.",
            )

    def test_the_reviewer_sees_it_once_more_and_accepts(self, work: Assignment, returned: Review) -> None:
        self.answer(returned, "taken")
        assert accept_rest(actor=people.reviewer(), assignment=work) == 1
        done = finish_review(actor=people.reviewer(), assignment=work)
        assert (done.state, done.round) == ("accepted", 2)
        assert Adjudication.objects.count() == 4

    def test_the_whole_story_is_in_the_events(self, work: Assignment, returned: Review) -> None:
        self.answer(returned, "taken")
        accept_rest(actor=people.reviewer(), assignment=work)
        finish_review(actor=people.reviewer(), assignment=work)
        story = list(Event.objects.order_by("at", "id").values_list("verb", flat=True))
        assert story[story.index("assignment.taken") :] == [
            "assignment.taken",
            *["annotation.revised"] * 4,
            "assignment.submitted",
            *["review.decided"] * 4,
            "review.finished",
            "annotation.revised",
            "review.replied",
            "assignment.submitted",
            "review.decided",
            "review.finished",
            *["statement.settled"] * 4,
        ]


def test_two_who_agree_are_unanimous_and_two_who_differ_stay_open() -> None:
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    for user in (people.annotator(), people.second_annotator()):
        work = projects.label_all(projects.assignment(project, user))
        if user == people.second_annotator():
            projects.label(work, projects.statements(work)[0], projects.answers("refuted"))
        submit(actor=user, assignment=work)
        accept_rest(actor=people.reviewer(), assignment=work)
        finish_review(actor=people.reviewer(), assignment=work)
    gold = GoldLabel.objects.order_by("adjudication__statement__start")
    assert list(gold.values_list("label__key", "method", "distribution"))[:2] == [
        (None, "open", {"refuted": 1, "unverified": 1}),
        ("unverified", "unanimous", {"unverified": 2}),
    ]
    assert Article.objects.get().state == "labelled"
    assert Revision.objects.count() == 9
