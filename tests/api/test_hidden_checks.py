"""Nobody who is judged by known answers can tell which articles have them: every answer is the same, byte for byte."""

import pytest
from django.db import transaction

from annotations.models import Article, Assignment, Project
from annotations.workflow.annotate import submit
from annotations.workflow.assign import take_next
from annotations.workflow.known import answer_for_others
from annotations.workflow.rules import change_project
from tests.api.caller import Caller
from tests.factories import people, projects
from tests.web.visits import main_of, signed_in

pytestmark = pytest.mark.django_db

API = (
    "projects",
    "projects/idlib",
    "projects/idlib/articles",
    "articles/{article}",
    "articles/{waiting}",
    "articles/{article}/statements",
    "articles/{waiting}/statements",
    "projects/idlib/entities",
    "projects/idlib/search/statements?q=rained",
    "projects/idlib/search/articles?q=rained",
    "assignments",
    "assignments?article={article}",
    "assignments/{mine}",
    "annotations",
    "annotations?label=supported",
    "reviews",
)
CLOSED = ("assignments/{theirs}", "assignments/{theirs}/result", "projects/idlib/checks", "projects/idlib/batches")
PAGES = (
    "/",
    "/projects/idlib/",
    "/projects/idlib/articles/",
    "/projects/idlib/articles/{article}/",
    "/projects/idlib/articles/{waiting}/",
    "/projects/idlib/queue/next/",
    "/projects/idlib/people/",
    "/projects/idlib/history/",
)


def reading(mine: Assignment, waiting: Article, theirs: str) -> dict[str, tuple[int, bytes | str]]:
    """Everything that Ada may ask for."""
    ids = {"article": mine.article_id, "waiting": waiting.pk, "mine": mine.pk, "theirs": theirs}
    ada, browser = Caller(mine.annotator), signed_in(mine.annotator)
    found: dict[str, tuple[int, bytes | str]] = {}
    for path in (*API, *CLOSED):
        answer = ada.get(path.format(**ids))
        found[path] = (answer.status_code, answer.content)
    for path in PAGES:
        page = browser.get(path.format(**ids))
        found[path] = (page.status_code, main_of(page) if page.status_code == 200 else "")
    return found


def world() -> tuple[Project, Assignment, Article]:
    """Ada has labelled one article, another waits; one of ten articles is to be a hidden check."""
    project = projects.project()
    projects.town(project, "Arden")
    waiting = projects.town(project, "Belmont")
    change_project(actor=people.lead(), project=project, changes={"check_percent": 10})
    return project, projects.label_all(projects.assignment(project)), waiting


def test_an_annotator_reads_the_same_bytes_whether_or_not_answers_are_known() -> None:
    _, mine, waiting = world()
    before = reading(mine, waiting, str(mine.article_id))

    with transaction.atomic():
        for article in (mine.article, waiting):
            known = answer_for_others(actor=people.lead(), article=article)
            submit(actor=people.lead(), assignment=projects.label_all(known, "supported"))
        after = reading(mine, waiting, str(known.pk))

    assert before == after
    assert {before[path][0] for path in API} == {200}
    assert {path: before[path][0] for path in CLOSED} == {
        "assignments/{theirs}": 404,
        "assignments/{theirs}/result": 404,
        "projects/idlib/checks": 403,
        "projects/idlib/batches": 200,
    }


def test_taking_saving_and_handing_in_a_check_answers_as_any_other_work() -> None:
    project, mine, waiting = world()
    ada = Caller(people.annotator())
    shapes = []
    for is_known in (False, True):
        with transaction.atomic():
            if is_known:
                known = answer_for_others(actor=people.lead(), article=mine.article)
                submit(actor=people.lead(), assignment=projects.label_all(known, "supported"))
            handed = ada.post(f"assignments/{mine.pk}/submit", {}).json()
            following = ada.post("projects/idlib/assignments/next", {}).json()
            shapes.append(
                [
                    {name: value for name, value in one.items() if name not in ("id", "created_at", "lease_expires_at")}
                    for one in (handed | {"submitted_at": None}, following)
                ]
            )
            transaction.set_rollback(True)

    assert shapes[0] == shapes[1]
    assert [one["purpose"] for one in shapes[1]] == ["work", "work"]
    assert take_next(actor=people.annotator(), project=project) == mine
    assert waiting.batch is None
