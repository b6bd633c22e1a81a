"""What happened in a project, and which thing each event is about."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from annotations.models import (
    Annotation,
    Article,
    Assignment,
    Batch,
    BulkAct,
    Comment,
    CommentThread,
    Entity,
    Event,
    GuidelineVersion,
    ImportFile,
    LabelSet,
    Membership,
    Project,
    Protocol,
    Review,
    ReviewReply,
    Statement,
    User,
)
from annotations.queries import visibility
from annotations.queries.agreement_scope import midnight

Key = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about, in words; ``article`` and ``statement`` say where to read it, if anywhere."""

    words: str
    article: UUID | None = None
    statement: UUID | None = None


def events(user: User, project: Project) -> QuerySet[Event]:
    """The project's events that the person may see, newest first."""
    return visibility.events(user).filter(project=project).select_related("actor")


def of_last_days(rows: QuerySet[Event], days: str) -> QuerySet[Event]:
    """Events of the last so many days, today among them, in the time zone of the installation."""
    first = timezone.localdate() - timedelta(days=int(days) - 1)
    return rows.filter(at__gte=midnight(first.isoformat()))


def actors(user: User, project: Project) -> list[tuple[str, str]]:
    """Everybody who has ever been a member: key and name, by name."""
    rows = visibility.memberships(user).filter(project=project).order_by("user__display_name", "user")
    return [(str(key), name) for key, name in rows.values_list("user", "user__display_name")]


def subjects(rows: Iterable[Event]) -> Mapping[Key, Subject]:
    """The subject of each event by (object type, id): one query per type that occurs, whatever the number of rows."""
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for event in rows:
        wanted[event.object_type].add(event.object_id)
    return {
        (kind, key): subject for kind, keys in wanted.items() if kind in READERS for key, subject in READERS[kind](keys)
    }


Found = Iterable[tuple[UUID, Subject]]


def _articles(keys: set[UUID]) -> Found:
    rows = Article.objects.filter(pk__in=keys).values_list("pk", "title")
    return [(key, Subject(title, key)) for key, title in rows]


def _assignments(keys: set[UUID]) -> Found:
    rows = Assignment.objects.filter(pk__in=keys).values_list(
        "pk", "annotator__display_name", "article", "article__title"
    )
    return [(key, Subject(f"{name}: {title}", article)) for key, name, article, title in rows]


def _statement_like(model: Any, path: str) -> Callable[[set[UUID]], Found]:
    """Rows that hang on a statement by ``path``: the beginning of its text, and its article."""

    def read(keys: set[UUID]) -> Found:
        fields = (f"{path}pk", f"{path}exact", f"{path}article")
        rows = model.objects.filter(pk__in=keys).values_list("pk", *fields)
        return [(key, Subject(shortened(text), article, statement)) for key, statement, text, article in rows]

    return read


def _imports(keys: set[UUID]) -> Found:
    rows = ImportFile.objects.filter(imported__in=keys, position=0).values_list("imported", "name")
    return [(key, Subject(name)) for key, name in rows]


def _named(model: Any, name: str) -> Callable[[set[UUID]], Found]:
    def read(keys: set[UUID]) -> Found:
        return [(key, Subject(words)) for key, words in model.objects.filter(pk__in=keys).values_list("pk", name)]

    return read


def shortened(text: str, length: int = 90) -> str:
    """The beginning of a text, cut at a word."""
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + "…"


READERS: Mapping[str, Callable[[set[UUID]], Found]] = {
    "article": _articles,
    "batch": _named(Batch, "name"),
    "assignment": _assignments,
    "statement": _statement_like(Statement, ""),
    "annotation": _statement_like(Annotation, "statement__"),
    "review": _statement_like(Review, "annotation__statement__"),
    "reviewreply": _statement_like(ReviewReply, "review__annotation__statement__"),
    "comment": _statement_like(Comment, "thread__statement__"),
    "commentthread": _statement_like(CommentThread, "statement__"),
    "bulkact": _named(BulkAct, "kind"),
    "import": _imports,
    "membership": _named(Membership, "user__display_name"),
    "project": _named(Project, "name"),
    "entity": _named(Entity, "canonical_name"),
    "guidelineversion": _named(GuidelineVersion, "version"),
    "labelset": _named(LabelSet, "name"),
    "protocol": _named(Protocol, "name"),
    "user": _named(User, "display_name"),
}
"""How each type of object is read; one line here when a new type gets events."""
