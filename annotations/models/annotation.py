"""Annotations and the append-only revisions they are made of."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.assignment import Assignment
from annotations.models.claim import Claim
from annotations.models.entity import Entity
from annotations.models.guideline import GuidelineVersion
from annotations.models.identity import uuid7
from annotations.models.scheme import Label, Protocol, Question
from annotations.models.statement import Statement


class AnnotationState(models.TextChoices):
    DRAFT = "draft", _("Open")
    COMPLETE = "complete", _("Answered")
    SUBMITTED = "submitted", _("Submitted")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


TRANSITIONS: dict[str, frozenset[str]] = {
    AnnotationState.DRAFT: frozenset({AnnotationState.COMPLETE, AnnotationState.WITHDRAWN}),
    AnnotationState.COMPLETE: frozenset({AnnotationState.DRAFT, AnnotationState.SUBMITTED, AnnotationState.WITHDRAWN}),
    # … and open again where a new guideline asks for another look
    AnnotationState.SUBMITTED: frozenset({AnnotationState.RETURNED, AnnotationState.ACCEPTED, AnnotationState.DRAFT}),
    AnnotationState.RETURNED: frozenset({AnnotationState.SUBMITTED}),
    # … and returned once more where whoever adjudicates asks back, or as it was where a review is undone
    AnnotationState.ACCEPTED: frozenset({AnnotationState.DRAFT, AnnotationState.RETURNED, AnnotationState.SUBMITTED}),
    AnnotationState.WITHDRAWN: frozenset(),
}

HANDED_IN = (AnnotationState.SUBMITTED, AnnotationState.RETURNED, AnnotationState.ACCEPTED)
"""Labels that were handed in, whatever a reviewer made of them: they count as data and are compared."""


class Annotation(models.Model):
    """One annotator's answers on one statement; the current ones are those of ``head``, the newest revision."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="annotations", db_index=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="annotations")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="annotations", db_index=False)
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="annotations")
    state = models.CharField(max_length=12, choices=AnnotationState, default=AnnotationState.DRAFT)
    seq = models.PositiveIntegerField(default=0)
    head = models.OneToOneField("Revision", models.PROTECT, null=True, blank=True, related_name="+")
    is_stale = models.BooleanField(default=False)
    again_for = models.ForeignKey(
        GuidelineVersion, models.PROTECT, null=True, blank=True, related_name="asked_again", db_index=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["statement", "annotator"]
        constraints = [
            models.UniqueConstraint(
                name="annotation_one_live_per_statement_and_annotator",
                fields=["statement", "claim", "annotator"],
                condition=~Q(state="withdrawn"),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="annotation_state_known", condition=Q(state__in=AnnotationState.values)),
        ]
        indexes = [
            models.Index(name="annotation_of_assignment", fields=["assignment", "state"]),
            models.Index(name="annotation_of_claim", fields=["claim"], condition=Q(claim__isnull=False)),
            models.Index(name="annotation_again", fields=["again_for"], condition=Q(again_for__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.annotator}: {self.statement_id}"


class Revision(models.Model):
    """One saved set of answers. Insert-only (database trigger); ``id`` is made by the client and makes replays safe.

    ``base_seq`` is the revision the client had seen. ``answers`` is the body as sent, in the form of
    ``annotations.schemes.answers``; its labels, stances and evidence also stand in rows of their own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    annotation = models.ForeignKey(Annotation, models.PROTECT, related_name="revisions", db_index=False)
    seq = models.PositiveIntegerField()
    base_seq = models.PositiveIntegerField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="+")
    guideline = models.ForeignKey(GuidelineVersion, models.PROTECT, null=True, related_name="+")
    answers = models.JSONField()
    body_sha256 = models.CharField(max_length=64)
    is_complete = models.BooleanField()
    no_stance = models.BooleanField(default=False)
    skip_reason = models.CharField(max_length=40, blank=True)
    flags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    confidence = models.PositiveSmallIntegerField(null=True, blank=True)
    rationale = models.TextField(blank=True)
    active_ms = models.PositiveIntegerField(default=0)
    client_time = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["annotation", "seq"]
        constraints = [
            models.UniqueConstraint(name="revision_seq_unique", fields=["annotation", "seq"]),
            models.CheckConstraint(name="revision_seq_follows_base", condition=Q(seq=F("base_seq") + 1)),
            models.CheckConstraint(
                name="revision_confidence_1_to_5",
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 5)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id} #{self.seq}"


class AnnotationLabel(models.Model):
    """One chosen label of one revision."""

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="labels", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    label = models.ForeignKey(Label, models.PROTECT, related_name="chosen")

    class Meta:
        ordering = ["revision", "question__position", "label__position"]
        constraints = [
            models.UniqueConstraint(name="annotation_label_once", fields=["revision", "question", "label"]),
        ]

    def __str__(self) -> str:
        return str(self.label)


class HolderKind(models.TextChoices):
    ENTITY = "entity", _("Somebody named")
    AUTHOR = "author", _("The article's voice")
    UNSPECIFIED = "unspecified", _("Nobody in particular")


class TargetKind(models.TextChoices):
    ENTITY = "entity", _("Entity")
    CLAIM = "claim", _("Claim")
    PROPOSITION = "proposition", _("Proposition")


class Stance(models.Model):
    """Holder → target with a polarity, in one revision; ``intensity`` 1 weak, 2 clear, 3 strong."""

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="stances", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    holder_kind = models.CharField(max_length=12, choices=HolderKind)
    holder = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="stances_held")
    target_kind = models.CharField(max_length=12, choices=TargetKind)
    target = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="stances_towards")
    target_claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="stances")
    target_text = models.CharField(max_length=300, blank=True)
    polarity = models.ForeignKey(Label, models.PROTECT, related_name="stances")
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    explicit = models.BooleanField(default=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["revision", "position"]
        constraints = [
            models.UniqueConstraint(
                name="stance_pair_once",
                fields=[
                    "revision",
                    "holder_kind",
                    "holder",
                    "target_kind",
                    "target",
                    "target_claim",
                    "target_text",
                ],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="stance_holder_matches_kind",
                condition=Q(holder_kind="entity", holder__isnull=False)
                | (~Q(holder_kind="entity") & Q(holder__isnull=True)),
            ),
            models.CheckConstraint(
                name="stance_target_matches_kind",
                condition=Q(target_kind="entity", target__isnull=False, target_claim__isnull=True, target_text="")
                | Q(target_kind="claim", target__isnull=True, target_claim__isnull=False, target_text="")
                | (Q(target_kind="proposition", target__isnull=True, target_claim__isnull=True) & ~Q(target_text="")),
            ),
            models.CheckConstraint(
                name="stance_intensity_1_to_3",
                condition=Q(intensity__isnull=True) | Q(intensity__range=(1, 3)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder or self.holder_kind} → {self.target or self.target_text}: {self.polarity}"
