"""Imports: look first, store what is good, whole or not at all; nothing changes silently."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

import pytest
from django.db import OperationalError
from psycopg.errors import DeadlockDetected

from annotations import imports as registry
from annotations.imports import check as looking
from annotations.imports.base import ImportFormat, Options, Problem, Row
from annotations.imports.check import check
from annotations.models import Article, EarlierLabel, Event, Import, ImportRow, Project
from annotations.workflow import import_articles, import_check, later
from annotations.workflow.drafts import ArticleDraft, EarlierLabelDraft, GivenStatement
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import (
    CHECK,
    STORE,
    Upload,
    Wishes,
    cancel_import,
    request_store,
    resume_lost,
    retry_import,
    start_import,
)
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

STORM = "Storm over {place}\n\nThe storm came at night. It took {n} roofs in {place}, the mayor said.\n"


def drafts_of(stream: BinaryIO, name: str, options: Options) -> Iterator[Row]:
    """One record a line: text|identifier, with ¶ for a line's end; a line "bad" has an error."""
    for number, line in enumerate(stream.read().decode().splitlines(), start=1):
        text, _, identifier = line.partition("|")
        if text == "bad":
            yield Row(number, None, (Problem(number, "text", text, "is bad"),))
        else:
            yield Row(number, ArticleDraft(text=text.replace("¶", "\n"), external_id=identifier))


@pytest.fixture(autouse=True)
def _lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """A format for these tests: what the real ones read is tested beside them."""
    lines = ImportFormat("lines", "Lines", (".lines",), (), True, lambda *_: True, drafts_of)
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, lines))


def started(project: Project, *contents: str, **wishes: Any) -> Import:
    """An import of files in the format ``lines``, looked at."""
    uploads = [Upload(f"{n}.lines", content.encode()) for n, content in enumerate(contents)]
    made = start_import(actor=people.lead(), project=project, origin="files", uploads=uploads, wishes=Wishes(**wishes))
    check(made.pk)
    made.refresh_from_db()
    return made


def stored(imported: Import, **wishes: Any) -> Import:
    """The import, asked for and stored."""
    request_store(actor=people.lead(), imported=imported, wishes=Wishes(**wishes) if wishes else None)
    store_import(import_id=imported.pk)
    imported.refresh_from_db()
    return imported


def outcomes(imported: Import) -> list[tuple[int | None, str]]:
    """Line and outcome of each record."""
    return list(ImportRow.objects.filter(file__imported=imported).values_list("line", "outcome"))


def titles() -> list[str]:
    return sorted(Article.objects.values_list("title", flat=True))


def storm(place: str, n: int = 3, identifier: str = "") -> str:
    return STORM.format(place=place, n=n).replace("\n", "¶") + f"|{identifier}"


def test_looking_stores_nothing() -> None:
    made = started(projects.project(), f"{storm('Arden')}\nbad\n{storm('Arden')}")
    assert made.state == "checked"
    assert outcomes(made) == [(1, "new"), (2, "bad"), (3, "duplicate")]
    assert titles() == []


def test_a_row_says_what_would_be_stored() -> None:
    made = started(projects.project(), storm("Arden", identifier="a-1"))
    row = ImportRow.objects.get()
    assert (row.title, row.external_id, row.statements) == ("Storm over Arden", "a-1", 3)
    assert row.problems == [
        {
            "line": 1,
            "field": "published_at",
            "value": "",
            "rule": "is missing: a claim is judged as of a day",
            "severity": "warning",
        }
    ]
    assert (made.done, made.total) == (made.total, made.total)


def test_a_file_with_an_error_is_refused_whole_and_the_other_is_stored() -> None:
    made = stored(started(projects.project(), f"{storm('Arden')}\nbad", storm("Belmont")))
    assert made.state == "done"
    assert titles() == ["Storm over Belmont"]
    assert [(file.state, file.problem) for file in made.files.all()] == [
        ("refused", "has records with errors; nothing of it is stored"),
        ("stored", ""),
    ]


def test_bad_records_are_left_out_when_asked_for() -> None:
    made = stored(started(projects.project(), f"{storm('Arden')}\nbad"), skip_bad=True)
    assert (made.state, titles()) == ("done", ["Storm over Arden"])


def test_all_files_or_none() -> None:
    made = stored(started(projects.project(), storm("Belmont"), "bad"), all_or_nothing=True)
    assert (made.state, titles()) == ("failed", [])
    assert made.error == "1.lines has records with errors, and all files or none are to be stored."
    retry_import(actor=people.lead(), imported=made)
    cancelled = cancel_import(actor=people.lead(), imported=made)
    assert cancelled.state == "cancelled"


def test_stored_articles_have_statements_speakers_and_events() -> None:
    project = projects.project()
    stored(started(project, f"{storm('Arden')}\n{storm('Belmont', 7)}"))
    article = Article.objects.get(title="Storm over Arden")
    assert [(row.exact, row.voice) for row in article.statements.all()] == [
        ("Storm over Arden", "author"),
        ("The storm came at night.", "author"),
        ("It took 3 roofs in Arden, the mayor said.", "attributed"),
    ]
    verbs = list(Event.objects.filter(project=project).order_by("at", "id").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb.startswith(("import.", "article."))] == [
        "import.started",
        "import.checked",
        "import.requested",
        "article.imported",
        "article.imported",
        "article.segmented",
        "article.segmented",
        "import.stored",
    ]


def test_what_was_kept_for_storing_is_forgotten_and_what_came_of_it_stays() -> None:
    made = stored(started(projects.project(), storm("Arden")))
    row = ImportRow.objects.select_related("article", "file").get()
    assert (row.draft, row.segmentation, row.near_keys, row.file.content) == (None, None, None, None)
    assert (row.outcome, row.article.title, made.done, made.total) == ("new", "Storm over Arden", 1, 1)


def test_the_same_files_again_change_nothing() -> None:
    project = projects.project()
    stored(started(project, storm("Arden", identifier="a-1")))
    again = stored(started(project, storm("Arden", identifier="a-1")))
    assert outcomes(again) == [(1, "duplicate")]
    assert ImportRow.objects.get(file__imported=again).known == Article.objects.get()


def test_a_changed_text_is_left_out_unless_a_new_version_is_asked_for() -> None:
    project = projects.project()
    stored(started(project, storm("Arden", 3, "a-1")))
    changed = started(project, storm("Arden", 400, "a-1"))
    assert outcomes(changed) == [(1, "changed")]
    stored(changed)
    assert Article.objects.count() == 1
    stored(started(project, storm("Arden", 400, "a-1")), changed="import")
    old, new = Article.objects.order_by("version")
    assert (old.version, new.version, new.replaces, new.external_id) == (1, 2, old, "a-1")


def test_labels_stay_on_the_version_they_were_made_on_and_the_old_one_is_not_given_out_any_more() -> None:
    project = projects.project()
    stored(started(project, storm("Arden", 3, "a-1"), freeze=True))
    work = projects.submitted(project)
    stored(started(project, storm("Arden", 400, "a-1"), freeze=True), changed="import")
    assert work.article.version == 1
    assert work.annotations.count() == 3
    assert projects.assignment(project, people.second_annotator()).article.version == 2


def test_two_texts_of_one_identifier_in_one_import_are_two_versions() -> None:
    project = projects.project()
    made = started(project, f"{storm('Arden', 3, 'a-1')}\n{storm('Arden', 400, 'a-1')}", changed="import")
    assert outcomes(made) == [(1, "new"), (2, "changed")]
    stored(made)
    assert list(Article.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


LONG = (
    "The council of {place} met on Monday to talk about the old bridge. It decided to close it for a year. "
    "Engineers had warned that the piers are hollow and that a flood like the last one would carry them away. {end}"
)


def test_a_near_copy_is_shown_with_what_it_is_like() -> None:
    project = projects.project()
    first, second = (LONG.format(place="Arden", end=end) for end in ("Nobody spoke.", "Two people spoke against it."))
    stored(started(project, first))
    made = started(project, f"{second}\n{second}!", near="skip")
    assert outcomes(made) == [(1, "near"), (2, "near")]
    near, twin = ImportRow.objects.filter(file__imported=made)
    assert near.known == Article.objects.get()
    assert 0.6 <= (near.similarity or 0) < 1
    assert (twin.same_as, twin.similarity) == (near, 1.0)
    stored(made)
    assert Article.objects.count() == 1


def test_a_text_that_came_in_meanwhile_is_a_duplicate_at_the_end() -> None:
    project = projects.project()
    made = started(project, storm("Arden"))
    projects.article(project, STORM.format(place="Arden", n=3))
    stored(made)
    assert (made.state, outcomes(made), Article.objects.count()) == ("done", [(1, "duplicate")], 1)


def test_freezing_at_import_skips_the_check_of_the_split() -> None:
    project = projects.project()
    stored(started(project, storm("Arden"), freeze=True))
    assert projects.assignment(project).article.title == "Storm over Arden"


def test_the_project_may_freeze_whatever_comes_in() -> None:
    project = projects.project(freeze_on_import=True)
    stored(started(project, storm("Arden")))
    assert Article.objects.get().state == "frozen"


def test_given_statements_speakers_and_labels_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "It rained. We stay, she said."
    draft = ArticleDraft(
        text=text,
        published_at=date(2026, 5, 1),
        source="The Arden Post",
        statements=(GivenStatement(0, 10), GivenStatement(11, 29, speaker="Mara Holt")),
        earlier_labels=(
            EarlierLabelDraft("doccano", "kim", "stance", "against", 11, 29),
            EarlierLabelDraft("doccano", "kim", "topic", "weather"),
        ),
    )
    given = ImportFormat("g", "G", (".g",), (), True, lambda *_: True, lambda *_: iter([Row(1, draft)]))
    monkeypatch.setattr(registry, "FORMATS", (given,))
    made = start_import(
        actor=people.lead(),
        project=projects.project(),
        origin="api",
        uploads=[Upload("a.g", b"x")],
        wishes=Wishes(),
    )
    check(made.pk)
    stored(made)
    article = Article.objects.get()
    assert article.source.name == "The Arden Post"
    assert [(row.exact, row.speaker and row.speaker.canonical_name) for row in article.statements.all()] == [
        ("It rained.", None),
        ("We stay, she said.", "Mara Holt"),
    ]
    said = [(row.label, row.statement and row.statement.exact) for row in EarlierLabel.objects.order_by("question")]
    assert said == [("against", "We stay, she said."), ("weather", None)]


def test_a_cancelled_import_stores_nothing() -> None:
    made = started(projects.project(), storm("Arden"))
    cancel_import(actor=people.lead(), imported=made)
    store_import(import_id=made.pk)
    with pytest.raises(WrongState, match="only one that was looked at whole is stored"):
        request_store(actor=people.lead(), imported=made)
    assert titles() == []


def test_an_unforeseen_error_fails_the_import_and_it_can_be_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: Any) -> Iterator[Row]:
        yield Row(1, ArticleDraft(text="It rained. It poured.\n"))
        raise OSError("the disk is gone")

    broken = ImportFormat("b", "B", (".b",), (), True, lambda *_: True, breaks)
    monkeypatch.setattr(registry, "FORMATS", (broken,))
    made = start_import(
        actor=people.lead(), project=projects.project(), origin="files", uploads=[Upload("a.b", b"x")], wishes=Wishes()
    )
    with pytest.raises(OSError, match="the disk is gone"):
        check(made.pk)
    made.refresh_from_db()
    assert (made.state, made.error) == ("failed", "Looking at the files broke off (OSError).")
    assert retry_import(actor=people.lead(), imported=made).state == "waiting"


def test_a_look_goes_on_behind_what_is_staged() -> None:
    project = projects.project()
    made = started(project, f"{storm('Arden')}\n{storm('Belmont')}\nbad")
    rows = ImportRow.objects.filter(file__imported=made).order_by("number")
    rows.last().delete()
    made.files.update(state="waiting", rows_read=2)
    Import.objects.filter(pk=made.pk).update(state="checking")
    check(made.pk)
    assert outcomes(made) == [(1, "new"), (2, "new"), (3, "bad")]


@pytest.mark.parametrize(
    ("uploads", "wishes", "field"),
    [
        ([], {}, "files"),
        ([Upload("a.txt", b"")], {}, "files[0]"),
        ([Upload("a.txt", b"x" * 20_000_001)], {}, "files[0]"),
        ([Upload("page", None, url="ftp://example.org/")], {}, "url"),
        ([Upload("a.txt", b"x")], {"language": "english please"}, "language"),
        ([Upload("a.txt", b"x")], {"changed": "maybe"}, "changed"),
        ([Upload("a.txt", b"x")], {"near": ""}, "near"),
    ],
)
def test_what_cannot_be_imported_is_refused_by_name(uploads: list[Upload], wishes: Any, field: str) -> None:
    project = projects.project()
    with pytest.raises(Invalid) as refused:
        start_import(actor=people.lead(), project=project, origin="files", uploads=uploads, wishes=Wishes(**wishes))
    assert refused.value.extra["field"] == field
    assert Import.objects.count() == 0


def test_only_a_lead_imports() -> None:
    project = projects.project()
    for person in (people.reviewer(), people.annotator(), people.viewer(), people.outsider()):
        with pytest.raises(NotAllowed):
            start_import(
                actor=person, project=project, origin="files", uploads=[Upload("a.txt", b"x")], wishes=Wishes()
            )


def test_a_file_of_an_unknown_kind_is_refused_with_the_way_out() -> None:
    made = start_import(
        actor=people.lead(),
        project=projects.project(),
        origin="files",
        uploads=[Upload("a.xyz", b"x")],
        wishes=Wishes(),
    )
    check(made.pk)
    assert [file.problem for file in made.files.all()] == [
        "Its format is not known: its name and type say nothing; choose the format."
    ]


def test_an_unforeseen_error_while_storing_fails_the_import_and_takes_the_file_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = started(projects.project(), storm("Arden"), storm("Belmont"))
    kept = import_articles.store

    def breaks_at_belmont(**what: Any) -> Any:
        done = kept(**what)
        if done[0].title == "Storm over Belmont":
            raise MemoryError
        return done

    monkeypatch.setattr(import_articles, "store", breaks_at_belmont)
    with pytest.raises(MemoryError):
        stored(made)
    made.refresh_from_db()
    assert (made.state, made.error, titles()) == (
        "failed",
        "Storing the articles broke off (MemoryError).",
        ["Storm over Arden"],
    )

    monkeypatch.setattr(import_articles, "store", kept)
    retry_import(actor=people.lead(), imported=made)
    store_import(import_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.done, made.total, titles()) == ("done", 2, 2, ["Storm over Arden", "Storm over Belmont"])


def test_a_copy_of_a_record_in_a_refused_file_is_stored_from_the_file_that_is_good() -> None:
    twice = f"{storm('Arden')}\n{storm('Arden')}"
    made = started(projects.project(), f"{storm('Arden')}\nbad", twice)
    assert outcomes(made) == [(1, "new"), (2, "bad"), (1, "duplicate"), (2, "duplicate")]
    stored(made)
    assert titles() == ["Storm over Arden"]
    first, second = ImportRow.objects.filter(file__position=1)
    assert (first.outcome, first.same_as, first.article) == ("new", None, Article.objects.get())
    assert (second.outcome, second.same_as, second.article) == ("duplicate", first, None)


def test_a_new_text_of_a_record_in_a_refused_file_is_a_first_version() -> None:
    made = started(projects.project(), f"{storm('Arden', 3, 'a-1')}\nbad", storm("Arden", 400, "a-1"))
    assert outcomes(made) == [(1, "new"), (2, "bad"), (1, "changed")]
    stored(made)
    assert [(row.version, row.external_id) for row in Article.objects.all()] == [(1, "a-1")]
    assert ImportRow.objects.get(file__position=1).outcome == "new"


def test_an_older_version_that_came_in_meanwhile_is_not_replaced_unasked() -> None:
    project = projects.project()
    made = started(project, storm("Arden", 400, "a-1"))
    older = projects.article(project, STORM.format(place="Arden", n=3), external_id="a-1")
    stored(made)
    assert (made.state, outcomes(made), list(Article.objects.all())) == ("done", [(1, "changed")], [older])
    assert ImportRow.objects.get().known == older


def test_the_records_of_all_files_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "MAX_ROWS", 2)
    made = started(projects.project(), storm("Arden"), f"{storm('Belmont')}\n{storm('Corvo')}", storm("Dunmore"))
    assert [(file.state, file.rows_read) for file in made.files.all()] == [("read", 1), ("refused", 0), ("read", 1)]
    stored(made)
    assert titles() == ["Storm over Arden", "Storm over Dunmore"]


@dataclass(frozen=True)
class Page:
    """What a site answers."""

    url: str = "https://news.example/storm.csv"
    content_type: str = "text/plain"
    charset: str = "windows-1252"
    body: bytes = "Storm over Café\n\nIt came at night.".encode("windows-1252")


def asked_for_address(project: Project) -> Import:
    """An import of an address, not looked at yet."""
    uploads = [Upload("storm.csv", url="https://news.example/storm.csv")]
    return start_import(actor=people.lead(), project=project, origin="url", uploads=uploads, wishes=Wishes())


def test_what_a_site_says_of_a_page_counts_and_is_known_to_whoever_goes_on() -> None:
    made = asked_for_address(projects.project())
    check(made.pk, fetch=lambda _: Page())
    assert [(file.format, file.state, file.content_type) for file in made.files.all()] == [
        ("plain_text", "read", "text/plain; charset=windows-1252")
    ]
    assert ImportRow.objects.get().title == "Storm over Café"

    ImportRow.objects.all().delete()
    made.files.update(state="waiting", rows_read=0)
    Import.objects.filter(pk=made.pk).update(state="checking")
    check(made.pk)
    assert ImportRow.objects.get().title == "Storm over Café"


def test_an_address_over_the_rate_waits_says_so_and_is_fetched_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_check, "FETCHES_BY_ONE", 1)
    project = projects.project()
    check(asked_for_address(project).pk, fetch=lambda _: Page())
    made = asked_for_address(project)
    check(made.pk, fetch=lambda _: Page())
    made.refresh_from_db()
    assert made.state == "checking"
    assert made.files.get().problem == "Waits for its turn: 10 pages a minute are fetched for one person, 60 for all."
    assert later.is_asked_for(CHECK, one_for=made.pk)

    monkeypatch.setattr(import_check, "FETCHES_BY_ONE", 2)
    check(made.pk, fetch=lambda _: Page())
    assert [(file.state, file.problem) for file in made.files.all()] == [("read", "")]


def test_running_imports_without_a_job_are_given_to_a_worker_again() -> None:
    project = projects.project()
    lost = started(project, storm("Arden"))
    request_store(actor=people.lead(), imported=lost, by_worker=False)
    kept = started(project, storm("Belmont"))
    request_store(actor=people.lead(), imported=kept)
    started(project, storm("Corvo"))
    assert not later.is_asked_for(STORE, one_for=lost.pk)
    assert (resume_lost(), resume_lost()) == (1, 0)
    assert later.is_asked_for(STORE, one_for=lost.pk)


@pytest.mark.parametrize(("failures", "state"), [(1, "done"), (2, "done"), (3, "storing")])
def test_a_deadlock_with_somebody_else_is_tried_three_times(
    monkeypatch: pytest.MonkeyPatch, failures: int, state: str
) -> None:
    made = started(projects.project(), storm("Arden"))
    kept, left = import_articles.store, [OperationalError("deadlock detected")] * failures

    def store_after_deadlocks(**what: Any) -> Any:
        if left:
            raise left.pop() from DeadlockDetected()
        return kept(**what)

    monkeypatch.setattr(import_articles, "store", store_after_deadlocks)
    with suppress(OperationalError):
        stored(made)
    made.refresh_from_db()
    assert (made.state, Article.objects.count()) == (state, int(state == "done"))
    assert left == []
