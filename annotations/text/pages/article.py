"""The article of a page: its main text as one line a paragraph, found by trafilatura from the tree alone."""

import re
from collections.abc import Iterator

from lxml.etree import _Element, iterwalk
from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata

BLOCKS = frozenset({"p", "head", "quote", "list", "item", "table", "row", "code", "div", "lb", "fw", "body", "main"})
"""Elements of trafilatura's result that begin and end a line; all others stand inside one."""
_SPACE = re.compile(r"\s+")


def main_text(tree: HtmlElement) -> list[str]:
    """The lines of the article; none when the page has none."""
    body = getattr(bare_extraction(tree, include_comments=False, include_tables=True), "body", None)
    return [] if body is None else list(_lines(body))


def guesses(tree: HtmlElement, url: str, today: str) -> dict[str, str]:
    """What is searched for in the page when it states nothing: ``title``, ``author``, ``sitename``, ``date``.

    A date lies before ``today`` (YYYY-MM-DD). Any number that looks like one is not taken for one.
    """
    search = {"original_date": True, "extensive_search": False, "max_date": today}
    found = extract_metadata(tree, default_url=url or None, date_config=search)
    return {name: getattr(found, name) or "" for name in ("title", "author", "sitename", "date")}


def _lines(body: _Element) -> Iterator[str]:
    """The text between block boundaries, white space collapsed; cells of a row are parted by a bar."""
    words: list[str] = []
    for piece in _pieces(body):
        if piece is not None:
            words.append(piece)
        elif line := _SPACE.sub(" ", "".join(words)).strip(" |"):
            yield line
            words = []
        else:
            words = []


def _pieces(body: _Element) -> Iterator[str | None]:
    """Texts in reading order, None at each boundary of a block. Walks without recursion."""
    for event, element in iterwalk(body, events=("start", "end")):
        is_block = element.tag in BLOCKS
        if event == "start":
            if is_block:
                yield None
            yield element.text or ""
        else:
            yield None if is_block else " | " if element.tag == "cell" else ""
            yield element.tail or ""
    yield None
