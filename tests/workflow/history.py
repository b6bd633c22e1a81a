"""What clients did and were told, and whether the database agrees: the history check of racing annotators."""

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import F

from annotations.models import Article, Assignment, Revision, Statement
from annotations.models.assignment import HOLDS_PLACE
from annotations.workflow.annotate import save_revision
from annotations.workflow.errors import WorkflowError
from annotations.workflow.saving import Saved
from tests.factories import projects

FINISHED = ("submitted", "returned", "accepted")


class Crew:
    """So many threads, each with a connection of its own that it keeps; a round begins for all at one barrier."""

    def __init__(self, size: int) -> None:
        self.pool = ThreadPoolExecutor(size)
        self.barrier = threading.Barrier(size)
        self.size = size

    def at_once(self, *acts: Callable[[], Any]) -> list[Any]:
        """The results of all acts, refusals among them, in their order."""
        assert len(acts) == self.size
        return list(self.pool.map(self._one, acts))

    def _one(self, act: Callable[[], Any]) -> Any:
        self.barrier.wait()
        try:
            return act()
        except WorkflowError as error:
            return error

    def go_home(self) -> None:
        """Every thread gives its connection back."""
        self.at_once(*[close_own_connection] * self.size)
        self.pool.shutdown()


def close_own_connection() -> None:
    """Closes the connection of the thread that calls."""
    connection.close()


def codes(results: Sequence[Any]) -> list[str]:
    """What came of each act: the code of its refusal, or ``done``; nothing to take is ``nothing``."""
    return [getattr(one, "code", "nothing" if one is None else "done") for one in results]


@dataclass
class Log:
    """What clients sent, and what they were told is stored."""

    sent: dict[uuid.UUID, dict[str, Any]] = field(default_factory=dict)
    acknowledged: set[uuid.UUID] = field(default_factory=set)

    def save(
        self,
        work: Assignment,
        statement: Statement,
        status: str = "unverified",
        base_seq: int = 0,
        key: uuid.UUID | None = None,
    ) -> Saved:
        """Saves a label as a client would, and writes down both ends of it."""
        key, body = key or uuid.uuid4(), projects.answers(status)
        self.sent[key] = body
        saved = save_revision(
            actor=work.annotator,
            assignment=work,
            statement=statement,
            revision_id=key,
            base_seq=base_seq,
            body=body,
        )
        self.acknowledged.add(key)
        return saved

    def save_all(self, work: Assignment) -> Assignment:
        """Labels every statement."""
        for statement in projects.statements(work):
            self.save(work, statement)
        return work

    def check(self) -> None:
        """Every acknowledged label stored once and nothing that nobody sent; versions without gaps; places as held."""
        stored = {row.pk: row for row in Revision.objects.all()}
        assert self.acknowledged <= stored.keys() <= self.sent.keys()
        for key, row in stored.items():
            assert row.answers["labels"] == self.sent[key]["labels"]
        assert not Revision.objects.exclude(seq=F("base_seq") + 1).exists()
        versions: dict[uuid.UUID, list[int]] = {}
        for annotation, seq in Revision.objects.order_by("seq").values_list("annotation", "seq"):
            versions.setdefault(annotation, []).append(seq)
        assert all(found == list(range(1, len(found) + 1)) for found in versions.values())
        check_places()


def check_places() -> None:
    """Counts equal what is held and handed in, nobody holds two places, never more than wanted."""
    rows = Assignment.objects.filter(purpose="work", slot__isnull=False).values_list("article", "slot", "state")
    held = [(article, slot) for article, slot, state in rows if state in HOLDS_PLACE]
    finished = Counter(article for article, _, state in rows if state in FINISHED)
    taken = Counter(article for article, _ in held)
    assert len(set(held)) == len(held)
    for key, required, reserved, done in Article.objects.values_list("pk", "required", "reserved", "done"):
        assert (taken[key], finished[key]) == (reserved, done)
        assert done <= reserved <= required
