"""Tokens for programs: shown once, kept as a digest."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.identity import uuid7
from annotations.models.project import Project


class TokenScope(models.TextChoices):
    READ = "read", _("Read")
    ANNOTATE = "annotate", _("Annotate and review")
    MANAGE = "manage", _("Manage")


class ApiToken(models.Model):
    """A secret that acts for a person, within scopes and perhaps one project, until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_tokens")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="api_tokens")
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=10, choices=TokenScope))
    expires_at = models.DateTimeField(_("expires"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    created_at = models.DateTimeField(_("made"), db_default=Now(), editable=False)

    class Meta:
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
