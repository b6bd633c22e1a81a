"""A first visit in Chromium, with an empty cache: what it costs until keys work, beside a page with nothing on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.base import Table

FLOOR = {
    "floor.html": '<!doctype html><html lang="en"><title>Floor</title><link rel="icon" href="data:,">'
    '<script type="module" src="floor.js"></script>',
    "floor.js": 'document.documentElement.dataset.workbench = "ready";',
}
"""An empty page with one module, from the same server: what of a cold visit no page can be without."""
USABLE = """new MutationObserver((_, waiting) => {
    window.usable = performance.now();
    waiting.disconnect();
    console.info("usable");
}).observe(document, { subtree: true, attributeFilter: ["data-workbench"] })"""
"""Notes when keys work, and says so: to ask for it from outside is work for the page, while it has its own to do."""
LOOK, IDLE = 250, 0.02
"""How often to look whether Chromium has come to rest, milliseconds, and how many seconds of work are rest."""


@dataclass(frozen=True, slots=True)
class Load:
    """What a visit with an empty cache cost: requests, bytes received, milliseconds until keys work."""

    requests: int
    received: int
    usable: float


def lay_floor(folder: Path) -> None:
    """Put the empty page among the static files of a server that does not run yet."""
    for name, text in FLOOR.items():
        (folder / name).write_text(text, "utf-8")


@contextmanager
def window(chromium: Any, site: str) -> Iterator[Any]:
    """A page in a new window with an empty cache, once Chromium has made what it shows around pages.

    That is a page of some hundred scripts of its own; who opens a link in a window has waited for it before.
    """
    with chromium.new_context(base_url=site, viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        wire = chromium.new_browser_cdp_session()
        spent, before = busy(wire), -1.0
        while spent - before > IDLE:
            page.wait_for_timeout(LOOK)
            spent, before = busy(wire), spent
        wire.detach()
        yield page


def busy(wire: Any) -> float:
    """Seconds of processor time of all Chromium's processes so far."""
    return sum(float(process["cpuTime"]) for process in wire.send("SystemInfo.getProcessInfo")["processInfo"])


def visit(page: Any, wire: Any, address: str) -> Load:
    """Open an address, until keys work there and nothing is under way any more."""
    wire.send("Network.enable")
    finished: list[float] = []
    wire.on("Network.loadingFinished", lambda event: finished.append(event["encodedDataLength"]))
    page.add_init_script(USABLE)
    with page.expect_console_message(lambda message: message.text == "usable"):
        page.goto(address)
    page.wait_for_load_state("networkidle")
    return Load(len(finished), int(sum(finished)), page.evaluate("usable"))


def empty(chromium: Any, site: str) -> Load:
    """The same for the page that has nothing on it."""
    with window(chromium, site) as page:
        return visit(page, page.context.new_cdp_session(page), "/static/floor.html")


def table(visits: Mapping[str, list[Load]]) -> Table:
    """What first visits cost, by page."""
    rows = tuple(
        (
            name,
            loads[0].requests,
            loads[0].received / 1000,
            median(load.usable for load in loads),
            max(load.usable for load in loads),
        )
        for name, loads in visits.items()
    )
    columns = ("article", "requests", "kB received", "usable, ms", "slowest, ms")
    note = (
        "An empty cache, on the loopback, in a window that was open before; the median of three. Required: at most 12 "
        "requests, 150 kB, usable within 500 ms; aim 60 kB. The empty page has one module, which says at once that it "
        "is ready: what it takes is the browser's and the server's own."
    )
    return Table("A cold workbench", columns, rows, note)
