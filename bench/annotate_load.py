"""The load: annotators who answer as fast as they are served, or at a pace. `python -m bench.annotate_load` reads one
line of JSON (what to do) and answers with one (what happened); it loads neither Django nor the product.

An annotator is a generator: it yields ``(kind, request)`` and is sent ``(status, body)``, or yields seconds to wait.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
import uuid
from collections.abc import Callable, Generator, Mapping
from functools import partial
from typing import Any

from bench.annotate_world import ASSIGNMENT, STATEMENT, STATEMENTS, key
from bench.child import serve

Step = tuple[str, bytes] | float
Story = Generator[Step, tuple[int, bytes], None]
BATCH = 100
LABELS = ("supported", "refuted", "unverified", "not_checkable")


class LoadError(Exception):
    """The server answered with something else than was asked for."""


class Log:
    """What happened in one run: seconds by kind of request, keys of acknowledged revisions."""

    def __init__(self) -> None:
        self.took: dict[str, list[float]] = {}
        self.stored: list[str] = []


class Browser(asyncio.Protocol):
    """One annotator's connection: tells its story request by request over HTTP/1.1, kept alive."""

    def __init__(self, story: Story, log: Log, until: float) -> None:
        self.story, self.log, self.until = story, log, until
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.buffer = b""
        self.kind, self.began = "", 0.0

    def connection_made(self, transport: Any) -> None:
        """Begins the story."""
        self.transport = transport
        self.take(next(self.story))

    def take(self, step: Step) -> None:
        """Sends a request, or waits."""
        if isinstance(step, float):
            asyncio.get_running_loop().call_later(step, self.go_on, (0, b""))
            return
        self.kind, request = step
        self.began = time.perf_counter()
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Goes on when the answer is whole."""
        self.buffer += data
        head, found, body = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        at = head.lower().find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(body) >= length:
            self.log.took.setdefault(self.kind, []).append(time.perf_counter() - self.began)
            self.buffer = b""
            self.go_on((int(head[9:12]), body))

    def go_on(self, answer: tuple[int, bytes]) -> None:
        """The next step, until the story or the time is over."""
        try:
            step = self.story.send(answer)
        except StopIteration:
            step = None
        except LoadError as error:
            self.done.set_exception(error)
            return
        if step is None or time.perf_counter() > self.until:
            self.finish()
        else:
            self.take(step)

    def finish(self) -> None:
        """Ends the connection."""
        self.transport.close()
        if not self.done.done():
            self.done.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """A server that hangs up in the middle has failed."""
        if not self.done.done():
            self.done.set_exception(exc or LoadError("the server closed the connection"))


def request(plan: Mapping[str, Any], method: str, path: str, body: str = "", more: str = "") -> bytes:
    """One request of a signed-in browser."""
    packed = body.encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{plan['port']}\r\nContent-Type: application/json\r\n"
        f"Cookie: {plan['cookie']}\r\nX-CSRFToken: {plan['csrf']}\r\nContent-Length: {len(packed)}\r\n{more}\r\n"
    )
    return head.encode() + packed


def expect(answer: tuple[int, bytes], status: int) -> bytes:
    """The body of an answer with that status."""
    if answer[0] != status:
        raise LoadError(f"{answer[0]} instead of {status}: {answer[1][:300]!r}")
    return answer[1]


def members(article: int, index: int) -> str:
    """The members of a revision that say what is answered, and how."""
    return (
        f'"assignment":"{key(ASSIGNMENT, article)}","statement":"{key(STATEMENT, article * 32 + index)}",'
        f'"answers":{{"labels":{{"verification":["{LABELS[index % 4]}"]}},"no_stance":true}},"active_ms":4200,'
        '"client_time":"2026-11-23T08:15:00Z"'
    )


def new_id() -> str:
    """The id of a revision, made as the workbench makes it (`newId` in its `answers.js`)."""
    chance = 0x7 << 76 | random.getrandbits(12) << 64 | 0x2 << 62 | random.getrandbits(62)
    return str(uuid.UUID(int=time.time_ns() // 1_000_000 << 80 | chance))


def places(plan: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Article and index of every statement in the annotator's hands, in order."""
    first, count = plan["first"], plan["count"]
    return [(article, index) for article in range(first, first + 2 * count, 2) for index in range(STATEMENTS)]


def floor(plan: Mapping[str, Any], _log: Log) -> Story:
    """The bare view, again and again."""
    one = request(plan, "POST", "/", "{" + members(0, 0) + "}")
    while True:
        expect((yield "save", one), 200)


def label(plan: Mapping[str, Any], log: Log, article: int, index: int) -> Story:
    """One answer by itself, as the workbench sends it when the network keeps up."""
    made = new_id()
    body = "{" + members(article, index) + "}"
    expect((yield "save", request(plan, "PUT", f"/api/v1/revisions/{made}", body, 'If-Match: "0"\r\n')), 201)
    log.stored.append(made)


def one_by_one(plan: Mapping[str, Any], log: Log) -> Story:
    """An answer on every statement; ``pace`` is the seconds between two."""
    if plan["pace"]:
        yield plan["pace"] * plan["number"] / plan["of"]
    for article, index in places(plan):
        yield from label(plan, log, article, index)
        if plan["pace"]:
            yield plan["pace"]


def batched(plan: Mapping[str, Any], log: Log) -> Story:
    """A hundred answers at a time, as the outbox sends them when it is behind."""
    here = places(plan)
    for start in range(0, len(here), BATCH):
        made = [(new_id(), article, index) for article, index in here[start : start + BATCH]]
        items = ",".join(f'{{"id":"{name}","base_seq":0,{members(article, index)}}}' for name, article, index in made)
        body = expect((yield "save", request(plan, "POST", "/api/v1/revisions", f'{{"revisions":[{items}]}}')), 200)
        results = json.loads(body)["results"]
        if [item["status"] for item in results] != [201] * len(made):
            raise LoadError(f"not all were stored: {body[:300]!r}")
        log.stored += [name for name, _, _ in made]


def take_next(plan: Mapping[str, Any], _log: Log) -> Story:
    """The next article is taken and given back, again and again."""
    if plan["pace"]:
        yield plan["pace"] * plan["number"] / plan["of"]
    while True:
        take = request(plan, "POST", "/api/v1/projects/bench/assignments/next")
        taken = json.loads(expect((yield "next", take), 200))["id"]
        expect((yield "release", request(plan, "POST", f"/api/v1/assignments/{taken}/release")), 200)
        if plan["pace"]:
            yield plan["pace"]


STORIES: Mapping[str, Callable[[Mapping[str, Any], Log], Story]] = {
    "floor": floor,
    "one by one": one_by_one,
    "batched": batched,
    "take next": take_next,
}


def same(browser: Browser) -> Browser:
    """For asyncio, which asks for protocols to be made."""
    return browser


async def run(task: Mapping[str, Any]) -> Log:
    """All annotators of a task at once."""
    log = Log()
    until = time.perf_counter() + task["seconds"]
    loop = asyncio.get_running_loop()
    browsers = [Browser(STORIES[plan["story"]](plan, log), log, until) for plan in task["plans"]]
    for browser, plan in zip(browsers, task["plans"], strict=True):
        await loop.create_connection(partial(same, browser), "127.0.0.1", plan["port"])
    await asyncio.gather(*(browser.done for browser in browsers))
    return log


def answer(task: Mapping[str, Any]) -> dict[str, Any]:
    """What happened, with this process's own CPU seconds."""
    before, began = time.process_time(), time.perf_counter()
    log = asyncio.run(run(task))
    return {
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - before,
        "took": log.took,
        "stored": log.stored,
    }


if __name__ == "__main__":
    serve(answer)
