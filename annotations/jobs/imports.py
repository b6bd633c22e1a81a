"""Imports: looking at files, and storing what was found. Both go on where a dead worker stopped."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.imports.check import check as look
from annotations.imports.dataset.bring_back import bring_back as restore
from annotations.imports.fetcher import fetch
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import BRING_BACK, CHECK, STORE, resume_lost


@app.task(name=CHECK)
def check(import_id: str) -> None:
    """Looks at every file of an import; the one place from which addresses are fetched."""
    look(UUID(import_id), fetch=fetch)


@app.task(name=STORE)
def store(import_id: str) -> None:
    """Stores what an import's look found good."""
    store_import(import_id=UUID(import_id))


@app.task(name=BRING_BACK)
def bring_back(import_id: str) -> None:
    """Stores an exported dataset, whole or not at all."""
    restore(UUID(import_id))


@app.periodic(cron="* * * * *")
@app.task(name="annotations.jobs.imports.resume", queueing_lock="resume")
def resume(timestamp: int) -> None:
    """Gives imports that nobody works on any more, after the loss of a database say, to a worker again."""
    del timestamp  # when this was due does not matter
    resume_lost()
