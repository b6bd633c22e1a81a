"""Agreement over the API: asked for, told how far it is, read as JSON and as CSV."""

import pytest

from annotations.models import AgreementReport, Project
from annotations.queries.agreement_scope import Scope
from annotations.workflow.agreement_measure import measure_agreement
from tests.api.caller import Caller
from tests.factories import agreement, people, projects

pytestmark = pytest.mark.django_db

PATH = "projects/idlib/agreement"


@pytest.fixture
def project() -> Project:
    return agreement.two_annotators(projects.project())


def test_before_anybody_asked_there_is_nothing(project: Project) -> None:
    answer = Caller(people.viewer()).get(PATH).json()
    assert (answer["state"], answer["changes"], answer["figures"]) == ("none", None, None)


def test_asking_is_accepted_and_ends_in_figures_that_say_they_are_up_to_date(project: Project) -> None:
    viewer = Caller(people.viewer())
    asked = viewer.post(PATH, {})
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    measure_agreement(report_id=AgreementReport.objects.get().pk)
    answer = viewer.get(PATH).json()
    assert (answer["state"], answer["changes"]) == ("done", 0)
    verification = next(one for one in answer["figures"]["questions"] if one["key"] == "verification")
    assert verification["report"]["figures"]["percent"]["value"] == 0.75


def test_while_labels_are_measured_anew_the_old_figures_stay(project: Project) -> None:
    agreement.measured(project)
    agreement.article(project, "Rain\n\nIt rained in June.\nIt snowed in July.\n")
    lead = Caller(people.lead())
    answer = lead.post(PATH, {}).json()
    assert (answer["state"], answer["changes"] > 0, answer["figures"] is None) == ("waiting", True, False)


def test_a_scope_has_figures_of_its_own(project: Project) -> None:
    agreement.measured(project)
    lead = Caller(people.lead())
    assert lead.get(f"{PATH}?articles=calibration").json()["state"] == "none"
    assert lead.get(f"{PATH}?articles=production").json()["state"] == "done"


def test_figures_come_as_a_file(project: Project) -> None:
    agreement.measured(project, Scope())
    response = Caller(people.viewer()).get(f"{PATH}?format=csv")
    lines = b"".join(response).decode().split("\r\n")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == "question,part,group,label,first,second,measure,n,value,low,high,undefined"
    assert "verification,overall,,,,,percent,8,0.75,0.75,0.75," in lines


def test_there_is_no_file_before_there_are_figures(project: Project) -> None:
    response = Caller(people.viewer()).get(f"{PATH}?format=csv")
    assert (response.status_code, response.json()["code"]) == (404, "not_measured")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("format=xml", "format"),
        ("articles=many", "articles"),
        ("batch=none", "batch"),
        ("since=yesterday", "since"),
        ("since=2026-02-02&until=2026-02-01", "until"),
        ("first=x&second=x", "second"),
        ("model=perhaps", "model"),
        ("what=1", "what"),
    ],
)
def test_a_scope_that_names_nothing_is_refused_by_its_field(project: Project, query: str, field: str) -> None:
    response = Caller(people.lead()).get(f"{PATH}?{query}")
    assert (response.status_code, response.json()["field"]) == (400, field)


def test_stopping_what_is_not_measured_is_refused(project: Project) -> None:
    assert Caller(people.lead()).post(f"{PATH}/cancel", {}).status_code == 409
