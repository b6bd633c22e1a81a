"""Releases: writing the files of one, minutes of work for a large project; going on with those that were lost."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.exports.releasing import prepare_release
from annotations.workflow.release import PREPARE, resume_releases


@app.task(name=PREPARE)
def prepare(release_id: str) -> None:
    """Makes a release that somebody asked for; safe to call again after a crash."""
    prepare_release(release_id=UUID(release_id))


@app.periodic(cron="* * * * *")
@app.task(name="annotations.jobs.release.resume", queueing_lock="resume_releases")
def resume(timestamp: int) -> None:
    """Gives releases that nobody makes any more, after the loss of a database say, to a worker again."""
    del timestamp  # when this was due does not matter
    resume_releases()
