"""Counting a large project's figures anew, which a worker does: nothing is changed, so nothing is recorded."""

from uuid import UUID

from annotations.models import Project, Role, User
from annotations.queries.figures.kept import recount
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.later import later

COUNT = "figures.count"


def ask_for_figures(*, actor: User, project: Project) -> None:
    """Asks a worker to count what everybody is told whose role reads labels; once, however many ask."""
    later(COUNT, one_for=project.pk, project_id=str(project.pk), person_id=str(actor.pk))


def count_figures(*, project_id: UUID, person_id: UUID) -> None:
    """Counts and keeps the figures, seen by somebody whose role reads labels."""
    project = Project.objects.get(pk=project_id)
    recount(User.objects.get(pk=person_id), project, Role.VIEWER, protocol_in_force(project))
