"""What the API says of itself is true: the document is valid OpenAPI 3.1 and has every route, and no other."""

import re
from typing import Any

import pytest
from drf_spectacular.validation import validate_schema

from annotations.api.schema import document
from annotations.api.urls import urlpatterns
from tests.api.caller import Caller

UNDESCRIBED = {"schema", "docs", "elsewhere"}


def operations(schema: dict[str, Any]) -> set[tuple[str, str]]:
    """Method and path of each operation, with nameless parameters."""
    return {
        (method.upper(), re.sub(r"\{\w+\}", "{}", path))
        for path, methods in schema["paths"].items()
        for method in methods
    }


def test_the_document_is_valid_openapi_3_1() -> None:
    schema = document()

    validate_schema(schema)

    assert schema["openapi"] == "3.1.0"


def test_the_document_has_the_operations_of_the_routes_and_no_other() -> None:
    routes = {
        (method.upper(), "/api/v1/" + re.sub(r"<\w+:\w+>", "{}", str(pattern.pattern)))
        for pattern in urlpatterns
        if pattern.name not in UNDESCRIBED
        for method in getattr(pattern.callback, "actions", {})
        if method != "head"
    }

    assert operations(document()) == routes
    assert ("PUT", "/api/v1/revisions/{}") in routes


def test_every_operation_tells_of_problems_and_takes_a_token_or_a_session() -> None:
    found = [operation for path in document()["paths"].values() for operation in path.values()]

    assert {operation["responses"]["default"]["description"] for operation in found} == {
        "Refused; nothing was changed."
    }
    assert [operation["security"] for operation in found] == [[{"token": []}, {"session": []}]] * len(found)


def test_saving_tells_of_every_status_it_may_answer_with() -> None:
    save = document()["paths"]["/api/v1/revisions/{id}"]["put"]

    assert sorted(save["responses"]) == ["200", "201", "409", "412", "422", "428", "default"]
    assert ("If-Match", True) in [(given["name"], given.get("required")) for given in save["parameters"]]


@pytest.mark.django_db
def test_the_document_and_the_page_are_open_for_they_hold_no_data() -> None:
    nobody = Caller()

    found = [nobody.get("schema"), nobody.get("docs")]

    assert [(response.status_code, response["Content-Type"]) for response in found] == [
        (200, "application/json"),
        (200, "text/html; charset=utf-8"),
    ]
