"""Starting a project through the API: it asks what its protocol asks, and says what an answer needs."""

from typing import Any

import pytest

from annotations.models import Project
from tests.api.caller import Caller, with_token
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

NEW = {"slug": "bridges", "name": "Bridges", "protocol": "newsroom"}


def test_a_new_project_answers_with_its_questions_and_what_they_need() -> None:
    answer = Caller(people.operator()).post("projects", NEW)
    made = answer.json()
    verdict = made["protocol"]["questions"][1]
    assert (answer.status_code, made["role"], made["protocol"]["key"]) == (201, "lead", "newsroom")
    assert (verdict["key"], verdict["condition"]) == (
        "verification", {"question": "check_worthiness", "answers": ["cfs"]},
    )  # fmt: skip
    assert verdict["needs"] == [
        {"answers": ["supported", "refuted", "conflicting"], "what": ["evidence"], "at_least": 1},
        {"answers": ["not_enough_evidence"], "what": ["searches", "checks"], "at_least": 1},
    ]


def test_without_a_word_about_it_the_protocol_is_quick() -> None:
    answer = Caller(people.operator()).post("projects", {"slug": "bridges", "name": "Bridges"})
    assert answer.json()["protocol"]["key"] == "quick"


def test_an_address_that_is_left_out_is_made_of_the_name() -> None:
    opal = Caller(people.operator())
    made = [opal.post("projects", {"name": "Köprüler"}).json()["slug"] for _ in range(3)]
    assert made == ["kopruler", "kopruler-2", "kopruler-3"]


@pytest.mark.parametrize(
    ("said", "field", "status"),
    [
        ({"protocol": "slow"}, "protocol", 400),
        ({"slug": "a b"}, "slug", 400),
        ({"slug": 7}, "slug", 400),
        ({"slug": "idlib"}, "slug", 409),
        ({"annotators_per_article": 0}, "annotators_per_article", 400),
        ({"is_demo": True}, "is_demo", 400),
    ],
)
def test_a_project_that_cannot_be_started_names_the_field(said: dict[str, Any], field: str, status: int) -> None:
    projects.project()
    answer = Caller(people.lead()).post("projects", NEW | said)
    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert Project.objects.count() == 1


def test_a_token_bound_to_one_project_starts_no_other() -> None:
    bound = with_token(people.lead(), "read", "manage", project=projects.project())
    assert bound.post("projects", NEW).status_code == 403
    assert with_token(people.lead(), "read", "manage").post("projects", NEW).status_code == 201
