"""Undo and redo, replays and stale versions."""

import uuid

import pytest

from annotations.models import Article, SplitEdit
from annotations.workflow.errors import ReplayMismatch, Stale, WrongState
from annotations.workflow.freeze import freeze
from annotations.workflow.split.edit import edit_split
from tests.factories import people, projects, splits

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    """A split article, not frozen."""
    return projects.article(projects.project(), splits.TEXT, frozen=False)


def test_thirty_edits_are_undone_and_redone_one_by_one(article: Article) -> None:
    versions = [splits.texts(article)]
    for _ in range(30):
        row = max(splits.live(article), key=lambda one: one.end - one.start)
        splits.edit(article, "split", statement=row, at=row.start + row.exact.index(" "))
        versions.append(splits.texts(article))
    for words in reversed(versions[:-1]):
        splits.edit(article, "undo")
        assert splits.texts(article) == words
    for words in versions[1:]:
        splits.edit(article, "redo")
        assert splits.texts(article) == words
    assert Article.objects.get(pk=article.pk).split_version == 90


def test_a_new_edit_empties_what_can_be_redone(article: Article) -> None:
    one, two = splits.live(article)[:2]
    splits.edit(article, "mark", statement=one, is_statement=False)
    splits.edit(article, "undo")
    splits.edit(article, "mark", statement=two, is_statement=False)
    with pytest.raises(WrongState, match="nothing to redo"):
        splits.edit(article, "redo")


def test_each_undoes_only_their_own_edit(article: Article) -> None:
    splits.edit(article, "mark", statement=splits.live(article)[0], is_statement=False)
    edit = splits.edit(article, "mark", people.reviewer(), statement=splits.live(article)[1], is_statement=False)

    with pytest.raises(WrongState, match="Rio Reviewer edited since") as error:
        splits.edit(article, "undo")
    assert error.value.extra == {"edit": str(edit.pk), "by": str(people.reviewer().pk)}

    splits.edit(article, "undo", people.reviewer())
    splits.edit(article, "undo")
    with pytest.raises(WrongState, match="nothing to undo"):
        splits.edit(article, "undo")


def test_the_editor_offers_what_can_be_undone_by_its_reader(article: Article) -> None:
    edit = splits.edit(article, "mark", statement=splits.live(article)[0], is_statement=False)
    again = Article.objects.get(pk=article.pk)
    offer = {"edit": str(edit.pk), "words": "Marked as statement or not"}
    assert [splits.document(again, who)["undo"] for who in (people.lead(), people.reviewer())] == [offer, None]


def test_a_replay_gives_the_stored_edit_and_another_body_none(article: Article) -> None:
    key, row = uuid.uuid4(), splits.live(article)[0]
    body = {"act": "mark", "statement": str(row.pk), "is_statement": False}

    def send(base: int, **more: object) -> object:
        return edit_split(
            actor=people.lead(), article=article, edit_id=key, base_version=base, body={**body, **more}
        ).created

    assert [send(0), send(0), send(7)] == [True, False, False]
    with pytest.raises(ReplayMismatch):
        send(1, is_statement=True)
    assert SplitEdit.objects.count() == 1


def test_an_edit_over_a_newer_version_is_refused_with_that_version(article: Article) -> None:
    row = splits.live(article)[0]
    splits.edit(article, "mark", statement=row, is_statement=False)
    with pytest.raises(Stale) as error:
        edit_split(
            actor=people.lead(),
            article=article,
            edit_id=uuid.uuid4(),
            base_version=0,
            body={"act": "role", "statement": str(row.pk), "role": "body"},
        )
    current = error.value.extra["current"]
    assert (current["version"], current["statements"][0]["is_statement"]) == (1, False)


def test_a_freeze_is_a_new_version(article: Article) -> None:
    freeze(actor=people.lead(), article=article)
    again = Article.objects.get(pk=article.pk)
    whole = splits.document(again, people.lead())
    assert (whole["version"], whole["frozen"], whole["may_edit"], whole["may_freeze"]) == (1, True, True, False)
