"""A child process that times the product's text core on texts: `python -m bench.text_worker`.

{"work": "analyse", "texts": [text, …], "language": "en"} is answered with {"seconds": processor time, "statements": n}.
Every text is read once: nupunkt remembers what it decided, so that a second reading tells nothing about new articles.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import nupunkt

from annotations.text.document import analyse
from annotations.text.languages import find_language
from annotations.text.layout import find_paragraphs
from annotations.text.splitting import split
from bench.child import serve
from bench.text_corpus import lines_of


def everything(text: str, language: str) -> int:
    """All of `analyse`; returns the number of statements."""
    return len(analyse(text, language).statements)


def split_alone(text: str, language: str) -> int:
    """Paragraphs and statements without attribution."""
    known = find_language(language)
    return sum(len(split(text, paragraph.span, known)) for paragraph in find_paragraphs(text, known.lines))


def nupunkt_alone(text: str, _language: str) -> int:
    """The library under the split, line by line, whatever the language: the floor."""
    return sum(len(nupunkt.sent_spans(line)) for _, line in lines_of(text))


WORKS: dict[str, Callable[[str, str], int]] = {
    "analyse": everything,
    "split": split_alone,
    "nupunkt": nupunkt_alone,
}


def answer(request: Any) -> Any:
    """Time one reading of the texts."""
    work, language = WORKS[request["work"]], request["language"]
    began = time.process_time()
    statements = sum(work(text, language) for text in request["texts"])
    return {"seconds": time.process_time() - began, "statements": statements}


if __name__ == "__main__":
    for warm in WORKS.values():
        warm("She said: “It works.” Load models first.", "en")
    serve(answer)
