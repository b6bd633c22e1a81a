"""The pages of the guideline: read, compared, written, published."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from annotations.models import Annotation, Project
from annotations.queries.protocols import guideline_in_force
from tests.factories import people, projects
from tests.factories.schemes import publish
from tests.text.test_guideline import HOSTILE
from tests.web.visits import main_of, statuses, words

pytestmark = pytest.mark.django_db

URL = "/projects/idlib/guidelines/"
EDIT = f"{URL}edit/"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project() -> Project:
    return projects.project()


@pytest.fixture
def lea(client: Client, project: Project) -> Client:
    """Lea's browser without a script."""
    client.force_login(people.lead())
    return client


def sent(act: str = "publish", **more: Any) -> dict[str, Any]:
    """The editor's form as it is sent."""
    return {"act": act, "markdown": "# New\r\n\r\nBe fair.\r\n", "step": "minor", "base_version": "1.0.0"} | more


def test_the_page_shows_the_text_the_labels_and_the_versions(lea: Client, project: Project) -> None:
    publish(project, "# Rules\n\n*Be* fair.\n")
    shown = main_of(lea.get(URL))
    assert "<h2>Rules</h2>" in shown
    assert "<em>Be</em> fair." in shown
    assert "The recorded evidence contradicts the claim" in shown
    assert [version in shown for version in ("1.1.0", "1.0.0")] == [True, True]


def test_a_version_says_word_by_word_what_it_changed(lea: Client, project: Project) -> None:
    publish(project, "Be fair.\n")
    publish(project, "Be very fair.\n")
    shown = words(lea.get(f"{URL}1.2.0/"))
    assert "Changes since 1.1.0" in shown
    assert "[added: very ]" in " ".join(shown.split())
    assert lea.get(f"{URL}9.9.9/").status_code == 404


def test_publishing_makes_the_next_version(lea: Client, project: Project) -> None:
    response = lea.post(EDIT, sent())
    assert (response.status_code, response.headers["Location"]) == (302, URL)
    row = guideline_in_force(project)
    assert row is not None
    assert (row.version, row.markdown) == ("1.1.0", "# New\n\nBe fair.\n")


def test_a_preview_shows_and_counts_and_publishes_nothing(lea: Client, project: Project) -> None:
    projects.article(project)
    n = Annotation.objects.filter(assignment=projects.submitted(project, status="refuted")).count()
    shown = words(lea.post(EDIT, sent("preview", again=["verification:refuted"])))
    assert f"{n} answers by 1 person on {n} statements open again." in shown
    assert "[added: New" in shown
    assert set(Annotation.objects.values_list("state", flat=True)) == {"submitted"}
    assert project.guidelines.count() == 1


def test_publishing_opens_the_ticked_answers_again(lea: Client, project: Project) -> None:
    projects.article(project)
    projects.submitted(project, status="refuted")
    lea.post(EDIT, sent(again=["verification:refuted"]))
    assert set(Annotation.objects.values_list("state", flat=True)) == {"draft"}
    lea.force_login(people.annotator())
    assert "the guideline changed" in words(lea.get("/"))
    assert "Look at statement 1 again" in words(lea.get("/"))


@pytest.mark.parametrize(
    "broken",
    [{"markdown": ""}, {"markdown": "x" * 60_001}, {"step": "huge"}, {"again": ["nothing"]}, {"markdown": "a\0b"}],
)
def test_what_breaks_a_rule_comes_back_with_what_was_typed(lea: Client, project: Project, broken: Any) -> None:
    assert lea.post(EDIT, sent(**broken)).status_code == 400
    assert project.guidelines.count() == 1


def test_whoever_was_slower_keeps_what_they_typed(lea: Client, project: Project) -> None:
    publish(project, "Theirs\n")
    response = lea.post(EDIT, sent(markdown="Mine\n"))
    assert response.status_code == 400
    assert "Somebody published version 1.1.0 meanwhile." in words(response)
    assert "Mine" in main_of(response)
    assert 'name="base_version" value="1.1.0"' in main_of(response)


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_is_inert_on_every_page_that_shows_it(lea: Client, project: Project, markdown: str) -> None:
    publish(project, f"{markdown}\n")
    projects.article(project)
    work = projects.assignment(project)
    pages = [lea.get(URL), lea.get(f"{URL}1.1.0/"), lea.get(EDIT), lea.post(EDIT, sent("preview", markdown=markdown))]
    lea.force_login(people.annotator())
    pages.append(lea.get(f"/assignments/{work.pk}/"))
    for page in pages:
        prose = "".join(re.findall(r'<div class="[^"]*prose[^"]*"[^>]*>(.*?)</div>', page.content.decode(), re.DOTALL))
        assert re.findall(r"<(?:script|img|svg|math|style|iframe|b\b)", prose) == []
        assert re.findall(r"<[^>]+\son\w+=", prose) == []
        assert re.findall(r'href="(?:javascript|data|vbscript)', prose, re.IGNORECASE) == []


def test_there_is_one_way_from_markdown_to_a_page() -> None:
    sources = [*(ROOT / "annotations").rglob("*.py"), *(ROOT / "factcheck").rglob("*.py")]
    users = {
        wanted: {str(path.relative_to(ROOT)) for path in sources if wanted in path.read_text("utf-8")}
        for wanted in ("text.guideline import", "SafeString(")
    }
    marks = "annotations/templatetags/article.py"  # escapes by itself, see tests/web/test_article_marks.py
    assert users == {
        "text.guideline import": {"annotations/templatetags/guideline.py"},
        "SafeString(": {"annotations/templatetags/guideline.py", marks},
    }


@pytest.mark.usefixtures("project")
def test_members_read_and_leads_write() -> None:
    read = {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}
    assert (statuses(URL), statuses(f"{URL}1.0.0/")) == (read, read)
    assert statuses(EDIT) == {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}


@pytest.mark.parametrize("username", ["rio", "ada", "vic", "oz"])
def test_nobody_else_publishes(client: Client, project: Project, username: str) -> None:
    client.force_login(people.person(username))
    assert client.post(EDIT, sent()).status_code == (404 if username == "oz" else 403)
    assert project.guidelines.count() == 1


def test_the_number_of_queries_does_not_grow(
    lea: Client, project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lea.get(URL)
    with django_assert_num_queries(10):
        lea.get(URL)
    for place in range(3):
        publish(project, f"Rules {place}\n")
    with django_assert_num_queries(10):
        lea.get(URL)
