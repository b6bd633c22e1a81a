"""Hostile bodies on every route that writes: each is refused with a 4xx that names the trouble, none is a fault."""

import json
import re
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from annotations.models import Event, Revision
from tests.api import worlds
from tests.api.caller import Caller
from tests.api.worlds import World
from tests.factories import people

pytestmark = pytest.mark.django_db
UUID = "01930000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def writes() -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Each route that takes a body: method, path, and a body whose text members may hold anything."""
    return {
        "article": ("POST", "projects/idlib/articles", {"text": "?", "title": "?", "url": "?", "language": "?"}),
        "entity": ("POST", "projects/idlib/entities", {"name": "?", "kind": "?"}),
        "revision": (
            "PUT",
            f"revisions/{UUID}",
            {
                "assignment": "?",
                "statement": "?",
                "answers": {"rationale": "?", "stances": [{"target_text": "?"}], "labels": {"?": ["?"]}},
                "client_time": "?",
                "user": "?",
            },
        ),
        "decision": (
            "POST",
            "assignments/{w.assignment.pk}/reviews",
            {"annotation": "?", "seen": "?", "decision": "?", "reason": "?", "comment": "?", "proposed": {"skip": "?"}},
        ),
        "reply": (
            "POST",
            "reviews/{w.review}/reply",
            {"action": "?", "revision": "?", "comment": "?", "answers": {"flags": ["?"]}},
        ),
        "submit": ("POST", "assignments/{w.assignment.pk}/submit", {}),
        "next": ("POST", "projects/idlib/assignments/next", {}),
        "freeze": ("POST", "articles/{w.unfrozen.pk}/freeze", {}),
        "pin": ("POST", "entities/{w.entity.pk}/pin", {"place": "?"}),
        "edit": (
            "POST",
            "articles/{w.unfrozen.pk}/split/edits",
            {"id": "?", "act": "?", "statement": "?", "role": "?", "name": "?", "kind": "?", "text": "?"},
        ),
        "import": ("POST", "projects/idlib/imports", {"articles": [{"text": "?"}], "language": "?", "near": "?"}),
        "store": ("POST", "imports/{w.imported.pk}/store", {"changed": "?", "near": "?"}),
        "cancel": ("POST", "imports/{w.imported.pk}/cancel", {}),
        "retry": ("POST", "imports/{w.imported.pk}/retry", {}),
    }


CALLER = {"reply": people.annotator, "submit": people.annotator, "next": people.annotator, "revision": people.annotator}
ROUTES = (
    *("article", "entity", "revision", "decision", "reply", "submit", "next", "freeze", "pin", "edit"),
    *("import", "store", "cancel", "retry"),
)
Send = Callable[..., Any]


@pytest.fixture
def world() -> World:
    """A world with a returned label and an import that was looked at."""
    world = worlds.returned()
    worlds.begin_import(world.project)
    return world


@pytest.fixture
def send(world: World, writes: dict[str, tuple[str, str, dict[str, Any]]]) -> Send:
    """Sends bytes to a route as somebody who may write there; asserts that nothing was written."""

    def sender(name: str, body: bytes, **headers: str) -> Any:
        method, path, _ = writes[name]
        caller = Caller(CALLER.get(name, people.lead)())
        before = (Event.objects.count(), Revision.objects.count())
        response = caller.call(method, path.format(w=world), body, If_Match='"1"', **headers)
        assert (Event.objects.count(), Revision.objects.count()) == before
        return response

    return sender


@pytest.mark.parametrize("name", ROUTES)
def test_unsound_text_in_any_member_is_refused_by_its_path(
    send: Send, writes: dict[str, tuple[str, str, dict[str, Any]]], name: str
) -> None:
    body = json.dumps(writes[name][2] or {"any": "?"})
    places = [match.start() for match in re.finditer(r'"\?"', body)]

    for place, bad in product(places, (r"a\u0000b", r"a\ud800b")):
        problem = send(name, f"{body[: place + 1]}{bad}{body[place + 2 :]}".encode()).json()
        assert (problem["status"], problem["code"], problem["field"][:2]) == (400, "invalid_text", "$."), body


@pytest.mark.parametrize(
    ("body", "field", "value"),
    [
        (b'{"answers":{"rationale":"a\\u0000b"}}', "$.answers.rationale", "a\\x00b"),
        (b'{"answers":{"flags":["x",{"\\ud800":1}]}}', "$.answers.flags[1].\\ud800", "\\ud800"),
        (b'{"a\\u0000":1}', "$.a\\x00", "a\\x00"),
        (b'["\\udc00"]', "$[0]", "\\udc00"),
    ],
)
def test_the_path_of_unsound_text_is_told_without_repeating_it(send: Send, body: bytes, field: str, value: str) -> None:
    problem = send("revision", body).json()

    assert (problem["field"], problem["value"], problem["rule"]) == (
        field,
        value,
        "holds a NUL or half a surrogate pair",
    )


HOSTILE: dict[str, tuple[bytes, dict[str, str], int, str]] = {
    "5,000 deep": (b"[" * 5_000 + b"]" * 5_000, {}, 400, "too_deep"),
    "100,000 deep": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, {}, 400, "too_deep"),
    "33 deep": (b"[" * 33 + b"]" * 33, {}, 400, "too_deep"),
    "a key twice": (b'{"text":"one","text":"two"}', {}, 400, "duplicate_key"),
    "a key twice, deep inside": (b'{"answers":[{"a":1,"\\u0061":2}]}', {}, 400, "duplicate_key"),
    "NaN": (b'{"text":NaN}', {}, 400, "invalid_number"),
    "Infinity": (b'{"text":-Infinity}', {}, 400, "invalid_number"),
    "1e400": (b'{"text":1e400}', {}, 400, "invalid_number"),
    "5,000 digits": (b'{"text":' + b"9" * 5_000 + b"}", {}, 400, "invalid_number"),
    "raw bytes of a surrogate": (b'{"text":"\xed\xa0\x80"}', {}, 400, "invalid_text"),
    "a raw NUL": (b'{"text":"\x00"}', {}, 400, "invalid_json"),
    "half a body": (b'{"text":', {}, 400, "invalid_json"),
    "a byte order mark": (b'\xef\xbb\xbf{"text":"a"}', {}, 400, "invalid_json"),
    "UTF-16 by itself": ('{"text":"a"}'.encode("utf-16"), {}, 400, "invalid_text"),
    "UTF-16 with its name": (
        '{"text":"a"}'.encode("utf-16"),
        {"Content_Type": "application/json; charset=utf-16"},
        415,
        "unsupported_charset",
    ),
    "an unknown charset": (b"{}", {"Content_Type": 'application/json; charset="zzz"'}, 415, "unsupported_charset"),
    "text/plain": (b'{"text":"a"}', {"Content_Type": "text/plain"}, 415, "unsupported_media_type"),
    "a form": (b"text=a", {"Content_Type": "application/x-www-form-urlencoded"}, 415, "unsupported_media_type"),
    "a form of an unknown charset": (
        b"text=a",
        {"Content_Type": "application/x-www-form-urlencoded; charset=zzz"},
        415,
        "unsupported_media_type",
    ),
    "a broken multipart": (b"--x", {"Content_Type": "multipart/form-data"}, 415, "unsupported_media_type"),
    "a list": (b"[1]", {}, 400, "invalid"),
    "a text": (b'"a"', {}, 400, "invalid"),
    "a member nobody knows": (b'{"is_staff":true}', {}, 400, "unknown_field"),
    "12 MiB": (b'"' + b"a" * 12 * 1024 * 1024 + b'"', {}, 413, "too_large"),
}


FORMS = {"import": {"a broken multipart": (400, "parse_error")}}
"""What a route that takes forms says instead."""


@pytest.mark.parametrize("name", ROUTES)
def test_a_hostile_body_is_refused_for_what_it_is(send: Send, name: str) -> None:
    found = {}
    for what, (body, headers, _, _) in HOSTILE.items():
        problem = send(name, body, **headers).json()
        found[what] = (problem["status"], problem["code"])

    expected = {what: (status, code) for what, (_, _, status, code) in HOSTILE.items()}
    assert found == {**expected, **FORMS.get(name, {})}


@pytest.mark.parametrize("name", ["article", "entity", "revision", "decision", "reply", "edit"])
def test_a_value_of_another_kind_in_any_member_is_no_fault(
    send: Send, writes: dict[str, tuple[str, str, dict[str, Any]]], name: str
) -> None:
    for value, member in product((None, True, 10**30, 1.5, [], {}, [[]], ""), writes[name][2]):
        body = json.dumps({**writes[name][2], member: value}).encode()
        assert send(name, body).status_code == 400, body


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-23T08:15:00",
        "2026-11-23",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "2026-02-30T08:15:00Z",
        "now",
    ],
)
def test_a_time_without_zone_or_outside_of_all_calendars_is_refused(world: World, time: str) -> None:
    ada = Caller(people.annotator())
    body = {
        "assignment": str(world.assignment.pk),
        "statement": str(world.statement.pk),
        "answers": {},
        "client_time": time,
    }

    response = ada.save(UUID, body, base=1)

    assert (response.status_code, response.json()["field"]) == (400, "client_time")


OTHERS = ("id", "seq", "author", "annotator", "state", "status", "role", "project", "is_staff", "created_at")


@pytest.mark.parametrize("name", ROUTES)
def test_a_member_that_is_not_the_callers_to_set_is_refused(
    send: Send, writes: dict[str, tuple[str, str, dict[str, Any]]], name: str
) -> None:
    for member in (one for one in OTHERS if one not in writes[name][2] or name != "edit"):
        problem = send(name, json.dumps({**writes[name][2], member: "x"}).encode()).json()
        assert (problem["status"], problem["code"], problem["field"]) == (400, "unknown_field", member)


ADDRESSES = {
    "projects?passwrod=x": (400, "unknown_parameter"),
    "projects?state=%00": (400, "invalid"),
    "assignments?project=%00": (400, "invalid"),
    "assignments?annotator=1": (400, "invalid"),
    f"assignments?annotator={10**30}": (400, "invalid"),
    "assignments?state=gone": (400, "invalid"),
    "assignments?state=active&state=active": (400, "duplicate_parameter"),
    "annotations?changed_after=yesterday": (400, "invalid"),
    "annotations?changed_after=0001-01-01T00:00:00%2B14:00": (200, ""),
    "annotations?page_size=0": (400, "invalid"),
    "annotations?page_size=201": (400, "invalid"),
    "annotations?page_size=%D9%A3": (400, "invalid"),
    "annotations?page_size=" + "9" * 5000: (400, "invalid"),
    "annotations?cursor=x": (400, "invalid"),
    "annotations?cursor=cD14": (400, "invalid"),
    "annotations?cursor=bz05OTk5OTk5": (200, ""),
    "annotations?page=99999999999": (400, "unknown_parameter"),
    "annotations?fields=id,secret": (400, "invalid"),
    "projects/idlib/entities?cursor=cD0lMDA%3D": (400, "invalid"),
    "projects/idlib/entities?name=%00": (400, "invalid"),
    "projects/id%00lib": (404, "not_found"),
    "projects/idlib/articles/": (404, "not_found"),
    "articles/1": (404, "not_found"),
    "nothing/here": (404, "not_found"),
    "assignments?format=xml": (400, "unknown_parameter"),
}


def test_a_hostile_address_is_refused_for_what_it_is() -> None:
    worlds.labelled()
    lea = Caller(people.lead())

    found = {path: lea.get(path).json() for path in ADDRESSES}

    assert {path: (answer.get("status", 200), answer.get("code", "")) for path, answer in found.items()} == ADDRESSES


def test_strange_but_sound_text_is_kept_as_it_is(world: World) -> None:
    strange = "a\u202eb\u200bc\u0301\u0301\U0001f469\u200d\U0001f467\uffff\ufefft \r\t"
    ada = Caller(people.annotator())
    again = {"action": "changed", "revision": UUID, "answers": {"skip": "other", "rationale": strange}}

    response = ada.post(f"reviews/{world.review}/reply", again)

    assert response.status_code == 200
    assert ada.get(f"revisions/{UUID}").json()["answers"]["rationale"] == strange
