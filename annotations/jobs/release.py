"""Releases: writing the files of one, minutes of work for a large project."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.exports.releasing import prepare_release
from annotations.workflow.release import PREPARE


@app.task(name=PREPARE)
def prepare(release_id: str) -> None:
    """Makes a release that somebody asked for; safe to call again after a crash."""
    prepare_release(release_id=UUID(release_id))
