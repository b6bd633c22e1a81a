"""A child process that imports: `python -m bench.import_worker`, on the database of DATABASE_URL.

{"count": n, "parts": m} imports n articles of `bench/import_corpus.py` into a new project, as m files of JSON lines one
after another, by the two steps that a job worker runs: look (read, check, split, attribute) and store. The answer has
"steps": [[articles, statements, seconds to look, seconds to store], …] for each file, and "processor" seconds and
"peak_mb" of this process.
"""

from __future__ import annotations

import json
import time
from itertools import islice
from typing import Any

import django

from bench.child import peak_mb, serve
from bench.import_corpus import articles


def answer(request: Any) -> Any:
    """Import file by file."""
    from annotations.models import Statement
    from annotations.workflow.members import create_person
    from annotations.workflow.projects import create_project

    lead = create_person(username="lea", display_name="Lea Lead", password="correct horse battery")
    project = create_project(actor=lead, slug="bench", name="Benchmark")
    texts = articles(request["count"])
    each, steps, before, processor = request["count"] // request["parts"], [], 0, time.process_time()
    for _ in range(request["parts"]):
        lines = "".join(json.dumps({"text": text}) + "\n" for text in islice(texts, each))
        look, store = import_file(lead, project, lines.encode())
        now = Statement.objects.count()
        steps.append([each, now - before, look, store])
        before = now
    return {"steps": steps, "processor": time.process_time() - processor, "peak_mb": peak_mb()}


def import_file(actor: Any, project: Any, content: bytes) -> tuple[float, float]:
    """Seconds to look at a file and to store it. Raises AssertionError when something was left out."""
    from annotations.imports.check import check
    from annotations.models import ImportRow
    from annotations.workflow.import_store import store_import
    from annotations.workflow.imports import Upload, Wishes, request_store, start_import

    uploads = [Upload("articles.jsonl", content)]
    made = start_import(actor=actor, project=project, origin="files", uploads=uploads, wishes=Wishes(), by_worker=False)
    began = time.monotonic()
    check(made.pk)
    looked = time.monotonic()
    request_store(actor=actor, imported=made, by_worker=False)
    asked = time.monotonic()
    store_import(import_id=made.pk)
    stored = time.monotonic()
    left_out = ImportRow.objects.filter(file__imported=made, article__isnull=True)
    assert not left_out.exists(), f"{left_out.count()} articles were not stored: {left_out.first()!r}"
    return looked - began, stored - asked


if __name__ == "__main__":
    django.setup()
    serve(answer)
