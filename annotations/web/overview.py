"""A project in one look: how far it is, what was answered, how far labels agree, who is stuck, what to do next.

Annotators work blind: they see the project's articles and the figures of their own labels, nobody else's.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from annotations.exports.agreement import CONTENT_TYPE
from annotations.exports.figures import csv_lines
from annotations.models import Assignment, Decision, Project, Role, User
from annotations.models.project import ANNOTATING, READING_LABELS
from annotations.queries import articles, progress, sharing
from annotations.queries.figures import figure
from annotations.queries.figures.kept import Kept, figures_for
from annotations.queries.figures.progress import SHOWN_STATES
from annotations.queries.protocols import ProtocolInForce, guideline_in_force, protocol_in_force
from annotations.web import access
from annotations.web.access import NOT_FOUND, ProjectAccess
from annotations.web.imports import silent_for
from annotations.web.overview_tasks import Standing, tasks
from annotations.web.overview_view import View, agreement_lines, agreement_now
from annotations.web.page import PROJECT_PREFIX, Page, Section
from annotations.workflow.figures import ask_for_figures

DAY_SERIES = (gettext_lazy("Answered"), gettext_lazy("Reviewed"))
MOST_STUCK = 5
"""So many are shown with what helps them; the list behind has the rest."""


@require_GET
def overview(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The project's front page; the number of queries depends on the role, never on the number of rows."""
    user, project = access.visitor(request), entry.project
    force = protocol_in_force(project)
    kept = figures_for(user, project, entry.role, force)
    if kept is None or kept.is_old:
        ask_for_figures(actor=user, project=project, role=entry.role)
    context: dict[str, Any] = {
        "project": project,
        "protocol": force.row,
        "guideline": guideline_in_force(project),
        "reads_labels": entry.role in READING_LABELS,
        "leads": entry.role == Role.LEAD,
        "annotates": entry.role in ANNOTATING,
        "counting": kept is None,
        "silent": silent_for() if kept is None else 0,
    }
    if kept is not None:
        context |= figures(user, entry, force, kept)
    return render(request, "annotations/overview.html", context)


def figures(user: User, entry: ProjectAccess, force: ProtocolInForce, kept: Kept) -> dict[str, Any]:
    """What the page tells from the project's figures, and what to do next."""
    project = entry.project
    view = View(project, entry.role, force.scheme)
    stages, states = view.by(kept.rows["articles"], "stage"), view.by(kept.rows["assignments"], "state")
    stuck = stuck_ones(user, project, entry.role)
    oldest = progress.waiting_for_review(user, project).oldest
    standing = Standing(
        {key: one.n for key, one in stages.items()}, {key: one.n for key, one in states.items()}, stuck.reasons, oldest
    )
    days = view.days(kept.rows["throughput"])
    told: dict[str, Any] = {
        "counted_at": kept.counted_at,
        "recounting": kept.is_old,
        "labels": view.by(kept.rows["labels"], "state"),
        "waiting": states["for_review"],
        "oldest": oldest,
        "stages": [(one, stages[one.key]) for one in articles.STAGES],
        "articles": sum(one.n for one in stages.values()),
        "states": [(state.label, states[state.value]) for state in SHOWN_STATES],
        "assignments": sum(states[state.value].n for state in SHOWN_STATES),
        "days": days,
        "day_series": DAY_SERIES,
        "days_total": sum(counts[0].n for _day, counts in days),
        "members": view.members(kept.rows["members"]),
        "stuck": stuck,
        "tasks": tasks(user, project, entry.role, force, standing),
    }
    if entry.role in READING_LABELS:
        decided = view.by(kept.rows["reviews"], "decision")
        told |= {
            "gold": view.by(kept.rows["gold"], "state"),
            "decisions": [(decision.label, decided[decision.value]) for decision in Decision],
            "decided": sum(one.n for one in decided.values()),
            "charts": view.charts(kept),
            "agreement": agreement_now(kept.rows["agreement"]),
            "agreement_lines": agreement_lines(kept.rows["agreement"]),
        }
    return told


@dataclass(frozen=True, slots=True)
class Stuck:
    """The first stuck assignments with the reason of each, and how many there are for each reason."""

    rows: list[tuple[Assignment, str]]
    reasons: Counter[str]

    @property
    def total(self) -> int:
        """All of them."""
        return self.reasons.total()


def stuck_ones(user: User, project: Project, role: str) -> Stuck:
    """What needs somebody's hand, for roles that see everybody's work; two queries, as it is now."""
    if role not in READING_LABELS:
        return Stuck([], Counter())
    reasons = sharing.why_stuck(user, project)
    first = dict(list(reasons.items())[:MOST_STUCK])
    found = {row.pk: row for row in sharing.listed(user, project).filter(pk__in=first)}
    return Stuck([(found[key], why) for key, why in first.items() if key in found], Counter(reasons.values()))


@require_GET
def figure_csv(request: HttpRequest, entry: ProjectAccess, key: str) -> HttpResponseBase:
    """One figure as a file, a row a line with the list behind it; 404 for one that there is not.

    While it is being counted there is no file: the overview says so.
    """
    user, project, asked = access.visitor(request), entry.project, figure(key)
    if asked is None:
        raise Http404(NOT_FOUND)
    kept = figures_for(user, project, entry.role, protocol_in_force(project), whole=True)
    if kept is None or kept.is_old:
        ask_for_figures(actor=user, project=project, role=entry.role)
    if kept is None:
        return redirect("web:overview", project=project.slug)
    headers = {"Content-Disposition": f'attachment; filename="{project.slug}-{key}.csv"'}
    lines = csv_lines(asked, project, kept.rows[key])
    return StreamingHttpResponse(lines, content_type=CONTENT_TYPE, headers=headers)


PAGES = (
    Page("overview", gettext_lazy("Overview"), PROJECT_PREFIX, overview, "chart", Section.WORK),
    Page(
        "figure-csv",
        gettext_lazy("A figure as a file"),
        f"{PROJECT_PREFIX}figures/<slug:key>.csv",
        figure_csv,
        roles=READING_LABELS,
        in_menu=False,
        parent="overview",
    ),
)
