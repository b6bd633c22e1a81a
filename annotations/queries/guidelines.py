"""A project's guideline: its versions, and which answers a new one may ask to look at again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Annotation,
    AnnotationLabel,
    AnnotationState,
    AssignmentState,
    GuidelineVersion,
    Project,
    Purpose,
    Stance,
    User,
)
from annotations.queries import visibility
from annotations.schemes.base import Protocol

SEMVER = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")
ASKED_AGAIN = (AnnotationState.COMPLETE, AnnotationState.SUBMITTED, AnnotationState.ACCEPTED)
"""Labels in these states can be asked for again; drafts are open anyway, and returned ones wait for their annotator."""
HELD = (
    AssignmentState.ACTIVE,
    AssignmentState.SUBMITTED,
    AssignmentState.RETURNED,
    AssignmentState.ACCEPTED,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Answers to one question; ``labels`` are keys, or empty for all of its answers."""

    question: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Affected:
    """How many labels of how many people on how many statements would be looked at again."""

    labels: int
    statements: int
    people: int


def guideline_versions(user: User, project: Project) -> QuerySet[GuidelineVersion]:
    """The published versions that the person may see, newest first."""
    rows = visibility.guidelines(user).filter(project=project)
    return rows.select_related("published_by").order_by("-published_at", "-id")


def next_version(version: str, step: str) -> str:
    """The version after ``version`` by ``step``: major, minor or patch (semver.org, points 6 to 8)."""
    match = SEMVER.fullmatch(version)
    major, minor, patch = (int(part) for part in match.groups()) if match else (0, 0, 0)
    return {
        "major": f"{major + 1}.0.0",
        "minor": f"{major}.{minor + 1}.0",
        "patch": f"{major}.{minor}.{patch + 1}",
    }[step]


def affected_labels(project: Project, scheme: Protocol, rules: Sequence[Rule]) -> QuerySet[Annotation]:
    """The current labels whose answers meet one of the rules, whatever version of the labels they were given under."""
    wanted = Q(pk__in=[])
    for rule in rules:
        wanted |= _meets(scheme, rule)
    return Annotation.objects.filter(
        wanted,
        state__in=ASKED_AGAIN,
        is_stale=False,
        statement__article__project=project,
        statement__article__deleted_at__isnull=True,
        assignment__state__in=HELD,
        assignment__purpose=Purpose.WORK,
    )


def _meets(scheme: Protocol, rule: Rule) -> Q:
    question = scheme.question(rule.question)
    kept = question.label_set if question else None
    keys = {one.key for one in kept.labels if kept.counts_as(one.key) in rule.labels} if kept else set()
    if question is not None and question.kind == "stance":
        rows = Stance.objects.filter(revision=OuterRef("head"))
        found = Exists(rows.filter(polarity__key__in=keys)) if rule.labels else Exists(rows)
        return Q(found) if rule.labels else Q(found) | Q(head__no_stance=True)
    chosen = AnnotationLabel.objects.filter(revision=OuterRef("head"), question__key=rule.question)
    return Q(Exists(chosen.filter(label__key__in=keys) if rule.labels else chosen))


def affected(project: Project, scheme: Protocol, rules: Sequence[Rule]) -> Affected:
    """The figures of ``affected_labels``, for the preview (one query)."""
    rows = affected_labels(project, scheme, rules).order_by().values_list("statement", "annotator")
    pairs = list(rows)
    return Affected(len(pairs), len({one for one, _ in pairs}), len({person for _, person in pairs}))
