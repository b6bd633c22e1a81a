"""Deciding about a label while its annotator edits it, on real connections: one order or the other, never over an edit.

``RACE_ROUNDS=200 python3 manage.py test tests/workflow/test_review_races.py`` runs each race so often.
"""

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from annotations.models import Annotation, Assignment, Review
from annotations.workflow.annotate import submit
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, decide, finish_review
from tests.factories import people, projects
from tests.workflow.history import Crew, codes

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = int(os.environ.get("RACE_ROUNDS", "20"))


@pytest.fixture
def pair() -> Iterator[Crew]:
    """A reviewer and an annotator who begin at the same moment."""
    crew = Crew(2)
    yield crew
    crew.go_home()


@dataclass(frozen=True, slots=True)
class Edit:
    """A returned label and the annotator’s next version of it on its way: ``seen`` is the old one, ``key`` the new."""

    review: Review
    seen: uuid.UUID
    key: uuid.UUID

    def arrives(self) -> Assignment:
        """The label is changed and handed in."""
        status = "refuted" if self.review.revision.seq % 2 else "supported"
        reply(
            actor=people.annotator(),
            review=self.review,
            action="changed",
            revision_id=self.key,
            body=projects.answers(status),
        )
        return submit(actor=people.annotator(), assignment=self.review.assignment)

    @property
    def label(self) -> Annotation:
        """The label as it is now."""
        return Annotation.objects.select_related("assignment").get(pk=self.review.annotation_id)


def edits() -> Iterator[Edit]:
    """Round by round a label of the same work that was just returned."""
    project = projects.project(annotators_per_article=1)
    projects.article(project)
    work = projects.submitted(project)
    label = work.annotations.select_related("assignment").earliest("statement__start")
    for _round in range(ROUNDS):
        label.refresh_from_db()
        assert label.head_id is not None
        review = decide(
            actor=people.reviewer(), annotation=label, seen=label.head_id, decision="return", reason="said_is_not_true"
        )
        accept_rest(actor=people.reviewer(), assignment=work)
        finish_review(actor=people.reviewer(), assignment=work)
        yield Edit(review, label.head_id, uuid.uuid4())


def accepting(edit: Edit, seen: uuid.UUID) -> Callable[[], Review]:
    """The reviewer's accepting of that version."""
    return lambda: decide(actor=people.reviewer(), annotation=edit.label, seen=seen, decision="accept")


def decisions(edit: Edit) -> list[uuid.UUID]:
    """The versions that were decided on since the label came back."""
    later = Review.objects.filter(annotation=edit.review.annotation_id, round=edit.review.round + 1)
    return list(later.values_list("revision", flat=True))


def test_a_decision_on_the_version_before_the_edit_is_refused_and_the_edit_stands(pair: Crew) -> None:
    for edit in edits():
        told = codes(pair.at_once(edit.arrives, accepting(edit, edit.seen)))
        assert told in (["done", "stale"], ["done", "wrong_state"])
        assert (edit.label.head_id, edit.label.state, decisions(edit)) == (edit.key, "submitted", [])


def test_a_decision_on_the_edit_itself_comes_after_it_or_finds_nothing_to_decide(pair: Crew) -> None:
    for edit in edits():
        told = codes(pair.at_once(edit.arrives, accepting(edit, edit.key)))
        assert told in (["done", "done"], ["done", "stale"], ["done", "wrong_state"])
        assert (edit.label.head_id, edit.label.state) == (edit.key, "submitted")
        assert decisions(edit) == ([edit.key] if told == ["done", "done"] else [])


def test_accepting_the_rest_as_it_was_seen_before_the_edit_accepts_nothing(pair: Crew) -> None:
    for edit in edits():
        seen = dict(edit.label.assignment.annotations.values_list("pk", "head_id"))
        told = codes(
            pair.at_once(
                edit.arrives,
                lambda edit=edit, seen=seen: accept_rest(
                    actor=people.reviewer(), assignment=edit.review.assignment, seen=seen
                ),
            )
        )
        assert told in (["done", "stale"], ["done", "wrong_state"])
        assert (edit.label.head_id, edit.label.state, decisions(edit)) == (edit.key, "submitted", [])
