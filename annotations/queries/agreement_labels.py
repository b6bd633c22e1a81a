"""Labels as agreement reads them: one row for each annotator's answer to a question, with what groups them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from annotations.agreement.reliability import Reliability, build
from annotations.agreement.tuples import Answer, Tuples, build_tuples
from annotations.models import Annotation, AnnotationLabel, Revision, Stance
from annotations.schemes.base import Question

JOINED = " + "
"""Between the labels of an answer that chose several: the set chosen is compared as one."""


class Given(NamedTuple):
    """One annotator's answer on one statement; ``answer`` is a label, or stances as (holder, target) → polarity."""

    statement: UUID
    annotator: UUID
    article: UUID
    batch: UUID | None
    guideline: UUID | None
    at: datetime
    answer: Any


@dataclass(frozen=True, slots=True)
class Grouping:
    """How answers fall into groups that are measured one by one; ``of`` gives None for what belongs to no group."""

    key: str
    of: Callable[[Sequence[Given]], list[Hashable]]


def choices(labels: QuerySet[Annotation], question: Question) -> list[Given]:
    """Answers to a question with labels; several labels of one answer become one, joined in the order of the set."""
    several = question.label_set is not None and question.label_set.cardinality == "multi"
    facts = _facts("revision__annotation__", "revision__")
    rows = AnnotationLabel.objects.filter(revision__in=labels.values("head"), question__key=question.key)
    found = rows.order_by(*facts[:3]).values_list(*facts, "label__key").iterator(chunk_size=10_000)
    if not several:
        return [Given._make((*own, counts_as(question, label))) for *own, label in found]
    order = {label.key: place for place, label in enumerate(question.label_set.labels)} if question.label_set else {}
    sets: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for *own, label in found:
        sets[tuple(own)].append(counts_as(question, label))
    return [
        Given._make((*own, JOINED.join(sorted(set(keys), key=lambda one: order.get(one, len(order))))))
        for own, keys in sets.items()
    ]


def stances(labels: QuerySet[Annotation], question: Question) -> list[Given]:
    """Answers to the question of stance: what was marked, or nothing where "no stance" was the answer."""
    marked = Exists(Stance.objects.filter(revision=OuterRef("pk")))
    heads = Revision.objects.filter(pk__in=labels.values("head")).filter(Q(no_stance=True) | marked)
    by_revision: dict[UUID, dict[tuple[Hashable, Hashable], str]] = defaultdict(dict)
    for revision, holder, target, polarity in _tuples(labels):
        by_revision[revision][holder, target] = counts_as(question, polarity)
    facts = _facts("annotation__", "")
    rows = heads.order_by(*facts[:3]).values_list("pk", *facts).iterator(chunk_size=10_000)
    return [Given._make((*own, by_revision.get(pk, {}))) for pk, *own in rows]


def _facts(annotation: str, revision: str) -> tuple[str, ...]:
    """The fields of ``Given``; the first three give an order in which the same labels are always measured alike."""
    statement = f"{annotation}statement"
    return (
        f"{statement}_id",
        f"{annotation}annotator_id",
        f"{statement}__article_id",
        f"{statement}__article__batch_id",
        f"{revision}guideline_id",
        f"{revision}created_at",
    )


def _tuples(labels: QuerySet[Annotation]) -> Iterable[tuple[UUID, Hashable, Hashable, str]]:
    """Revision, holder, target and polarity of each stance; entities that were merged are the one they became."""
    rows = Stance.objects.filter(revision__in=labels.values("head")).order_by()
    found = rows.values_list(
        "revision_id",
        "holder_kind",
        Coalesce("holder__merged_into_id", "holder_id"),
        "target_kind",
        Coalesce("target__merged_into_id", "target_id"),
        "target_claim_id",
        "target_text",
        "polarity__key",
    )
    for revision, holder_kind, holder, target_kind, target, claim, text, polarity in found.iterator(chunk_size=10_000):
        yield revision, holder or holder_kind, (target_kind, target or claim or text), polarity


def counts_as(question: Question, label: str) -> str:
    """The label as which an answer counts: another one where the two were merged."""
    return question.label_set.counts_as(label) if question.label_set else label


def labels_of(question: Question, given: Iterable[Given]) -> tuple[str, ...]:
    """All that could be chosen: the set as it is, then what answers hold beyond it (former labels, several at once)."""
    present = standing(question)
    chosen = {one.answer for one in given}
    if question.label_set and question.label_set.cardinality == "multi":
        return tuple(sorted(chosen))
    return (*present, *sorted(chosen - set(present)))


def standing(question: Question) -> list[str]:
    """The labels of the set in their order, without those that were merged into others."""
    return [label.key for label in question.label_set.labels if not label.merged_into] if question.label_set else []


def reliability(given: Iterable[Given], labels: Sequence[str]) -> Reliability:
    """The answers as reliability data; articles are the clusters."""
    return build(((one.statement, one.annotator, one.answer, one.article) for one in given), labels)


def tuples(given: Iterable[Given], polarities: Sequence[str]) -> Tuples:
    """The stances as tuples; articles are the clusters."""
    return build_tuples((Answer(one.statement, one.annotator, one.article, one.answer) for one in given), polarities)


def polarities_of(question: Question, given: Iterable[Given]) -> tuple[str, ...]:
    """Every side that can be taken, then those that only older answers took."""
    present = standing(question)
    taken = {polarity for one in given for polarity in one.answer.values()}
    return (*present, *sorted(taken - set(present)))


def by_week(given: Sequence[Given]) -> list[Hashable]:
    """The Monday of each answer's statement: of the week in which the last of its answers was given."""
    last: dict[UUID, datetime] = {}
    for one in given:
        last[one.statement] = max(one.at, last.get(one.statement, one.at))
    return [_monday(last[one.statement]).isoformat() for one in given]


def _monday(at: datetime) -> date:
    day = timezone.localdate(at)
    return day - timedelta(days=day.weekday())


GROUPINGS = (
    Grouping("week", by_week),
    Grouping("batch", lambda given: [one.batch and str(one.batch) for one in given]),
    Grouping("guideline", lambda given: [one.guideline and str(one.guideline) for one in given]),
)


def grouped(given: Sequence[Given], grouping: Grouping) -> Mapping[str, list[Given]]:
    """The answers of each group, groups in the order of their keys; empty where there is only one group."""
    groups: dict[str, list[Given]] = defaultdict(list)
    for one, key in zip(given, grouping.of(given), strict=True):
        if key:
            groups[str(key)].append(one)
    return dict(sorted(groups.items())) if len(groups) > 1 else {}
