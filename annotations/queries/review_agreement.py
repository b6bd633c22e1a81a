"""How far an assignment's labels agree with what others handed in on the same statements, counted by the database."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, FilteredRelation, Func, JSONField, Q, QuerySet, Value

from annotations.models import Annotation, Assignment
from annotations.models.annotation import HANDED_IN
from annotations.schemes.base import LabelSet, Protocol


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often an annotator's answers equal others', statement by statement and person by person (``pairs``)."""

    pairs: int
    same_stance: int
    same_labels: int

    @property
    def stance(self) -> int | None:
        """Equal sides taken, in percent; None when nobody else has answered."""
        return round(100 * self.same_stance / self.pairs) if self.pairs else None

    @property
    def labels(self) -> int | None:
        """Equal labels, in percent; None when nobody else has answered."""
        return round(100 * self.same_labels / self.pairs) if self.pairs else None


class Polarities(Func):
    """The polarities of an answers body as a JSON list; compared as sets with ``contains`` both ways."""

    function = "jsonb_path_query_array"
    template = "%(function)s(%(expressions)s, '$.stances[*].polarity')"
    output_field = JSONField()


class CountedList(Func):
    """A JSON list of keys and the merges, as (list, merges): each merged key as the one it went into."""

    template = (
        "(SELECT coalesce(jsonb_agg(coalesce(merges ->> key, key)), '[]')"
        " FROM (SELECT %(expressions)s) AS given(keys, merges), jsonb_array_elements_text(keys) AS key)"
    )
    output_field = JSONField()


class CountedLabels(Func):
    """Lists of keys by question, and the merges by question: the same for each of the lists."""

    template = (
        "(SELECT coalesce(jsonb_object_agg(question, (SELECT jsonb_agg(coalesce(merges -> question ->> key, key))"
        " FROM jsonb_array_elements_text(chosen) AS key)), '{}')"
        " FROM (SELECT %(expressions)s) AS given(labels, merges), jsonb_each(labels) AS one(question, chosen))"
    )
    output_field = JSONField()


def merges_of(scheme: Protocol) -> dict[str, dict[str, str]]:
    """Labels and sides that count as another one, by question: what two comparisons must have in common."""
    compared = (one for one in scheme.questions if one.kind in ("choice", "stance"))
    return {one.key: merges for one in compared if (merges := _merges(one.label_set))}


def _merges(kept: LabelSet | None) -> dict[str, str]:
    """Labels that count as another one, by their key."""
    return {label.key: label.merged_into for label in (kept.labels if kept else ()) if label.merged_into}


def _sides(path: str, scheme: Protocol) -> Func:
    merged = next((_merges(one.label_set) for one in scheme.questions if one.kind == "stance"), {})
    return CountedList(Polarities(path), Value(merged, JSONField())) if merged else Polarities(path)


def _labels(path: str, scheme: Protocol) -> Func | F:
    by_question = {one.key: _merges(one.label_set) for one in scheme.questions if one.kind == "choice"}
    merged = {key: merges for key, merges in by_question.items() if merges}
    return CountedLabels(F(path), Value(merged, JSONField())) if merged else F(path)


def pairs(of: Q, scheme: Protocol) -> QuerySet[Annotation]:
    """Each annotation that ``of`` selects beside each other person's handed-in annotation of the same statement."""
    other = FilteredRelation(
        "statement__annotations",
        condition=Q(statement__annotations__state__in=HANDED_IN, statement__annotations__claim__isnull=True),
    )
    return (
        Annotation.objects.filter(of, claim__isnull=True, head__isnull=False, is_stale=False)
        .annotate(other=other)
        # One filter: a second one on a many-valued relation would join the others once more.
        .filter(
            Q(other__annotator__gt=F("annotator")) | Q(other__annotator__lt=F("annotator")), other__head__isnull=False
        )
        .order_by()
        .annotate(
            mine=_sides("head__answers", scheme),
            theirs=_sides("other__head__answers", scheme),
            my_labels=_labels("head__answers__labels", scheme),
            their_labels=_labels("other__head__answers__labels", scheme),
        )
    )


SAME_STANCE = Q(
    mine__contains=F("theirs"),
    theirs__contains=F("mine"),
    head__answers__no_stance=F("other__head__answers__no_stance"),
)
SAME_LABELS = Q(my_labels__contains=F("their_labels"), their_labels__contains=F("my_labels"))
PAIRS = Count("pk")
EQUAL_STANCES = Count("pk", filter=SAME_STANCE)
EQUAL_LABELS = Count("pk", filter=SAME_LABELS)
DIFFERING = (2 * PAIRS - EQUAL_STANCES - EQUAL_LABELS) * 50 / PAIRS
"""Percent of the comparisons that differ, sides and labels counted alike."""


def agreements(assignments: Iterable[Assignment], scheme: Protocol) -> dict[uuid.UUID, Agreement]:
    """How far each assignment's answers equal those that others handed in on the same statements (one query)."""
    found = (
        pairs(Q(assignment__in=[row.pk for row in assignments]), scheme)
        .values("assignment")
        .annotate(pairs=PAIRS, same_stance=EQUAL_STANCES, same_labels=EQUAL_LABELS)
    )
    return {row["assignment"]: Agreement(row["pairs"], row["same_stance"], row["same_labels"]) for row in found}
