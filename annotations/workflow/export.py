"""Writing down that somebody took a dataset out."""

from collections.abc import Mapping

from django.db import transaction

from annotations.models import Event, Project, User
from annotations.permissions import can_export
from annotations.queries.release_counts import Total
from annotations.workflow.errors import NotAllowed
from annotations.workflow.events import record


def must_export(actor: User, project: Project) -> None:
    """``NotAllowed`` for a person whose role does not read everybody's labels; asked before anything is opened."""
    if not can_export(actor, project):
        raise NotAllowed("Your role does not export the dataset.")


@transaction.atomic
def record_export(
    *,
    actor: User | None,
    project: Project,
    format_key: str,
    view: str,
    total: Total,
    narrowed: Mapping[str, str] | None = None,
) -> Event:
    """Notes a download at its start, so that one that is broken off leaves its trace too.

    ``total`` is what the snapshot holds (``rows``, or ``about_rows`` where it was reckoned), ``narrowed`` what was
    chosen besides format and view. ``actor`` is None for the
    operator's command line; ``NotAllowed`` as by ``must_export``.
    """
    if actor is not None:
        must_export(actor, project)
    held = "rows" if total.is_counted else "about_rows"
    return record(
        actor=actor,
        verb="dataset.exported",
        obj=project,
        project=project,
        after={"format": format_key, "view": view, "filter": dict(narrowed or {}), held: total.rows},
    )
