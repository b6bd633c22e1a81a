"""What a project asks: its questions, the labels to answer with, and every version of both."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from annotations.models import Protocol, Role
from annotations.queries.label_sets import newest_label_sets
from annotations.queries.protocols import as_in_force, protocol_versions
from annotations.schemes import LABEL_SETS
from annotations.schemes.base import Question
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.card_preview import drawn_card
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.web.scheme_words import KINDS, condition_words, protocol_changes
from annotations.workflow.errors import WorkflowError
from annotations.workflow.label_sets import clone_preset

LEADS = (Role.LEAD,)
SHOWN = 20
"""Versions on the page, newest first; the history has them all."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what stands beside it on the page."""

    question: Question
    kind: object
    when: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the questions and what it changed, in sentences."""

    row: Protocol
    words: list[str]


@require_GET
def label_sets(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The questions in force with their labels, their card, and the versions; always the same number of queries."""
    user = access.visitor(request)
    newest = list(protocol_versions(entry.project).select_related("created_by", "project")[: SHOWN + 1])
    forces = [as_in_force(row) for row in newest]
    scheme = forces[0].scheme
    asked = {one.label_set.key for one in scheme.questions if one.label_set}
    pairs = zip(forces, [*forces[1:], None], strict=True)
    context = {
        "project": entry.project,
        "leads": entry.role == Role.LEAD,
        "version": newest[0].version,
        "asked": [Asked(one, KINDS[one.kind], condition_words(one.condition, scheme)) for one in scheme.questions],
        "unused": [row for row in newest_label_sets(user, entry.project) if row.key not in asked],
        "presets": LABEL_SETS,
        "versions": [
            Version(one.row, protocol_changes(before.scheme, one.scheme) if before else [])
            for one, before in list(pairs)[:SHOWN]
        ],
        "card": drawn_card(request, scheme),
    }
    return render(request, "annotations/label_sets.html", context)


@require_POST
def clone(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Copy a built-in label set into the project."""
    try:
        made = clone_preset(actor=access.visitor(request), project=entry.project, preset=request.POST.get("preset", ""))
    except WorkflowError as error:
        messages.error(request, told(error))
        return redirect("web:label-sets", project=entry.project.slug)
    messages.success(
        request, _("“%(name)s” is the project’s own now; add a question that asks with it.") % {"name": made}
    )
    return redirect("web:label-set", project=entry.project.slug, key=made.key)


ROUTE = f"{PROJECT_PREFIX}label-sets/"
PAGES = (
    Page("label-sets", gettext_lazy("Label sets"), ROUTE, label_sets, "swap"),
    Page(
        "label-sets-clone",
        gettext_lazy("Copy a preset"),
        f"{ROUTE}clone/",
        clone,
        roles=LEADS,
        in_menu=False,
        parent="label-sets",
    ),
)
