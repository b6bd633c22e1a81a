"""Values of the database as they stand in a dataset: times, people, entities, answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, Subquery

from annotations.models import Cardinality, Entity, Label, Membership, Project, Protocol, Question, QuestionKind
from annotations.queries.release_choice import FREE, Choice
from annotations.queries.release_shapes import (
    AnswersCell,
    CheckCell,
    Chosen,
    EvidenceCell,
    FurtherCells,
    StanceCell,
    WordsCell,
)
from annotations.queries.snapshot import fetch
from annotations.schemes.evidence import CheckedArticle, flaws, read_evidence

MOST_READ = 10_000
"""Different answers kept, so that equal ones are read once."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a project's keys are called in its datasets; small beside the rows, so read once and kept.

    ``people`` and ``entities`` by the text of their id, ``several`` the questions that take several labels,
    by protocol, ``questions`` and ``texts`` the keys of all label and text questions in order, ``asks_more`` whether
    anything else is asked or needed. ``merges`` leads from the question (empty: that
    of stance) and the key of a merged label to the key under which it counts now. ``without_words``: the words of
    articles are left out. ``read`` keeps answers that were read, for the many rows that are equal to them.
    """

    people: Mapping[str, str]
    entities: Mapping[str, str]
    several: frozenset[tuple[str, str]]
    questions: tuple[str, ...]
    texts: tuple[str, ...]
    asks_more: bool
    merges: Mapping[tuple[str, str], str]
    without_words: bool = False
    read: dict[tuple[Any, Any], Any] = field(default_factory=dict, compare=False)

    def entity(self, key: str | None) -> str | None:
        """``ent:<key>`` of an entity id, or None for nobody."""
        return self.entities[key] if key else None

    def counted(self, question: str, key: str) -> str:
        """The key as which an answer counts; ``question`` is empty for a polarity."""
        return self.merges.get((question, key), key)


def read_names(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> Names:
    """The names of a project (four queries)."""
    people = Membership.objects.filter(project=project).order_by().values_list("user_id", "pseudonym")
    entities = Entity.objects.filter(project=project).order_by().values_list("pk", "key")
    asked = list(
        fetch(
            Question.objects.filter(protocol__project=project)
            .order_by("key")
            .values_list("protocol_id", "key", "kind", "label_set__cardinality", "needs"),
            through,
        )
    )
    return Names(
        people={str(key): pseudonym for key, pseudonym in fetch(people, through)},
        entities={str(key): f"ent:{name}" for key, name in fetch(entities, through)},
        several=frozenset((str(protocol), key) for protocol, key, _, many, _ in asked if many == Cardinality.MULTI),
        questions=tuple(dict.fromkeys(key for _, key, kind, _, _ in asked if kind == QuestionKind.CHOICE)),
        texts=tuple(dict.fromkeys(key for _, key, kind, _, _ in asked if kind == QuestionKind.TEXT)),
        asks_more=any(kind not in (QuestionKind.CHOICE, QuestionKind.STANCE) or needs for *_, kind, _, needs in asked),
        merges={
            ("" if kind == QuestionKind.STANCE else question, key): into
            for question, kind, key, into in fetch(_merges(project), through)
        },
        without_words=choice.text == FREE,
    )


def _merges(project: Project) -> QuerySet[Label, Any]:
    """The merged labels of the protocol in force, by question."""
    newest = Protocol.objects.filter(project=project).order_by("-version").values("pk")[:1]
    merged = Label.objects.filter(label_set__questions__protocol=Subquery(newest)).exclude(merged_into="").order_by()
    return merged.values_list("label_set__questions__key", "label_set__questions__kind", "key", "merged_into")


def read_json(value: Any) -> Any:
    """JSON of the database: its text where the driver gave that, else what it was converted to."""
    return msgspec.json.decode(value) if isinstance(value, str) else value


def moment(value: datetime | str) -> str:
    """A time of the database in UTC, RFC 3339, always with microseconds."""
    if isinstance(value, str) and value.endswith("+00"):  # as PostgreSQL writes it in a session whose zone is UTC
        return f"{value[:10]}T{value[11:19]}.{value[20:-3]:0<6}Z"
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def answer_cells(body: Mapping[str, Any], protocol: object, names: Names, article: CheckedArticle) -> AnswersCell:
    """A canonical body of ``schemes.answers`` as it stands in a dataset; further keys only where they say something."""
    labels: dict[str, Chosen] = {}
    for key, chosen in sorted(body["labels"].items()):
        counted = list(dict.fromkeys(names.counted(key, one) for one in chosen)) if names.merges else chosen
        labels[key] = counted if (str(protocol), key) in names.several else counted[0]
    cell: AnswersCell = {
        "labels": labels,
        "stance_complete": bool(body["no_stance"] or body["stances"]),
        "stances": [stance_cell(stance, names) for stance in body["stances"]],
        "flags": list(body["flags"]),
        "confidence": body["confidence"],
        "rationale": body["rationale"],
        "skip": body["skip"],
    }
    cell.update(further_cells(body, article))
    return cell


def further_cells(body: Mapping[str, Any], article: CheckedArticle) -> FurtherCells:
    """What a body says beyond labels and stances: a key only where it says something."""
    cell: FurtherCells = {}
    if "evidence" in body:
        cell["evidence"] = [evidence_cell(one, article) for one in body["evidence"]]
    if "checks" in body:
        cell["questions"] = [check_cell(one) for one in body["checks"]]
    if "texts" in body:
        cell["texts"] = dict(sorted(body["texts"].items()))
    if "searches" in body:
        cell["searches"] = body["searches"]
    if "comment" in body:
        cell["comment"] = body["comment"]
    return cell


@lru_cache(maxsize=1024)
def checked_article(url: str, archived_url: str, published_at: date | None) -> CheckedArticle:
    """An article as evidence is held against it; made once for all its rows."""
    return CheckedArticle(tuple(filter(None, (url, archived_url))), published_at.isoformat() if published_at else "")


def words_cell(words: str, url: str) -> WordsCell:
    """What stands in a row for a statement's words that are left out; ``url`` is where its article is."""
    return {"sha256": sha256(words.encode()).hexdigest(), "url": url}


def evidence_cell(body: Mapping[str, Any], article: CheckedArticle) -> EvidenceCell:
    """One source of a body, with what speaks against it."""
    (one,) = read_evidence([body])
    return {
        "id": one.id,
        "url": one.url,
        "title": one.title,
        "publisher": one.publisher,
        "author": one.author,
        "quote": one.quote,
        "locator": one.locator,
        "published_at": one.published_at,
        "archived_url": one.archived_url,
        "medium": one.medium,
        "language": one.language,
        "is_fact_check": one.is_fact_check,
        "relation": one.relation,
        "set": one.set_no,
        "flaws": list(flaws(one, article)),
    }


def check_cell(check: Mapping[str, Any]) -> CheckCell:
    """One check question of a body, in the words of AVeriTeC."""
    return {
        "question": check["text"],
        "problems": check["problems"],
        "answers": [
            {
                "answer": answer["text"],
                "answer_type": answer["type"],
                "boolean_explanation": answer["explanation"],
                "evidence": answer["evidence"],
                "problems": answer["problems"],
            }
            for answer in check["answers"]
        ],
    }


def stance_cell(stance: Mapping[str, Any], names: Names) -> StanceCell:
    """One stance of a body; a claim as target keeps its id, for claims have no key."""
    target = stance["target"]
    return {
        "holder": names.entity(stance["holder"]),
        "holder_kind": stance["holder_kind"],
        "target": names.entity(target) if stance["target_kind"] == "entity" else target,
        "target_kind": stance["target_kind"],
        "polarity": names.counted("", stance["polarity"]),
        "intensity": stance["intensity"],
        "explicit": stance["explicit"],
        "span": None,
        "target_text": stance["target_text"] or None,
    }
