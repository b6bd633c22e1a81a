"""Imports: looking at files, and storing what was found. Both go on where a dead worker stopped."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.imports.check import check as look
from annotations.imports.fetcher import fetch
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import CHECK, STORE


@app.task(name=CHECK)
def check(import_id: str) -> None:
    """Looks at every file of an import; the one place from which addresses are fetched."""
    look(UUID(import_id), fetch=fetch)


@app.task(name=STORE)
def store(import_id: str) -> None:
    """Stores what an import's look found good."""
    store_import(import_id=UUID(import_id))
