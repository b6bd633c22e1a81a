"""Agreement as it was measured: one report for a choice of labels, kept until the labels change."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.identity import uuid7
from annotations.models.project import Project


class ReportState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be measured")
    RUNNING = "running", _("Being measured")
    DONE = "done", _("Measured")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


TRANSITIONS: dict[str, frozenset[str]] = {
    ReportState.WAITING: frozenset({ReportState.RUNNING, ReportState.CANCELLED}),
    ReportState.RUNNING: frozenset({ReportState.DONE, ReportState.FAILED, ReportState.CANCELLED}),
    ReportState.DONE: frozenset(),
    ReportState.FAILED: frozenset(),
    ReportState.CANCELLED: frozenset(),
}
UNFINISHED = (ReportState.WAITING, ReportState.RUNNING)


class AgreementReport(models.Model):
    """How far labels agree, for the labels that ``scope`` names (``queries.agreement_scope``; ``scope_key`` its hash).

    ``events`` is how many acts the project's history held before the labels were read: events are only ever added, so a
    report is of the present labels exactly when the history holds as many now. ``done`` of ``total`` resamples tell how
    far it is. ``figures`` is what ``queries.agreement_measured`` found, null until it is done.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="agreement_reports")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scope = models.JSONField(default=dict)
    scope_key = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.WAITING)
    events = models.PositiveBigIntegerField(null=True, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)
    figures = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(_("asked for"), db_default=Now(), editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="agreement_state_known", condition=Q(state__in=ReportState.values)),
            models.CheckConstraint(name="agreement_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="agreement_done_has_figures",
                condition=~Q(state="done") | Q(figures__isnull=False, events__isnull=False),
            ),
            models.UniqueConstraint(
                name="agreement_one_unfinished_per_scope",
                fields=["project", "scope_key"],
                condition=Q(state__in=["waiting", "running"]),
            ),
        ]
        indexes = [models.Index(name="agreement_of_scope", fields=["project", "scope_key", "-created_at"])]

    def __str__(self) -> str:
        return self.get_state_display()
