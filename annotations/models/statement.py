"""Statements: the unit of labelling."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import Article, ParagraphRole, SpanRange
from annotations.models.entity import Entity
from annotations.models.identity import uuid7


class Voice(models.TextChoices):
    AUTHOR = "author", _("The article's voice")
    ATTRIBUTED = "attributed", _("Somebody's words")


class Origin(models.TextChoices):
    AUTO = "auto", _("Proposed")
    MANUAL = "manual", _("By hand")


class StatementState(models.TextChoices):
    LIVE = "live", _("Live")
    REPLACED = "replaced", _("Replaced")


class Statement(models.Model):
    """One contiguous span: ``article.text[start:end] == exact`` in code points, half-open.

    Live statements of an article never overlap. ``index`` counts all segments from 0, also those that are no statements
    (a dateline). A statement that is split or merged becomes ``replaced`` and stays, with the labels made on it. After
    the freeze any change of span, role, speaker or kind makes a new row with the next ``version`` and its ``parent``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="statements")
    index = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    role = models.CharField(_("role"), max_length=20, choices=ParagraphRole)
    is_statement = models.BooleanField(default=True)
    voice = models.CharField(_("voice"), max_length=20, choices=Voice, default=Voice.AUTHOR)
    speaker = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="spoken")
    speaker_role_text = models.CharField(max_length=200, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.AUTO)
    splitter_version = models.CharField(max_length=40, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=StatementState, default=StatementState.LIVE)
    frozen_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["article", "start", "id"]
        constraints = [
            models.CheckConstraint(name="statement_span_not_empty", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(name="statement_role_known", condition=Q(role__in=ParagraphRole.values)),
            models.CheckConstraint(name="statement_state_known", condition=Q(state__in=StatementState.values)),
            models.CheckConstraint(
                name="statement_speaker_only_if_attributed",
                condition=Q(voice=Voice.ATTRIBUTED) | Q(voice=Voice.AUTHOR, speaker__isnull=True),
            ),
            models.UniqueConstraint(
                name="statement_index_unique", fields=["article", "index"], condition=Q(state="live")
            ),
            ExclusionConstraint(
                name="statement_spans_do_not_overlap",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (SpanRange("start", "end"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state="live"),
            ),
        ]
        indexes = [
            models.Index(name="statement_by_speaker", fields=["speaker", "article"]),
            models.Index(name="statement_replaced", fields=["article"], condition=~Q(state="live")),
        ]

    def __str__(self) -> str:
        return self.exact


class RelationType(models.TextChoices):
    PARAPHRASES = "paraphrases", _("paraphrases")
    RESTATES = "restates", _("restates")
    AGREES_WITH = "agrees_with", _("agrees with")
    CONTRADICTS = "contradicts", _("contradicts")
    IN_TENSION_WITH = "in_tension_with", _("is in tension with")
    SAME_QUOTATION = "same_quotation", _("belongs to the same quotation as")


class StatementRelation(models.Model):
    """A lead from one statement to another of the same article; never evidence."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_statement = models.ForeignKey(Statement, models.PROTECT, related_name="relations")
    to_statement = models.ForeignKey(Statement, models.PROTECT, related_name="relations_to")
    type = models.CharField(max_length=20, choices=RelationType)

    class Meta:
        ordering = ["from_statement", "to_statement"]
        constraints = [
            models.UniqueConstraint(name="relation_once", fields=["from_statement", "to_statement", "type"]),
            models.CheckConstraint(name="relation_between_two", condition=~Q(from_statement=F("to_statement"))),
            models.CheckConstraint(name="relation_type_known", condition=Q(type__in=RelationType.values)),
        ]

    def __str__(self) -> str:
        return f"{self.from_statement_id} {self.get_type_display()} {self.to_statement_id}"
