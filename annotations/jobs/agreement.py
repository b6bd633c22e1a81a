"""Measuring agreement: minutes of work for a million labels, so somebody may stop it."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.workflow.agreement import MEASURE
from annotations.workflow.agreement_measure import measure_agreement


@app.task(name=MEASURE)
def measure(report_id: str) -> None:
    """Makes a report that somebody asked for; safe to call again after a crash."""
    measure_agreement(report_id=UUID(report_id))
