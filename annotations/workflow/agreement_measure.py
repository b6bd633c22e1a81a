"""A worker makes a report: the labels are read, measured outside of any transaction, and what was found is kept."""

import time
from uuid import UUID

from django.db import InterfaceError, OperationalError

from annotations.agreement.bootstrap import Tick
from annotations.models import AgreementReport
from annotations.permissions import can_read_agreement
from annotations.queries.agreement_measured import measured
from annotations.queries.agreement_scope import scope_from
from annotations.workflow.agreement import begin_agreement, fail_agreement, finish_agreement, show_progress

EVERY = 0.5
"""Seconds between two words on how far it is."""


class Stopped(Exception):
    """Somebody cancelled the report."""


def measure_agreement(*, report_id: UUID) -> None:
    """Makes the report, unless it is done or cancelled.

    An unforeseen error fails the report and is raised. So is the loss of the database, but then the report stays as it
    is, and a later job makes it.
    """
    report = begin_agreement(report_id=report_id)
    if report is None:
        return
    if not can_read_agreement(report.actor, report.project):
        fail_agreement(report=report, error="Who asked for it may no longer see it.")
        return
    try:
        figures = measured(report.actor, report.project, scope_from(report.scope), tick=_telling(report))
        finish_agreement(report=report, figures=figures)
    except Stopped:
        return
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        fail_agreement(report=report, error=f"Measuring broke off ({type(error).__name__}).")
        raise


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
