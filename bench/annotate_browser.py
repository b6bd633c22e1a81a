"""From a key to the next statement on the screen, in Chromium: near, far and offline; what a cold workbench costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from bench import annotate_cold as cold
from bench.annotate_server import serving
from bench.base import Cell, Table
from bench.database import database
from factcheck.bootstrap import ROOT

PRODUCT = "factcheck.wsgi:application"
LONG = ROOT / "seeds" / "articles" / "alder-council-record.txt"
NETS: Mapping[str, float | None] = {"near": 0, "300 ms away": 300, "offline": None}
"""Milliseconds added to every round trip; None: no network at all once the page is there."""
KEYS = ("o", "0")
"""No stance, unverified: the two keys of ``quick``, of which the second shows the next statement."""
STORED = 300_000
"""Milliseconds within which everything that was kept has to be at the server."""
LISTEN = """() => {
    const shown = () => document.querySelector('[aria-current=step]')?.dataset.s;
    window.took = [];
    addEventListener('keydown', (event) => {
        const before = shown();
        requestAnimationFrame(() => {
            const painted = new MessageChannel();  // a message sent in a frame arrives when that frame is drawn
            painted.port1.onmessage = () => {
                took.push([performance.now() - event.timeStamp, before !== shown()]);
                window.drawn?.();
            };
            painted.port2.postMessage(null);
        });
    }, true);
}"""
DRAWN = """(keys) => new Promise((done) => {
    window.drawn = () => took.length >= keys && done();
    window.drawn();
})"""
"""Until the frames of so many keys are drawn."""


@dataclass(frozen=True, slots=True)
class Work:
    """One assignment of one signed-in annotator, under one kind of network."""

    article: str
    net: str
    key: str
    cookies: list[Any]
    statements: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browser saw: sorted milliseconds from key to frame, how many came a frame late, bytes of heap after."""

    took: list[float]
    late: int
    heap: int
    load: cold.Load


def measure() -> Iterator[Table]:
    """The seed article and one of 500 statements under every kind of network; every label is looked for afterwards."""
    from django.conf import settings
    from playwright.sync_api import sync_playwright

    from factcheck import browser, prepare

    with database():
        prepare.static()
        cold.lay_floor(Path(settings.STATIC_ROOT))
        works = prepared()
        with serving(PRODUCT) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=browser.ensure(), args=browser.arguments())
            site = f"http://127.0.0.1:{server.port}"
            seen = [(work, label(chromium, site, work)) for work in works]
            floor = [cold.empty(chromium, site) for _ in NETS]
            chromium.close()
        yield keys_table(seen)
        yield cold.table(visits(seen) | {"(an empty page)": floor})
        yield kept_table(works)


def prepared() -> list[Work]:
    """Both articles, frozen, and an annotator with each of them for every kind of network."""
    from django.conf import settings
    from django.test import Client

    from annotations.imports import demo
    from annotations.workflow.assign import take_next
    from annotations.workflow.drafts import ArticleDraft
    from annotations.workflow.freeze import freeze
    from annotations.workflow.ingest import import_article
    from annotations.workflow.members import add_member, create_person
    from annotations.workflow.projects import create_project

    lead = create_person(username="lead", display_name="Lead", password="a long pass phrase")
    works: list[Work] = []
    for name in ("seed", "long"):
        project = create_project(actor=lead, slug=name, name=name, annotators_per_article=len(NETS))
        demo.import_seed(actor=lead, project=project)
        if name == "long":
            project.articles.update(deleted_at="2026-01-01T00:00Z")  # its targets are wanted, the article is not
            draft = ArticleDraft(text=LONG.read_text("utf-8"))
            freeze(actor=lead, article=import_article(actor=lead, project=project, draft=draft))
        for net in NETS:
            person = create_person(username=f"{name}-{len(works)}", display_name="Ann", password="a long pass phrase")
            add_member(actor=lead, project=project, username=person.username, role="annotator")
            work = take_next(actor=person, project=project)
            assert work is not None
            client = Client()
            client.force_login(person)
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
            count = work.article.statements.filter(is_statement=True).count()
            works.append(Work(f"{name}, {count} statements", net, str(work.pk), [cookie], count))
    return works


def label(chromium: Any, site: str, work: Work) -> Seen:
    """Opens the workbench with an empty cache, and labels every statement as fast as keys can be pressed."""
    with cold.window(chromium, site) as page:
        page.context.add_cookies([{**cookie, "url": site} for cookie in work.cookies])
        wire = page.context.new_cdp_session(page)
        load = cold.visit(page, wire, f"/assignments/{work.key}/")
        delay = NETS[work.net]
        far = {"offline": delay is None, "latency": delay or 0, "downloadThroughput": -1, "uploadThroughput": -1}
        wire.send("Network.emulateNetworkConditions", far)
        page.evaluate(LISTEN)
        for pressed, key in enumerate(KEYS * work.statements, start=1):
            page.keyboard.press(key)
            page.evaluate(DRAWN, pressed)
        took = page.evaluate("took")
        wire.send("HeapProfiler.collectGarbage")
        heap = wire.send("Runtime.getHeapUsage")["usedSize"]
        wire.send("Network.emulateNetworkConditions", {**far, "offline": False, "latency": 0})
        page.locator("[data-sync]", has_text="All saved").wait_for(timeout=STORED)
    last = took[len(KEYS) - 1 :: len(KEYS)]
    return Seen(sorted(ms for ms, _ in last), sum(not moved for _, moved in last[:-1]), heap, load)


def keys_table(seen: list[tuple[Work, Seen]]) -> Table:
    """Milliseconds from the last key of a statement to the frame that shows the next."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            work.article,
            work.net,
            *(one.took[min(len(one.took) - 1, int(share * len(one.took)))] for share in (0.5, 0.95)),
            one.took[-1],
            one.late,
            one.heap / 1e6,
        )
        for work, one in seen
    )
    columns = ("article", "network", "p50, ms", "p95, ms", "max, ms", "a frame late", "heap after, MB")
    note = (
        "Chromium without a screen, drawing by software; the next key when the frame of the last is there. From the "
        "key's own time to the end of the frame in which the next statement is current. The browser, the server and "
        "the keys share the cores. Required: p95 at most 50 ms near, far and offline; aim 16."
    )
    return Table("From a key to the next statement on the screen", columns, rows, note)


def visits(seen: list[tuple[Work, Seen]]) -> dict[str, list[cold.Load]]:
    """The first visits to each article."""
    found: dict[str, list[cold.Load]] = {}
    for work, one in seen:
        found.setdefault(work.article, []).append(one.load)
    return found


def kept_table(works: list[Work]) -> Table:
    """Whether the tables hold one complete label for each statement that was answered."""
    from annotations.models import Annotation, Revision

    answered = sum(work.statements for work in works)
    mine = [UUID(work.key) for work in works]
    kept = Annotation.objects.filter(assignment__in=mine, head__is_complete=True).count()
    finished = Revision.objects.filter(annotation__assignment__in=mine, is_complete=True).count()
    row = (answered, kept, answered - kept, finished - kept)
    note = "Those answered offline were sent once the network was back."
    return Table("Labels made in the browser", ("answered", "stored", "lost", "doubled"), (row,), note)
