"""Merging two labels: first what would change, then the act; and taking a merge back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from annotations.queries.label_sets import label_set_versions, merge_effect
from annotations.queries.protocols import label_set_shape
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.label_sets import LEADS, ROUTE
from annotations.web.page import Page
from annotations.web.refusals import told
from annotations.workflow.errors import WorkflowError
from annotations.workflow.label_sets import merge_labels, part_labels


def merge(request: HttpRequest, entry: ProjectAccess, key: str) -> HttpResponse:
    """What merging ``?label=`` into ``?into=`` would change; a POST does it."""
    user = access.visitor(request)
    row = access.found(label_set_versions(user, entry.project), key=key)
    shape = label_set_shape(row)
    given = request.POST if request.method == "POST" else request.GET
    label, into = shape.label(given.get("label", "")), shape.label(given.get("into", ""))
    if label is None or into is None or label is into or label.merged_into or into.merged_into:
        messages.error(request, _("Choose two different labels of this set; nothing was changed."))
        chosen = urlencode({name: given.get(name, "") for name in ("label", "into")})
        return redirect(f"{reverse('web:label-set', args=[entry.project.slug, key])}?{chosen}")
    if request.method == "POST":
        try:
            merge_labels(
                actor=user,
                project=entry.project,
                key=key,
                base_version=version_of(request),
                label=label.key,
                into=into.key,
            )
        except WorkflowError as error:
            messages.error(request, told(error))
        else:
            words = {"label": label.name, "into": into.name}
            messages.success(request, _("“%(label)s” counts as “%(into)s” from now on.") % words)
        return redirect("web:label-set", project=entry.project.slug, key=key)
    context = {
        "project": entry.project,
        "row": row,
        "label": label,
        "into": into,
        "is_stance": row.scope == "stance",
        "differs": (label.sign, label.is_verdict) != (into.sign, into.is_verdict),
        "effect": merge_effect(user, row, label.key, into.key),
    }
    return render(request, "annotations/label_set_merge.html", context)


@require_POST
def part(request: HttpRequest, entry: ProjectAccess, key: str) -> HttpResponse:
    """Take the merge of ``label`` back."""
    user = access.visitor(request)
    access.found(label_set_versions(user, entry.project), key=key)
    label = request.POST.get("label", "")
    try:
        part_labels(actor=user, project=entry.project, key=key, base_version=version_of(request), label=label)
    except WorkflowError as error:
        messages.error(request, told(error))
    else:
        messages.success(request, _("The label stands by itself again; its answers count as what they are."))
    return redirect("web:label-set", project=entry.project.slug, key=key)


def version_of(request: HttpRequest) -> int:
    """The version that the form was made from; 0 for none."""
    given = request.POST.get("base_version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 0


PAGES = (
    Page(
        "label-set-merge",
        gettext_lazy("Merge labels"),
        f"{ROUTE}<slug:key>/merge/",
        merge,
        roles=LEADS,
        in_menu=False,
        parent="label-sets",
    ),
    Page(
        "label-set-part",
        gettext_lazy("Part labels"),
        f"{ROUTE}<slug:key>/part/",
        part,
        roles=LEADS,
        in_menu=False,
        parent="label-sets",
    ),
)
