"""Agreement: what was measured on a choice of labels, measuring it anew, and the statements behind a cell."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from annotations.exports.agreement import CONTENT_TYPE, csv_lines
from annotations.models import Project
from annotations.models.project import READING_LABELS
from annotations.queries import agreement as queries
from annotations.queries.agreement import Choices, Newest
from annotations.queries.agreement_measured import model_question
from annotations.queries.agreement_scope import Scope
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.base import Protocol
from annotations.web import access
from annotations.web.access import NOT_FOUND, ProjectAccess
from annotations.web.agreement_form import ScopeForm
from annotations.web.agreement_view import Words, people_in, percents, questions
from annotations.web.imports import silent_for
from annotations.web.page import PROJECT_PREFIX, Page, Section
from annotations.web.refusals import told
from annotations.workflow.agreement import ask_for_agreement, cancel_agreement
from annotations.workflow.errors import WorkflowError


def agreement(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The newest report on the labels that the address names; a posted ``act`` is ``measure`` or ``cancel``."""
    user, project = access.visitor(request), entry.project
    scheme = protocol_in_force(project).scheme
    offered = queries.choices(user, project)
    form = ScopeForm(request.GET, offered, offers_model=model_question(scheme))
    if not form.is_valid():
        context = {"project": project, "form": form, "found": Newest(None, None, None, 0), "questions": []}
        return render(request, "annotations/agreement.html", context, status=400)
    scope = form.scope()
    if request.method == "POST":
        return act_on(request, project, scope)
    found = queries.newest(user, project, scope)
    context = {
        "project": project,
        "form": form,
        "scope": scope,
        "narrowed": bool(scope.query()),
        "found": found,
        "silent": silent_for() if found.running else 0,
        "query": urlencode(scope.query()),
        **shown(found, offered, scheme, scope),
    }
    return render(request, "annotations/agreement.html", context)


def act_on(request: HttpRequest, project: Project, scope: Scope) -> HttpResponse:
    """Asks for a report, or stops the one that is being made; comes back with the reason if it was refused."""
    user, act = access.visitor(request), request.POST.get("act", "")
    running = queries.newest(user, project, scope).running
    try:
        if act == "measure":
            ask_for_agreement(actor=user, project=project, scope=scope)
        elif act == "cancel" and running is not None:
            cancel_agreement(actor=user, report=running)
    except WorkflowError as error:
        messages.error(request, told(error))
    return redirect(address(project, scope))


def address(project: Project, scope: Scope) -> str:
    """Where the page shows a scope."""
    page = reverse("web:agreement", kwargs={"project": project.slug})
    return f"{page}?{urlencode(scope.query())}" if scope.query() else page


def shown(found: Newest, offered: Choices, scheme: Protocol, scope: Scope) -> dict[str, Any]:
    """The report ready to be drawn; nothing without one."""
    if found.report is None or found.report.figures is None:
        return {"questions": []}
    figures = found.report.figures
    words = Words(
        people=queries.people_named(people_in(figures) | set(scope.pair or ())),
        batches={str(one.pk): one.name for one in offered.batches},
        guidelines={str(one.pk): one.version for one in offered.guidelines},
        scheme=scheme,
    )
    corrected = figures["corrections"]
    return {
        "questions": questions(figures, words, scope),
        "corrections": corrected,
        "corrected_percent": round(100 * corrected["rate"]) if corrected["judged"] else None,
        "changed": percents(corrected["questions"], corrected["judged"]),
    }


def agreement_csv(request: HttpRequest, entry: ProjectAccess) -> HttpResponseBase:
    """The newest report's figures as a file; 404 when nothing was measured on these labels."""
    user, project = access.visitor(request), entry.project
    form = ScopeForm(request.GET, queries.choices(user, project), offers_model=True)
    report = queries.newest(user, project, form.scope()).report if form.is_valid() else None
    if report is None or report.figures is None:
        raise Http404(NOT_FOUND)
    headers = {"Content-Disposition": f'attachment; filename="{project.slug}-agreement.csv"'}
    return StreamingHttpResponse(csv_lines(report.figures), content_type=CONTENT_TYPE, headers=headers)


PAGES = (
    Page(
        "agreement",
        gettext_lazy("Agreement"),
        f"{PROJECT_PREFIX}agreement/",
        agreement,
        "venn",
        Section.WORK,
        roles=READING_LABELS,
    ),
    Page(
        "agreement-csv",
        gettext_lazy("Agreement as a file"),
        f"{PROJECT_PREFIX}agreement/figures.csv",
        agreement_csv,
        roles=READING_LABELS,
        in_menu=False,
        parent="agreement",
    ),
)
