"""People, bodies and topics of a project, and where an article names them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import Article
from annotations.models.identity import uuid7
from annotations.models.project import Project


class EntityKind(models.TextChoices):
    PERSON = "person", _("Person")
    ORGANIZATION = "organization", _("Organisation")
    GPE = "gpe", _("Country or region")
    GROUP = "group", _("Group")
    EVENT = "event", _("Event")
    TOPIC = "topic", _("Topic")
    AGREEMENT = "agreement", _("Agreement")
    LOCATION = "location", _("Place")
    WORK = "work", _("Work")
    OTHER = "other", _("Other")


class Entity(models.Model):
    """Somebody or something that speaks, holds a stance or is the target of one.

    ``pin`` orders the targets that the project offers first (null: not pinned). ``key`` is the name in exports.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="entities")
    key = models.SlugField(_("key"), max_length=80)
    canonical_name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=EntityKind, default=EntityKind.OTHER)
    description = models.CharField(_("description"), max_length=200, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)
    pin = models.PositiveSmallIntegerField(_("place among the pinned targets"), null=True, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["canonical_name", "id"]
        verbose_name_plural = "entities"
        constraints = [
            models.UniqueConstraint(name="entity_key_unique", fields=["project", "key"]),
            models.UniqueConstraint(
                name="entity_name_unique",
                fields=["project", "canonical_name"],
                condition=Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(name="entity_kind_known", condition=Q(kind__in=EntityKind.values)),
            models.CheckConstraint(
                name="entity_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.canonical_name


class MentionKind(models.TextChoices):
    NAME = "name", _("Name")
    NOMINAL = "nominal", _("Description")
    PRONOUN = "pronoun", _("Pronoun")


class EntityMention(models.Model):
    """``article.text[start:end] == exact`` names the entity."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="mentions")
    entity = models.ForeignKey(Entity, models.PROTECT, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    kind = models.CharField(max_length=10, choices=MentionKind)

    class Meta:
        ordering = ["article", "start"]
        constraints = [
            models.UniqueConstraint(name="mention_once", fields=["article", "start", "end", "entity"]),
            models.CheckConstraint(name="mention_span_not_empty", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(name="mention_kind_known", condition=Q(kind__in=MentionKind.values)),
        ]

    def __str__(self) -> str:
        return self.exact
