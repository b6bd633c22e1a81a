"""A statement's whole story: every act on it, in the order of time, as far as the reader may know of it.

Whoever works blind reads of the article, the split and their own labels; of their reviews once those are finished; of
gold when they may see it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from annotations.models import Adjudication, Annotation, Event, Review, Revision, Statement, User
from annotations.queries import visibility
from annotations.queries.answers import ShownAnswers, names_in, show
from annotations.queries.evidence import checked_article
from annotations.schemes.base import Protocol

MOST = 500
"""So many of the newest events; a statement with more is rare."""


@dataclass(frozen=True, slots=True)
class Act:
    """One event with what it is about: the answers that it saved, proposed or decided, and the word that came with it.

    ``annotator`` is whose label it is about, for acts on labels.
    """

    event: Event
    annotator: User | None = None
    answers: ShownAnswers | None = None
    review: Review | None = None
    word: str = ""


def story(user: User, statement: Statement, scheme: Protocol, *, with_gold: bool) -> list[Act]:
    """The acts, oldest first; the same number of queries however many there are."""
    labels = {
        row.pk: row for row in visibility.annotations(user).filter(statement=statement).select_related("annotator")
    }
    reviews = {
        str(row.pk): row for row in visibility.reviews(user).filter(annotation__in=labels).select_related("reply")
    }
    events = [event for event in _events(statement, labels, with_gold) if _is_told(event, reviews)]
    bodies = _bodies(events, reviews)
    names = names_in(bodies.values())
    article = checked_article(statement.article)
    shown = {key: show(body, scheme, names, article) for key, body in bodies.items()}
    return [_act(event, labels, reviews, shown.get(event.pk)) for event in events]


def _events(statement: Statement, labels: Iterable[UUID], with_gold: bool) -> list[Event]:
    about = Q(object_type="article", object_id=statement.article_id)
    about |= Q(object_type="annotation", object_id__in=list(labels))
    if with_gold:
        about |= Q(object_type="statement", object_id=statement.pk)
    newest = Event.objects.filter(about).select_related("actor").order_by("-at", "-id")[:MOST]
    return list(newest)[::-1]


def _is_told(event: Event, reviews: Mapping[str, Review]) -> bool:
    """Whether the review that an event is about has come to its reader; other events always have."""
    key = _review_key(event)
    return not key or key in reviews


def _review_key(event: Event) -> str:
    if event.verb == "review.decided":
        return str((event.after or {}).get("review", ""))
    return str((event.before or {}).get("review", "")) if event.verb == "review.replied" else ""


def _bodies(events: Iterable[Event], reviews: Mapping[str, Review]) -> dict[UUID, Mapping[str, Any]]:
    """The answers behind events: of revisions, of proposals, of decisions by people (two queries)."""
    rows = list(events)
    saved = {one.pk: str((one.after or {}).get("revision", "")) for one in rows if one.verb == "annotation.revised"}
    revisions = {str(row.pk): row.answers for row in Revision.objects.filter(pk__in=filter(None, saved.values()))}
    found: dict[UUID, Mapping[str, Any]] = {key: revisions[of] for key, of in saved.items() if of in revisions}
    for event in rows:
        review = reviews.get(_review_key(event)) if event.verb == "review.decided" else None
        if review is not None and review.proposed is not None:
            found[event.pk] = review.proposed
    return found | _decided(rows)


def _decided(events: Iterable[Event]) -> dict[UUID, Mapping[str, Any]]:
    made = {one.pk: (one.after or {}).get("adjudication") for one in events if one.verb == "statement.decided"}
    rows = Adjudication.objects.filter(pk__in=[key for key in made.values() if key], answers__isnull=False)
    bodies: dict[str, Any] = {str(row.pk): row.answers for row in rows}
    return {key: bodies[of] for key, of in made.items() if of in bodies}


def _act(
    event: Event, labels: Mapping[UUID, Annotation], reviews: Mapping[str, Review], answers: ShownAnswers | None
) -> Act:
    label = labels.get(event.object_id)
    review = reviews.get(_review_key(event))
    after = event.after or {}
    reply = getattr(review, "reply", None) if review and event.verb == "review.replied" else None
    word = reply.comment if reply else review.comment if review else after.get("rationale") or after.get("comment", "")
    return Act(event, label.annotator if label else None, answers, review, str(word or ""))
