"""One edit of one split: locked, checked, done, stored, in one transaction with its event."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from annotations.models import Article, ArticleState, Project, SplitAct, SplitEdit, User
from annotations.models.split_edit import TAKING_BACK
from annotations.permissions import can_edit_split, can_manage
from annotations.workflow.errors import Invalid, NotAllowed, ReplayMismatch, Stale, WrongState
from annotations.workflow.events import record
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.changes import picture, write
from annotations.workflow.split.document import Split, load
from annotations.workflow.split.entities import articles_of
from annotations.workflow.split.labels import follow, lock_assignments
from annotations.workflow.split.reading import document
from annotations.workflow.split.registry import BY_KEY
from annotations.workflow.split.settling import settle, voices
from annotations.workflow.split.tables import Tables, difference, joined
from annotations.workflow.split.undo import reversal

VERBS = {SplitAct.UNDO: "split.undone", SplitAct.REDO: "split.redone"}
NAMES_ENTITIES = (SplitAct.SPEAKER, SplitAct.MERGE_ENTITIES, *TAKING_BACK)
"""Acts that may change the project's list of entities; they queue at the project before they queue at the article."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The stored edit, and whether this call stored it (False: a replay of an earlier one)."""

    edit: SplitEdit
    created: bool


@transaction.atomic
def edit_split(
    *, actor: User, article: Article, edit_id: uuid.UUID, base_version: int, body: Mapping[str, Any]
) -> Edited:
    """Does what ``body`` says: ``act`` and the members that ``registry.ACTS`` lists for it, or ``undo``, ``redo``.

    A replay of ``edit_id`` with the same body gives the stored edit; with another body ``ReplayMismatch``. ``Stale``
    carries the split as it is now when ``base_version`` is not its version. ``WrongState`` when the article is not
    split, when a statement was cut meanwhile, or when there is nothing of one's own to undo; ``Invalid`` names field,
    value and rule.
    """
    act = _act(body)
    if act in NAMES_ENTITIES:
        Project.objects.select_for_update(no_key=True).get(pk=article.project_id)
    locked = lock_assignments(article)
    _may(actor, locked, act)
    digest = fingerprint(body)
    if replay := _replay(edit_id, actor, locked, digest):
        return Edited(replay, created=False)
    if base_version != locked.split_version:
        raise Stale(
            f"You had version {base_version}; the newest is {locked.split_version}.", current=document(locked, actor)
        )
    if locked.state == ArticleState.IMPORTED:
        raise WrongState("The article is not split yet.")
    split = load(locked, actor)
    before, after, undoes = _change(split, act, body)
    return Edited(_store(split, edit_id, act, body, digest, before, after, undoes), created=True)


def _act(body: Mapping[str, Any]) -> str:
    act = body.get("act")
    if not isinstance(act, str) or act not in SplitAct.values:
        raise Invalid("act", act, f"is not one of {', '.join(SplitAct.values)}")
    return act


def _may(actor: User, article: Article, act: str) -> None:
    if not can_edit_split(actor, article.project):
        raise NotAllowed("Only leads and reviewers edit a split.")
    if act in BY_KEY and BY_KEY[act].is_for_leads and not can_manage(actor, article.project):
        raise NotAllowed("Only a lead does this.")


def fingerprint(body: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a body, whatever the order of its members."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _replay(edit_id: uuid.UUID, actor: User, article: Article, digest: str) -> SplitEdit | None:
    stored = SplitEdit.objects.filter(pk=edit_id).first()
    if stored and (stored.article_id, stored.actor_id, stored.body_sha256) != (article.pk, actor.pk, digest):
        raise ReplayMismatch("This edit id was used for another edit.", field="id", value=str(edit_id))
    return stored


def _change(split: Split, act: str, body: Mapping[str, Any]) -> tuple[Tables, Tables, SplitEdit | None]:
    """The rows before and after, and the edit that is taken or brought back, if any."""
    if act in TAKING_BACK:
        Arguments(split, body, ())
        turned = reversal(split, act)
        return turned.before, turned.after, turned.edit
    before, heard = picture(split), voices(split)
    crossing = {row.pk for row in split.crossings()}
    BY_KEY[act].run(split, Arguments(split, body, BY_KEY[act].members))
    settle(split, before, heard, crossing)
    was, becomes = difference(before, picture(split))
    elsewhere = difference(*split.elsewhere)
    was, becomes = joined(was, elsewhere[0]), joined(becomes, elsewhere[1])
    if not becomes:
        raise Invalid("act", act, "changes nothing: it is so already")
    return was, becomes, None


def _store(
    split: Split,
    edit_id: uuid.UUID,
    act: str,
    body: Mapping[str, Any],
    digest: str,
    before: Tables,
    after: Tables,
    undoes: SplitEdit | None,
) -> SplitEdit:
    article = split.article
    for other in sorted(articles_of(after) - {article.pk}, key=str):
        Article.objects.filter(pk=other).update(split_version=F("split_version") + 1)
    version = article.split_version + 1
    Article.objects.filter(pk=article.pk).update(split_version=version)
    write(article, after, before)
    event = record(
        actor=split.actor,
        verb=VERBS.get(SplitAct(act), "split.edited"),
        obj=article,
        project=article.project,
        before={"version": article.split_version},
        after={"version": version, "act": act, "edit": str(edit_id)},
    )
    before, after = follow(split, before, after, event)
    article.split_version = version
    return SplitEdit.objects.create(
        id=edit_id,
        article=article,
        seq=version,
        actor=split.actor,
        act=act,
        arguments=dict(body),
        body_sha256=digest,
        is_after_freeze=split.is_frozen,
        before=before,
        after=after,
        undoes=undoes,
    )
