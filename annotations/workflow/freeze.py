"""Freezing a split: from here on its statements keep their spans and can be labelled."""

from django.db import transaction
from django.db.models.functions import Now

from annotations.models import Article, ArticleState, StatementState, User
from annotations.permissions import can_manage
from annotations.workflow.errors import NotAllowed, WrongState
from annotations.workflow.events import record


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
    live.update(frozen_at=Now())
    locked.state = ArticleState.FROZEN
    locked.frozen_at = Now()
    locked.split_version += 1
    locked.save(update_fields=["state", "frozen_at", "split_version"])
    locked.refresh_from_db(fields=["frozen_at"])
    record(
        actor=actor,
        verb="article.frozen",
        obj=locked,
        project=locked.project,
        before={"state": "segmented"},
        after={"state": "frozen"},
    )
    return locked
