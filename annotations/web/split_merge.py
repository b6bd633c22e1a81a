"""Two names for one: a lead chooses which entity becomes a name of which, and sees what moves before it does."""

import uuid
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Entity, Role
from annotations.queries import visibility
from annotations.queries.entity_uses import uses
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.web.split import found_article
from annotations.workflow.errors import WorkflowError
from annotations.workflow.split.edit import edit_split


def split_merge(request: HttpRequest, entry: ProjectAccess, article: UUID) -> HttpResponse:
    """Show the choice (``?entity=&into=``) and what would move; a POST with the same fields merges the two."""
    row = found_article(request, entry, article)
    rows = visibility.entities(access.visitor(request)).filter(project=entry.project).order_by("canonical_name", "pk")
    entities = {str(one.pk): one for one in rows}
    asked = request.POST if request.method == "POST" else request.GET
    gone, stays = (entities.get(asked.get(name, "")) for name in ("entity", "into"))
    if request.method == "POST" and gone and stays:
        try:
            edit_split(
                actor=access.visitor(request),
                article=row,
                edit_id=uuid.uuid4(),
                base_version=row.split_version,
                body={"act": "merge_entities", "entity": str(gone.pk), "into": str(stays.pk)},
            )
            messages.success(request, _("%(gone)s is a name of %(stays)s now.") % {"gone": gone, "stays": stays})
            return redirect("web:split", project=entry.project.slug, article=row.pk)
        except WorkflowError as error:
            messages.error(request, told(error))
    context = {
        "project": entry.project,
        "article": row,
        "entities": entities.values(),
        "gone": gone,
        "stays": stays,
        "is_one": gone is not None and gone == stays,
        "uses": uses(gone) if gone and stays and gone != stays else None,
        "names": names(gone) if gone else [],
    }
    return render(request, "annotations/split_merge.html", context)


def names(entity: Entity) -> list[str]:
    """All names of an entity, the main one first."""
    return [entity.canonical_name, *entity.aliases]


PAGES = (
    Page(
        "split-merge",
        gettext_lazy("Merge two names"),
        f"{PROJECT_PREFIX}articles/<uuid:article>/split/merge/",
        split_merge,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="articles",
    ),
)
