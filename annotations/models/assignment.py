"""Assignments: one annotator reading one article."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import Article
from annotations.models.identity import uuid7


class AssignmentState(models.TextChoices):
    ACTIVE = "active", _("In work")
    SUBMITTED = "submitted", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Reviewed")
    RELEASED = "released", _("Given back")
    EXPIRED = "expired", _("Expired")


TRANSITIONS: dict[str, frozenset[str]] = {
    AssignmentState.ACTIVE: frozenset(
        {
            AssignmentState.SUBMITTED,
            AssignmentState.ACCEPTED,  # training and known answers, and what the review rule does not choose
            AssignmentState.RELEASED,
            AssignmentState.EXPIRED,
        }
    ),
    AssignmentState.SUBMITTED: frozenset({AssignmentState.RETURNED, AssignmentState.ACCEPTED}),
    AssignmentState.RETURNED: frozenset({AssignmentState.SUBMITTED, AssignmentState.ACCEPTED}),  # … and that was undone
    AssignmentState.ACCEPTED: frozenset(
        {
            AssignmentState.SUBMITTED,  # a review of many at once was undone
            AssignmentState.RETURNED,  # a statement was re-cut after the freeze, or whoever adjudicates asks back
            AssignmentState.ACTIVE,  # a lead corrects known answers
        }
    ),
    AssignmentState.RELEASED: frozenset({AssignmentState.ACTIVE}),
    AssignmentState.EXPIRED: frozenset({AssignmentState.ACTIVE}),
}


class ReturnReason(models.TextChoices):
    REVIEW = "review", _("A reviewer asks")
    RECUT = "recut", _("A statement was re-cut")
    GUIDELINE = "guideline", _("The guideline changed")


class Purpose(models.TextChoices):
    """What an assignment is for. Only work takes a place and counts as data."""

    WORK = "work", _("Work")
    TRAINING = "training", _("Training")
    KNOWN = "known", _("Known answers")


class ReviewChoice(models.TextChoices):
    """What the project's review rule makes of handed-in work."""

    CHOSEN = "chosen", _("To be reviewed")
    PENDING = "pending", _("Waits for the others’ labels")
    PASSED = "passed", _("Accepted by the rule")


HOLDS_PLACE = (
    AssignmentState.ACTIVE,
    AssignmentState.SUBMITTED,
    AssignmentState.RETURNED,
    AssignmentState.ACCEPTED,
)

HANDED_IN = (AssignmentState.SUBMITTED, AssignmentState.ACCEPTED)
"""Work that is with a reviewer, or was there."""


class Assignment(models.Model):
    """One annotator reading one article, in place ``slot`` 1..k (null: surplus, kept but not counted).

    ``purpose`` is work, or training (judged by known answers), or a lead's own answers that others are judged by.

    The lease is a promise of the place until ``lease_expires_at`` by the database's clock; null never expires.
    ``reviewer`` is who holds the review until ``review_lease_expires_at``. ``round`` grows each time reviewed work is
    handed in again. ``return_reason`` says of returned work why it came back. ``review_choice`` says of handed-in work
    what the project's review rule made of it; work that it ``passed`` is accepted without a reviewer.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="assignments", db_index=False)
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assignments", db_index=False)
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose, default=Purpose.WORK)
    slot = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=AssignmentState, default=AssignmentState.ACTIVE)
    round = models.PositiveSmallIntegerField(default=1)
    return_reason = models.CharField(max_length=10, choices=ReturnReason, blank=True)
    review_choice = models.CharField(
        _("review"),
        max_length=10,
        choices=ReviewChoice,
        default=ReviewChoice.CHOSEN,
        db_default=ReviewChoice.CHOSEN,
    )
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reviewing"
    )
    review_lease_expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(_("taken"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(name="assignment_once_per_annotator", fields=["article", "annotator"]),
            models.UniqueConstraint(
                name="assignment_slot_unique",
                fields=["article", "slot"],
                condition=Q(slot__isnull=False, state__in=HOLDS_PLACE),
            ),
            models.CheckConstraint(name="assignment_state_known", condition=Q(state__in=AssignmentState.values)),
            models.CheckConstraint(name="assignment_purpose_known", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(
                name="assignment_place_is_for_work", condition=Q(purpose="work") | Q(slot__isnull=True)
            ),
            models.CheckConstraint(
                name="assignment_return_reason_known", condition=Q(return_reason__in=["", *ReturnReason.values])
            ),
            models.CheckConstraint(
                name="assignment_review_choice_known", condition=Q(review_choice__in=ReviewChoice.values)
            ),
            models.CheckConstraint(
                name="assignment_reviewer_is_not_annotator",
                condition=Q(reviewer__isnull=True) | ~Q(reviewer=models.F("annotator")),
            ),
        ]
        indexes = [
            models.Index(name="assignment_of_person", fields=["annotator", "state"]),
            models.Index(name="assignment_by_state", fields=["state", "submitted_at"]),
            models.Index(name="assignment_lease", fields=["lease_expires_at"], condition=Q(state="active")),
            models.Index(
                name="assignment_pending", fields=["article"], condition=Q(state="submitted", review_choice="pending")
            ),
            models.Index(name="assignment_known", fields=["article"], condition=Q(purpose="known")),
        ]

    def __str__(self) -> str:
        return f"{self.annotator} · {self.article}"

    @property
    def standing(self) -> str:
        """The state in words; work that nobody looked at is not called reviewed."""
        return str((ReviewChoice.PASSED if self.is_passed else AssignmentState(self.state)).label)

    @property
    def is_passed(self) -> bool:
        """Whether the review rule accepted it, and nobody looked at it."""
        return self.state == AssignmentState.ACCEPTED and self.review_choice == ReviewChoice.PASSED
