"""Bringing an article in: its text is normalised once, hashed, stored, split; all of it or nothing."""

from django.db import transaction

from annotations.models import Article, Batch, Project, User
from annotations.permissions import can_manage
from annotations.text.near_copies import near_keys
from annotations.workflow.drafts import ArticleDraft, check_draft, completed
from annotations.workflow.errors import Duplicate, NotAllowed
from annotations.workflow.near import lookup_keys
from annotations.workflow.segmentation import Segmentation
from annotations.workflow.store import Prepared, existing_copy, one_at_a_time, split_of, store


@transaction.atomic
def import_article(
    *,
    actor: User,
    project: Project,
    draft: ArticleDraft,
    batch: Batch | None = None,
    segmentation: Segmentation | None = None,
) -> Article:
    """Stores and splits one article, and freezes it where the project wants that.

    ``segmentation`` replaces the machine's proposal (a hand-checked split). Raises ``Invalid`` for a bad field,
    ``Duplicate`` when the project has this very text.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead imports articles.")
    text, draft = check_draft(draft), completed(draft)
    one_at_a_time(project)
    if twin := existing_copy(project, text):
        raise Duplicate(f"This text is here already: {twin.title}", field="text", article=str(twin.pk))
    keys = near_keys(text)
    split = segmentation or split_of(draft, text)
    prepared = Prepared(draft, text, split, near_keys=keys, lookup_keys=lookup_keys(project, keys))
    (article,) = store(actor=actor, project=project, prepared=[prepared], batch=batch, freeze=project.freeze_on_import)
    article.refresh_from_db(fields=["created_at"])
    return article
