"""A child process that imports: `python -m bench.import_worker`, on the database of DATABASE_URL.

{"count": n, "project": slug} imports n articles of `bench/import_corpus.py` into a new project, the way that
`manage.py import_articles` does. The answer has "marks": [[articles, statements, seconds since the start], …], ten of
them, and "peak_mb" of this process.
"""

from __future__ import annotations

import time
from typing import Any

import django

from bench.child import peak_mb, serve
from bench.import_corpus import articles

MARKS = 10


def answer(request: Any) -> Any:
    """Import, and note how far it is after each tenth."""
    from annotations.models import Statement
    from annotations.workflow.ingest import ArticleDraft, import_article
    from annotations.workflow.members import create_person
    from annotations.workflow.projects import create_project

    count = request["count"]
    lead = create_person(username="lea", display_name="Lea Lead", password="correct horse battery")
    project = create_project(actor=lead, slug=request["project"], name="Benchmark")
    every, marks, waited = max(count // MARKS, 1), [], 0.0
    began = time.monotonic()
    for number, text in enumerate(articles(count), start=1):
        import_article(actor=lead, project=project, draft=ArticleDraft(text=text))
        if number % every == 0:
            paused = time.monotonic()
            marks.append([number, Statement.objects.count(), paused - began - waited])
            waited += time.monotonic() - paused
    return {"marks": marks, "peak_mb": peak_mb()}


if __name__ == "__main__":
    django.setup()
    serve(answer)
