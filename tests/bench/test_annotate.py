"""The load generator of the benchmark of labelling: what it sends, and that it believes no server."""

import asyncio
import json
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bench import annotate_load as load
from bench.annotate_server import ancestors, cpu_seconds
from bench.annotate_world import ASSIGNMENT, STATEMENT, key

PLAN = {"port": 80, "cookie": "session=s; csrf=c", "csrf": "c", "first": 6, "count": 2, "pace": 0}


def test_a_key_tells_kind_and_number() -> None:
    assert key(STATEMENT, 33) == "01900000-0000-7200-8000-000000000021"


def test_every_second_article_is_answered_statement_by_statement() -> None:
    places = load.places(PLAN)

    assert (len(places), places[0], places[24], places[25]) == (50, (6, 0), (6, 24), (8, 0))


def test_a_label_is_sent_with_its_key_version_and_csrf_token() -> None:
    log = load.Log()
    story = load.one_by_one(PLAN, log)

    kind, sent = next(story)

    head, _, body = sent.partition(b"\r\n\r\n")
    given = json.loads(body)
    assert kind == "save"
    assert head.startswith(b"PUT /api/v1/revisions/")
    assert b'If-Match: "0"' in head
    assert b"X-CSRFToken: c" in head
    assert (given["assignment"], given["statement"]) == (key(ASSIGNMENT, 6), key(STATEMENT, 192))


def test_only_what_was_acknowledged_counts_as_stored() -> None:
    log = load.Log()
    story = load.one_by_one(PLAN, log)
    next(story)

    story.send((201, b"{}"))

    assert len(log.stored) == 1


def test_another_status_than_the_expected_stops_the_run() -> None:
    story = load.one_by_one(PLAN, load.Log())
    next(story)

    with pytest.raises(load.LoadError, match="409 instead of 201"):
        story.send((409, b"closed"))


def test_a_batch_in_which_one_was_refused_stops_the_run() -> None:
    story = load.batched(PLAN, load.Log())
    next(story)
    results = [{"status": 201}] * 49 + [{"status": 412}]

    with pytest.raises(load.LoadError, match="not all were stored"):
        story.send((200, json.dumps({"results": results}).encode()))


def test_the_load_keeps_one_connection_and_counts_each_answer() -> None:
    asked: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            asked.append(head)
            body = await reader.readexactly(int(head.partition(b"Content-Length: ")[2].split(b"\r\n")[0]))
            writer.write(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}")
            assert body.startswith(b'{"assignment"')

    async def measure() -> Any:
        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        plan = {**PLAN, "port": port, "story": "one by one"}
        return await load.run({"plans": [plan], "seconds": 60})

    with ThreadPoolExecutor(1) as elsewhere:  # where no browser's loop is running
        log = elsewhere.submit(asyncio.run, measure()).result()

    assert (len(asked), len(log.took["save"]), len(log.stored)) == (50, 50, 50)


def test_the_processes_above_one_are_found() -> None:
    assert list(ancestors(30, {30: 20, 20: 10, 10: 0, 40: 10})) == [30, 20, 10]


def test_the_time_of_a_process_holds_its_own() -> None:
    found = cpu_seconds(os.getpid())

    assert found is not None
    assert found > 0
