"""Label sets, questions and guidelines over the API: whole versions, named by their ETag."""

from typing import Any

import pytest

from annotations.models import Annotation, Project
from annotations.queries.protocols import protocol_in_force
from tests.api.caller import Caller
from tests.factories import people, projects
from tests.factories.schemes import drafts, newest

pytestmark = pytest.mark.django_db

SET = "projects/idlib/label-sets/verification_default"


@pytest.fixture
def project() -> Project:
    return projects.project()


def body(project: Project, **labels: dict[str, Any]) -> dict[str, Any]:
    """The set in force as it is sent, with members of some labels replaced."""
    return {"name": "Verification", "labels": drafts(project, **labels)}


def call(method: str, path: str, body: Any = None, **headers: str) -> Any:
    """A request by Lea."""
    return Caller(people.lead()).call(method, path, body, **headers)


def test_a_set_is_read_changed_and_named_by_its_version(project: Project) -> None:
    read = call("GET", SET)
    assert (read.headers["ETag"], read.json()["labels"][0]["key"]) == ('"1"', "supported")
    changed = call("PUT", SET, body(project, refuted={"name": "False"}), If_Match='"1"')
    assert (changed.status_code, changed.headers["ETag"], changed.json()["version"]) == (200, '"2"', 2)
    stale = call("PUT", SET, body(project), If_Match='"1"')
    assert (stale.status_code, stale.json()["code"], stale.headers["ETag"]) == (412, "stale", '"2"')
    assert call("PUT", SET, body(project)).status_code == 428


def test_an_error_names_field_value_and_rule(project: Project) -> None:
    problem = call("PUT", SET, body(project, refuted={"hotkey": "j"}), If_Match='"1"').json()
    assert (problem["field"], problem["value"]) == ("labels[1].hotkey", "j")
    assert problem["rule"] == "is a key of the workbench itself; choose another"
    assert newest(project).version == 1


def test_a_merge_and_its_taking_back(project: Project) -> None:
    merged = call("POST", f"{SET}/merge", {"label": "too_vague", "into": "not_checkable"}, If_Match='"1"')
    assert {one["key"]: one["merged_into"] for one in merged.json()["labels"]}["too_vague"] == "not_checkable"
    parted = call("POST", f"{SET}/merge", {"label": "too_vague"}, If_Match='"2"')
    assert {one["merged_into"] for one in parted.json()["labels"]} == {""}


def test_a_question_with_a_condition(project: Project) -> None:
    kept = [{"key": "stance", "title": "Stance"}, {"key": "verification", "title": "Verification"}]
    why = {"title": "Why?", "kind": "text", "condition": {"question": "verification", "answers": ["refuted"]}}
    made = call("PUT", "projects/idlib/protocol", {"questions": [*kept, why]}, If_Match='"1"')
    assert (made.status_code, made.headers["ETag"]) == (200, '"2"')
    assert [one.key for one in protocol_in_force(project).scheme.questions] == ["stance", "verification", "why"]


def test_publishing_asks_for_another_look(project: Project) -> None:
    projects.article(project)
    projects.submitted(project, status="refuted")
    again = [{"question": "verification", "labels": ["refuted"]}]
    sent = {"base_version": "1.0.0", "step": "major", "markdown": "Be strict.", "again": again}
    made = call("POST", "projects/idlib/guidelines", sent)
    assert (made.status_code, made.json()["version"]) == (201, "2.0.0")
    assert set(Annotation.objects.values_list("state", flat=True)) == {"draft"}


def test_a_label_that_is_gone_is_a_409_that_says_so(project: Project) -> None:
    projects.article(project)
    work = projects.assignment(project)
    call("PUT", SET, body(project, refuted={"is_hidden": True}), If_Match='"1"')
    statement = projects.statements(work)[0]
    sent = {
        "assignment": str(work.pk),
        "statement": str(statement.pk),
        "answers": projects.answers("refuted"),
        "protocol": 1,
    }
    caller = Caller(people.annotator())
    refused = caller.call("PUT", "revisions/01930000-0000-4000-8000-000000000001", sent, If_Match='"0"')
    assert (refused.status_code, refused.json()["code"], refused.json()["value"]) == (409, "schema_changed", "refuted")
