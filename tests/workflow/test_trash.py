"""The trash: out of sight, with everything in it, and back as it was."""

import pytest

from annotations.models import Article, Assignment, Event, Project, Revision
from annotations.queries import visibility
from annotations.workflow.assign import take_next
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.errors import Duplicate, Missing, NotAllowed, WrongState
from annotations.workflow.ingest import import_article
from annotations.workflow.rules import change_project
from annotations.workflow.trash import restore_article, restore_project, trash_article, trash_project
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def labelled() -> Assignment:
    """Ada's finished labels on a short article."""
    project = projects.project()
    projects.article(project)
    return projects.label_all(projects.assignment(project))


def test_an_article_in_the_trash_is_nowhere_to_be_seen_and_comes_back_with_its_labels() -> None:
    work = labelled()
    seen = (
        visibility.articles,
        visibility.statements,
        visibility.assignments,
        visibility.annotations,
        visibility.revisions,
        visibility.searched_statements,
    )
    before = [rows(people.lead()).count() for rows in seen]

    trash_article(actor=people.lead(), article=work.article)
    in_the_trash = [rows(people.lead()).count() for rows in seen]
    restore_article(actor=people.lead(), article=work.article)

    assert before == [1, 4, 1, 4, 4, 4]
    assert in_the_trash == [0] * 6
    assert [rows(people.lead()).count() for rows in seen] == before


def test_a_project_in_the_trash_is_nowhere_to_be_seen_and_comes_back_with_its_people() -> None:
    work = labelled()
    project = work.article.project

    trash_project(actor=people.lead(), project=project)
    in_the_trash = (visibility.projects(people.lead()).count(), visibility.articles(people.annotator()).count())
    restore_project(actor=people.lead(), project=project)

    assert in_the_trash == (0, 0)
    assert visibility.memberships(people.lead()).filter(project=project).count() == 5
    assert Revision.objects.count() == 4


def test_each_act_is_recorded() -> None:
    work = labelled()
    trash_article(actor=people.lead(), article=work.article)
    restore_article(actor=people.lead(), article=work.article)
    trash_project(actor=people.lead(), project=work.article.project)
    restore_project(actor=people.lead(), project=work.article.project)
    rows = Event.objects.filter(verb__regex="trashed|restored").order_by("at", "id").values_list("verb", "object_id")
    article, project = work.article_id, work.article.project_id
    assert list(rows) == [
        ("article.trashed", article),
        ("article.restored", article),
        ("project.trashed", project),
        ("project.restored", project),
    ]


def test_leads_alone_move_things() -> None:
    work = labelled()
    for article_act in (trash_article, restore_article):
        with pytest.raises(NotAllowed):
            article_act(actor=people.reviewer(), article=work.article)
    for project_act in (trash_project, restore_project):
        with pytest.raises(NotAllowed):
            project_act(actor=people.reviewer(), project=work.article.project)
    assert Article.objects.filter(deleted_at__isnull=True).count() == 1
    assert Project.objects.filter(deleted_at__isnull=True).count() == 1


def test_what_is_there_is_not_restored_and_what_is_in_the_trash_not_put_there_again() -> None:
    work = labelled()
    with pytest.raises(WrongState, match="It is not in the trash"):
        restore_article(actor=people.lead(), article=work.article)
    trash_article(actor=people.lead(), article=work.article)
    with pytest.raises(WrongState, match="It is in the trash already"):
        trash_article(actor=people.lead(), article=work.article)


def test_a_text_that_was_imported_again_meanwhile_keeps_the_old_one_out() -> None:
    work = labelled()
    trash_article(actor=people.lead(), article=work.article)
    import_article(actor=people.lead(), project=work.article.project, draft=ArticleDraft(text=projects.SHORT_TEXT))
    with pytest.raises(Duplicate, match="was imported meanwhile"):
        restore_article(actor=people.lead(), article=work.article)
    assert Event.objects.filter(verb="article.restored").count() == 0


def test_a_label_for_an_article_in_the_trash_is_refused_as_for_one_that_is_not_there() -> None:
    work = labelled()
    statement = projects.statements(work)[0]
    trash_article(actor=people.lead(), article=work.article)
    with pytest.raises(Missing):
        projects.label(work, statement, projects.answers("refuted"))
    restore_article(actor=people.lead(), article=work.article)
    assert projects.label(work, statement, projects.answers("refuted")).revision.seq == 2


def test_work_in_the_trash_is_neither_gone_on_with_nor_in_the_way_of_other_work() -> None:
    project = projects.project()
    change_project(actor=people.lead(), project=project, changes={"open_limit": 1})
    projects.town(project, "Arden")
    work = projects.assignment(project)
    trash_article(actor=people.lead(), article=work.article)
    other = projects.town(project, "Bree")

    taken = take_next(actor=people.annotator(), project=project)

    assert taken is not None
    assert taken.article_id == other.pk
