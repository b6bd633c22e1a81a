"""Jobs whose worker died are given to a living one; nothing does that by itself."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

DEAD_AFTER = 20
"""Seconds without a sign of life."""


@app.periodic(cron="* * * * * */10")
@app.task(name="annotations.jobs.sweep.rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Puts the jobs of dead workers back into the queue, at most half a minute after the last heartbeat."""
    del timestamp  # when this was due does not matter: what is stalled is asked now
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await jobs.retry_job(job)
