"""Datasets as files: writing one, going on with those that were lost, taking away those whose time is over."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.exports.build import build_file
from annotations.workflow.dataset_files import WRITE, expire_files, resume_files


@app.task(name=WRITE)
def write(file_id: str) -> None:
    """Writes a file that somebody asked for; safe to call again after a crash."""
    build_file(file_id=UUID(file_id))


@app.periodic(cron="* * * * *")
@app.task(name="annotations.jobs.dataset_files.tend", queueing_lock="tend_dataset_files")
def tend(timestamp: int) -> None:
    """Once a minute."""
    del timestamp  # when this was due does not matter
    resume_files()
    expire_files()
