"""A project in one look: how far it is, what was answered, who works on it, what to do next.

Annotators work blind: they see the project's progress and the figures of their own labels, nobody else's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.models import AssignmentState, Project, Role, User
from annotations.models.project import ANNOTATING, READING_LABELS, REVIEWING
from annotations.queries import articles, distribution, progress, review_inbox
from annotations.queries.protocols import ProtocolInForce, guideline_in_force, protocol_in_force
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page, Section

SHOWN_STATES = (
    AssignmentState.ACTIVE,
    AssignmentState.RETURNED,
    AssignmentState.SUBMITTED,
    AssignmentState.ACCEPTED,
)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of "what to do next"."""

    icon: str
    title: str
    text: str
    href: str


def overview(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The project's front page; the number of queries depends on the role, never on the number of rows."""
    user, project = access.visitor(request), entry.project
    stages = articles.count_by_stage(user, project)
    waiting = progress.waiting_for_review(user, project)
    states = progress.count_by_state(user, project)
    force = protocol_in_force(project)
    days = progress.labels_a_day(user, project, today=timezone.localdate())
    context: dict[str, Any] = {
        "project": project,
        "protocol": force.row,
        "guideline": guideline_in_force(project),
        "reads_labels": entry.role in READING_LABELS,
        "annotates": entry.role in ANNOTATING,
        "handed": articles.handed_in(user, project),
        "waiting": waiting,
        "decisions": progress.count_by_decision(user, project),
        "settled": progress.settled(user, project),
        "stages": [(one, stages[one.key]) for one in articles.STAGES],
        "articles": sum(stages.values()),
        "states": [(AssignmentState(state).label, states[state]) for state in SHOWN_STATES],
        "assignments": sum(states[state] for state in SHOWN_STATES),
        "days": [(date_format(day, "j M"), count) for day, count in days],
        "days_total": sum(count for _day, count in days),
        "members": progress.member_figures(user, project, entry.role),
        "tasks": tasks(user, project, entry.role, stages, states),
    }
    if entry.role in READING_LABELS:
        context["charts"] = charts(user, project, force)
    return render(request, "annotations/overview.html", context)


def charts(user: User, project: Project, force: ProtocolInForce) -> list[tuple[str, distribution.Distribution]]:
    """The distributions that the protocol has questions for, with their titles."""
    found = (
        (_("Stance by target"), distribution.stance_by_target(user, project, force)),
        (_("Verification by speaker"), distribution.verification_by_speaker(user, project, force)),
    )
    return [(title, chart) for title, chart in found if chart is not None]


def tasks(user: User, project: Project, role: str, stages: Mapping[str, int], states: Mapping[str, int]) -> list[Task]:
    """What brings the project on, for somebody in this role; most pressing first."""
    found: list[Task] = []
    if role in REVIEWING and (waiting := review_inbox.waiting(user).filter(article__project=project).count()):
        found.append(review_task(project, waiting))
    if role == Role.LEAD:
        found += lead_tasks(project, stages)
    if role == Role.ANNOTATOR:
        found += own_tasks(stages, states)
    return found


def review_task(project: Project, waiting: int) -> Task:
    """Work of others that waits."""
    title = ngettext("Review %(n)s assignment", "Review %(n)s assignments", waiting) % {"n": waiting}
    return Task("review", title, _("Handed in by others; the oldest first"), address("review", project))


def lead_tasks(project: Project, stages: Mapping[str, int]) -> list[Task]:
    """What only a lead does: bring articles in, freeze splits, give articles out, settle what is labelled."""
    listed = address("articles", project)
    if not sum(stages.values()):
        text = _("Paste a text or choose a file; you see the split before anything is stored")
        return [Task("upload", _("Import the first article"), text, address("article-import", project))]
    found = []
    if split := stages["split"]:
        title = ngettext("Freeze %(n)s split article", "Freeze %(n)s split articles", split) % {"n": split}
        found.append(Task("lock", title, _("Statements marked; ready to be checked"), f"{listed}?stage=split"))
    if ready := stages["ready"]:
        title = ngettext("%(n)s article waits for annotators", "%(n)s articles wait for annotators", ready)
        text = _("They take one from their queue, or you give it to somebody")
        found.append(Task("people", title % {"n": ready}, text, f"{listed}?stage=ready"))
    return found


def own_tasks(stages: Mapping[str, int], states: Mapping[str, int]) -> list[Task]:
    """An annotator's next steps; all of them start at home."""
    home = address("home")
    if back := states[AssignmentState.RETURNED]:
        title = ngettext("Answer %(n)s returned assignment", "Answer %(n)s returned assignments", back) % {"n": back}
        return [Task("return", title, _("With the reviewer’s reasons"), home)]
    if states[AssignmentState.ACTIVE]:
        return [Task("bolt", _("Go on with your article"), _("It is held for you"), home)]
    if stages["ready"] or stages["labelling"]:
        return [Task("bolt", _("Take the next article"), _("The queue gives you one you have not read"), home)]
    return []


def address(page: str, project: Project | None = None) -> str:
    """Where a page of the product is."""
    return reverse(f"web:{page}", kwargs={"project": project.slug} if project else None)


PAGES = (Page("overview", gettext_lazy("Overview"), PROJECT_PREFIX, overview, "chart", Section.WORK),)
