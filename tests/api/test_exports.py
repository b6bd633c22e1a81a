"""Datasets over the API: looked at before, streamed compressed, asked for as a file that is followed and fetched."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from annotations.exports import download
from annotations.exports.build import build_file
from annotations.models import DatasetFile, Project
from tests.api.caller import Caller
from tests.factories import people, projects


@pytest.fixture
def bridge(transactional_db: None, settings: Any, tmp_path: Path) -> Project:
    """A project whose one short article Ada has handed in."""
    settings.MEDIA_ROOT = tmp_path
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    return made


def test_a_viewer_asks_for_a_file_follows_it_and_fetches_the_bytes_of_the_stream(bridge: Project) -> None:
    vic = Caller(people.viewer())

    asked = vic.post("projects/idlib/exports", {"format": "csv", "view": "raw"})
    waiting = asked.json()
    assert (asked.status_code, waiting["state"], waiting["name"]) == (202, "waiting", "idlib-raw.csv")
    assert asked.headers["Location"] == f"http://testserver/api/v1/exports/{waiting['id']}"
    assert vic.get(f"exports/{waiting['id']}/content").json()["code"] == "wrong_state"
    build_file(file_id=DatasetFile.objects.get().pk)

    done = vic.get(f"exports/{waiting['id']}").json()
    sent = vic.get(f"exports/{waiting['id']}/content")
    content = sent.getvalue()
    assert (done["state"], done["done"], done["total"], done["size"]) == ("done", 4, 4, len(content))
    assert done["sha256"] == hashlib.sha256(content).hexdigest()
    assert (sent.headers["ETag"], sent.headers["X-Row-Count"]) == (f'"{done["sha256"]}"', "4")
    assert content == vic.get("projects/idlib/export?format=csv&view=raw").getvalue()


def test_a_file_is_discarded_and_then_there_are_no_bytes(bridge: Project) -> None:
    lead = Caller(people.lead())
    address = f"exports/{lead.post('projects/idlib/exports', {}).json()['id']}"
    build_file(file_id=DatasetFile.objects.get().pk)

    answers = [lead.call("DELETE", address), lead.get(f"{address}/content"), lead.call("DELETE", address)]

    assert [answer.status_code for answer in answers] == [200, 409, 409]
    assert answers[0].json()["state"] == "expired"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"format": "xml"}, "format"),
        ({"format": "fever", "view": "gold"}, "lossy"),
        ({"language": "xx"}, "language"),
        ({"colour": "red"}, "colour"),
        ({"view": 3}, "view"),
    ],
)
def test_what_is_wrong_is_named_and_no_file_is_made(bridge: Project, body: dict[str, Any], field: str) -> None:
    answer = Caller(people.lead()).post("projects/idlib/exports", body)

    assert (answer.status_code, answer.json()["field"]) == (400, field)
    assert not DatasetFile.objects.exists()


def test_a_preview_has_rows_first_lines_and_the_report_without_being_told_that_one_knows(bridge: Project) -> None:
    found = Caller(people.viewer()).get("projects/idlib/export/preview?format=doccano&view=raw").json()

    assert (found["row_count"], found["looked_at"], found["is_whole"], len(found["rows"])) == (4, 4, True, 4)
    assert [file["name"] for file in found["files"]] == ["p03.jsonl", "doccano.report.json"]
    assert json.loads(found["files"][0]["lines"])["text"].startswith("Mayor opens bridge")
    assert (found["report"]["format"], found["report"]["dropped"]) == ("doccano", [])
    assert "confidence, rationale, flags" in found["report"]["left_out"]


def test_a_preview_names_a_parameter_that_is_none(bridge: Project) -> None:
    answer = Caller(people.viewer()).get("projects/idlib/export/preview?format=xml")

    assert (answer.status_code, answer.json()["field"]) == (400, "format")


def test_a_program_that_takes_gzip_gets_the_same_bytes_compressed(bridge: Project) -> None:
    vic = Caller(people.viewer())

    plain = vic.get("projects/idlib/export?format=jsonl")
    small = vic.get("projects/idlib/export?format=jsonl", **{"Accept-Encoding": "gzip"})

    assert ("Content-Encoding" in plain.headers, small.headers["Content-Encoding"]) == (False, "gzip")
    assert gzip.decompress(small.getvalue()) == plain.getvalue()


def test_an_annotator_is_refused_before_a_snapshot_is_opened(bridge: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(download, "open_rows", lambda *given: opened.append(given))

    answer = Caller(people.annotator()).get("projects/idlib/export?format=jsonl")

    assert (answer.status_code, opened) == (403, [])
