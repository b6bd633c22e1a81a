"""Finished training: the person's answers beside the right ones, and why those are right."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from annotations.models import AssignmentState, Purpose
from annotations.queries import visibility
from annotations.queries.answers import names_in, show
from annotations.queries.protocols import protocol_in_force
from annotations.queries.training import Line, lines, score
from annotations.queries.workbench import direction
from annotations.schemes.base import Protocol
from annotations.web import access
from annotations.web.page import Page, Section


@require_GET
def training(request: HttpRequest, assignment: UUID) -> HttpResponse:
    """Show the result of training: one's own, or anybody's for those who read labels."""
    done = visibility.assignments(access.visitor(request)).filter(
        purpose=Purpose.TRAINING, state=AssignmentState.ACCEPTED
    )
    row = access.found(done.select_related("article__project", "annotator"), pk=assignment)
    entry = access.project_for(request, row.article.project.slug)
    scheme = protocol_in_force(entry.project).scheme
    found = lines(row, scheme)
    context = {
        "project": entry.project,
        "work": row,
        "direction": direction(row.article.language),
        "score": score(found),
        "mark": entry.project.training_pass_percent,
        "rows": shown(found, scheme),
        "mine": row.annotator_id == entry.membership.user_id,
    }
    return render(request, "annotations/training.html", context)


def shown(found: list[Line], scheme: Protocol) -> list[tuple[Line, object, object]]:
    """Each line with the given and the right answers as chips; one query for all names."""
    given = [line.given.head.answers if line.given.head else {} for line in found]
    right = [{"labels": {}, **line.known.body, "rationale": ""} if line.known else None for line in found]
    names = names_in([*given, *right])
    return [
        (line, show(mine, scheme, names), show(known, scheme, names) if known else None)
        for line, mine, known in zip(found, given, right, strict=True)
    ]


PAGES = (
    Page(
        "training",
        _("Training"),
        "assignments/<uuid:assignment>/training/",
        training,
        section=Section.WORK,
        in_menu=False,
        parent="home",
    ),
)
