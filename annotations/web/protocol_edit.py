"""The questions of a project: leads order, word and condition them, add and take away; with the card beside."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import LabelSet
from annotations.queries.label_sets import newest_label_sets
from annotations.queries.protocols import ProtocolInForce, label_set_shape, protocol_in_force
from annotations.schemes import base
from annotations.schemes.base import KINDS as KIND_KEYS
from annotations.schemes.rules import WITH_LABELS
from annotations.web import access, workbench_words
from annotations.web.access import ProjectAccess
from annotations.web.acts import number
from annotations.web.card_preview import drawn_card
from annotations.web.label_set_merge import version_of
from annotations.web.label_sets import LEADS
from annotations.web.page import PROJECT_PREFIX, Page, Title
from annotations.web.part_rows import part_rows, read_rows
from annotations.web.refusals import read_refusal
from annotations.web.scheme_words import KINDS
from annotations.workflow.errors import Invalid, Stale, WorkflowError
from annotations.workflow.protocols import edit_protocol

NEW = {"key": "", "title": "", "hint": "", "kind": "", "label_set": "", "required": True, "on": [], "condition": None}
TITLES = {
    "key": gettext_lazy("Short name"),
    "title": gettext_lazy("Question"),
    "hint": gettext_lazy("Hint beside it"),
    "kind": gettext_lazy("Kind of answer"),
    "label_set": gettext_lazy("Labels to choose from"),
    "condition.question": gettext_lazy("Asked only if…"),
    "condition.in": gettext_lazy("Asked only if…"),
    "needs": gettext_lazy("Answers that need more…"),
    "needs.in": gettext_lazy("The line “If the answer is”"),
    "needs.what": gettext_lazy("The line “it needs”"),
    "needs.at_least": gettext_lazy("The line “it needs”"),
    "questions": gettext_lazy("Questions"),
}
"""The fields as the form names them."""
NO_NEED = {"in": [], "what": [], "at_least": 1}


def protocol(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The editor; a POST draws it anew, or saves it (``act=save``)."""
    force = protocol_in_force(entry.project)
    if request.method != "POST":
        return show(request, entry, force, [values_of(one) for one in force.scheme.questions])
    values = read_rows(request.POST, read_question, NEW)
    error: WorkflowError | None = None
    if request.POST.get("act") == "save":
        try:
            row = edit_protocol(
                actor=access.visitor(request),
                project=entry.project,
                base_version=version_of(request),
                questions=values,
            )
        except WorkflowError as refused:
            error = refused
        else:
            messages.success(request, _("Version %(n)s of the questions is in force.") % {"n": row.version})
            return redirect("web:label-sets", project=entry.project.slug)
    return show(request, entry, force, values, error)


def values_of(question: base.Question) -> dict[str, Any]:
    """A question as the form has it."""
    on = question.condition
    return {
        "key": question.key,
        "kind": question.kind,
        "title": question.title,
        "hint": question.hint,
        "required": question.required,
        "label_set": question.label_set.key if question.label_set else "",
        "on": [f"{on.question}:{label}" for label in on.answers] if on else [],
        "condition": {"question": on.question, "in": list(on.answers)} if on else None,
        "needs": [{"in": one.answers, "what": one.what, "at_least": one.at_least} for one in question.needs],
    }


def read_question(post: QueryDict, place: str) -> dict[str, Any]:
    """One row of the form; its condition is ``on-<place>=question:label`` for each label, all of one question."""
    found: dict[str, Any] = {name: post.get(f"{name}-{place}", "").strip() for name in ("key", "title", "hint", "kind")}
    found["kind"], _colon, found["label_set"] = found["kind"].partition(":")
    found["required"] = f"required-{place}" in post
    found["on"] = post.getlist(f"on-{place}")
    pairs = [one.partition(":")[::2] for one in found["on"]]
    first = pairs[0][0] if pairs else ""
    found["condition"] = {"question": first, "in": [label for key, label in pairs if key == first]} if pairs else None
    if f"need-{place}" in post:
        found["needs"] = read_needs(post, place)
    return found


def read_needs(post: QueryDict, place: str) -> list[dict[str, Any]]:
    """What answers to the question of that row need; a line without a tick is none."""
    found = []
    for line in post.getlist(f"need-{place}"):
        name = f"need-{place}-{line}"
        need = {
            "in": post.getlist(f"{name}-in"),
            "what": post.getlist(f"{name}-what"),
            "at_least": number(post.get(f"{name}-least", "")) or 0,
        }
        if need["in"] or need["what"]:
            found.append(need)
    return found


def with_choices(values: dict[str, Any], shape: base.LabelSet | None) -> dict[str, Any]:
    """A row of the form with what its answers can need: by the labels they have, and one empty line more."""
    if shape is None:
        return values
    words = workbench_words.needs()
    return values | {
        "labels": [label for label in shape.labels if not label.merged_into],
        "wanted": [(what, words[what]) for what in base.NEEDED if what != "intensity" or shape.scope == "stance"],
        "lines": [*values.get("needs", []), NO_NEED],
    }


def shape_of(values: dict[str, Any], scheme: base.Protocol, sets: dict[str, LabelSet]) -> base.LabelSet | None:
    """The labels of a row's question: those in force, or those chosen for a new one."""
    if values["key"]:
        known = scheme.question(values["key"])
        return known.label_set if known else None
    row = sets.get(values["label_set"])
    return label_set_shape(row) if row else None


def show(
    request: HttpRequest,
    entry: ProjectAccess,
    force: ProtocolInForce,
    values: list[dict[str, Any]],
    error: WorkflowError | None = None,
) -> HttpResponse:
    """The page; its preview shows the card as the form has it."""
    sets = {row.key: row for row in newest_label_sets(access.visitor(request), entry.project)}
    drawn = [with_choices(one, shape_of(one, force.scheme, sets)) for one in values]
    newest = force.row.version
    names: dict[str, Mapping[str, Title]] = {
        "kind": KINDS,
        "condition.question": {one.key: one.title for one in force.scheme.questions},
    }
    refusal = read_refusal(error, drawn, TITLES, names) if isinstance(error, Invalid) else None
    context = {
        "project": entry.project,
        "base_version": newest if isinstance(error, Stale) else request.POST.get("base_version", newest),
        "rows": part_rows(drawn, refusal),
        "error": error,
        "refusal": refusal,
        "kinds": kinds(sets),
        "kind_names": KINDS,
        "sets": sets,
        "conditions": conditions(force.scheme),
        "card": drawn_card(request, previewed(force.scheme, values, sets)),
    }
    return render(request, "annotations/protocol.html", context, status=400 if error else 200)


def kinds(sets: dict[str, LabelSet]) -> list[tuple[str, str]]:
    """What a new question can be: (value of the form, words); questions with labels once for each fitting set."""
    found: list[tuple[str, str]] = []
    for kind in KIND_KEYS:
        fitting = [row for row in sets.values() if (row.scope == "stance") == (kind == "stance")]
        if kind in WITH_LABELS:
            found += [(f"{kind}:{row.key}", f"{KINDS[kind]}: {row.name}") for row in fitting]
        else:
            found.append((kind, str(KINDS[kind])))
    return found


def conditions(scheme: base.Protocol) -> list[tuple[base.Question, list[tuple[str, base.Label]]]]:
    """What a question can hang on: each question with labels, with (value of the form, label)."""
    return [
        (one, [(f"{one.key}:{label.key}", label) for label in one.label_set.labels if not label.merged_into])
        for one in scheme.questions
        if one.kind == "choice" and one.label_set
    ]


def previewed(scheme: base.Protocol, values: list[dict[str, Any]], sets: dict[str, LabelSet]) -> base.Protocol:
    """The questions as the form has them; what is not whole yet is left out."""
    made = []
    for place, one in enumerate(values):
        known = scheme.question(one["key"]) if one["key"] else None
        shape = shape_of(one, scheme, sets)
        kind = known.kind if known else one.get("kind", "")
        if kind in KIND_KEYS and (kind in WITH_LABELS) == (shape is not None):
            start = known or base.Question(f"new{place}", kind, "", label_set=shape)
            made.append(replace(start, title=one["title"], hint=one["hint"], required=one["required"], condition=None))
    return replace(scheme, questions=tuple(made) or scheme.questions)


PAGES = (
    Page(
        "protocol",
        gettext_lazy("Questions"),
        f"{PROJECT_PREFIX}protocol/",
        protocol,
        roles=LEADS,
        in_menu=False,
        parent="label-sets",
    ),
)
