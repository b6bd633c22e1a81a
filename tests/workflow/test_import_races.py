"""Imports beside other acts, on real connections: nothing is stored twice, nothing waits for ever."""

import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from annotations.imports import check as looking
from annotations.models import Article, Import, ImportFile, ImportRow, Project
from annotations.workflow import import_articles
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import cancel_import, request_store
from tests.factories import imports, people, projects
from tests.workflow.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TOWNS = ("Arden", "Belmont", "Corvo", "Dunmore", "Elmira", "Fenwick")


def towns(*names: str) -> bytes:
    """A file about storms over the towns."""
    return imports.lines(*(imports.storm(name) for name in names))


def asked(imported: Import) -> UUID:
    """The import, asked to be stored by a worker that is not here; its key."""
    request_store(actor=people.lead(), imported=imported, by_worker=False)
    return imported.pk


def titles() -> list[str]:
    """What is stored."""
    return sorted(Article.objects.values_list("title", flat=True))


def test_two_imports_of_the_same_texts_at_once_store_each_text_once() -> None:
    project = projects.project()
    for round_ in range(5):
        names = [f"{name} {round_}" for name in TOWNS]
        keys = [asked(imports.checked(project, towns(*order))) for order in (names, names[::-1])]
        at_once([lambda key=key: store_import(import_id=key) for key in keys])
        assert set(Import.objects.filter(pk__in=keys).values_list("state", flat=True)) == {"done"}
        rows = ImportRow.objects.filter(file__imported__in=keys)
        assert sorted(rows.values_list("outcome", flat=True)) == ["duplicate"] * 6 + ["new"] * 6
    assert titles() == sorted(f"Storm over {name} {n}" for name in TOWNS for n in range(5))


def test_an_import_and_an_article_of_the_same_text_at_once_store_it_once() -> None:
    project = projects.project()
    for name in TOWNS:
        key = asked(imports.checked(project, towns(name)))
        text = imports.STORM.format(place=name, n=3)
        results = at_once(
            [
                lambda key=key: store_import(import_id=key),
                lambda text=text: projects.article(project, text, frozen=False) and None,
            ]
        )
        assert getattr(results[1], "code", "stored") in ("stored", "duplicate")
    assert titles() == sorted(f"Storm over {name}" for name in TOWNS)


def test_one_import_given_to_two_workers_is_stored_once() -> None:
    key = asked(imports.checked(projects.project(), towns(*TOWNS)))
    at_once([lambda: store_import(import_id=key)] * 2)
    assert (Import.objects.get().state, titles()) == ("done", sorted(f"Storm over {name}" for name in TOWNS))


def in_thread(act: Callable[[], object]) -> None:
    """Does something on a connection of its own, as another process would."""

    def run() -> None:
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(timeout=60)


def cancelled_when(calls: int, made: Import, act: Callable[..., Any]) -> Callable[..., Any]:
    """``act``, in whose ``calls``th call somebody else cancels the import."""
    lead, seen = people.lead(), []

    def run(*arguments: Any, **named: Any) -> Any:
        seen.append(1)
        done = act(*arguments, **named)
        if len(seen) == calls:
            in_thread(lambda: cancel_import(actor=lead, imported=made))
        return done

    return run


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_cancelling_while_records_are_stored_takes_the_file_back(monkeypatch: pytest.MonkeyPatch, batch: int) -> None:
    made = imports.checked(projects.project(), towns("Arden"), towns("Belmont", "Corvo", "Dunmore"), towns("Elmira"))
    monkeypatch.setattr(import_articles, "AT_ONCE", 1)
    monkeypatch.setattr(import_articles, "store", cancelled_when(1 + batch, made, import_articles.store))

    store_import(import_id=asked(made))

    made.refresh_from_db()
    assert (made.state, titles()) == ("cancelled", ["Storm over Arden"])
    assert kept(made) == (0, 0)


def test_an_import_of_all_files_or_none_is_taken_back_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    made = imports.checked(projects.project(), towns("Arden"), towns("Belmont"), all_or_nothing=True)
    monkeypatch.setattr(import_articles, "store", cancelled_when(2, made, import_articles.store))

    store_import(import_id=asked(made))

    made.refresh_from_db()
    assert (made.state, titles(), kept(made)) == ("cancelled", [], (0, 0))


def test_what_a_dead_worker_left_of_a_cancelled_import_is_cleared_by_the_next() -> None:
    made = imports.checked(projects.project(), towns("Arden"))
    asked(made)
    Import.objects.filter(pk=made.pk).update(state="storing")
    cancel_import(actor=people.lead(), imported=made)
    assert kept(made) == (1, 1)

    store_import(import_id=made.pk)

    assert (kept(made), titles()) == ((0, 0), [])


def test_cancelling_while_records_are_looked_at_keeps_nothing_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = imports.started(projects.project(), towns("Arden"), towns("Belmont"), towns("Corvo"))
    monkeypatch.setattr(looking, "stage", cancelled_when(2, made, looking.stage))

    looking.check(made.pk)

    made.refresh_from_db()
    assert (made.state, ImportRow.objects.count(), kept(made)) == ("cancelled", 2, (0, 0))


def kept(imported: Import) -> tuple[int, int]:
    """How many files and records still hold what they brought."""
    return (
        ImportFile.objects.filter(imported=imported, content__isnull=False).count(),
        ImportRow.objects.filter(file__imported=imported, draft__isnull=False).count(),
    )


def test_memory_does_not_grow_with_the_number_of_records(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "RECORDS", 20)
    monkeypatch.setattr(import_articles, "AT_ONCE", 20)
    project = projects.project()
    peak_of_import(project, "warming", 10)

    assert peak_of_import(project, "many", 400) < 2 * peak_of_import(project, "few", 40)


def peak_of_import(project: Project, name: str, count: int) -> int:
    """Bytes held at most while ``count`` short articles, split already, are looked at and stored."""
    texts = (" ".join(f"{name}{n}word{place}" for place in range(9)) + "." for n in range(count))
    records = ({"text": text, "statements": [{"start": 0, "end": len(text)}]} for text in texts)
    made = imports.started(project, imports.lines(*records))
    tracemalloc.start()
    looking.check(made.pk)
    store_import(import_id=asked(Import.objects.get(pk=made.pk)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert Article.objects.filter(text__startswith=name).count() == count
    return peak
