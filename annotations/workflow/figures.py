"""Counting a large project's figures anew, which a worker does: nothing is changed, so nothing is recorded."""

from uuid import UUID

from annotations.models import Project, User
from annotations.models.project import READING_LABELS
from annotations.queries.figures.kept import recount
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.later import later

COUNT = "figures.count"


def ask_for_figures(*, actor: User, project: Project, role: str) -> None:
    """Asks a worker to count what somebody in that role of the project is told; once, however many ask.

    All whose role reads labels are told the same; an annotator is told of their own.
    """
    told = project.pk if role in READING_LABELS else f"{project.pk} {actor.pk}"
    later(COUNT, one_for=told, project_id=str(project.pk), person_id=str(actor.pk), role=str(role))


def count_figures(*, project_id: UUID, person_id: UUID, role: str) -> None:
    """Counts and keeps the figures as that person sees them in that role."""
    project = Project.objects.get(pk=project_id)
    recount(User.objects.get(pk=person_id), project, role, protocol_in_force(project))
