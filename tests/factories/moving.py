"""A dataset on the move: exported here, and brought back on another server, which is this one emptied."""

import io
import zipfile
from collections.abc import Mapping
from functools import partial
from typing import BinaryIO

from django.core.management import call_command

from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.imports.dataset.files import Given
from annotations.imports.dataset.read import read_dataset
from annotations.models import Project
from annotations.workflow.projects import create_project
from annotations.workflow.restore.restore import Restored, restore_dataset
from tests.factories import people, projects

Files = dict[str, bytes]
"""Content by file name."""
VIEWS = ("raw", "gold", "both")


def exported(project: Project, key: str = "native", view: str = "both", **asked: str) -> bytes:
    """The bytes that the page would send."""
    return b"".join(Download(project=project, asked=read_asked(project, {"format": key, "view": view, **asked})))


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


def another_server() -> Project:
    """Everything here is gone; Lea has made an empty project."""
    call_command("flush", interactive=False, verbosity=0)
    return create_project(actor=people.lead(), slug="empty", name="Empty")


def brought_back(files: Mapping[str, bytes], project: Project | None = None) -> Restored:
    """The files, restored by Lea in a project of hers (on another server where none is named)."""
    return restore_dataset(actor=people.lead(), project=project or another_server(), dataset=read_dataset(given(files)))


def small_dataset() -> bytes:
    """A project with one article that Ada has handed in, as a ZIP; the server is another one by then."""
    project = projects.project()
    projects.article(project)
    projects.submitted(project)
    packed = exported(project, view="raw")
    another_server()
    return packed
