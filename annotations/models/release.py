"""Releases: frozen, numbered, checksummed datasets, whose files are kept as they were."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.guideline import GuidelineVersion
from annotations.models.identity import uuid7
from annotations.models.project import Project
from annotations.models.statement import Statement


class ReleaseState(models.TextChoices):
    PREPARING = "preparing", _("Being made")
    FAILED = "failed", _("Failed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Release(models.Model):
    """A dataset under a semantic version: what was chosen, what it rests on, how it was split.

    ``selection`` are the parameters of its choice of rows, ``formats`` the keys of the formats beside the whole
    dataset. Articles fall into train, dev and test by ``seed`` and ``shares`` (in percent), near copies together.
    ``manifest`` is the file of that name, ``changes`` counts what differs from ``previous``. A published release never
    changes, but for its withdrawal.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="releases")
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.PREPARING)
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True)
    datasheet = models.TextField(blank=True)
    selection = models.JSONField(default=dict)
    formats = models.JSONField(default=list)
    seed = models.PositiveIntegerField(default=0)
    shares = models.JSONField(default=dict)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")
    changes = models.JSONField(default=dict)
    guidelines = models.ManyToManyField(GuidelineVersion, related_name="releases")
    agreement = models.JSONField(default=dict)
    manifest = models.JSONField(default=dict)
    text_licence = models.CharField(max_length=200, blank=True)
    annotation_licence = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    error = models.CharField(max_length=500, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["project", "-asked_at"]
        constraints = [
            models.UniqueConstraint(
                name="release_version_unique", fields=["project", "version"], condition=~Q(state="failed")
            ),
            models.CheckConstraint(
                name="release_version_is_semantic",
                condition=Q(version__regex=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$"),
            ),
            models.CheckConstraint(
                name="release_withdrawn_says_why",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
            ),
            models.CheckConstraint(
                name="release_published_has_its_time",
                condition=Q(state__in=["preparing", "failed"], published_at__isnull=True)
                | Q(state__in=["published", "withdrawn"], published_at__isnull=False),
            ),
            models.CheckConstraint(name="release_follows_another", condition=~Q(previous=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.version}"


class ReleaseStatement(models.Model):
    """A statement of a release and the part (train, dev, test) its article fell into."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, models.PROTECT, related_name="members")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="releases")
    part = models.CharField(max_length=20, default="train")

    class Meta:
        constraints = [models.UniqueConstraint(name="release_statement_once", fields=["release", "statement"])]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.statement_id}"


class ReleaseFile(models.Model):
    """One file of a release, by its name (a path with ``/``), checksum and size in bytes."""

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(Release, models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["release", "name"]
        constraints = [models.UniqueConstraint(name="release_file_name_unique", fields=["release", "name"])]

    def __str__(self) -> str:
        return self.name


class ReleasePiece(models.Model):
    """A run of the bytes of a file, compressed (zlib); all of them in order are the file."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(ReleaseFile, models.PROTECT, related_name="pieces")
    index = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["file", "index"]
        constraints = [models.UniqueConstraint(name="release_piece_once", fields=["file", "index"])]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.index}"
