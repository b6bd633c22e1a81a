"""Who says what in the text."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import Article
from annotations.models.entity import Entity
from annotations.models.identity import uuid7
from annotations.models.statement import Origin, Statement


class QuoteType(models.TextChoices):
    DIRECT = "direct", _("Direct quote")
    INDIRECT = "indirect", _("Indirect")
    MIXED = "mixed", _("Partly quoted")


class SourceKindInText(models.TextChoices):
    NAMED = "named", _("Named")
    UNNAMED = "unnamed", _("Unnamed")
    ARTIFACT = "artifact", _("Document")
    AUTHOR = "author", _("The author")
    IMPLICIT = "implicit", _("Implied")


class AttributionType(models.TextChoices):
    ASSERTION = "assertion", _("Assertion")
    BELIEF = "belief", _("Belief")
    ATTITUDE = "attitude", _("Attitude")
    INTENTION = "intention", _("Intention")
    DECREE = "decree", _("Decree")
    PERCEPTION = "perception", _("Perception")


class Attribution(models.Model):
    """One source, at most one cue, one or more contents (PolNeAR guidelines); their spans are ``AttributionSpan`` rows.

    ``rule`` and ``confidence`` (0 to 1) say why a machine proposed it; both are empty for work by hand.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="attributions")
    index = models.PositiveIntegerField()
    speaker = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="attributions")
    source_kind = models.CharField(max_length=10, choices=SourceKindInText, default=SourceKindInText.NAMED)
    quote_type = models.CharField(max_length=10, choices=QuoteType)
    attribution_type = models.CharField(max_length=12, choices=AttributionType, default=AttributionType.ASSERTION)
    negated = models.BooleanField(default=False)
    nested_in = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="nested")
    statements = models.ManyToManyField(Statement, related_name="attributions")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.AUTO)
    rule = models.CharField(max_length=60, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["article", "index"]
        constraints = [
            models.UniqueConstraint(name="attribution_index_unique", fields=["article", "index"]),
            models.CheckConstraint(name="attribution_quote_type_known", condition=Q(quote_type__in=QuoteType.values)),
            models.CheckConstraint(
                name="attribution_confidence_0_to_1",
                condition=Q(confidence__isnull=True) | Q(confidence__range=(0, 1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker or '?'}, {self.quote_type}"


class SpanPart(models.TextChoices):
    SOURCE = "source", _("Source")
    CUE = "cue", _("Cue")
    CONTENT = "content", _("Content")
    INSERTION = "insertion", _("Editor's insertion")


class AttributionSpan(models.Model):
    """``article.text[start:end] == exact`` plays this part; contents and insertions may be several."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    attribution = models.ForeignKey(Attribution, models.PROTECT, related_name="spans")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=SpanPart)
    position = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()

    class Meta:
        ordering = ["attribution", "part", "position"]
        constraints = [
            models.UniqueConstraint(
                name="attribution_span_position_unique", fields=["attribution", "part", "position"]
            ),
            models.UniqueConstraint(
                name="attribution_one_source_one_cue",
                fields=["attribution", "part"],
                condition=Q(part__in=["source", "cue"]),
            ),
            models.CheckConstraint(name="attribution_span_not_empty", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(name="attribution_span_part_known", condition=Q(part__in=SpanPart.values)),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.exact}"
