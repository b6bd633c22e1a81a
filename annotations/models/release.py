"""Releases: frozen, numbered, checksummed datasets."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.guideline import GuidelineVersion
from annotations.models.identity import uuid7
from annotations.models.project import Project
from annotations.models.statement import Statement


class ReleaseState(models.TextChoices):
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Release(models.Model):
    """A dataset under a semantic version: what was chosen, what it rests on, how it was split."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="releases")
    version = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=ReleaseState, default=ReleaseState.PUBLISHED)
    title = models.CharField(max_length=200)
    notes = models.TextField(blank=True)
    selection = models.JSONField(default=dict)
    guidelines = models.ManyToManyField(GuidelineVersion, related_name="releases")
    agreement = models.JSONField(default=dict)
    manifest = models.JSONField(default=dict)
    text_licence = models.CharField(max_length=200, blank=True)
    annotation_licence = models.CharField(max_length=200, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["project", "-published_at"]
        constraints = [
            models.UniqueConstraint(name="release_version_unique", fields=["project", "version"]),
            models.CheckConstraint(
                name="release_version_is_semantic", condition=Q(version__regex=r"^[0-9]+\.[0-9]+\.[0-9]+$")
            ),
            models.CheckConstraint(
                name="release_withdrawn_says_why",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_reason=""),
            ),
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
    """One file of a release, by its checksum."""

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
