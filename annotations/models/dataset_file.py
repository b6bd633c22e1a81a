"""Datasets that a worker writes into files: for those that take longer than somebody wants to hold a connection."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.identity import uuid7
from annotations.models.project import Project


class DatasetState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be written")
    RUNNING = "running", _("Being written")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    EXPIRED = "expired", _("No longer kept")


TRANSITIONS: dict[str, frozenset[str]] = {
    DatasetState.WAITING: frozenset({DatasetState.RUNNING, DatasetState.CANCELLED}),
    DatasetState.RUNNING: frozenset({DatasetState.DONE, DatasetState.FAILED, DatasetState.CANCELLED}),
    DatasetState.DONE: frozenset({DatasetState.EXPIRED}),
    DatasetState.FAILED: frozenset(),
    DatasetState.CANCELLED: frozenset(),
    DatasetState.EXPIRED: frozenset(),
}
UNFINISHED = (DatasetState.WAITING, DatasetState.RUNNING)


class DatasetFile(models.Model):
    """One export as a file. ``asked`` are the parameters of page, route and command.

    ``done`` of ``total`` rows tell how far it is. The file lies in the upload folder under the row's id, whole or not
    at all, until ``expires_at``; ``sha256`` and ``size`` are of its bytes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="dataset_files")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked = models.JSONField(default=dict)
    name = models.CharField(_("file"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=DatasetState, default=DatasetState.WAITING)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    error = models.CharField(_("error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("asked for"), db_default=Now(), editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    expires_at = models.DateTimeField(_("kept until"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="dataset_file_state_known", condition=Q(state__in=DatasetState.values)),
            models.CheckConstraint(name="dataset_file_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="dataset_file_done_is_whole",
                condition=~Q(state="done") | (~Q(sha256="") & Q(expires_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(name="dataset_file_of_project", fields=["project", "-created_at"])]

    def __str__(self) -> str:
        return self.name
