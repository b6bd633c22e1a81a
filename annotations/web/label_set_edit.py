"""One label set: everybody reads it; leads rename, order, colour, define, hide, add and merge, with the card beside."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import LabelSet, Role
from annotations.queries.label_sets import label_set_versions
from annotations.queries.protocols import label_set_shape, protocol_in_force
from annotations.schemes import base
from annotations.schemes.rules import STYLES as STYLE_KEYS
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.card_preview import drawn_card
from annotations.web.label_set_merge import version_of
from annotations.web.label_sets import ROUTE
from annotations.web.page import Page
from annotations.web.part_rows import part_rows, read_rows
from annotations.web.refusals import read_refusal
from annotations.web.scheme_words import STYLES, label_changes
from annotations.workflow.errors import Invalid, Stale, WorkflowError
from annotations.workflow.label_sets import edit_label_set

WORDS = ("key", "name", "definition", "example", "hotkey", "style")
NEW = dict.fromkeys(WORDS, "") | {"style": STYLE_KEYS[0], "is_hidden": False, "sign": None, "is_verdict": False}
TITLES = {
    "key": gettext_lazy("Short name"),
    "name": gettext_lazy("Name"),
    "definition": gettext_lazy("Definition"),
    "example": gettext_lazy("Example"),
    "hotkey": gettext_lazy("Key"),
    "style": gettext_lazy("Look"),
    "sign": gettext_lazy("Side"),
    "labels": gettext_lazy("Labels"),
}
"""The fields as the form names them."""
SIGNS = {"": None, "1": 1, "0": 0, "-1": -1}


def label_set(request: HttpRequest, entry: ProjectAccess, key: str) -> HttpResponse:
    """The set with its editor; a POST draws it anew, or saves it (``act=save``)."""
    versions = list(label_set_versions(access.visitor(request), entry.project).filter(key=key))
    if not versions:
        raise Http404(access.NOT_FOUND)
    shape = label_set_shape(versions[0])
    if request.method != "POST":
        return show(request, entry, versions, shape.name, [values_of(one) for one in standing(shape)])
    access.project_for(request, entry.project.slug, (Role.LEAD,))
    values, name = read_rows(request.POST, read_label, NEW), request.POST.get("name", "")
    error: WorkflowError | None = None
    if request.POST.get("act") == "save":
        try:
            made = edit_label_set(
                actor=access.visitor(request),
                project=entry.project,
                key=key,
                base_version=version_of(request),
                name=name,
                labels=values,
            )
        except WorkflowError as refused:
            error = refused
        else:
            messages.success(request, _("Version %(n)s of these labels is in force.") % {"n": made.version})
            return redirect("web:label-set", project=entry.project.slug, key=key)
    return show(request, entry, versions, name, values, error)


def standing(shape: base.LabelSet) -> list[base.Label]:
    """The labels that were not merged into others: those that an editor changes."""
    return [label for label in shape.labels if not label.merged_into]


def values_of(label: base.Label) -> dict[str, Any]:
    """A label as the form has it."""
    return {name: getattr(label, name) for name in (*WORDS, "sign", "is_verdict", "is_hidden")}


def read_label(post: QueryDict, place: str) -> dict[str, Any]:
    """One row of the form."""
    found: dict[str, Any] = {name: post.get(f"{name}-{place}", "").strip() for name in WORDS}
    found["hotkey"] = found["hotkey"].lower()
    found["is_hidden"] = f"shown-{place}" not in post
    found["sign"] = SIGNS.get(post.get(f"sign-{place}", ""))
    found["is_verdict"] = f"is_verdict-{place}" in post
    return found


def show(
    request: HttpRequest,
    entry: ProjectAccess,
    versions: list[LabelSet],
    name: str,
    values: list[dict[str, Any]],
    error: WorkflowError | None = None,
) -> HttpResponse:
    """The page; its preview shows what the form holds, its list what each version changed."""
    row, shapes = versions[0], [label_set_shape(one) for one in versions]
    names = {"labels": {label.key: label.name for label in shapes[0].labels}}
    refusal = read_refusal(error, values, TITLES, names) if isinstance(error, Invalid) else None
    pairs = zip(versions, shapes, [*shapes[1:], None], strict=True)
    context = {
        "project": entry.project,
        "leads": entry.role == Role.LEAD,
        "row": row,
        "name": name,
        "base_version": row.version if isinstance(error, Stale) else request.POST.get("base_version", row.version),
        "rows": part_rows(values, refusal),
        "error": error,
        "refusal": refusal,
        "merged": [(one, shapes[0].label(one.merged_into)) for one in shapes[0].labels if one.merged_into],
        "mergeable": standing(shapes[0]),
        "asked": {"label": request.GET.get("label", ""), "into": request.GET.get("into", "")},
        "styles": STYLES.items(),
        "is_stance": row.scope == "stance",
        "versions": [(one, label_changes(before, shape) if before else []) for one, shape, before in pairs],
        "card": drawn_card(request, previewed(entry, shapes[0], name, values)),
    }
    return render(request, "annotations/label_set.html", context, status=400 if error else 200)


def previewed(entry: ProjectAccess, shape: base.LabelSet, name: str, values: list[dict[str, Any]]) -> base.Protocol:
    """The questions that ask with this set, as the form has it; a question of its own where none does."""
    labels = tuple(as_label(one, place) for place, one in enumerate(values))
    fresh = replace(shape, name=name, labels=labels)
    scheme = protocol_in_force(entry.project).scheme
    asked = tuple(
        replace(one, label_set=fresh, condition=None)
        for one in scheme.questions
        if one.label_set and one.label_set.key == shape.key
    )
    kind = "stance" if shape.scope == "stance" else "choice"
    return replace(scheme, questions=asked or (base.Question("new", kind, name or shape.name, label_set=fresh),))


def as_label(values: dict[str, Any], place: int) -> base.Label:
    """A row as a label that can be drawn, whatever is still missing in it."""
    style = values["style"] if values["style"] in STYLE_KEYS else STYLE_KEYS[0]
    known = {name: values.get(name, "") for name in ("name", "definition", "example", "hotkey")}
    return base.Label(
        key=values["key"] or f"new{place}", style=style, is_hidden=values.get("is_hidden", False), **known
    )


PAGES = (
    Page(
        "label-set",
        gettext_lazy("Labels"),
        f"{ROUTE}<slug:key>/",
        label_set,
        in_menu=False,
        parent="label-sets",
    ),
)
