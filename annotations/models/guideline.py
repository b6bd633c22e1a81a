"""The rules a label was made under."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from annotations.models.identity import uuid7
from annotations.models.project import Project


class GuidelineVersion(models.Model):
    """One published version of a project's guideline: Markdown and a copy of the label sets it speaks of."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="guidelines")
    version = models.CharField(max_length=20)
    markdown = models.TextField()
    sha256 = models.CharField(max_length=64)
    label_sets = models.JSONField(default=list)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["project", "-published_at"]
        constraints = [
            models.UniqueConstraint(name="guideline_version_unique", fields=["project", "version"]),
        ]

    def __str__(self) -> str:
        return f"Guideline {self.version}"
