"""Imports as lists and pages read them: true counts, in order, by the same queries at any size."""

from collections.abc import Callable

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from annotations.models import User
from annotations.queries import imports as queries
from annotations.workflow.imports import cancel_import
from tests.factories import imports, people, projects
from tests.factories.imports import lines, storm

pytestmark = pytest.mark.django_db


def test_a_summary_counts_what_was_found_and_what_would_be_stored() -> None:
    project = projects.project()
    imports.stored(project, lines(storm("Arden", external_id="a-1")))
    changed = storm("Arden", 40, external_id="a-1")
    made = imports.checked(project, lines(storm("Belmont"), '{"text": 5}', storm("Belmont")), lines(changed))

    found = queries.summary(made)

    assert found.outcomes == {"new": 1, "changed": 1, "near": 0, "duplicate": 1, "bad": 1}
    assert (found.records, found.errors, found.warnings) == (4, 1, 3)
    assert (found.refused, found.stored, found.to_store) == (0, 0, 0)


@pytest.mark.parametrize(
    ("wishes", "titles"),
    [
        ({}, []),
        ({"skip_bad": True}, ["Storm over Belmont"]),
        ({"skip_bad": True, "changed": "import"}, ["Storm over Arden", "Storm over Belmont"]),
    ],
)
def test_what_would_be_stored_is_what_is_stored(wishes: dict[str, object], titles: list[str]) -> None:
    project = projects.project()
    imports.stored(project, lines(storm("Arden", external_id="a-1")))
    content = lines(storm("Belmont"), "{", storm("Arden", 40, external_id="a-1"))
    made = imports.checked(project, content, **wishes)
    expected = queries.summary(made).to_store

    done = imports.stored(project, content, **wishes)

    assert sorted(row.title for row in queries.rows(done) if row.article_id) == titles
    assert (queries.summary(done).stored, expected) == (len(titles), len(titles))


def test_rows_come_in_the_order_of_the_files_and_by_outcome() -> None:
    made = imports.checked(projects.project(), lines(storm("Arden"), "{", storm("Arden")), lines("{"))

    assert [(row.file.name, row.line, row.outcome) for row in queries.rows(made)] == [
        ("0.jsonl", 1, "new"),
        ("0.jsonl", 2, "bad"),
        ("0.jsonl", 3, "duplicate"),
        ("1.jsonl", 1, "bad"),
    ]
    assert [(row.file.name, row.line) for row in queries.rows(made, "bad")] == [("0.jsonl", 2), ("1.jsonl", 1)]


def test_files_say_how_many_records_are_bad_and_stored() -> None:
    made = imports.stored(projects.project(), lines(storm("Arden"), "{"), lines(storm("Belmont")))

    assert [(file.name, file.state, file.bad, file.stored) for file in queries.files(made)] == [
        ("0.jsonl", "refused", 1, 0),
        ("1.jsonl", "stored", 0, 1),
    ]


def test_three_imports_and_rows_take_as_many_queries_as_one(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    project = projects.project()
    lea = people.lead()
    for number in (1, 2, 3):
        made = imports.checked(project, *[lines(storm("Arden"), "{", storm("Arden"))] * number)
        with django_assert_num_queries(1):
            listed = [(one.files_count, one.records, one.first_name, one.actor) for one in queries.listed(lea, project)]
        with django_assert_num_queries(1):
            rows = [(row.file.name, row.known, row.same_as and row.same_as.file.name) for row in queries.rows(made)]
        with django_assert_num_queries(1):
            assert len([(file.name, file.bad) for file in queries.files(made)]) == number
        with django_assert_num_queries(3):
            queries.summary(made)
        assert (listed[0][:3], len(listed), len(rows)) == ((number, 3 * number, "0.jsonl"), number, 3 * number)


@pytest.mark.parametrize("who", [people.reviewer, people.annotator, people.viewer, people.outsider])
def test_only_leads_see_imports(who: Callable[[], User]) -> None:
    project = projects.project()
    made = imports.started(project, lines(storm("Arden")))

    assert list(queries.listed(who(), project)) == []
    assert list(queries.listed(people.lead(), project)) == [made]


def test_the_worker_was_seen_when_its_heart_last_beat() -> None:
    assert queries.worker_seen_at() is None
    with connection.cursor() as cursor:
        beats = "('2026-03-01T08:00Z'), ('2026-02-01T08:00Z')"
        cursor.execute(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES {beats}")

    seen = queries.worker_seen_at()

    assert seen is not None
    assert seen.isoformat() == "2026-03-01T08:00:00+00:00"


def test_a_file_tells_the_first_open_or_stored_import_that_holds_the_same_bytes() -> None:
    project = projects.project()
    arden, belmont = lines(storm("Arden")), lines(storm("Belmont"))
    cancel_import(actor=people.lead(), imported=imports.checked(project, arden))
    imports.checked(projects.project("other"), arden)
    first = imports.stored(project, arden)
    imports.checked(project, arden)
    last = imports.checked(project, belmont, arden)

    assert [file.sent_before for file in queries.files(last)] == [None, first.pk]
    assert [file.sent_before for file in queries.files(first)] == [None]
