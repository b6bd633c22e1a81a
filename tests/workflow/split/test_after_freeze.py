"""An edit after the freeze: no label is lost, the old ones are stale, work comes back and gold opens again."""

from typing import Any

import pytest

from annotations.models import (
    Adjudication,
    Annotation,
    Article,
    Assignment,
    Claim,
    Event,
    Project,
    Revision,
    Statement,
)
from annotations.queries.gold_answers import listed
from annotations.queries.release_gold import settled as gold
from annotations.queries.release_raw import handed_in
from annotations.workflow.annotate import submit
from annotations.workflow.errors import WrongState
from annotations.workflow.freeze import freeze
from annotations.workflow.review import accept_rest, decide, finish_review, open_review
from tests.factories import people, projects, splits

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """One annotator an article is enough here."""
    return projects.project(annotators_per_article=1)


@pytest.fixture
def article(project: Project) -> Article:
    """A frozen article."""
    return projects.article(project, splits.TEXT)


def find(article: Article, words: str) -> Statement:
    """The live statement that holds these words."""
    return next(row for row in splits.live(article) if words in row.exact)


def cut(article: Article, **who: Any) -> list[Statement]:
    """Cuts the longest statement in two."""
    row = find(article, "The bridge is safe")
    splits.edit(article, "split", statement=row, at=article.text.index(", adding"), **who)
    return splits.live(article)[1:3]


def reviewed(work: Assignment) -> Assignment:
    """Rio accepts all of it."""
    accept_rest(actor=people.reviewer(), assignment=work)
    return finish_review(actor=people.reviewer(), assignment=work)


def answered(work: Assignment, statements: list[Statement]) -> Assignment:
    """Ada answers these and hands in."""
    work = Assignment.objects.get(pk=work.pk)
    for row in statements:
        projects.label(work, row)
    return submit(actor=work.annotator, assignment=work)


def state(article: Article) -> str:
    """The article's state."""
    return Article.objects.get(pk=article.pk).state


def test_a_cut_makes_the_next_versions_and_keeps_the_old_labels(project: Project, article: Article) -> None:
    row = find(article, "The bridge is safe")
    work = projects.label_all(projects.assignment(project))
    revisions = Revision.objects.count()

    one, two = cut(article)

    assert [(new.version, new.parent_id, new.frozen_at is not None) for new in (one, two)] == [(2, row.pk, True)] * 2
    assert Annotation.objects.get(statement=row).is_stale
    assert Annotation.objects.filter(is_stale=True).count() == 1
    assert Revision.objects.count() == revisions
    work.refresh_from_db()
    assert (work.state, work.return_reason) == ("active", "")


@pytest.mark.parametrize(
    ("act", "members"),
    [
        ("role", {"role": "caption"}),
        ("mark", {"is_statement": False}),
        ("speaker", {"name": "The engineers"}),
        ("continue", {"on": True}),
    ],
)
def test_what_labels_are_made_on_is_never_changed_in_place(article: Article, act: str, members: Any) -> None:
    row = find(article, "Engineers")
    columns = Statement.objects.filter(pk=row.pk).values("role", "is_statement", "voice", "speaker", "exact", "version")
    before = columns.get()

    splits.edit(article, act, statement=row, **members)

    fresh = find(article, "Engineers")
    assert (fresh.pk != row.pk, fresh.version, fresh.parent_id) == (True, 2, row.pk)
    assert columns.get() == before


def test_a_boundary_that_moves_makes_new_versions_of_both(article: Article) -> None:
    row, after = find(article, "council meets"), find(article, "It will vote")
    splits.edit(article, "move", statement=row, at=article.text.index("in May."))
    assert [(one.parent_id, one.version) for one in splits.live(article)[-2:]] == [(row.pk, 2), (after.pk, 2)]


def test_claims_relations_and_duplicates_are_no_new_version(project: Project, article: Article) -> None:
    work = projects.submitted(project)
    row, other = find(article, "The bridge is safe"), find(article, "Engineers")
    splits.edit(article, "claim", statement=row, text="The bridge is safe.", check_target="content")
    splits.edit(article, "relate", statement=row, to=other, type="contradicts", on=True)
    splits.edit(article, "duplicate", statement=other, of=row)
    assert {one.version for one in splits.live(article)} == {1}
    assert Assignment.objects.get(pk=work.pk).state == "submitted"


def test_a_claim_that_labels_point_to_stays_and_the_new_version_has_its_own(article: Article) -> None:
    row = find(article, "Engineers")
    splits.edit(article, "claim", statement=row, text="Engineers doubt it.", check_target="content")
    old = Claim.objects.get()

    splits.edit(article, "role", statement=row, role="caption")

    copy = Claim.objects.exclude(pk=old.pk).get()
    old.refresh_from_db()
    assert (old.statement, copy.statement, copy.claim_text) == (row, find(article, "Engineers"), "Engineers doubt it.")


def test_the_whole_story_from_label_to_edit_to_label_again_to_gold(project: Project, article: Article) -> None:
    work = reviewed(projects.submitted(project))
    row = find(article, "The bridge is safe")
    assert (state(article), gold(project).count(), handed_in(project).count()) == ("adjudicated", 8, 8)

    one, two = cut(article)

    work.refresh_from_db()
    assert (work.state, work.return_reason, state(article)) == ("returned", "recut", "labelled")
    counted = Article.objects.values_list("required", "reserved", "done").get(pk=article.pk)
    assert counted == (1, 1, 1)
    assert (gold(project).count(), handed_in(project).count()) == (7, 7)
    assert listed(people.lead(), project).filter(is_open=False).count() == 7

    with pytest.raises(WrongState) as error:
        submit(actor=work.annotator, assignment=work)
    assert error.value.extra["missing"] == [1, 2]
    answered(work, [one, two])

    work.refresh_from_db()
    assert (work.state, work.return_reason, work.round) == ("submitted", "", 2)
    reviewed(work)
    assert (state(article), gold(project).count(), handed_in(project).count()) == ("adjudicated", 9, 9)
    assert Adjudication.objects.filter(statement=row).count() == 1
    assert not handed_in(project).filter(statement=row).exists()
    assert Annotation.objects.get(statement=row).state == "accepted"


def test_other_labels_of_returned_work_stay_closed(project: Project, article: Article) -> None:
    work = projects.submitted(project)
    cut(article)
    work.refresh_from_db()
    with pytest.raises(WrongState, match="was returned"):
        projects.label(work, find(article, "Engineers"))


def test_a_review_that_had_begun_goes_on_where_it_was(project: Project, article: Article) -> None:
    work = projects.submitted(project)
    open_review(actor=people.reviewer(), assignment=work)
    label = Annotation.objects.get(statement=find(article, "Engineers"))
    assert label.head_id is not None
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="accept")
    stale = Annotation.objects.select_related("assignment").get(statement=find(article, "The bridge is safe"))
    assert stale.head_id is not None

    new = cut(article)

    with pytest.raises(WrongState, match="only submitted work is reviewed"):
        decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="accept")
    work = answered(work, new)
    assert work.round == 1
    with pytest.raises(WrongState, match="cut anew"):
        decide(actor=people.reviewer(), annotation=stale, seen=stale.head_id, decision="accept")
    assert accept_rest(actor=people.reviewer(), assignment=work) == 8
    assert finish_review(actor=people.reviewer(), assignment=work).state == "accepted"


def test_returned_work_keeps_its_reason_and_needs_no_reply_for_what_was_cut(project: Project, article: Article) -> None:
    work = projects.submitted(project)
    label = Annotation.objects.get(statement=find(article, "The bridge is safe"))
    assert label.head_id is not None
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="return", comment="Cut it first.")
    reviewed(work)

    new = cut(article)

    work.refresh_from_db()
    assert (work.state, work.return_reason) == ("returned", "review")
    assert answered(work, new).state == "submitted"


def test_saving_on_a_statement_that_was_cut_meanwhile_is_a_conflict(project: Project, article: Article) -> None:
    work = projects.assignment(project)
    row = find(article, "The bridge is safe")
    projects.label(work, row)

    cut(article)

    with pytest.raises(WrongState, match="cut anew meanwhile") as error:
        projects.label(work, row, projects.answers("refuted"), base_seq=1)
    assert error.value.extra == {"field": "statement", "value": str(row.pk)}
    assert Annotation.objects.get(statement=row).seq == 1


def test_undoing_gives_labels_work_and_gold_back(project: Project, article: Article) -> None:
    work = reviewed(projects.submitted(project))
    before = splits.shown(article)
    cut(article)

    splits.edit(article, "undo")

    work.refresh_from_db()
    assert (splits.shown(article), work.state, work.return_reason) == (before, "accepted", "")
    assert (state(article), Annotation.objects.filter(is_stale=True).count()) == ("adjudicated", 0)

    splits.edit(article, "redo")

    work.refresh_from_db()
    assert (work.state, state(article)) == ("returned", "labelled")
    assert Annotation.objects.filter(is_stale=True).count() == 1


def test_undoing_after_somebody_answered_again_keeps_both_answers(project: Project, article: Article) -> None:
    work = reviewed(projects.submitted(project))
    answered(work, cut(article))

    splits.edit(article, "undo")

    work.refresh_from_db()
    assert (work.state, state(article)) == ("submitted", "labelled")
    assert Annotation.objects.filter(is_stale=True).count() == 2
    assert finish_review(actor=people.reviewer(), assignment=work).state == "accepted"
    assert state(article) == "adjudicated"


def test_what_was_edited_before_the_freeze_is_not_undone_after_it(project: Project) -> None:
    article = projects.article(project, splits.TEXT, frozen=False)
    splits.edit(article, "mark", statement=find(article, "Engineers"), is_statement=False)
    freeze(actor=people.lead(), article=article)
    assert Article.objects.get(pk=article.pk).split_version == 2
    with pytest.raises(WrongState, match="nothing to undo"):
        splits.edit(article, "undo")


def test_work_that_comes_back_is_an_event_of_its_own(project: Project, article: Article) -> None:
    work = projects.submitted(project)
    cut(article)
    event = Event.objects.get(verb="assignment.returned")
    assert (event.object_id, event.before, event.after) == (
        work.pk,
        {"state": "submitted"},
        {"state": "returned", "reason": "recut"},
    )
    assert event.caused_by == Event.objects.get(verb="split.edited")
