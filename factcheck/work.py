"""The job worker of `up`, for as long as `up` lives; also `manage.py worker`, for as long as one likes.

Run as `python -m factcheck.work` with a pipe as its standard input: the pipe closes when `up` ends, however it ended,
and then the worker ends too.
"""

import asyncio
import importlib
import os
import threading

from factcheck.serve import stop_with_parent

JOBS_AT_ONCE = 1
"""Jobs are heavy; more workers on more machines do more at once."""
HEARTBEAT = 5.0


def main() -> None:
    """Work until a signal comes or the parent is gone."""
    threading.Thread(target=stop_with_parent, daemon=True).start()
    run()


def run() -> None:
    """Work until a signal comes."""
    os.environ["DATABASE_POOL_SIZE"] = "0"
    import django

    django.setup()
    importlib.import_module("annotations.jobs")  # its tasks make themselves known
    asyncio.run(work())


async def work() -> None:
    """Take jobs as they come. What a task itself asks for goes through the task's own database transaction."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector
    from procrastinate.signals import on_stop
    from procrastinate.worker import Worker

    mine = app.with_connector(DjangoConnector().get_worker_connector())
    async with mine.open_async():
        worker = Worker(
            mine,
            concurrency=JOBS_AT_ONCE,
            fetch_job_polling_interval=1.0,
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=4 * HEARTBEAT,
            delete_jobs="successful",
            install_signal_handlers=False,
        )
        with on_stop(worker.stop):  # its own would listen only after it has told the database that it is there
            await worker.run()


if __name__ == "__main__":
    importlib.import_module("factcheck.work").main()  # by its own name: the job library warns of work in __main__
