"""The command that imports files: told in lines of file, line, field and rule; nothing is half stored."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from annotations.imports import FORMATS, folders
from annotations.management.commands.import_articles import Command
from annotations.models import Article, Event, Import
from tests.factories import people, projects

pytestmark = pytest.mark.django_db
STORM = "Storm over {place}\n\nThe storm came at night. It took three roofs in {place}, the mayor said.\n"


def record(place: str, **facts: Any) -> str:
    """A line of JSON."""
    return json.dumps({"text": STORM.format(place=place), "published_at": "2026-05-01", **facts})


def run(*paths: Path, **options: Any) -> tuple[list[str], list[str], str]:
    """The lines on standard output and standard error, and how it failed (empty: it did not)."""
    out, err, failed = StringIO(), StringIO(), ""
    try:
        call_command("import_articles", *map(str, paths), project="idlib", stdout=out, stderr=err, **options)
    except CommandError as error:
        failed = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), failed


def titles() -> list[str]:
    """What is in the project."""
    return sorted(Article.objects.values_list("title", flat=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good text, a twin of it below, a file that is not UTF-8, two records of which one is bad, and a picture."""
    projects.project()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "twin.txt").write_text(STORM.format(place="Arden"))
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    (tmp_path / "good.txt").write_text(STORM.format(place="Arden"))
    (tmp_path / "two.jsonl").write_text(f"{record('Belmont')}\n{record('Corvo', published_at='soon')}\n")
    (tmp_path / "roof.png").write_bytes(b"\x89PNG")
    return tmp_path


def test_a_folder_is_walked_and_each_file_and_problem_has_its_line(folder: Path) -> None:
    out, err, failed = run(folder)

    assert out == [
        f"{folder}/a/twin.txt: 1 of 1 stored",
        f"{folder}/good.txt: 0 of 1 stored (1 already here)",
        "1 of 5 records from 4 files stored in idlib",
    ]
    assert err == [
        f"{folder}/bad.txt: file: 'byte 3 (0xe9)' is not UTF-8; save it as UTF-8, or choose the encoding",
        f"{folder}/two.jsonl:2: published_at: 'soon' is not a date; write it as 2020-02-12, 2020-02 or 2020",
        f"{folder}/bad.txt: refused: has records with errors; nothing of it is stored",
        f"{folder}/two.jsonl: refused: has records with errors; nothing of it is stored",
    ]
    assert failed == "2 of 4 files were refused."
    assert titles() == ["Storm over Arden"]


def test_a_dry_run_says_the_same_and_stores_nothing(folder: Path) -> None:
    out, err, failed = run(folder, dry_run=True)

    assert out == [
        f"{folder}/a/twin.txt: 1 of 1 would be stored",
        f"{folder}/good.txt: 0 of 1 would be stored (1 already here)",
        "1 of 5 records from 4 files would be stored in idlib",
    ]
    assert (len(err), failed, titles()) == (4, "2 of 4 files were refused.", [])
    assert [one.state for one in Import.objects.all()] == ["cancelled"]


def test_bad_records_are_left_out_when_asked_for_and_that_is_no_failure(folder: Path) -> None:
    out, _, failed = run(folder / "two.jsonl", skip_bad=True)

    assert out == [f"{folder}/two.jsonl: 1 of 2 stored (1 with errors)", "1 of 2 records from 1 file stored in idlib"]
    assert (failed, titles()) == ("", ["Storm over Belmont"])


def test_all_files_or_none(folder: Path) -> None:
    out, err, failed = run(folder, all_or_nothing=True)

    assert out == ["0 of 5 records from 4 files stored in idlib"]
    assert (
        f"{folder}/good.txt: refused: bad.txt has records with errors, and all files or none are to be stored." in err
    )
    assert (failed, titles()) == ("4 of 4 files were refused.", [])


def test_with_all_files_or_none_a_file_that_cannot_be_read_stops_all(folder: Path) -> None:
    out, err, failed = run(folder / "good.txt", folder / "gone.txt", all_or_nothing=True)

    assert err == [f"{folder}/gone.txt: refused: No such file or directory"]
    assert (out[-1], failed) == ("0 of 0 records from 2 files stored in idlib", "1 of 2 files were refused.")
    assert (titles(), Import.objects.count()) == ([], 0)


def test_a_second_run_changes_nothing_and_does_not_fail(folder: Path) -> None:
    run(folder / "good.txt")
    events = Event.objects.filter(verb__startswith="article.").count()

    out, err, failed = run(folder / "good.txt")

    assert (out[0], err, failed) == (f"{folder}/good.txt: 0 of 1 stored (1 already here)", [], "")
    assert Event.objects.filter(verb__startswith="article.").count() == events


def test_a_new_text_of_a_known_article_is_a_new_version_only_when_asked_for(folder: Path) -> None:
    path = folder / "one.jsonl"
    path.write_text(record("Arden", external_id="a-1"))
    run(path)
    path.write_text(record("Belmont", external_id="a-1"))

    left_out, imported = run(path)[0][0], run(path, changed="import")[0][0]

    assert left_out == f"{path}: 0 of 1 stored (1 new texts of known articles)"
    assert imported == f"{path}: 1 of 1 stored (1 new texts of known articles)"
    assert list(Article.objects.order_by("version").values_list("title", "version")) == [
        ("Storm over Arden", 1),
        ("Storm over Belmont", 2),
    ]


def test_the_options_reach_the_reader(folder: Path) -> None:
    path = folder / "table.csv"
    path.write_text("body,when\n" + '"It rained in Arden. It poured in Belmont."' + ",2026-05-01\n")

    out, err, failed = run(
        path, columns=["text=body", "published_at=when"], freeze=True, language="en-GB", username="lea"
    )

    assert (out[0], err, failed) == (f"{path}: 1 of 1 stored", [], "")
    article = Article.objects.get()
    assert (article.state, article.language, str(article.published_at)) == ("frozen", "en-GB", "2026-05-01")
    assert Event.objects.get(verb="import.stored").actor == people.lead()


def test_warnings_are_told_when_asked_for(folder: Path) -> None:
    quiet, told = run(folder / "good.txt", dry_run=True)[1], run(folder / "good.txt", dry_run=True, verbosity=2)[1]

    assert quiet == []
    assert told == [f"{folder}/good.txt: warning: published_at: '' is missing: a claim is judged as of a day"]


def test_more_files_than_one_import_takes_become_several(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MAX_FILES", 2)
    for place in ("Belmont", "Corvo", "Dunmore"):
        (folder / f"{place}.txt").write_text(STORM.format(place=place))

    out, _, failed = run(folder / "good.txt", *(folder / f"{place}.txt" for place in ("Belmont", "Corvo", "Dunmore")))

    assert (out[-1], failed) == ("4 of 4 records from 4 files stored in idlib", "")
    assert Import.objects.count() == 2


@pytest.mark.parametrize(("content", "reason"), [(b"", "is empty"), (b"x" * 20_000_001, "is larger than 20 MB")])
def test_a_file_that_is_not_taken_is_named_with_the_reason(folder: Path, content: bytes, reason: str) -> None:
    path = folder / "odd.txt"
    path.write_bytes(content)

    out, err, failed = run(path, folder / "good.txt")

    assert err == [f"{path}: refused: {reason}"]
    assert (out[0], failed) == (f"{folder}/good.txt: 1 of 1 stored", "1 of 2 files were refused.")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"project": "nope"}, "There is no project 'nope'. Projects here: idlib."),
        ({"username": "nobody"}, "There is nobody with the user name 'nobody'."),
        ({"username": "ada"}, "Only a lead imports articles."),
        ({"language": "a b"}, "language: 'a b' is not a language tag such as en, tr or pt-BR"),
        ({"format": "docx"}, "format: 'docx' is none of plain_text, html"),
        ({"columns": ["text"]}, "--columns text: write it as FIELD=COLUMN."),
    ],
)
def test_a_wrong_call_is_refused_in_one_sentence(folder: Path, options: dict[str, Any], said: str) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("import_articles", str(folder / "good.txt"), **{"project": "idlib", **options})
    assert str(refused.value).startswith(said)
    assert titles() == []


def test_the_formats_are_listed_without_paths_and_project(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        Command().run_from_argv(["manage.py", "import_articles", "--list-formats"])

    assert not ended.value.code
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [one.key for one in FORMATS]
