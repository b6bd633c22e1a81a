"""The rows that saves touch, in one round trip: assignments under their locks, then what may have changed before that.

Whatever changes an annotation (saving, submitting, reviewing, a new cut) locks its assignment first. So what is read
after that lock holds until the transaction ends, and "submitted" and "one more label" cannot cross.

Written by hand, and for plain values: this is the act that people wait for, a few hundred times a second.
"""

import json
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from annotations.models import Annotation, Revision, StatementState, User
from annotations.permissions import role_annotates
from annotations.queries.protocols import protocol_version
from annotations.queries.visibility import sees_labels
from annotations.schemes.evidence import CheckedArticle
from annotations.workflow.revisions import Rules
from factcheck.prepared import Call, Prepared, Rows

MOST = 10_000
"""Places that are remembered."""

LOCK = Prepared(
    """
    SELECT g.id, g.article_id, g.annotator_id = $1, g.state, m.role, a.url, a.archived_url, a.published_at,
        (SELECT v.id FROM annotations_protocol v WHERE v.project_id = a.project_id ORDER BY v.version DESC LIMIT 1),
        (SELECT v.id FROM annotations_guidelineversion v WHERE v.project_id = a.project_id
         ORDER BY v.published_at DESC, v.id DESC LIMIT 1),
        coalesce(g.lease_expires_at < statement_timestamp() + 0.95 * make_interval(mins => p.lease_minutes), false)
    FROM annotations_assignment g
    JOIN annotations_article a ON a.id = g.article_id AND a.deleted_at IS NULL
    JOIN annotations_project p ON p.id = a.project_id AND p.deleted_at IS NULL
    JOIN annotations_membership m ON m.project_id = p.id AND m.user_id = $2 AND m.is_active
    WHERE g.id = ANY((SELECT $3)::uuid[]) AND coalesce(p.id = $4, true)
    ORDER BY g.id FOR UPDATE OF g
    """,
    *("uuid", "uuid", "uuid[]", "uuid"),
)
"""In the order of their keys, so that two requests never wait for each other.

The keys come from a SELECT, here and below: of an array that it sees, PostgreSQL counts the members and finds one plan
for any number of them dearer than a plan for this number, so that it would plan each call anew.
"""

LOOK = Prepared(
    """
    SELECT ARRAY(SELECT r.id FROM annotations_revision r WHERE r.id = ANY((SELECT $1)::uuid[])),
        greatest(statement_timestamp(), h.created_at),
        s.id, s.article_id, s.state, s.is_statement AND s.frozen_at IS NOT NULL,
        n.id, n.assignment_id, n.state, n.seq, n.head_id, h.answers
    FROM annotations_statement s
    LEFT JOIN LATERAL (SELECT * FROM annotations_annotation n WHERE n.statement_id = s.id OFFSET 0) n
        ON n.annotator_id = $2 AND n.claim_id IS NULL AND n.state <> 'withdrawn'
    LEFT JOIN annotations_revision h ON h.id = n.head_id
    WHERE s.id = ANY((SELECT $3)::uuid[])
    """,
    *("uuid[]", "uuid", "uuid[]"),
)
"""OFFSET 0 has the labels looked up by their statement: while there are few, or it thinks so, PostgreSQL would rather
read all those of the person.
"""

KEEP = Prepared(
    """
    UPDATE annotations_assignment g
    SET lease_expires_at = statement_timestamp() + make_interval(mins => p.lease_minutes)
    FROM annotations_article a JOIN annotations_project p ON p.id = a.project_id
    WHERE a.id = g.article_id AND g.id = ANY($1)
    """,
    "uuid[]",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A locked assignment that the caller may see; ``is_due``: its lease is to be made longer."""

    pk: uuid.UUID
    article_id: uuid.UUID
    may_label: bool
    state: str
    article: CheckedArticle
    rules: Rules
    is_due: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement; ``is_open``: it is one that is labelled, and frozen."""

    pk: uuid.UUID
    article_id: uuid.UUID
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is: locked ``places`` by assignment, which revisions are stored already, and by statement the caller's
    ``annotations``; and ``at`` what time, by the database's clock and never before their newest versions.
    """

    places: dict[uuid.UUID, Place]
    known: Collection[uuid.UUID]
    at: datetime | None
    statements: dict[uuid.UUID, Asked]
    annotations: dict[uuid.UUID, Annotation]

    def is_like(self, found: "Seen") -> bool:
        """Whether what was ``foreseen`` was found, so that whatever follows from it does."""
        is_first = not found.known and not found.annotations
        return is_first and (self.places, self.statements) == (found.places, found.statements)


def looking(
    actor: User,
    assignments: Collection[uuid.UUID],
    statements: Collection[uuid.UUID],
    revisions: Collection[uuid.UUID],
    within: uuid.UUID | None = None,
) -> list[Call]:
    """Lock the assignments that ``actor`` may see, in the project ``within`` if there is one; then read the rest.

    Of each statement they tell the caller's annotation; of the ``revisions``, which are stored.
    """
    return [
        (LOCK, [actor.pk, actor.pk, list(assignments), within]),
        (LOOK, [list(revisions), actor.pk, list(statements)]),
    ]


def seen(actor: User, found: Sequence[Rows]) -> Seen:
    """What the commands of ``looking`` found."""
    locked, rows = found
    at = max((row[1] for row in rows), default=None)
    there = Seen(_places(locked), rows[0][0] if rows else (), at, {}, {})
    for _, _, key, article_id, state, is_open, *annotation in rows:
        there.statements[key] = Asked(key, article_id, state, is_open)
        if annotation[0]:
            there.annotations[key] = _annotation(actor, key, *annotation)
    return there


TO_COME = datetime.min.replace(tzinfo=UTC)
"""Stands for a time until it is known."""
_lately: dict[uuid.UUID, Place] = {}
"""By the key of the assignment: the place as it was found last."""


def foreseen(assignment: uuid.UUID, statement: uuid.UUID) -> Seen:
    """What a first answer most likely finds: the place as it was last, and an open statement. Nothing, where unknown.

    Whoever goes by it looks afterwards whether it ``is_like`` what there is, and takes the time from there.
    """
    place = _lately.get(assignment)
    if place is None:
        return Seen({}, (), None, {}, {})
    asked = Asked(statement, place.article_id, StatementState.LIVE, is_open=True)
    return Seen({assignment: place}, (), TO_COME, {statement: asked}, {})


def _places(rows: Rows) -> dict[uuid.UUID, Place]:
    found: dict[uuid.UUID, Place] = {}
    if len(_lately) >= MOST:
        _lately.clear()
    for key, article_id, own, state, role, url, archived_url, published, protocol, guideline, is_due in rows:
        if sees_labels(role, own=own):
            force = protocol_version(protocol)
            addresses = tuple(filter(None, (url, archived_url)))
            found[key] = _lately[key] = Place(
                pk=key,
                article_id=article_id,
                may_label=own and role_annotates(role),
                state=state,
                article=CheckedArticle(addresses, published.isoformat() if published else ""),
                rules=Rules(force.row.project, force, guideline),
                is_due=is_due,
            )
    return found


def _annotation(
    actor: User,
    statement: uuid.UUID,
    key: uuid.UUID,
    assignment: uuid.UUID,
    state: str,
    seq: int,
    head: uuid.UUID | None,
    answers: str,
) -> Annotation:
    found = Annotation(
        id=key, assignment_id=assignment, statement_id=statement, annotator=actor, state=state, seq=seq, head_id=head
    )
    if head:
        found.head = Revision(id=head, answers=json.loads(answers))
    return found


def stored_revisions(keys: Collection[uuid.UUID]) -> dict[uuid.UUID, Revision]:
    """The stored revisions of these keys; no query where there are none."""
    return Revision.objects.select_related("annotation", "author").in_bulk(keys) if keys else {}


def keep_places(due: Sequence[Place]) -> None:
    """Makes leases as long as they are when an article is taken."""
    if due:
        KEEP.rows([place.pk for place in due])
