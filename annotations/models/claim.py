"""Claims: what is verified."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import DatePrecision
from annotations.models.identity import uuid7
from annotations.models.statement import Statement


class CheckTarget(models.TextChoices):
    """Two things can be true of reported speech: that it was said, and what was said."""

    CONTENT = "content", _("What is said")
    ATTRIBUTION = "attribution", _("That it was said")


class Claim(models.Model):
    """A decontextualised, checkable text drawn from a statement (AVeriTeC: at most 500 characters).

    Labels may point to it, so its words never change: other words are a new row with the next ``version``, and of all
    versions at one ``index`` at most one ``is_live``. A claim that was taken out stays, no longer live.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="claims")
    index = models.PositiveSmallIntegerField(default=0)
    claim_text = models.CharField(_("claim"), max_length=500)
    support_start = models.PositiveIntegerField(null=True, blank=True)
    support_end = models.PositiveIntegerField(null=True, blank=True)
    check_target = models.CharField(_("what is checked"), max_length=12, choices=CheckTarget)
    claim_types = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    claim_date = models.DateField(null=True, blank=True)
    claim_date_precision = models.CharField(max_length=10, choices=DatePrecision, default=DatePrecision.UNKNOWN)
    location = models.CharField(max_length=2, blank=True)
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="claims")
    note = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    is_live = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["statement", "index"]
        constraints = [
            models.UniqueConstraint(name="claim_index_unique", fields=["statement", "index", "version"]),
            models.CheckConstraint(name="claim_check_target_known", condition=Q(check_target__in=CheckTarget.values)),
            models.CheckConstraint(
                name="claim_support_span_whole",
                condition=Q(support_start__isnull=True, support_end__isnull=True)
                | Q(support_start__isnull=False, support_end__gt=F("support_start")),
            ),
        ]

    def __str__(self) -> str:
        return self.claim_text
