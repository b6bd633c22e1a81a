"""``manage.py export``: the same bytes, as a file or on standard output."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from annotations.exports import FORMATS
from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.models import Event, Project
from tests.factories import projects

KEYS = ", ".join(one.key for one in FORMATS)


def the_file(project: Project, key: str, view: str) -> bytes:
    """What the page would send."""
    given = {"format": key, "view": view}
    return b"".join(Download(project=project, asked=read_asked(project, given)))


def test_the_list_names_the_formats_one_a_line() -> None:
    out = io.StringIO()

    call_command("export", "--list", stdout=out)

    assert out.getvalue() == "\n".join(one.key for one in FORMATS) + "\n"


def test_standard_output_gets_the_bytes_of_the_page(
    bridge: Project, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    call_command("export", "idlib", "--view", "raw", stderr=io.StringIO())

    assert capsysbinary.readouterr().out == the_file(bridge, "jsonl", "raw")
    assert Event.objects.get(verb="dataset.exported").actor is None


def test_a_file_appears_whole_under_its_name(bridge: Project, tmp_path: Path) -> None:
    said = io.StringIO()
    path = tmp_path / "raw.csv"

    call_command("export", "idlib", "--format", "csv", "-o", str(path), stderr=said)

    assert path.read_bytes() == the_file(bridge, "csv", "raw")
    assert [entry.name for entry in tmp_path.iterdir()] == ["raw.csv"]
    assert said.getvalue() == f"4 rows to {path}\n"


def test_a_file_that_broke_off_never_gets_its_name(
    bridge: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Download, "__next__", breaks)

    with pytest.raises(RuntimeError):
        call_command("export", "idlib", "-o", str(tmp_path / "raw.jsonl"), stderr=io.StringIO())

    assert list(tmp_path.iterdir()) == []


def breaks(self: Download) -> bytes:
    """An accident at once."""
    raise RuntimeError("the disk is on fire")


def test_a_folder_that_is_not_there_is_named(bridge: Project, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "raw.jsonl"

    with pytest.raises(CommandError, match="cannot be written") as refused:
        call_command("export", "idlib", "-o", str(path), stderr=io.StringIO())

    assert refused.value.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nope"], "There is no project 'nope'; there are: idlib."),
        ([], "Name a project; there are: idlib."),
        (["idlib", "--format", "xml"], f"--format: 'xml' is not one of {KEYS}"),
        (["idlib", "--view", "all"], "--view: 'all' is not one of raw, gold, both"),
    ],
)
@pytest.mark.django_db
def test_a_wrong_call_is_answered_in_one_sentence(arguments: list[str], sentence: str) -> None:
    projects.project()

    with pytest.raises(CommandError) as refused:
        call_command("export", *arguments)

    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
