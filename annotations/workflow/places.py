"""The places 1..k of an article: taken and freed under the article's lock, so that never more than k are held."""

import uuid

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F

from annotations.models import Article, ArticleState, Assignment, AssignmentState, Event, Purpose, User
from annotations.models.article import BULKY
from annotations.models.assignment import HOLDS_PLACE
from annotations.workflow.events import record
from annotations.workflow.insert_rows import inserting
from annotations.workflow.lease_time import lease_end
from factcheck.prepared import Prepared, run

TEXTS = BULKY
"""What nobody needs who only counts places."""


COLUMNS = Assignment._meta.concrete_fields
LEASED = Prepared(
    "UPDATE annotations_assignment SET lease_expires_at = statement_timestamp() + make_interval(mins => $2) "
    f"WHERE id = $1 RETURNING {', '.join(str(field.column) for field in COLUMNS)}",
    *("uuid", "int"),
)
"""A lease of so many minutes (null: without an end), and the whole row."""


def place(
    article: Article,
    annotator: User,
    *,
    actor: User,
    verb: str,
    lease: bool = True,
    purpose: str = Purpose.WORK,
    caused_by: Event | None = None,
) -> Assignment:
    """Gives ``annotator`` a locked article; work takes its lowest free place, which the caller has made sure of."""
    slot = reserve(article) if purpose == Purpose.WORK else None
    fresh = Assignment(article=article, annotator=annotator, purpose=purpose, slot=slot)
    minutes = article.project.lease_minutes if lease else None
    _, [row] = run([*inserting(Assignment, [vars(fresh)]), (LEASED, [fresh.pk, minutes])])
    assignment = Assignment.from_db(DEFAULT_DB_ALIAS, [field.attname for field in COLUMNS], row)
    assignment.article, assignment.annotator = article, annotator
    tell(assignment, actor=actor, verb=verb, caused_by=caused_by)
    return assignment


def tell(assignment: Assignment, *, actor: User, verb: str, caused_by: Event | None = None) -> None:
    """The event of somebody getting an assignment."""
    article = assignment.article
    after = {"article": str(article.pk), "annotator": str(assignment.annotator_id), "slot": assignment.slot}
    if assignment.purpose != Purpose.WORK:
        after["purpose"] = str(assignment.purpose)
    record(actor=actor, verb=verb, obj=assignment, project=article.project, after=after, caused_by=caused_by)


SLOTS = Prepared(
    "SELECT slot FROM annotations_assignment WHERE article_id = $1 AND slot IS NOT NULL AND state = ANY($2)",
    *("uuid", "text[]"),
)
RESERVE = Prepared("UPDATE annotations_article SET reserved = reserved + 1 WHERE id = $1", "uuid")


def reserve(article: Article) -> int:
    """Takes the lowest free place of a locked article; places are numbered from 1."""
    taken, _ = run([(SLOTS, [article.pk, list(HOLDS_PLACE)]), (RESERVE, [article.pk])])
    article.reserved += 1
    return next(slot for slot in range(1, article.required + 1) if (slot,) not in taken)


def make_room(article: Article) -> None:
    """One more place on a locked article that everybody gets, where all are taken."""
    if article.reserved >= article.required:
        article.required = article.reserved + 1
        article.state = ArticleState.FROZEN
        article.save(update_fields=["required", "state"])


def give_up(assignment: Assignment, state: str) -> None:
    """Ends a locked, active assignment and frees its place; its labels stay."""
    if assignment.slot is not None:
        Article.objects.filter(pk=assignment.article_id).update(reserved=F("reserved") - 1)
    assignment.state = state
    assignment.lease_expires_at = None
    assignment.save(update_fields=["state", "lease_expires_at"])


def take_up(
    assignment: Assignment,
    *,
    actor: User,
    verb: str,
    surplus: bool,
    lease: bool = True,
    caused_by: Event | None = None,
) -> bool:
    """Reopens a locked, expired or released assignment in a free place; False, and unchanged, when there is none.

    With ``surplus`` it is reopened all the same, without a place: late labels are kept.
    """
    article = locked_article(assignment.article_id)
    assignment.article = article
    if assignment.purpose != Purpose.WORK:
        assignment.slot = None
    elif article.state == ArticleState.FROZEN and article.reserved < article.required:
        assignment.slot = reserve(article)
    elif surplus:
        assignment.slot = None
    else:
        return False
    assignment.state = AssignmentState.ACTIVE
    assignment.lease_expires_at = lease_end(article.project) if lease else None
    assignment.save(update_fields=["state", "slot", "lease_expires_at"])
    assignment.refresh_from_db(fields=["lease_expires_at"])
    tell(assignment, actor=actor, verb=verb, caused_by=caused_by)
    return True


def locked_article(key: uuid.UUID) -> Article:
    """The article with its project, locked, without its text."""
    rows = Article.objects.select_for_update(of=("self",)).select_related("project", "batch").defer(*TEXTS)
    return rows.get(pk=key)
