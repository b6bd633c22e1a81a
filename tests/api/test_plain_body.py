"""A body that is let in at once is one that the view takes too, and is understood in the same way."""

import json
import uuid
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from rest_framework.exceptions import APIException

from annotations.api.at_once import PLAIN, read
from annotations.api.parsers import read_json
from annotations.api.revisions import ALONE
from factcheck.admitted import Plain

KEYS = some.sampled_from(
    [str(uuid.UUID(int=2)), str(uuid.UUID(int=3)), uuid.UUID(int=4).hex, f"{{{uuid.UUID(int=5)}}}", "x", None, 2]
)
WHOLE = some.sampled_from([0, 1, 4200, 2**31 - 1, 2**31, -1, 0.5, 1.0, True, "1", None])
TIMES = some.sampled_from(
    [
        "2026-11-23T08:15:00Z",
        "2026-11-23T08:15:00.1234567+02:00",
        "2026-11-23 08:15Z",
        "2026-11-23T08:15:00",
        "0001-01-01T00:00:00+14:00",
        "soon",
        7,
        None,
    ]
)
ANSWERS: some.SearchStrategy[Any] = some.sampled_from([{}, {"labels": {}}, [], "x", 1.0, None])
ODD: dict[str, some.SearchStrategy[Any]] = {
    "assignment": KEYS,
    "statement": KEYS,
    "answers": ANSWERS,
    "active_ms": WHOLE,
    "client_time": TIMES,
    "user": KEYS,
    "protocol": WHOLE,
    "note": some.just("x"),
}
FINE = {"assignment": str(uuid.UUID(int=2)), "statement": str(uuid.UUID(int=3)), "answers": {"labels": {}}}
BODIES = some.sets(some.sampled_from(sorted(ODD)), max_size=2).flatmap(
    lambda names: some.fixed_dictionaries({name: ODD[name] for name in sorted(names)}).map(lambda odd: FINE | odd)
)
"""Bodies that are fine but for two members at most."""


def at_once(body: bytes) -> dict[str, Any] | None:
    """What a plain body says; None for one that is not plain."""
    try:
        return read(PLAIN.decode(body), Plain("", '"3"', body))
    except (APIException, msgspec.MsgspecError):
        return None


def the_whole_way(body: bytes) -> dict[str, Any] | None:
    """The same, as the view has it checked."""
    try:
        return {**ALONE.run_validation(read_json(body)), "base_seq": 3}
    except APIException:
        return None


@given(BODIES)
def test_what_is_plain_is_understood_as_the_view_understands_it(body: dict[str, Any]) -> None:
    content = json.dumps(body).encode()
    plain = at_once(content)
    assert plain is None or plain == the_whole_way(content)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"active_ms": 4200, "client_time": "2026-11-23T08:15:00.123Z", "protocol": 1},
        {"client_time": None, "protocol": None, "user": "01890a5d-ac96-774b-bcce-b302099a8057"},
    ],
)
def test_what_the_workbench_writes_is_plain(more: dict[str, Any]) -> None:
    content = json.dumps({**FINE, "answers": {"labels": {"verification": ["refuted"]}}, **more}).encode()
    plain = at_once(content)
    assert plain is not None
    assert plain == the_whole_way(content)
