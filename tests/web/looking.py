"""Looking at pages from end to end: whether they fit their window, and what axe says of them."""

from collections.abc import Callable, Iterable
from typing import Any

from playwright.sync_api import Page

Problems = Callable[[Page], list[str]]
WINDOWS = [(1280, "light"), (1280, "dark"), (360, "light")]
"""Width in CSS pixels and colours."""


def overflow(page: Page) -> int:
    """Pixels by which a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def flaws(page: Page, paths: Iterable[str], problems: Problems, width: int, scheme: Any) -> dict[str, Any]:
    """By path, how far a page runs over its window and what axe found; pages without a flaw are left out."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = (overflow(page), problems(page))
    return {path: outcome for path, outcome in found.items() if outcome != (0, [])}
