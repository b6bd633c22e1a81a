"""Counting the figures of a large project, so that no page waits for it."""

from uuid import UUID

from procrastinate.contrib.django import app

from annotations.workflow.figures import COUNT, count_figures


@app.task(name=COUNT)
def count(project_id: str, person_id: str, role: str) -> None:
    """Counts what somebody asked for; safe to call again after a crash."""
    count_figures(project_id=UUID(project_id), person_id=UUID(person_id), role=role)
