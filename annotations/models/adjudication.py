"""Adjudications: the gold answer of a statement, how it was found and on what it rests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import HolderKind, Revision, TargetKind
from annotations.models.claim import Claim
from annotations.models.entity import Entity
from annotations.models.evidence import Evidence, EvidenceRelation
from annotations.models.guideline import GuidelineVersion
from annotations.models.identity import uuid7
from annotations.models.scheme import Label, Question
from annotations.models.statement import Statement


class GoldMethod(models.TextChoices):
    SINGLE_REVIEWED = "single_reviewed", _("One reviewed annotation")
    UNANIMOUS = "unanimous", _("All agree")
    MAJORITY = "majority", _("Most agree")
    ADJUDICATED = "adjudicated", _("Decided by a person")
    OPEN = "open", _("Annotators differ")


class Adjudication(models.Model):
    """One decision on one statement; the newest ``seq`` is gold. Insert-only: reopening adds a row.

    ``answers`` is the whole body that a person decided (null where the project's policy did, or nobody yet).
    ``is_open``: some question has no gold answer yet; the entropies (bits) say how far the answers to those differ.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="adjudications")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="adjudications")
    seq = models.PositiveIntegerField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="adjudications"
    )
    guideline = models.ForeignKey(GuidelineVersion, models.PROTECT, null=True, related_name="+")
    too_vague = models.BooleanField(default=False)
    rationale = models.TextField(blank=True)
    answers = models.JSONField(null=True, blank=True)
    is_open = models.BooleanField(default=False)
    verdict_entropy = models.FloatField(default=0.0)
    other_entropy = models.FloatField(default=0.0)
    basis = models.ManyToManyField(Revision, through="AdjudicationBasis", related_name="adjudications")
    decided_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["statement", "seq"]
        constraints = [
            models.UniqueConstraint(
                name="adjudication_seq_unique", fields=["statement", "claim", "seq"], nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(name="adjudication_open", fields=["statement"], condition=Q(is_open=True)),
            # The orders in which pages list gold and what is contested: the first page costs 50 rows of however many.
            models.Index(name="adjudication_newest", fields=["-decided_at", "id"], condition=Q(claim=None)),
            models.Index(
                name="adjudication_by_contest",
                fields=["-verdict_entropy", "-other_entropy", "decided_at", "id"],
                condition=Q(claim=None),
            ),
            models.Index(
                name="adjudication_contested",
                fields=["-verdict_entropy", "-other_entropy", "decided_at", "id"],
                condition=Q(claim=None, is_open=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} #{self.seq}"


class AdjudicationBasis(models.Model):
    """A revision that an adjudication looked at."""

    id = models.BigAutoField(primary_key=True)
    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="basis_links")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="basis_of")

    class Meta:
        verbose_name_plural = "adjudication bases"
        constraints = [models.UniqueConstraint(name="adjudication_basis_once", fields=["adjudication", "revision"])]

    def __str__(self) -> str:
        return f"{self.adjudication_id} ← {self.revision_id}"


class GoldLabel(models.Model):
    """The gold answer to one question: ``label`` is null where there is none; ``distribution`` counts label keys."""

    id = models.BigAutoField(primary_key=True)
    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="labels")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    label = models.ForeignKey(Label, models.PROTECT, null=True, blank=True, related_name="gold")
    method = models.CharField(max_length=20, choices=GoldMethod)
    n_annotations = models.PositiveSmallIntegerField()
    distribution = models.JSONField()

    class Meta:
        ordering = ["adjudication", "question__position"]
        constraints = [
            models.UniqueConstraint(name="gold_label_once", fields=["adjudication", "question", "label"]),
            models.CheckConstraint(name="gold_method_known", condition=Q(method__in=GoldMethod.values)),
        ]
        indexes = [
            models.Index(
                name="gold_label_open", fields=["question", "adjudication"], condition=Q(method=GoldMethod.OPEN)
            )
        ]

    def __str__(self) -> str:
        return str(self.label or "—")


class GoldText(models.Model):
    """The gold words for one question for a text; empty where there are none, or where it is open.

    ``taken_from`` is the first revision of the basis whose label says just this (null: the adjudicator wrote it, or
    there are no words); ``n_written`` of ``n_annotations`` annotators wrote something.
    """

    id = models.BigAutoField(primary_key=True)
    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="texts")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    taken_from = models.ForeignKey(Revision, models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=20, choices=GoldMethod)
    n_written = models.PositiveSmallIntegerField()
    n_annotations = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["adjudication", "question__position"]
        constraints = [
            models.UniqueConstraint(name="gold_text_once", fields=["adjudication", "question"]),
            models.CheckConstraint(name="gold_text_method_known", condition=Q(method__in=GoldMethod.values)),
            models.CheckConstraint(
                name="gold_text_open_is_empty", condition=~Q(method=GoldMethod.OPEN) | Q(text="", taken_from=None)
            ),
            models.CheckConstraint(
                name="gold_text_written_counted", condition=Q(n_written__lte=models.F("n_annotations"))
            ),
        ]

    def __str__(self) -> str:
        return self.text or "—"


class GoldStance(models.Model):
    """A gold tuple: ``polarity`` null means the pair was marked by somebody and not kept."""

    id = models.BigAutoField(primary_key=True)
    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="stances")
    position = models.PositiveSmallIntegerField(default=0)
    holder_kind = models.CharField(max_length=12, choices=HolderKind)
    holder = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    target_kind = models.CharField(max_length=12, choices=TargetKind)
    target = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="+")
    target_claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="+")
    target_text = models.CharField(max_length=300, blank=True)
    polarity = models.ForeignKey(Label, models.PROTECT, null=True, blank=True, related_name="+")
    method = models.CharField(max_length=20, choices=GoldMethod)
    n_marked = models.PositiveSmallIntegerField()
    n_annotators = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["adjudication", "position"]
        constraints = [
            models.UniqueConstraint(
                name="gold_stance_pair_once",
                fields=[
                    "adjudication",
                    "holder_kind",
                    "holder",
                    "target_kind",
                    "target",
                    "target_claim",
                    "target_text",
                ],
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(name="gold_stance_open", fields=["adjudication"], condition=Q(method=GoldMethod.OPEN))]

    def __str__(self) -> str:
        return f"{self.holder or self.holder_kind} → {self.target or self.target_text}: {self.polarity or '—'}"


class GoldEvidence(models.Model):
    """Evidence that a person's decision rests on, taken over from an annotator or added (sets: ``EvidenceLink``)."""

    id = models.BigAutoField(primary_key=True)
    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="gold_links")
    relation = models.CharField(max_length=10, choices=EvidenceRelation)
    set_no = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["adjudication", "set_no", "id"]
        verbose_name_plural = "gold evidence"
        constraints = [
            models.UniqueConstraint(name="gold_evidence_once", fields=["adjudication", "evidence", "set_no"]),
            models.CheckConstraint(name="gold_evidence_relation", condition=Q(relation__in=EvidenceRelation.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.evidence}"


class GoldApproval(models.Model):
    """Somebody else stands behind a gold answer. Insert-only; a new adjudication begins without any."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    adjudication = models.ForeignKey(Adjudication, models.PROTECT, related_name="approvals")
    approver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="approvals")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(name="gold_approval_once", fields=["adjudication", "approver"])]

    def __str__(self) -> str:
        return str(self.approver)
