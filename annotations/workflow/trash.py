"""The trash: what is put there is out of everybody's sight, keeps every row it has, and comes back as it was."""

from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from annotations.models import Article, Project, User
from annotations.permissions import can_manage
from annotations.workflow.errors import Duplicate, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.places import locked_article

Row = TypeVar("Row", Article, Project)


@transaction.atomic
def trash_article(*, actor: User, article: Article) -> Article:
    """Takes an article out of lists, search, queue, review, figures and exports. ``WrongState`` when it is out.

    Labels that are on their way at this moment are stored, or their senders are told that there is no such article:
    nothing that was acknowledged is missing when it comes back. Places and leases stay as they are.
    """
    _for_leads(actor, article.project)
    locked = locked_article(article.pk)
    return _put_away(actor, locked, locked.project, "article.trashed")


@transaction.atomic
def restore_article(*, actor: User, article: Article) -> Article:
    """Brings an article back. ``Duplicate`` when its text, or another new version in its place, is there meanwhile."""
    _for_leads(actor, article.project)
    locked = locked_article(article.pk)
    try:
        with transaction.atomic():
            return _bring_back(actor, locked, locked.project, "article.restored")
    except IntegrityError as error:
        raise Duplicate(
            "The same text, or another version in its place, was imported meanwhile: move that to the trash first.",
            field="article",
            value=str(article.pk),
        ) from error


@transaction.atomic
def trash_project(*, actor: User, project: Project) -> Project:
    """Takes a project with all that is in it out of everybody's sight; its leads can bring it back."""
    _for_leads(actor, project)
    locked = _locked(project)
    return _put_away(actor, locked, locked, "project.trashed")


@transaction.atomic
def restore_project(*, actor: User, project: Project) -> Project:
    """Brings a project back, with the same people and articles."""
    _for_leads(actor, project)
    locked = _locked(project)
    return _bring_back(actor, locked, locked, "project.restored")


def _for_leads(actor: User, project: Project) -> None:
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead moves something to the trash or restores it.")


def _locked(project: Project) -> Project:
    return Project.objects.select_for_update(no_key=True).get(pk=project.pk)


def _put_away(actor: User, row: Row, project: Project, verb: str) -> Row:
    if row.deleted_at is not None:
        raise WrongState("It is in the trash already.")
    row.deleted_at = Now()
    return _moved(actor, row, project, verb)


def _bring_back(actor: User, row: Row, project: Project, verb: str) -> Row:
    if row.deleted_at is None:
        raise WrongState("It is not in the trash.")
    row.deleted_at = None
    return _moved(actor, row, project, verb)


def _moved(actor: User, row: Row, project: Project, verb: str) -> Row:
    row.save(update_fields=["deleted_at"])
    row.refresh_from_db(fields=["deleted_at"])
    record(actor=actor, verb=verb, obj=row, project=project)
    return row
