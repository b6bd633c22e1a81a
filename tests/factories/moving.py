"""A dataset on the move: exported here, and brought back on another server, which is this one without it."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

from django.db import transaction

from annotations.exports.asked import read_asked
from annotations.exports.material import Material
from annotations.exports.report import Report
from annotations.exports.writing import pieces
from annotations.imports.dataset.bring_back import ask_back
from annotations.imports.dataset.files import Given
from annotations.imports.dataset.read import read_dataset
from annotations.models import Import, Project
from annotations.queries.release_rows import FirstRows
from annotations.workflow.imports import Upload
from annotations.workflow.projects import create_project
from annotations.workflow.restore.restore import Restored, restore_dataset
from tests.factories import imports, people, projects

Files = dict[str, bytes]
"""Content by file name."""
ALL = 1_000_000
"""More rows than any test has."""
VIEWS = ("raw", "gold", "both")


def exported(project: Project, key: str = "native", view: str = "both", **asked: str) -> bytes:
    """The bytes that the page would send, read inside of the test's own transaction."""
    chosen = read_asked(project, {"format": key, "view": view, **asked})
    rows = FirstRows(project, chosen.choice, limit=ALL)
    return b"".join(pieces(chosen, Material(rows.dataset, rows.read), Report()))


def everything(project: Project, views: tuple[str, ...] = VIEWS) -> dict[tuple[str, str], bytes]:
    """What the lossless formats give, by format and view."""
    found = {(key, view): exported(project, key, view) for key in ("native", "jsonl", "csv") for view in views}
    return found | {("csv_wide", view): exported(project, "csv_wide", view) for view in views if view != "gold"}


def unpacked(archive: bytes) -> Files:
    """The files of a ZIP but for the schemas."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist() if not name.startswith("schemas/")}


def given(files: Mapping[str, bytes]) -> list[Given]:
    """The files as they are read."""
    return [Given(name, partial(_opened, content)) for name, content in files.items()]


def _opened(content: bytes) -> BinaryIO:
    return io.BytesIO(content)


@contextmanager
def left_behind() -> Iterator[None]:
    """What is made inside is gone afterwards, as it is for another server."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def empty_project() -> Project:
    """Lea has made a project and nothing else."""
    return create_project(actor=people.lead(), slug="empty", name="Empty")


def brought_back(files: Mapping[str, bytes], project: Project | None = None) -> Restored:
    """The files, restored by Lea in a project of hers, an empty one where none is named."""
    into = project or empty_project()
    return restore_dataset(actor=people.lead(), project=into, dataset=read_dataset(given(files)))


def asked_back(files: Mapping[str, bytes], project: Project) -> Import:
    """The files, taken in for a worker."""
    uploads = [Upload(name, content) for name, content in files.items()]
    return ask_back(actor=people.lead(), project=project, origin="files", uploads=uploads)


def small_dataset() -> bytes:
    """A project with one article that Ada has handed in, as a ZIP, from another server."""
    with left_behind():
        project = projects.project()
        projects.article(project)
        projects.submitted(project)
        return exported(project, view="raw")


def large_dataset(articles: int) -> bytes:
    """A project with so many articles, of which Ada has handed in three, as a ZIP, from another server."""
    with left_behind():
        project = projects.project()
        imports.stored(project, imports.lines(*(imports.storm(f"Town{n}") for n in range(articles))), freeze=True)
        for _ in range(3):
            projects.submitted(project)
        return exported(project, view="raw")
