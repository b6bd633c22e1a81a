"""What becomes of a save is worked out on the place as it was last, and anew wherever that is not how it is."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from annotations.models import Assignment, Event, Membership, Protocol, Revision, Statement
from annotations.workflow import saving_rows
from annotations.workflow.errors import Invalid, Missing, NotAllowed, Stale, WorkflowError, WrongState
from annotations.workflow.leases import release
from annotations.workflow.saving import Save, Saved, one_saved, opened
from annotations.workflow.trash import trash_article, trash_project
from tests.factories import people, projects, schemes

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Assignment:
    """Ada's assignment of four statements, the first of which was answered here."""
    monkeypatch.setattr(saving_rows, "_lately", {})
    project = projects.project()
    projects.article(project)
    work = projects.assignment(project)
    store(work, save(work, 0))
    return work


def save(work: Assignment, number: int = 1, **more: Any) -> Save:
    """A first answer on one of the statements."""
    statement = projects.statements(work)[number]
    return Save(uuid.uuid4(), work.pk, statement.pk, 0, projects.answers("refuted"), **more)


def store(work: Assignment, save: Save) -> Saved:
    """What becomes of it at a place that was asked for before."""
    with opened(actor=work.annotator, assignment=save.assignment, statement=save.statement, revision=save.id) as place:
        return place.take(save)


def foreseen_rightly(work: Assignment, save: Save, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, Saved]:
    """Whether a save found what was foreseen, and what became of it."""
    right: list[bool] = []
    is_like = saving_rows.Seen.is_like

    def look(likely: saving_rows.Seen, found: saving_rows.Seen) -> bool:
        right.append(is_like(likely, found))
        return right[-1]

    monkeypatch.setattr(saving_rows.Seen, "is_like", look)
    saved = store(work, save)
    return right == [True], saved


def test_a_first_answer_at_a_place_that_is_as_it_was_is_foreseen(
    work: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    right, saved = foreseen_rightly(work, save(work), monkeypatch)
    stored = Revision.objects.get(pk=saved.revision.pk)
    first = Revision.objects.exclude(pk=stored.pk).get()
    assert (right, saved.created, stored.seq, stored.is_complete) == (True, True, 1, True)
    assert stored.created_at == saved.revision.created_at
    assert stored.created_at >= first.created_at
    assert (stored.protocol_id, stored.guideline_id) == (first.protocol_id, first.guideline_id)
    assert Event.objects.filter(verb="annotation.revised").count() == 2


def handed_in(work: Assignment) -> None:
    projects.submit(actor=work.annotator, assignment=projects.label_all(work))


def left(work: Assignment) -> None:
    Membership.objects.filter(user=work.annotator).update(is_active=False)


def looks_on(work: Assignment) -> None:
    Membership.objects.filter(user=work.annotator).update(role="viewer")


def project_thrown_away(work: Assignment) -> None:
    trash_project(actor=people.lead(), project=work.article.project)


def article_thrown_away(work: Assignment) -> None:
    trash_article(actor=people.lead(), article=work.article)


def no_statement(work: Assignment) -> None:
    Statement.objects.filter(article=work.article).update(is_statement=False)


def answered_elsewhere(work: Assignment) -> None:
    one_saved(actor=work.annotator, save=save(work))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (handed_in, WrongState),
        (left, Missing),
        (looks_on, NotAllowed),
        (project_thrown_away, Missing),
        (article_thrown_away, Missing),
        (no_statement, Invalid),
        (answered_elsewhere, Stale),
    ],
)
def test_what_changed_meanwhile_refuses_the_answer_and_nothing_is_stored(
    work: Assignment, change: Callable[[Assignment], None], kind: type[WorkflowError]
) -> None:
    late = save(work)
    change(work)
    before = Revision.objects.count()
    with pytest.raises(kind):
        store(work, late)
    assert Revision.objects.count() == before


def test_an_answer_to_questions_that_changed_meanwhile_is_kept_under_the_new_ones(work: Assignment) -> None:
    project = work.article.project
    schemes.ask(project, schemes.questions(project, verification={"title": "What is known?"}))
    assert Protocol.objects.get(pk=store(work, save(work)).revision.protocol_id).version == 2


def test_an_answer_after_a_new_guideline_is_kept_under_it(work: Assignment) -> None:
    guideline = schemes.publish(work.article.project)
    assert store(work, save(work)).revision.guideline_id == guideline.pk


def test_late_work_takes_its_place_again(work: Assignment) -> None:
    release(actor=work.annotator, assignment=work)
    assert store(work, save(work)).created
    work.refresh_from_db()
    assert work.state == "active"


def test_the_next_version_stands_upon_the_first(work: Assignment) -> None:
    first = Revision.objects.get()
    again = Save(uuid.uuid4(), work.pk, first.annotation.statement_id, 1, projects.answers("supported"))
    assert (store(work, again).revision.seq, first.annotation.revisions.count()) == (2, 2)


def test_a_key_that_is_stored_already_is_a_replay_though_its_statement_has_no_answer_in_memory(
    work: Assignment,
) -> None:
    one = save(work)
    assert [store(work, one).created for _ in range(2)] == [True, False]


def test_only_so_many_places_are_remembered(work: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    places = {uuid.UUID(int=7): object()}
    monkeypatch.setattr(saving_rows, "_lately", places)
    monkeypatch.setattr(saving_rows, "MOST", 1)
    store(work, save(work))
    assert list(places) == [work.pk]
