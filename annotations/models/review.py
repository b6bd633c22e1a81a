"""Reviews: what a reviewer decided about one annotation, and what its annotator answered."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation, Revision
from annotations.models.assignment import Assignment
from annotations.models.identity import uuid7


class Decision(models.TextChoices):
    ACCEPT = "accept", _("Accepted")
    ACCEPT_WITH_CHANGES = "accept_with_changes", _("Replaced")
    RETURN = "return", _("Returned")
    ESCALATE = "escalate", _("Escalated")


class ReasonCode(models.TextChoices):
    NOT_INDEPENDENT = "not_independent", _("Not independent evidence")
    SAID_IS_NOT_TRUE = "said_is_not_true", _("Said is not true")
    WRONG_HOLDER = "wrong_holder", _("Wrong holder")
    WRONG_TARGET = "wrong_target", _("Wrong target")
    STANCE_MISSED = "stance_missed", _("Stance missed")
    OVERREAD = "overread", _("More than the words say")
    GUIDELINE = "guideline", _("Guideline says otherwise")
    OTHER = "other", _("Other")


class Review(models.Model):
    """One decision on one annotation as it stood in ``revision``. Insert-only: a changed mind is a new row.

    It never overwrites the annotation; ``proposed`` holds the whole answers the reviewer would give.
    ``is_partial``: only the answers of ``items`` are replaced or returned, the rest is accepted as it is.
    ``annotator`` repeats the annotation's so that the database can refuse a person's review of their own labels.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reviews")
    annotation = models.ForeignKey(Annotation, models.PROTECT, related_name="reviews")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="reviews")
    annotator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews_received")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews_given")
    round = models.PositiveSmallIntegerField(default=1)
    decision = models.CharField(max_length=20, choices=Decision)
    reason = models.CharField(max_length=20, choices=ReasonCode, blank=True)
    comment = models.TextField(blank=True)
    proposed = models.JSONField(null=True, blank=True)
    is_partial = models.BooleanField(default=False, db_default=False)
    saw_label_first = models.BooleanField(default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["annotation", "created_at", "id"]
        constraints = [
            models.CheckConstraint(name="review_decision_known", condition=Q(decision__in=Decision.values)),
            models.CheckConstraint(name="review_reviewer_is_not_annotator", condition=~Q(reviewer=F("annotator"))),
            models.CheckConstraint(
                name="review_changes_have_a_proposal",
                condition=~Q(decision="accept_with_changes") | Q(proposed__isnull=False),
            ),
            models.CheckConstraint(
                name="review_return_has_a_reason",
                condition=Q(decision__in=["accept", "escalate"]) | ~Q(reason="") | ~Q(comment=""),
            ),
        ]
        indexes = [
            models.Index(name="review_of_assignment", fields=["assignment", "created_at"]),
            models.Index(name="review_returned", fields=["annotation"], condition=Q(decision="return")),
        ]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.get_decision_display()}"


class BlindAnswer(models.Model):
    """What a reviewer answered before the label of ``revision`` was shown to them. Insert-only; never a label."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    annotation = models.ForeignKey(Annotation, models.PROTECT, related_name="blind_answers")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="blind_answers")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="blind_answers")
    answers = models.JSONField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["annotation", "created_at", "id"]
        constraints = [models.UniqueConstraint(name="blind_answer_once", fields=["revision", "reviewer"])]

    def __str__(self) -> str:
        return f"{self.reviewer}: {self.annotation_id}"


class ReviewItem(models.Model):
    """One answer that a review is about: question key, the value it saw, the value it suggests.

    ``part`` is one stance's place in the reviewed label, from 0 (behind them: one that is missing); null means the
    whole answer. Without ``proposes`` the answer is only named, and ``suggested`` means nothing.
    """

    id = models.BigAutoField(primary_key=True)
    review = models.ForeignKey(Review, models.PROTECT, related_name="items")
    question = models.SlugField(max_length=60)
    part = models.PositiveSmallIntegerField(null=True, blank=True)
    original = models.JSONField(null=True)
    suggested = models.JSONField(null=True)
    proposes = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ["review", "question", "part"]
        constraints = [
            models.UniqueConstraint(
                name="review_item_once", fields=["review", "question", "part"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return self.question


class ReplyAction(models.TextChoices):
    TAKEN = "taken", _("Proposal taken")
    KEPT = "kept", _("Kept")
    CHANGED = "changed", _("Changed")


class ReviewReply(models.Model):
    """The annotator's one answer to a returned annotation. Insert-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    review = models.OneToOneField(Review, models.PROTECT, related_name="reply")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=10, choices=ReplyAction)
    comment = models.TextField(blank=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["created_at"]
        verbose_name_plural = "review replies"
        constraints = [
            models.CheckConstraint(name="reply_action_known", condition=Q(action__in=ReplyAction.values)),
            models.CheckConstraint(name="reply_kept_says_why", condition=~Q(action="kept") | ~Q(comment="")),
        ]

    def __str__(self) -> str:
        return self.get_action_display()
