"""A child process that reads files in memory: `python -m bench.readers_worker`. It has models, but no database.

{"key": format, "content": text} is answered with {"seconds": wall time, "articles": n, "problem": the first one or ""};
{"floor": name, "content": text} with the seconds of the library under that format.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from lxml.html import document_fromstring
from markdown_it import MarkdownIt

from bench.child import serve
from factcheck import data_folder

FLOORS: dict[str, Callable[[str], object]] = {
    "decode": lambda text: text.encode().decode("utf-8-sig"),
    "lxml": lambda text: document_fromstring(text.encode()),
    "markdown-it": MarkdownIt("commonmark").parse,
    "json": lambda text: [json.loads(line) for line in text.splitlines()],
    "json, whole": json.loads,
    "csv": lambda text: list(csv.reader(io.StringIO(text, newline=""))),
}


def answer(request: Any) -> Any:
    """Time one reading."""
    from annotations.imports import format_by_key
    from annotations.imports.base import Options

    content = request["content"]
    began = time.monotonic()
    if "floor" in request:
        FLOORS[request["floor"]](content)
        return {"seconds": time.monotonic() - began}
    rows = list(format_by_key(request["key"]).read(io.BytesIO(content.encode()), "bench", Options()))
    seconds = time.monotonic() - began
    problem = next((str(one) for row in rows for one in row.problems if one.severity == "error"), "")
    return {"seconds": seconds, "articles": sum(row.draft is not None for row in rows), "problem": problem}


if __name__ == "__main__":
    os.environ["DATABASE_URL"] = "postgresql://nobody@localhost/nothing"
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        data_folder.fill_environment(Path(folder))
        django.setup()
        answer({"key": "html", "content": "<p>The process for pages starts with the first one.</p>"})
        serve(answer)
