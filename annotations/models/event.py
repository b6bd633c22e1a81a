"""Events: every recorded act."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from annotations.models.identity import uuid7
from annotations.models.project import Project


class Event(models.Model):
    """Who did what to which object, before and after. Insert-only; written in the transaction of the act itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="events", db_index=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="acts", db_index=False)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    caused_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="caused", db_index=False)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(name="event_of_project", fields=["project", "-at", "-id"]),
            models.Index(name="event_of_object", fields=["object_type", "object_id", "-at"]),
            models.Index(name="event_of_actor", fields=["actor", "-at"]),
            models.Index(name="event_caused", fields=["caused_by"], condition=models.Q(caused_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.actor}: {self.verb}"
