"""Handing work to the job worker, in the transaction that asks for it: what is rolled back was never asked."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued


def later(task: str, *, one_for: object, in_seconds: int = 0, **arguments: Any) -> None:
    """Asks the worker to run ``task`` (a name in ``annotations.jobs``) with JSON arguments, not before ``in_seconds``.

    ``one_for`` names what it is about: one job at a time runs for the same thing, and a second that waits adds nothing.
    """
    lock = _lock(task, one_for)
    when = {"seconds": in_seconds} if in_seconds else None
    try:
        with transaction.atomic():  # a refusal must not break the caller's transaction
            job = app.configure_task(task, allow_unknown=True, lock=lock, queueing_lock=lock, schedule_in=when)
            job.defer(**arguments)
    except AlreadyEnqueued:
        return


def is_asked_for(task: str, *, one_for: object) -> bool:
    """Whether a job of ``task`` for this thing waits or runs."""
    return ProcrastinateJob.objects.filter(lock=_lock(task, one_for), status__in=("todo", "doing")).exists()


def again(task: str, *, for_all: Iterable[object], argument: str) -> int:
    """Asks for ``task`` for each of these ids that has no job any more, after the loss of a database say; how many.

    ``argument`` is what the task calls the id.
    """
    lost = [key for key in for_all if not is_asked_for(task, one_for=key)]
    for key in lost:
        given: dict[str, Any] = {argument: str(key)}
        later(task, one_for=key, **given)
    return len(lost)


def _lock(task: str, one_for: object) -> str:
    return f"{task} {one_for}"
