"""The trash: articles and whole projects go there and come back; for leads."""

from typing import Any

import pytest

from annotations.models import Article, Project
from annotations.workflow.trash import trash_article, trash_project
from tests.factories import people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

TRASH = "/projects/idlib/trash/"


def test_leads_open_the_trash() -> None:
    projects.project()
    assert statuses(TRASH) == {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}


def test_an_empty_trash_says_how_things_get_there() -> None:
    projects.project()
    assert "The trash is empty Move an article here from its page" in words(signed_in(people.lead()).get(TRASH))


def test_an_article_goes_to_the_trash_from_its_page_and_comes_back_from_there() -> None:
    article, lea = projects.article(projects.project()), signed_in(people.lead())

    put = lea.post(f"/projects/idlib/articles/{article.pk}/", {"act": "trash"}, follow=True)
    shown = words(lea.get(TRASH))
    back = lea.post(TRASH, {"act": "restore", "row": str(article.pk)}, follow=True)

    assert "The article is in the trash. You can restore it there." in put.content.decode()
    assert "Mayor opens bridge 0 of 2" in shown
    assert "1 article is back." in back.content.decode()
    assert Article.objects.get().deleted_at is None


def test_several_articles_go_to_the_trash_from_the_list() -> None:
    project = projects.project()
    rows = [str(projects.town(project, name).pk) for name in ("Arden", "Bree", "Cork")]
    said = signed_in(people.lead()).post("/projects/idlib/articles/", {"act": "trash", "row": rows[:2]}, follow=True)
    assert "2 articles are in the trash." in said.content.decode()
    assert [row.title for row in Article.objects.filter(deleted_at__isnull=True)] == ["News from Cork"]


def test_nothing_ticked_and_what_is_elsewhere_restore_nothing() -> None:
    projects.project()
    foreign = projects.article(projects.project("elsewhere"))
    trash_article(actor=people.lead(), article=foreign)
    said = signed_in(people.lead()).post(TRASH, {"act": "restore", "row": [str(foreign.pk), "none"]}, follow=True)
    assert "Tick the articles first." in said.content.decode()
    assert Article.objects.get().deleted_at is not None


def test_a_project_goes_to_the_trash_when_its_address_was_typed_and_comes_back() -> None:
    projects.project()
    lea = signed_in(people.lead())

    mistyped = lea.post(f"{TRASH}all/", {"slug": "idlip"}, follow=True)
    there = Project.objects.get().deleted_at
    put = lea.post(f"{TRASH}all/", {"slug": "idlib"}, follow=True)
    hidden = statuses("/projects/idlib/")
    lea.post("/trash/idlib/restore/")

    assert "Type the address of the project, idlib, to be sure." in mistyped.content.decode()
    assert there is None
    assert "In the trash nobody finds them" in words(put)
    assert set(hidden.values()) == {404}
    assert Project.objects.get().deleted_at is None


def test_nobody_but_its_leads_restores_a_project() -> None:
    trash_project(actor=people.lead(), project=projects.project())
    for person in (people.reviewer, people.annotator, people.viewer, people.outsider):
        assert signed_in(person()).post("/trash/idlib/restore/").status_code == 404
        assert "In the trash" not in words(signed_in(person()).get("/projects/"))
    assert Project.objects.get().deleted_at is not None


@pytest.mark.parametrize("count", [1, 3])
def test_the_trash_costs_the_same_for_one_article_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    project, lea = projects.project(), signed_in(people.lead())
    for number in range(count):
        trash_article(actor=people.lead(), article=projects.town(project, f"Arden {number}"))
    lea.get(TRASH)
    with django_assert_num_queries(8):
        lea.get(TRASH)
