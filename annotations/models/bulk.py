"""Acts on many assignments at once, with what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.assignment import Assignment
from annotations.models.event import Event
from annotations.models.identity import uuid7
from annotations.models.project import Project
from annotations.models.review import ReasonCode


class BulkKind(models.TextChoices):
    ACCEPT = "accept", _("Accept")
    RETURN = "return", _("Return")
    REASSIGN = "reassign", _("Give to somebody else")


class BulkOutcome(models.TextChoices):
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Undone")


class BulkAct(models.Model):
    """One person's act on many assignments. Each is an act of its own; this row holds them together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="bulk_acts")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=BulkKind)
    reason = models.CharField(max_length=20, choices=ReasonCode, blank=True)
    comment = models.TextField(blank=True)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="bulk_kind_known", condition=Q(kind__in=BulkKind.values)),
            models.CheckConstraint(
                name="bulk_reassign_has_a_receiver",
                condition=Q(kind="reassign", receiver__isnull=False) | ~Q(kind="reassign") & Q(receiver__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.get_kind_display()}"


class BulkItem(models.Model):
    """One assignment of a bulk act. ``why`` says why it was refused, or why it could not be undone.

    ``event`` is the act on it; ``made`` the assignment that came of giving it to somebody else.
    """

    id = models.BigAutoField(primary_key=True)
    bulk = models.ForeignKey(BulkAct, models.PROTECT, related_name="items")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    made = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=10, choices=BulkOutcome)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["bulk", "id"]
        constraints = [
            models.UniqueConstraint(name="bulk_item_once", fields=["bulk", "assignment"]),
            models.CheckConstraint(name="bulk_outcome_known", condition=Q(outcome__in=BulkOutcome.values)),
            models.CheckConstraint(name="bulk_refused_says_why", condition=~Q(outcome="refused") | ~Q(why="")),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {self.get_outcome_display()}"
