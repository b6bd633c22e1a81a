"""A worker makes a report: the labels are read, measured outside of any transaction, and what was found is kept."""

import time
from contextlib import suppress
from functools import partial
from uuid import UUID

from annotations.agreement.bootstrap import Tick
from annotations.models import AgreementReport
from annotations.permissions import can_read_agreement
from annotations.queries.agreement_measured import measured
from annotations.queries.agreement_scope import scope_from
from annotations.workflow.agreement import begin_agreement, fail_agreement, finish_agreement, show_progress
from annotations.workflow.failing import failing

EVERY = 0.5
"""Seconds between two words on how far it is."""


class Stopped(Exception):
    """Somebody cancelled the report."""


def measure_agreement(*, report_id: UUID) -> None:
    """Makes the report, unless it is done or cancelled.

    For what is unforeseen see ``failing``; a later job makes it from its beginning.
    """
    report = begin_agreement(report_id=report_id)
    if report is None:
        return
    if not can_read_agreement(report.actor, report.project):
        fail_agreement(report=report, error="Who asked for it may no longer see it.")
        return
    with failing(partial(fail_agreement, report=report), doing="Measuring"), suppress(Stopped):
        figures = measured(report.actor, report.project, scope_from(report.scope), tick=_telling(report))
        finish_agreement(report=report, figures=figures)


def _telling(report: AgreementReport) -> Tick:
    """Hears how far the work is, says so now and then, and stops it when nobody wants it any more."""
    next_word = time.monotonic()

    def tick(done: int, total: int) -> None:
        nonlocal next_word
        if time.monotonic() < next_word:
            return
        next_word = time.monotonic() + EVERY
        if not show_progress(report=report, done=done, total=total):
            raise Stopped

    return tick
