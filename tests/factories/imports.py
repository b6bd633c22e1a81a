"""Imports in their stages, all made through the workflow; their records come in JSON Lines."""

import json
from typing import Any

from annotations.imports.check import check
from annotations.models import Import, Project
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import Upload, Wishes, request_store, start_import
from tests.factories import people

STORM = "Storm over {place}\n\nThe storm came at night. It took {n} roofs in {place}, Mayor Jane Doe said.\n"


def storm(place: str, n: int = 3, **facts: Any) -> dict[str, Any]:
    """A record about the storm over a place; the other ``n`` makes another text of it."""
    return {"text": STORM.format(place=place, n=n), **facts}


def lines(*records: Any) -> bytes:
    """The records in JSON Lines; text stands as it is, so that a line may be broken."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in records).encode()


def started(project: Project, *contents: bytes, **wishes: Any) -> Import:
    """An import of JSON Lines files (``0.jsonl`` …) that nobody has looked at."""
    uploads = [Upload(f"{place}.jsonl", content) for place, content in enumerate(contents)]
    return start_import(actor=people.lead(), project=project, origin="files", uploads=uploads, wishes=Wishes(**wishes))


def checked(project: Project, *contents: bytes, **wishes: Any) -> Import:
    """The same, looked at."""
    made = started(project, *contents, **wishes)
    check(made.pk)
    made.refresh_from_db()
    return made


def stored(project: Project, *contents: bytes, **wishes: Any) -> Import:
    """The same, stored."""
    made = checked(project, *contents, **wishes)
    request_store(actor=people.lead(), imported=made)
    store_import(import_id=made.pk)
    made.refresh_from_db()
    return made
