"""Who calls: sessions with their CSRF token, bearer tokens with their scopes; nothing else opens the door."""

import base64
import json
from typing import Any

import pytest
from django.test import Client

from annotations.api import throttling
from annotations.models import Assignment
from annotations.workflow.tokens import issue_token, revoke_token
from tests.api.caller import Caller, with_token
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def test_nobody_is_asked_for_a_token_in_json_and_not_sent_to_the_sign_in_page() -> None:
    response = Caller().get("projects")

    assert (response.status_code, response["Content-Type"]) == (401, "application/problem+json")
    assert response["WWW-Authenticate"] == 'Bearer realm="factcheck"'
    assert response.json() == {
        "type": "urn:factcheck:problem:not_authenticated",
        "title": "Unauthorized",
        "status": 401,
        "code": "not_authenticated",
        "detail": "Authentication credentials were not provided.",
    }


@pytest.mark.parametrize(
    "header",
    [
        "Basic " + base64.b64encode(f"ada:{people.PASSWORD}".encode()).decode(),
        "Token abc",
        "Bearer",
        "Bearer ",
        "Bearer fc_unknown",
        "Bearer a\0b",
        "Bearer \xff\xfe",
        "",
    ],
)
def test_a_header_that_holds_no_live_token_is_refused_even_beside_a_session(header: str) -> None:
    ada = Caller(people.annotator())

    response = ada.get("projects", Authorization=header)

    assert (response.status_code, response.json()["code"]) == (401, "authentication_failed")


@pytest.mark.parametrize("parameter", ["token", "access_token", "api_key", "Authorization", "anything"])
def test_a_token_in_an_address_is_refused_even_if_it_is_live(parameter: str) -> None:
    secret = issue_token(actor=people.lead(), name="test", scopes=["read"])[1]

    response = Caller(token=secret).get(f"projects?{parameter}={secret}")

    assert response.status_code == 401
    assert secret not in response.content.decode()


def test_a_revoked_token_and_the_token_of_somebody_who_left_the_house_are_refused() -> None:
    ada, ben = people.annotator(), people.second_annotator()
    token, secret = issue_token(actor=ada, name="test", scopes=["read"])
    revoke_token(actor=ada, token=token)
    bens = with_token(ben, "read")
    type(ben).objects.filter(pk=ben.pk).update(is_active=False)

    assert [Caller(token=secret).get("projects").status_code, bens.get("projects").status_code] == [401, 401]


@pytest.mark.parametrize(
    ("scopes", "statuses"),
    [
        (["read"], [200, 403, 403]),
        (["annotate"], [403, 200, 403]),
        (["manage"], [403, 403, 201]),
        (["read", "annotate", "manage"], [200, 200, 201]),
    ],
)
def test_a_token_does_what_its_scopes_say_and_no_more(scopes: list[str], statuses: list[int]) -> None:
    projects.project()
    program = with_token(people.lead(), *scopes)

    found = [
        program.get("projects").status_code,
        program.post("projects/idlib/entities", {"name": "The bridge"}).status_code,
        program.post("projects/idlib/articles", {"text": "One text.\n\nIt rained in May.\n"}).status_code,
    ]

    assert found == statuses


def test_a_token_that_is_too_weak_is_told_what_it_lacks() -> None:
    projects.project()

    problem = with_token(people.lead(), "read").post("projects/idlib/entities", {"name": "x"}).json()

    assert (problem["status"], problem["code"], problem["scope"]) == (403, "scope", "annotate")


def unsafe(client: Client, **headers: str) -> Any:
    """The response to a request that changes something."""
    body = json.dumps({"name": "The bridge"})
    return client.post("/api/v1/projects/idlib/entities", body, "application/json", headers=headers)


def test_a_session_needs_its_csrf_token_to_change_anything() -> None:
    projects.project()
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.annotator())
    page = client.get("/api/v1/docs")
    csrf = page.context["csrf_token"]

    found = [unsafe(client), unsafe(client, X_CSRFToken="x" * 64), unsafe(client, **{"X-CSRFToken": str(csrf)})]

    assert [response.status_code for response in found] == [403, 403, 200]
    assert found[0].json()["code"] == "csrf"


def test_a_token_needs_no_csrf_token() -> None:
    projects.project()
    secret = issue_token(actor=people.annotator(), name="test", scopes=["annotate"])[1]

    response = unsafe(Client(enforce_csrf_checks=True), Authorization=f"Bearer {secret}")

    assert response.status_code == 200


def test_a_token_of_one_project_sees_and_changes_no_other() -> None:
    idlib, other = projects.project(), projects.project("other")
    projects.article(idlib)
    work = projects.assignment(idlib)
    program = with_token(people.annotator(), "read", "annotate", project=other)

    found = [
        program.get("projects").json()["results"][0]["slug"],
        program.get(f"assignments/{work.pk}").status_code,
        program.post(f"assignments/{work.pk}/release").status_code,
        program.post("projects/idlib/assignments/next").status_code,
    ]

    assert found == ["other", 404, 404, 404]
    assert Assignment.objects.get().state == "active"


def test_every_answer_says_where_the_caller_stands_with_the_rate_limit() -> None:
    ada = Caller(people.annotator())
    ada.get("projects")

    response = ada.get("projects")

    assert response["RateLimit-Limit"] == "1200"
    assert response["RateLimit-Remaining"] == "1198"
    assert 0 < int(response["RateLimit-Reset"]) <= 60


def test_a_program_that_runs_away_is_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "PER_MINUTE", 0)

    response = Caller(people.annotator()).get("projects")

    assert (response.status_code, response.json()["code"]) == (429, "throttled")
    assert 0 < int(response["Retry-After"]) <= 60


def test_the_counts_of_a_window_are_forgotten_in_the_next() -> None:
    counter, ada = throttling.Counter(), people.annotator().pk

    found = [counter.count(ada, now) for now in (120.0, 179.5, 180.0)]

    assert found == [(1200, 1199, 60), (1200, 1198, 1), (1200, 1199, 60)]


def test_a_method_that_a_route_does_not_know_is_refused_with_the_ones_it_does() -> None:
    response = Caller(people.lead()).call("DELETE", "projects")

    assert (response.status_code, response.json()["code"]) == (405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, POST"


def test_what_somebody_else_made_in_the_same_browser_is_refused_on_every_route() -> None:
    work = projects.label_all(projects.assignment(projects.seed_project()))

    response = Caller(work.annotator).call(
        "POST", f"assignments/{work.pk}/submit", X_User=str(people.second_annotator().pk)
    )

    work.refresh_from_db()
    assert (response.status_code, response.json()["code"], work.state) == (409, "other_user", "active")
