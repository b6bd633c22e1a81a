"""A project's protocol as it is in force, read into the pure shapes of ``annotations.schemes``."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Prefetch, QuerySet

from annotations.models import GuidelineVersion, Label, LabelSet, Project, Protocol, Question
from annotations.schemes import base
from factcheck.compiled import Compiled
from factcheck.prepared import Prepared

NEWEST = Prepared("SELECT id FROM annotations_protocol WHERE project_id = $1 ORDER BY version DESC LIMIT 1", "uuid")


@dataclass(frozen=True, slots=True)
class ProtocolInForce:
    """The newest protocol: its row, its pure shape, and the ids behind question and label keys."""

    row: Protocol
    scheme: base.Protocol
    question_ids: Mapping[str, uuid.UUID]
    label_ids: Mapping[tuple[str, str], uuid.UUID]

    @property
    def stance_key(self) -> str | None:
        """The key of the question that asks for stance, or None."""
        return next((q.key for q in self.scheme.questions if q.kind == "stance"), None)


def protocol_in_force(project: Project) -> ProtocolInForce:
    """The project's newest protocol (three queries); ``Protocol.DoesNotExist`` if the project has none."""
    row = protocol_versions(project).first()
    if row is None:
        raise Protocol.DoesNotExist(f"project {project.slug} has no protocol")
    return as_in_force(row)


def scheme_in_force(project: Project) -> base.Protocol:
    """The pure shape alone, with one query; ``Protocol.DoesNotExist`` if the project has none."""
    return known_protocol(project).scheme


def known_protocol(project: Project) -> ProtocolInForce:
    """``protocol_in_force`` with one query, for a version that this process has read before: not to be changed."""
    for (newest,) in NEWEST.rows(project.pk):
        return protocol_version(newest)
    raise Protocol.DoesNotExist(f"project {project.slug} has no protocol")


def protocol_versions(project: Project) -> QuerySet[Protocol]:
    """Every version of the project's protocol, newest first, with questions, label sets and labels (three queries)."""
    return Protocol.objects.filter(project=project).order_by("-version").prefetch_related(_with_questions())


def _with_questions() -> "Prefetch[Any]":
    labels = Prefetch("label_set__labels", Label.objects.order_by("position"))
    questions = Question.objects.select_related("label_set").prefetch_related(labels).order_by("position")
    return Prefetch("questions", questions)


@lru_cache(maxsize=256)
def protocol_version(pk: uuid.UUID) -> ProtocolInForce:
    """The protocol of that key, remembered: no row of a version ever changes."""
    row = Protocol.objects.select_related("project").prefetch_related(_with_questions()).get(pk=pk)
    return as_in_force(row)


def as_in_force(row: Protocol) -> ProtocolInForce:
    """A row of ``protocol_versions`` in its pure shape."""
    rows = list(row.questions.all())
    return ProtocolInForce(
        row=row,
        scheme=base.Protocol(row.key, row.name, tuple(_question(question) for question in rows), ""),
        question_ids={question.key: question.pk for question in rows},
        label_ids={
            (question.key, label.key): label.pk
            for question in rows
            if question.label_set
            for label in question.label_set.labels.all()
        },
    )


def _question(row: Question) -> base.Question:
    condition = row.condition and base.Condition(row.condition["question"], tuple(row.condition["in"]))
    return base.Question(
        key=row.key,
        kind=row.kind,
        title=row.title,
        hint=row.hint,
        label_set=label_set_shape(row.label_set) if row.label_set else None,
        required=row.required,
        condition=condition or None,
        needs=tuple(
            base.Need(tuple(need["in"]), tuple(need["what"].split("|")), need["at_least"]) for need in row.needs
        ),
        max_length=row.max_length,
    )


def label_set_shape(row: LabelSet) -> base.LabelSet:
    """A version of a label set in its pure shape; its labels are best fetched in order before."""
    return base.LabelSet(
        key=row.key,
        name=row.name,
        scope=row.scope,
        labels=tuple(_label(label) for label in row.labels.all()),
        cardinality=row.cardinality,
        scale=row.scale,
    )


def _label(row: Label) -> base.Label:
    return base.Label(
        key=row.key,
        name=row.name,
        definition=row.definition,
        style=row.style,
        hotkey=row.hotkey,
        example=row.example,
        sign=row.sign,
        is_verdict=row.is_verdict,
        is_hidden=row.is_hidden,
        maps_to=row.maps_to,
        merged_into=row.merged_into,
    )


def guideline_in_force(project: Project) -> GuidelineVersion | None:
    """The newest published guideline."""
    return next(iter(GUIDELINE.rows(project.pk)), None)


GUIDELINE = Compiled(
    lambda project: GuidelineVersion.objects.filter(project=project).order_by("-published_at", "-id")[:1], "uuid"
)
