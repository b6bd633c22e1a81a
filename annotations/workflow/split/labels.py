"""What an edit after the freeze means for labels: none is lost, those on replaced statements go stale, work comes back.

Every function here leaves alone an article that nobody can have labelled yet.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef

from annotations.models import (
    Adjudication,
    Annotation,
    Article,
    ArticleState,
    Assignment,
    AssignmentState,
    Event,
    ReturnReason,
    Statement,
    StatementState,
)
from annotations.models.assignment import HANDED_IN
from annotations.workflow.annotate import unanswered
from annotations.workflow.compare import compare_article
from annotations.workflow.events import record
from annotations.workflow.split.document import Split
from annotations.workflow.split.tables import Tables, Values, joined, plain

COMING_BACK = ("state", "return_reason", "review_lease_expires_at")


class _OneMore(Exception):
    """Somebody took the article between the two locks."""


def lock_assignments(article: Article) -> Article:
    """The article, locked, and before it all its assignments: the order in which saving and submitting lock them.

    So a save that is under way ends first, and one that waits finds its statement replaced.
    """
    while True:
        try:
            with transaction.atomic():
                return _lock(article)
        except _OneMore:
            continue


def _lock(article: Article) -> Article:
    rows = Assignment.objects.filter(article=article)
    held = set(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    found = Article.objects.select_for_update(of=("self",)).select_related("project").defer("raw")
    locked = found.get(pk=article.pk)
    if set(rows.values_list("pk", flat=True)) != held:
        raise _OneMore
    return locked


def follow(split: Split, before: Tables, after: Tables, event: Event) -> tuple[Tables, Tables]:
    """Marks labels, brings work back and reopens gold after rows were written; both sides of the edit with that."""
    article = split.article
    if not split.is_frozen:
        return before, after
    _mark_stale(article)
    if _restore(article, after.get("assignment", {}), before.get("assignment", {})):
        _set_state(article, after.get("article", {}))
    state = str(article.state)
    was, becomes = _bring_back(split, event)
    _reopen(article)
    compare_article(article.pk, article.project)
    before = joined(before, {"assignment": was})
    after = joined(after, {"assignment": becomes})
    if state != article.state:
        before = joined(before, {"article": {str(article.pk): {"state": state}}})
        after = joined(after, {"article": {str(article.pk): {"state": str(article.state)}}})
    return before, after


def _mark_stale(article: Article) -> None:
    rows = Annotation.objects.filter(statement__article=article)
    rows.filter(statement__state=StatementState.REPLACED, is_stale=False).update(is_stale=True)
    rows.filter(statement__state=StatementState.LIVE, is_stale=True).update(is_stale=False)


def _restore(article: Article, wanted: dict[str, Values | None], seen: dict[str, Values | None]) -> bool:
    """Gives assignments back the state of before an edit, unless somebody worked on since; whether all got it."""
    rows = {str(row.pk): row for row in Assignment.objects.filter(article=article)}
    all_as_before = True
    for key, fresh in wanted.items():
        if fresh is None or _coming_back(rows[key]) != seen.get(key):
            all_as_before = False
        else:
            Assignment.objects.filter(pk=key).update(**fresh)
    return all_as_before


def _set_state(article: Article, wanted: dict[str, Values | None]) -> None:
    for fresh in wanted.values():
        if fresh:
            article.state = fresh["state"]
            Article.objects.filter(pk=article.pk).update(state=article.state)


def _bring_back(split: Split, event: Event) -> tuple[dict[str, Values | None], dict[str, Values | None]]:
    """Handed-in work with a statement that has no answer returns to its annotator; places stay counted."""
    was: dict[str, Values | None] = {}
    becomes: dict[str, Values | None] = {}
    for row in Assignment.objects.filter(article=split.article, state__in=HANDED_IN).order_by("pk"):
        if not unanswered(row):
            continue
        before = was[str(row.pk)] = _coming_back(row)
        row.state, row.return_reason, row.review_lease_expires_at = AssignmentState.RETURNED, ReturnReason.RECUT, None
        row.save(update_fields=COMING_BACK)
        becomes[str(row.pk)] = _coming_back(row)
        record(
            actor=split.actor,
            verb="assignment.returned",
            obj=row,
            project=split.article.project,
            before={"state": before["state"]},
            after={"state": "returned", "reason": "recut"},
            caused_by=event,
        )
    return was, becomes


def _coming_back(row: Assignment) -> Values:
    return {name: plain(getattr(row, name)) for name in COMING_BACK}


def _reopen(article: Article) -> None:
    gold = Adjudication.objects.filter(statement=OuterRef("pk"))
    live = Statement.objects.filter(article=article, state=StatementState.LIVE, is_statement=True)
    if article.state == ArticleState.ADJUDICATED and live.filter(~Exists(gold)).exists():
        article.state = ArticleState.LABELLED
        Article.objects.filter(pk=article.pk).update(state=article.state)
