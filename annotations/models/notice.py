"""Notices: what a person is told about acts of others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.assignment import Assignment
from annotations.models.comment import Comment
from annotations.models.event import Event
from annotations.models.identity import uuid7
from annotations.models.project import ANNOTATING, REVIEWING, Project
from annotations.models.statement import Statement


class NoticeKind(models.TextChoices):
    ASSIGNED = "assigned", _("Somebody gave me an article")
    RETURNED = "returned", _("A reviewer returned my labels")
    ACCEPTED = "accepted", _("A review of my labels is finished")
    REOPENED = "reopened", _("My labels are to be looked at again")
    TAKEN_BACK = "taken_back", _("A review of my labels is taken back")
    ASKED_BACK = "asked_back", _("Whoever decides gold asks me back")
    ADJUDICATED = "adjudicated", _("The gold answer of a statement of mine is decided")
    REPLIED = "replied", _("My returns are answered")
    MENTIONED = "mentioned", _("Somebody calls me in a comment")
    ANSWERED = "answered", _("A conversation of mine goes on")
    RESOLVED = "resolved", _("A conversation that I began is resolved")


ROLES_TOLD: dict[str, tuple[str, ...]] = {
    NoticeKind.ASSIGNED: ANNOTATING,
    NoticeKind.RETURNED: ANNOTATING,
    NoticeKind.ACCEPTED: ANNOTATING,
    NoticeKind.REOPENED: ANNOTATING,
    NoticeKind.TAKEN_BACK: ANNOTATING,
    NoticeKind.ASKED_BACK: ANNOTATING,
    NoticeKind.REPLIED: REVIEWING,
}
"""Whose role opens the page that a notice leads to; every member opens the others."""

BY_MAIL_AT_FIRST = (
    NoticeKind.ASSIGNED,
    NoticeKind.RETURNED,
    NoticeKind.ASKED_BACK,
    NoticeKind.MENTIONED,
    NoticeKind.ANSWERED,
)
"""What is mailed to people who have a mail address and chose nothing else."""


class MailState(models.TextChoices):
    NONE = "none", _("Not mailed")
    WAITING = "waiting", _("To be mailed")
    SENDING = "sending", _("Being mailed")
    SENT = "sent", _("Mailed")
    DROPPED = "dropped", _("Not mailed: read, or out of reach, meanwhile")


class Notice(models.Model):
    """One person is told of one event, once. Made in the transaction of the act; the rows are the mail's outbox too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    event = models.ForeignKey(Event, models.PROTECT, related_name="notices")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True, editable=False)
    mail = models.CharField(max_length=10, choices=MailState, default=MailState.NONE)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(name="notice_once_an_event", fields=["person", "event"]),
            models.CheckConstraint(name="notice_kind_known", condition=Q(kind__in=NoticeKind.values)),
            models.CheckConstraint(name="notice_mail_known", condition=Q(mail__in=MailState.values)),
            models.CheckConstraint(
                name="notice_is_about_something", condition=Q(statement__isnull=False) | Q(assignment__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="notice_of_person", fields=["person", "-created_at", "-id"]),
            models.Index(name="notice_unread", fields=["person"], condition=Q(read_at__isnull=True)),
            models.Index(name="notice_to_mail", fields=["person"], condition=Q(mail__in=["waiting", "sending"])),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
