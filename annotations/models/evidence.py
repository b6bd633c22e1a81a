"""What a verdict rests on."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Revision
from annotations.models.identity import uuid7
from annotations.models.project import Project

HTTP_URL = r"^https?://"


class Medium(models.TextChoices):
    """AVeriTeC's media, in its order."""

    WEB_TEXT = "web_text", _("Web text")
    WEB_TABLE = "web_table", _("Web table")
    PDF = "pdf", _("PDF")
    IMAGE_GRAPHIC = "image_graphic", _("Image/graphic")
    VIDEO = "video", _("Video")
    AUDIO = "audio", _("Audio")
    METADATA = "metadata", _("Metadata")
    OTHER = "other", _("Other")


class Evidence(models.Model):
    """A source that somebody read, with the words that matter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="evidence")
    url = models.CharField(_("address"), max_length=2000)
    archived_url = models.CharField(_("archived copy"), max_length=2000, blank=True)
    title = models.CharField(_("title"), max_length=500)
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    published_at = models.DateField(_("published"), null=True, blank=True)
    retrieved_at = models.DateTimeField(_("read"), db_default=Now())
    medium = models.CharField(_("medium"), max_length=20, choices=Medium, default=Medium.WEB_TEXT)
    quote = models.TextField(_("verbatim words"), blank=True)
    locator = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=35, blank=True)
    is_fact_check = models.BooleanField(default=False)

    class Meta:
        ordering = ["-retrieved_at", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(name="evidence_url_is_http", condition=Q(url__regex=HTTP_URL)),
            models.CheckConstraint(
                name="evidence_archive_is_http",
                condition=Q(archived_url="") | Q(archived_url__regex=HTTP_URL),
            ),
            models.CheckConstraint(name="evidence_medium_known", condition=Q(medium__in=Medium.values)),
        ]

    def __str__(self) -> str:
        return self.title


class EvidenceRelation(models.TextChoices):
    SUPPORTS = "supports", _("Supports")
    REFUTES = "refutes", _("Refutes")
    CONTEXT = "context", _("Context")


class EvidenceLink(models.Model):
    """Evidence in one revision: within a set all of it is needed, any set is enough (FEVER evidence sets)."""

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="evidence_links")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="links")
    relation = models.CharField(max_length=10, choices=EvidenceRelation)
    set_no = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["revision", "set_no", "id"]
        constraints = [
            models.UniqueConstraint(name="evidence_link_once", fields=["revision", "evidence", "set_no"]),
            models.CheckConstraint(name="evidence_relation_known", condition=Q(relation__in=EvidenceRelation.values)),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.evidence}"


class CheckQuestion(models.Model):
    """A question whose answers decide a claim (AVeriTeC)."""

    id = models.BigAutoField(primary_key=True)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="check_questions")
    index = models.PositiveSmallIntegerField()
    text = models.TextField()
    problems = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering = ["revision", "index"]
        constraints = [models.UniqueConstraint(name="check_question_index_unique", fields=["revision", "index"])]

    def __str__(self) -> str:
        return self.text


class AnswerType(models.TextChoices):
    EXTRACTIVE = "Extractive", _("Extractive")
    ABSTRACTIVE = "Abstractive", _("Abstractive")
    BOOLEAN = "Boolean", _("Boolean")
    UNANSWERABLE = "Unanswerable", _("Unanswerable")


class CheckAnswer(models.Model):
    """At most three answers to a question; a Boolean one is Yes or No, an unanswerable one has no evidence (AVeriTeC).

    An answer to which something is missing stands in a draft only: the trigger ``revision_fits_its_protocol``.
    """

    id = models.BigAutoField(primary_key=True)
    question = models.ForeignKey(CheckQuestion, models.PROTECT, related_name="answers")
    index = models.PositiveSmallIntegerField()
    text = models.TextField()
    answer_type = models.CharField(max_length=12, choices=AnswerType)
    boolean_explanation = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="answers")
    problems = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering = ["question", "index"]
        constraints = [
            models.UniqueConstraint(name="check_answer_index_unique", fields=["question", "index"]),
            models.CheckConstraint(name="check_answer_at_most_three", condition=Q(index__lte=2)),
            models.CheckConstraint(
                name="check_answer_unanswerable_has_no_evidence",
                condition=~Q(answer_type="Unanswerable") | Q(evidence__isnull=True),
            ),
            models.CheckConstraint(
                name="check_answer_boolean_is_yes_or_no",
                condition=~Q(answer_type="Boolean") | Q(text__in=["Yes", "No", ""]),
            ),
        ]

    def __str__(self) -> str:
        return self.text
