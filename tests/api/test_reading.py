"""Lists and details: the same number of queries for one row and for three, pages that hold, filters, sparse fields."""

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from annotations.models import Attribution, Project
from tests.api import worlds
from tests.api.caller import Caller, listed
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
TEXT = 'News {n}\n\n"It works {n}," Mayor Jane Doe said on Monday. It rained on day {n}.\n'


def grow(project: Project, number: int) -> None:
    """One more article, labelled by Ada and reviewed."""
    projects.article(project, TEXT.format(n=number))
    work = projects.submitted(project)
    rio = Caller(people.reviewer())
    rio.post(f"assignments/{work.pk}/accept-rest")
    rio.post(f"assignments/{work.pk}/finish-review")


LISTS = {
    "projects": 4,
    "projects/idlib/articles": 5,
    "projects/idlib/entities": 4,
    "assignments": 3,
    "annotations": 3,
    "reviews": 4,
}
"""Queries of each list: two for session and person, one for a project in the path, one for rows, one each prefetch.

Articles ask once more: who tells batches apart."""


def test_a_list_of_three_takes_as_many_queries_as_a_list_of_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    project = projects.project(annotators_per_article=1)
    lea = Caller(people.lead())
    lea.get("projects")
    grow(project, 1)
    for _ in range(2):
        for path, queries in LISTS.items():
            with django_assert_num_queries(queries):
                assert lea.get(path).json()["results"]
        grow(project, 2 if _ == 0 else 4)
        grow(project, 3 if _ == 0 else 5)


def test_statements_with_their_attributions_take_the_same_queries_for_every_article(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    project = projects.seed_project()
    short = projects.article(project, TEXT.format(n=1))
    seed = project.articles.exclude(pk=short.pk).get()
    lea = Caller(people.lead())
    lea.get("projects")

    for article, count in ((short, 3), (seed, 23)):
        with django_assert_num_queries(7):
            assert len(lea.get(f"articles/{article.pk}/statements").json()["results"]) == count


def test_a_statement_shows_who_says_it_with_exact_spans() -> None:
    project = projects.project()
    article = projects.article(project)
    statement = article.statements.get(exact__contains="bridge is safe")

    answer = Caller(people.viewer()).get(f"statements/{statement.pk}").json()

    said = answer["attributions"][0]
    stored = Attribution.objects.get()
    assert answer["exact"] == '"The bridge is safe," Mayor Jane Doe said on Monday.'
    assert (answer["start"], answer["end"], article.text[answer["start"] : answer["end"]]) == (20, 72, answer["exact"])
    assert said["source"] == {"start": 42, "end": 56, "exact": "Mayor Jane Doe"}
    assert said["cue"] == {"start": 57, "end": 61, "exact": "said"}
    assert [span["exact"] for span in said["content"]] == ['"The bridge is safe,"']
    assert (said["quote_type"], said["speaker"]["name"]) == ("direct", "Jane Doe")
    assert (said["rule"], said["confidence"]) == (stored.rule, stored.confidence)
    assert said["rule"]


@pytest.fixture
def many() -> Project:
    """A project with seven entities."""
    project = projects.project()
    ada = Caller(people.annotator())
    for name in "GDBFACE":
        ada.post(f"projects/{project.slug}/entities", {"name": name})
    return project


def test_pages_follow_one_another_without_gap_or_repeat_while_rows_come_in(many: Project) -> None:
    ada = Caller(people.annotator())
    first = ada.get("projects/idlib/entities?page_size=3").json()
    ada.post("projects/idlib/entities", {"name": "AA"})

    rest = listed(ada, first["next"].partition("/api/v1/")[2])

    assert [row["name"] for row in first["results"] + rest] == ["A", "B", "C", "D", "E", "F", "G"]


def test_a_page_leads_back_to_the_one_before(many: Project) -> None:
    ada = Caller(people.annotator())
    first = ada.get("projects/idlib/entities?page_size=3").json()
    second = ada.get(first["next"].partition("/api/v1/")[2]).json()

    back = ada.get(second["previous"].partition("/api/v1/")[2]).json()

    assert back["results"] == first["results"]


FILTERS = {
    "annotations": 4,
    "annotations?project=idlib": 4,
    "annotations?project=other": 0,
    "annotations?state=accepted": 0,
    "annotations?state=submitted": 4,
    "annotations?label=unverified": 4,
    "annotations?label=supported": 0,
    "annotations?polarity=favor": 0,
    "annotations?speaker=jane-doe": 1,
    "annotations?article={w.article.pk}": 4,
    "annotations?article={w.unfrozen.pk}": 0,
    "annotations?annotator={w.assignment.annotator_id}": 4,
    "annotations?statement={w.statement.pk}": 1,
    "annotations?assignment={w.assignment.pk}": 4,
    "annotations?changed_after=2000-01-01T00:00:00Z": 4,
    "annotations?changed_before=2000-01-01T00:00:00Z": 0,
    "assignments?state=submitted": 1,
    "assignments?state=active": 0,
    "assignments?project=idlib&annotator={w.assignment.annotator_id}": 1,
    "projects/idlib/articles?state=frozen": 1,
    "projects/idlib/articles?language=de": 0,
    "projects/idlib/articles?published_after=2020-01-01": 0,
    "projects/idlib/entities?name=jane": 1,
    "projects/idlib/entities?kind=event": 0,
    "projects/idlib/entities?pinned=true": 0,
    "articles/{w.article.pk}/statements?role=headline": 1,
    "articles/{w.article.pk}/statements?speaker=jane-doe": 1,
    "projects?state=archived": 0,
}


def test_a_filter_leaves_what_it_names(handed_in: worlds.World) -> None:
    lea = Caller(people.lead())

    found = {path: len(listed(lea, path.format(w=handed_in))) for path in FILTERS}

    assert found == FILTERS


@pytest.fixture
def handed_in() -> worlds.World:
    """Ada has handed a short article in."""
    return worlds.handed_in()


SPARSE: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "a list": ("projects?fields=slug,role", lambda answer: answer["results"]),
    "a row": ("projects/idlib?fields=slug,role", lambda answer: [answer]),
}


@pytest.mark.parametrize("what", SPARSE)
def test_only_the_fields_asked_for_are_sent(what: str) -> None:
    projects.project()
    path, rows = SPARSE[what]

    assert rows(Caller(people.annotator()).get(path).json()) == [{"slug": "idlib", "role": "annotator"}]


def test_only_the_parts_of_the_workbench_asked_for_are_sent(handed_in: worlds.World) -> None:
    answer = Caller(people.annotator()).get(f"assignments/{handed_in.assignment.pk}?fields=project").json()

    assert answer == {"project": {"slug": "idlib", "name": "Idlib"}}


def test_the_project_tells_programs_what_may_be_answered() -> None:
    projects.project()

    answer = Caller(people.viewer()).get("projects/idlib").json()

    stance, verification = answer["protocol"]["questions"]
    assert (answer["role"], answer["guideline"]["version"]) == ("viewer", "1.0.0")
    assert [(q["key"], q["kind"], q["required"]) for q in (stance, verification)] == [
        ("stance", "stance", True),
        ("verification", "choice", True),
    ]
    assert [label["key"] for label in stance["label_set"]["labels"]] == ["favor", "against", "neutral", "unclear"]


def test_an_article_that_is_here_already_is_refused_with_its_id(handed_in: worlds.World) -> None:
    response = Caller(people.lead()).post("projects/idlib/articles", {"text": projects.SHORT_TEXT})

    assert (response.status_code, response.json()["code"]) == (409, "duplicate")
    assert response.json()["article"] == str(handed_in.article.pk)


def test_an_import_is_answered_with_the_split_article() -> None:
    projects.project()
    body = {"text": projects.SHORT_TEXT, "external_id": "a1", "published_at": "2026-11-23", "language": "en"}

    response = Caller(people.lead()).post("projects/idlib/articles", body)

    answer = response.json()
    assert response.status_code == 201
    assert {key: answer[key] for key in ("external_id", "title", "state", "published_at", "offset_unit")} == {
        "external_id": "a1",
        "title": "Mayor opens bridge",
        "state": "segmented",
        "published_at": "2026-11-23",
        "offset_unit": "codepoint",
    }
    assert answer["paragraphs"][0] == {"index": 0, "start": 0, "end": 18, "role": "headline"}
