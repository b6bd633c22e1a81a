"""A dataset on the move: exported here, and brought back on another server, which is this one emptied."""

import io
import zipfile
from collections.abc import Mapping

from django.core.management import call_command

from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.imports.dataset.files import Given
from annotations.imports.dataset.read import read_dataset
from annotations.models import Project
from annotations.workflow.projects import create_project
from annotations.workflow.restore.restore import Restored, restore_dataset
from tests.factories import people

Files = dict[str, bytes]
"""Content by file name."""


def exported(project: Project, key: str = "native", view: str = "both", **asked: str) -> bytes:
    """The bytes that the page would send."""
    return b"".join(Download(project=project, asked=read_asked(project, {"format": key, "view": view, **asked})))


def unpacked(archive: bytes) -> Files:
    """The files of a ZIP."""
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def dataset_files(project: Project, view: str = "both") -> Files:
    """The files of a whole dataset, without schemas."""
    return {name: content for name, content in unpacked(exported(project, view=view)).items() if "/" not in name}


def given(files: Mapping[str, bytes]) -> list[Given]:
    """The files as they are read."""

    def one(name: str, content: bytes) -> Given:
        return Given(name, lambda: io.BytesIO(content))

    return [one(name, content) for name, content in files.items()]


def another_server() -> Project:
    """Everything here is gone; Lea has made an empty project."""
    call_command("flush", interactive=False, verbosity=0)
    return create_project(actor=people.lead(), slug="empty", name="Empty")


def brought_back(files: Mapping[str, bytes], project: Project) -> Restored:
    """The files, restored by Lea."""
    return restore_dataset(actor=people.lead(), project=project, dataset=read_dataset(given(files)))
