"""Jobs whose worker died are given to a living one; nothing does that by itself."""

from procrastinate.contrib.django import app

DEAD_AFTER = 20
"""Seconds without a sign of life."""


@app.periodic(cron="* * * * * */10")
@app.task(name="annotations.jobs.sweep.rescue", queueing_lock="rescue", pass_context=False)
async def rescue(_timestamp: int) -> None:
    """Puts the jobs of dead workers back into the queue (at most half a minute after the last heartbeat)."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD_AFTER):
        await app.job_manager.retry_job(job)
