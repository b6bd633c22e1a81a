"""Freezing a split: from here on its statements keep their spans and can be labelled."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from annotations.models import Article, ArticleState, Statement, StatementState, User
from annotations.permissions import can_manage
from annotations.workflow.errors import NotAllowed, WrongState
from annotations.workflow.events import happened, record_all


@transaction.atomic
def freeze(*, actor: User, article: Article) -> Article:
    """Opens a checked split for labelling. ``WrongState`` when it is not split, frozen already or has no statement."""
    if not can_manage(actor, article.project):
        raise NotAllowed("Only a lead freezes a split.")
    locked = Article.objects.select_for_update().select_related("project").get(pk=article.pk)
    if locked.state != ArticleState.SEGMENTED:
        raise WrongState(f"The article is “{locked.get_state_display()}”; only a split article is frozen.")
    live = locked.statements.filter(state=StatementState.LIVE)
    if not live.filter(is_statement=True).exists():
        raise WrongState("The split has no statement to label.")
    open_for_labelling(actor=actor, articles=[locked])
    return locked


def open_for_labelling(*, actor: User, articles: Sequence[Article]) -> None:
    """Freezes split articles that have statements, with their events. Part of an act that has checked both."""
    keys = [article.pk for article in articles]
    Statement.objects.filter(article__in=keys, state=StatementState.LIVE).update(frozen_at=Now())
    Article.objects.filter(pk__in=keys).update(
        state=ArticleState.FROZEN, frozen_at=Now(), split_version=F("split_version") + 1
    )
    frozen = Article.objects.only("frozen_at", "split_version").in_bulk(keys)
    for article in articles:
        article.state, now = ArticleState.FROZEN, frozen[article.pk]
        article.frozen_at, article.split_version = now.frozen_at, now.split_version
    record_all(
        happened(
            actor=actor,
            verb="article.frozen",
            obj=article,
            project=article.project,
            before={"state": "segmented"},
            after={"state": "frozen"},
        )
        for article in articles
    )
