"""What cannot come back as it is stays out whole, with the file, the line, the field and the rule."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest

from annotations.imports.dataset.read import read_dataset
from annotations.models import Article, Event, LabelSet, Membership, Project
from annotations.workflow.errors import Duplicate, NotAllowed, WorkflowError, WrongState
from annotations.workflow.members import add_member
from annotations.workflow.restore.restore import restore_dataset
from tests.factories import moving, people, projects

pytestmark = pytest.mark.django_db

Told = dict[tuple[str, str], bytes]


def files(told: Told) -> moving.Files:
    """The whole dataset, file by file."""
    return moving.unpacked(told["native", "both"])


def changed(content: bytes, place: int, **facts: Any) -> bytes:
    """JSON Lines with other values in one line (from 0)."""
    lines = content.splitlines(keepends=True)
    lines[place] = json.dumps({**json.loads(lines[place]), **facts}).encode() + b"\n"
    return b"".join(lines)


def refused(given: moving.Files) -> str:
    """What is said about files that do not come back; nothing of them is kept."""
    with moving.left_behind():
        project = moving.empty_project()
        with pytest.raises(WorkflowError) as error:
            moving.brought_back(given, project)
        project.refresh_from_db()
        assert (project.slug, project.name) == ("empty", "Empty")
        assert not Article.objects.exists()
        assert not Event.objects.filter(verb="dataset.restored").exists()
        assert Membership.objects.get().pseudonym == "p01"
        assert LabelSet.objects.filter(project=project).exists()
    return error.value.message


@pytest.mark.parametrize(
    ("file", "facts", "said"),
    [
        ("articles", {"text_sha256": "0" * 64}, "articles.jsonl, line 1: text_sha256: '0000"),
        ("articles", {"text": ""}, "articles.jsonl, line 1: text: '' is empty: the dataset was exported without texts"),
        ("articles", {"state": "odd"}, "articles.jsonl, line 1: state: 'odd' is not one of imported, segmented"),
        ("annotations", {"end": 99_999}, "annotations.jsonl, line 1: end: 99999 would come back as "),
        ("annotations", {"start": "0"}, "annotations.jsonl, line 1: start: '0' fits no row: Expected `int`"),
        ("annotations", {"labels": {"verification": "maybe"}}, "line 1: labels.verification: 'maybe' is not one of"),
        ("annotations", {"labels": {"mood": "good"}}, "line 1: labels.mood: ['good'] answers a question that is not"),
        ("annotations", {"annotator": "p99"}, "line 1: annotator: 'p99' is nobody among the people of labelsets.json"),
        ("annotations", {"status": "draft"}, "line 1: status: 'draft' is not one of submitted, returned, accepted"),
        ("annotations", {"started_at": "today"}, "line 1: started_at: 'today' is not a time like"),
        ("annotations", {"article_id": "x"}, "line 1: article_id: 'x' is none of articles.jsonl"),
        ("gold", {"seq": 0.5}, "gold.jsonl, line 1: seq: 0.5 fits no row"),
        ("gold", {"guideline_version": "9.9.9"}, "guideline_version: '9.9.9' is no guideline of labelsets.json"),
        ("claims", {"statement_id": "x"}, "claims.jsonl, line 1: statement_id: 'x' is not an id"),
        ("attributions", {"quote_type": "odd"}, "annotations_attribution"),
        ("entities", {"kind": "odd"}, "entities.jsonl, line 1: kind: 'odd' is not one of person"),
    ],
)
def test_a_bad_value_is_named_with_its_line(told: Told, file: str, facts: dict[str, Any], said: str) -> None:
    given = files(told)
    given[f"{file}.jsonl"] = changed(given[f"{file}.jsonl"], 0, **facts)
    assert said in refused(given)


def test_a_span_beyond_the_text_is_refused(told: Told) -> None:
    given = files(told)
    article = json.loads(given["articles.jsonl"].splitlines()[0])
    article["statements"][0]["end"] = 10**6
    given["articles.jsonl"] = changed(given["articles.jsonl"], 0, **article)
    assert "articles.jsonl, line 1: statements: [0, 1000000] is no span of a text of" in refused(given)


@pytest.mark.parametrize("file", ["annotations", "gold", "articles", "entities"])
def test_a_row_that_stands_in_a_file_twice_is_refused(told: Told, file: str) -> None:
    given = files(told)
    first, rest = given[f"{file}.jsonl"].split(b"\n", 1)
    given[f"{file}.jsonl"] = first + b"\n" + first + b"\n" + rest
    assert refused(given)


@pytest.mark.parametrize("file", ["labelsets.json", "articles.jsonl", "claims.jsonl"])
def test_a_file_that_is_missing_is_named(told: Told, file: str) -> None:
    given = files(told)
    del given[file]
    assert f"files: '{file.partition('.')[0]}' is missing" in refused(given)


def test_a_dataset_without_labels_is_none(told: Told) -> None:
    given = files(told)
    del given["annotations.jsonl"], given["gold.jsonl"]
    assert "files: 'annotations or gold' is missing" in refused(given)


def test_what_is_no_dataset_is_told_so(told: Told) -> None:
    assert "'notes.jsonl' is no file of a dataset" in refused(files(told) | {"notes.jsonl": b'{"a": 1}\n'})
    assert "d.zip: file: 'd.zip' is no whole ZIP" in refused({"d.zip": told["native", "both"][:-9]})
    assert "line 1: line: '{\"schema\":' is no JSON" in refused(files(told) | {"claims.jsonl": b'{"schema":'})


def test_a_table_that_broke_off_is_refused(told: Told) -> None:
    given = files(told)
    del given["annotations.jsonl"]
    given["annotations.csv"] = told["csv", "raw"] + b'"BROKEN OFF'
    assert "is no CSV" in refused(given)


def test_people_who_were_numbered_anew_cannot_come_back(told: Told) -> None:
    given = files(told)
    scheme = json.loads(given["labelsets.json"])
    del scheme["people"]
    given["labelsets.json"] = json.dumps(scheme).encode()
    assert "labelsets.json: people: None is missing: annotators were numbered anew" in refused(given)


def test_a_zip_of_more_bytes_than_a_request_may_bring_is_refused_before_it_is_unpacked(told: Told) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("articles.jsonl", b"0" * 10_000)
    with pytest.raises(WorkflowError, match="bytes: 10000 are more than 5000 when unpacked"):
        read_dataset(moving.given({"d.zip": packed.getvalue()}), most_bytes=5000)


def test_a_copy_beside_the_original_is_refused() -> None:
    project = projects.project()
    projects.article(project)
    projects.submitted(project)
    copy, second = moving.exported(project, view="raw"), moving.empty_project()

    with pytest.raises(WorkflowError, match="is the address of another project on this server"):
        moving.brought_back({"d.zip": copy}, second)

    Project.objects.filter(pk=project.pk).update(slug="old")
    with pytest.raises(Duplicate, match=r"already exists.*on one server it can be once only"):
        moving.brought_back({"d.zip": copy}, second)


def test_only_an_empty_project_takes_a_dataset(told: Told) -> None:
    project = moving.empty_project()
    add_member(actor=people.lead(), project=project, username=people.viewer().username, role="viewer")
    with pytest.raises(WrongState, match="has other members"):
        moving.brought_back(files(told), project)
    projects.article(project)
    with pytest.raises(WrongState, match="has articles"):
        moving.brought_back(files(told), project)


def test_only_a_lead_brings_a_dataset_back(told: Told) -> None:
    project = moving.empty_project()
    dataset = read_dataset(moving.given(files(told)))
    add_member(actor=people.lead(), project=project, username=people.annotator().username, role="annotator")
    for person in (people.annotator(), people.outsider()):
        with pytest.raises(NotAllowed):
            restore_dataset(actor=person, project=project, dataset=dataset)
