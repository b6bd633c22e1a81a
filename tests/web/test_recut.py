"""What pages show of statements that were cut anew after they were labelled."""

import pytest
from django.test import Client

from annotations.models import Annotation, Article, Assignment, Project, Statement
from tests.factories import people, projects, splits
from tests.web.visits import signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def project() -> Project:
    """Its article was labelled by Ada, handed in, and cut by Lea."""
    made = projects.project()
    article = projects.article(made, splits.TEXT)
    projects.submitted(made)
    splits.edit(article, "split", statement=splits.live(article)[1], at=article.text.index(", adding"))
    return made


def page(who: str, path: str) -> str:
    """The page as somebody sees it."""
    client = Client()
    client.force_login(people.person(who))
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(("who", "shown"), [("lea", True), ("rio", True), ("ada", True), ("ben", False)])
def test_the_article_lists_older_versions_to_those_who_see_their_labels(
    project: Project, who: str, shown: bool
) -> None:
    found = page(who, f"/projects/idlib/articles/{Article.objects.get().pk}/")
    assert ("Cut anew since they were labelled" in found) == shown
    assert ("1 label, stale" in found) == shown


def test_the_start_page_says_why_the_work_came_back(project: Project) -> None:
    found = page("ada", "/")
    assert "returned to you: a statement was cut anew" in found
    assert "Answer statement 2, which was cut anew" in found


def test_the_workbench_offers_the_old_answers_and_takes_new_ones_without_a_script(project: Project) -> None:
    work = Assignment.objects.get()
    found = page("ada", f"/assignments/{work.pk}/?s=2")
    assert "Before this was cut anew you answered:" in found
    assert "No stance · Unverified" in found
    assert "formaction" not in found
    statement = Statement.objects.get(state="live", index=1)
    client = Client()
    client.force_login(people.annotator())

    client.post(
        f"/assignments/{work.pk}/answer/",
        {
            "s": "2",
            "statement": str(statement.pk),
            "base_seq": "0",
            "revision": "01930000-0000-7000-8000-000000000001",
            "no_stance": "on",
            "q-verification": "refuted",
        },
    )

    assert Annotation.objects.get(statement=statement).state == "complete"


def test_the_history_tells_of_the_cut_and_of_the_work_that_came_back(project: Project) -> None:
    found = page("lea", "/projects/idlib/history/")
    assert "edited the split of" in found
    assert "cut a statement anew; back to work went" in found


def test_an_article_that_has_no_statement_left_says_so_and_is_handed_in() -> None:
    made = projects.project()
    article = projects.town(made, "Arden")
    work = projects.assignment(made)
    for row in splits.live(article):
        splits.edit(article, "mark", statement=row, is_statement=False)
    ada = signed_in(work.annotator)

    page = words(ada.get(f"/assignments/{work.pk}/"))
    after = words(ada.post(f"/assignments/{work.pk}/submit/", follow=True))

    work.refresh_from_db()
    assert "Nothing is asked about this article any more" in page
    assert "Next article" in after
    assert work.state == "submitted"
