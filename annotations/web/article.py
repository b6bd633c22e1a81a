"""One article as it reads: statements, who says what and why we think so, facts, places, gold; leads freeze, give."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Article, ArticleState, Role, User
from annotations.models.project import READING_LABELS, REVIEWING
from annotations.queries import people, statements, visibility
from annotations.queries.articles import stage_of
from annotations.queries.comments import threads_by_statement
from annotations.queries.older_versions import older_versions
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.web.refusals import told
from annotations.web.split_words import because
from annotations.workflow.errors import Invalid, WorkflowError
from annotations.workflow.freeze import freeze
from annotations.workflow.give import give
from annotations.workflow.known import answer_for_others
from annotations.workflow.trash import trash_article


def article(request: HttpRequest, entry: ProjectAccess, article: UUID) -> HttpResponse:
    """Show the article; a lead posts an ``act``: ``freeze``, ``give`` (with ``annotator``), ``known``, ``trash``."""
    rows = visibility.articles(access.visitor(request)).filter(project=entry.project)
    row = access.found(rows.select_related("project", "source", "replaces").defer("raw"), pk=article)
    return act_on(request, row) if request.method == "POST" else show(request, entry, row)


def show(request: HttpRequest, entry: ProjectAccess, row: Article) -> HttpResponse:
    """The page; ``?attribution=<index>`` lights one attribution without a script."""
    user = access.visitor(request)
    leads = entry.role == Role.LEAD
    asked = request.GET.get("attribution", "")
    sees_gold = statements.may_see_gold(user, row, entry.role)
    free = row.required - row.reserved if row.state == ArticleState.FROZEN else 0
    reading = statements.reading(row, with_gold=sees_gold)
    context = {
        "project": entry.project,
        "article": row,
        "stage": stage_of(row),
        "direction": direction(row.language),
        "reading": reading,
        "says": [(one, because(one.row.rule, one.row.confidence, one.row.origin)) for one in reading.attributions],
        "older": older_versions(user, row, {one.row.pk: one.number for one in reading.statements if one.number}),
        "talks": threads_by_statement(user, row),
        "lit": int(asked) if asked.isdecimal() else None,
        "work": people.work_on(user, row),
        "reads_labels": entry.role in READING_LABELS,
        "leads": leads,
        "checks_split": entry.role in REVIEWING,
        "can_freeze": leads and row.state == ArticleState.SEGMENTED,
        "free": free,
        "can_know": leads and row.state not in (ArticleState.IMPORTED, ArticleState.SEGMENTED),
        "could_read": people.could_read(user, row) if leads and free else (),
        "earlier_labels": visibility.earlier_labels(user).filter(article=row).select_related("statement"),
        "newer": visibility.articles(user).filter(replaces=row).first(),
    }
    return render(request, "annotations/article.html", context)


def act_on(request: HttpRequest, row: Article) -> HttpResponse:
    """Do what a lead posted, and come back to the page with the outcome in words."""
    user = access.visitor(request)
    try:
        if request.POST.get("act") == "freeze":
            freeze(actor=user, article=row)
            messages.success(request, _("The split is frozen. The article waits for its annotators."))
        elif request.POST.get("act") == "give":
            to = chosen_reader(user, row, request.POST.get("annotator", ""))
            give(actor=user, article=row, annotator=to)
            messages.success(request, _("%(name)s has the article now.") % {"name": to})
        elif request.POST.get("act") == "trash":
            trash_article(actor=user, article=row)
            messages.success(request, _("The article is in the trash. You can restore it there."))
            return redirect("web:articles", project=row.project.slug)
        elif request.POST.get("act") == "known":
            return redirect("web:workbench", assignment=answer_for_others(actor=user, article=row).pk)
    except WorkflowError as error:
        messages.error(request, told(error))
    return redirect("web:article", project=row.project.slug, article=row.pk)


def chosen_reader(user: User, row: Article, key: str) -> User:
    """The member who was chosen; ``Invalid`` for nobody, and for people who are no choice."""
    found = next((person for person in people.could_read(user, row) if str(person.pk) == key), None)
    if found is None:
        raise Invalid("annotator", key, _("Choose somebody who can be given this article."))
    return found


PAGES = (
    Page(
        "article",
        gettext_lazy("Article"),
        f"{PROJECT_PREFIX}articles/<uuid:article>/",
        article,
        in_menu=False,
        parent="articles",
    ),
)
