"""The rules of a project that its leads may change while it runs."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from annotations.models import Article, ArticleState, Assignment, AssignmentState, Project, ReviewChoice, User
from annotations.permissions import can_manage
from annotations.queries.queue import production
from annotations.workflow.change import between, changed_fields
from annotations.workflow.errors import Invalid, NotAllowed
from annotations.workflow.events import record

RULES = (
    "name",
    "description",
    "annotators_per_article",
    "blind",
    "freeze_on_import",
    "lease_minutes",
    "open_limit",
    "total_limit",
    "daily_limit",
    "goal_per_day",
    "training_pass_percent",
    "check_percent",
    "review_mode",
    "review_percent",
    "review_quota",
    "review_blind_first",
    "adjudication_policy",
    "third_person_adjudicates",
    "approvals_required",
    "annotation_licence",
)
RANGES: Mapping[str, tuple[int, int]] = {
    "annotators_per_article": (1, 20),
    "lease_minutes": (1, 43_200),
    "open_limit": (1, 1_000),
    "total_limit": (1, 1_000_000),
    "daily_limit": (1, 1_000),
    "goal_per_day": (1, 10_000),
    "training_pass_percent": (1, 100),
    "check_percent": (0, 50),
    "review_percent": (0, 100),
    "review_quota": (1, 1_000),
    "approvals_required": (1, 10),
}
"""Least and most; where none is allowed (limits, goal, pass mark), that is no limit."""


@transaction.atomic
def change_project(*, actor: User, project: Project, changes: Mapping[str, Any]) -> Project:
    """Changes some of ``RULES``; one event with what differed, none if nothing did.

    A new number of annotators holds for articles to come and for those that still follow the old one, never below the
    places taken there; an article whose places were all handed in by then is labelled. A review rule holds for what is
    handed in from now on; what waited for others' labels is reviewed.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead changes the rules of a project.")
    for name, value in changes.items():
        if name not in RULES:
            raise Invalid(name, value, f"is no rule of a project; known are {', '.join(RULES)}")
        if name in RANGES:
            between(name, value, *RANGES[name])
    locked = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    before = changed_fields(locked, changes)
    if not before:
        return locked
    locked.save(update_fields=list(before))
    after = {name: getattr(locked, name) for name in before}
    record(actor=actor, verb="project.changed", obj=locked, project=locked, before=before, after=after)
    if "annotators_per_article" in before:
        _follow(locked, before["annotators_per_article"])
    if {"annotators_per_article", "review_mode"}.intersection(before):
        _review_what_waits(locked)
    return locked


def _review_what_waits(project: Project) -> None:
    """Sends work that waits for others' labels to the reviewers: they may never come, or not be asked for any more."""
    rows = Assignment.objects.filter(article__project=project, state=AssignmentState.SUBMITTED)
    rows.filter(review_choice=ReviewChoice.PENDING).update(review_choice=ReviewChoice.CHOSEN)


def _follow(project: Project, old: int) -> None:
    """Gives unfinished articles that need as many annotators as was the rule the new number."""
    unfinished = (ArticleState.IMPORTED, ArticleState.SEGMENTED, ArticleState.FROZEN)
    rows = Article.objects.filter(production(), project=project, required=old, state__in=unfinished)
    # In order of the key, as everybody locks who holds several articles.
    keys = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    changed = Article.objects.filter(pk__in=keys)
    changed.update(required=Greatest(F("reserved"), project.annotators_per_article))
    changed.filter(state=ArticleState.FROZEN, done=F("required")).update(state=ArticleState.LABELLED)
