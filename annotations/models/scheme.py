"""What is asked and which answers exist: a project's own copies of the presets in ``annotations.schemes``."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.identity import uuid7
from annotations.models.project import Project
from annotations.schemes.base import MAX_TEXT


class LabelSetScope(models.TextChoices):
    STATEMENT = "statement", _("Statement")
    CLAIM = "claim", _("Claim")
    STANCE = "stance", _("Stance")
    ATTRIBUTION = "attribution", _("Attribution")
    QUESTION = "question", _("Question")
    ANSWER = "answer", _("Answer")
    FLAG = "flag", _("Flag")


class Cardinality(models.TextChoices):
    SINGLE = "single", _("One")
    MULTI = "multi", _("Several")


class Scale(models.TextChoices):
    NOMINAL = "nominal", _("Nominal")
    ORDINAL = "ordinal", _("Ordinal")


class LabelSet(models.Model):
    """A set of answers, one version of it. Rows are written once (trigger): a change makes the next version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="label_sets")
    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=120)
    scope = models.CharField(max_length=20, choices=LabelSetScope)
    cardinality = models.CharField(max_length=10, choices=Cardinality, default=Cardinality.SINGLE)
    scale = models.CharField(max_length=10, choices=Scale, default=Scale.NOMINAL)
    preset = models.CharField(max_length=60, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["key", "version"]
        constraints = [
            models.UniqueConstraint(name="label_set_version_unique", fields=["project", "key", "version"]),
            models.CheckConstraint(name="label_set_scope_known", condition=Q(scope__in=LabelSetScope.values)),
        ]

    def __str__(self) -> str:
        return self.name


class Label(models.Model):
    """One answer. Its ``key`` never changes meaning; ``style`` is one of the hues and glyphs of the design system.

    ``sign`` is the polarity behind a stance (-1, 0, 1; null where none is known). ``is_verdict`` tells a verdict from a
    state of work such as "unverified". ``maps_to`` holds the names that other schemes use. ``merged_into`` is the key
    of the label as which this one counts in every reading of answers; those that were given keep the key they have.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    label_set = models.ForeignKey(LabelSet, models.PROTECT, related_name="labels")
    key = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)
    example = models.TextField(_("example"), blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    hotkey = models.CharField(_("key"), max_length=1, blank=True)
    style = models.CharField(max_length=20)
    sign = models.SmallIntegerField(null=True, blank=True)
    is_verdict = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    maps_to = models.JSONField(default=dict, blank=True)
    merged_into = models.SlugField(max_length=60, blank=True)

    class Meta:
        ordering = ["label_set", "position"]
        constraints = [
            models.UniqueConstraint(name="label_key_unique", fields=["label_set", "key"]),
            models.UniqueConstraint(
                name="label_hotkey_unique", fields=["label_set", "hotkey"], condition=~Q(hotkey="")
            ),
            models.CheckConstraint(
                name="label_sign_minus_one_to_one", condition=Q(sign__isnull=True) | Q(sign__range=(-1, 1))
            ),
            models.CheckConstraint(name="label_merged_is_hidden", condition=Q(merged_into="") | Q(is_hidden=True)),
        ]

    def __str__(self) -> str:
        return self.name


class Protocol(models.Model):
    """The questions of a project; a change of them or of their labels makes a new version, the one in force."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="protocols")
    key = models.SlugField(max_length=60)
    version = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=120)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["project", "-version"]
        constraints = [
            models.UniqueConstraint(name="protocol_version_unique", fields=["project", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class QuestionKind(models.TextChoices):
    STANCE = "stance", _("Stance: holder, target, polarity")
    CHOICE = "choice", _("One or more labels")
    TEXT = "text", _("Text")
    EVIDENCE = "evidence", _("Evidence")
    CHECKS = "checks", _("Questions and answers")


class Question(models.Model):
    """One question of a protocol. ``condition`` ({"question": key, "in": [label keys]}) says when it is asked.

    ``needs`` ([{"in": [label keys], "what": "evidence|searches|checks|rationale|intensity", "at_least": 1}]) says what
    an answer with such a label needs before it is complete; names joined by ``|`` are alternatives. ``max_length``
    (code points) is for a text.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    protocol = models.ForeignKey(Protocol, models.PROTECT, related_name="questions")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=QuestionKind)
    label_set = models.ForeignKey(LabelSet, models.PROTECT, null=True, blank=True, related_name="questions")
    title = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)
    condition = models.JSONField(null=True, blank=True)
    needs = models.JSONField(default=list, blank=True)
    max_length = models.PositiveIntegerField(default=MAX_TEXT)

    class Meta:
        ordering = ["protocol", "position"]
        constraints = [
            models.UniqueConstraint(name="question_key_unique", fields=["protocol", "key"]),
            models.CheckConstraint(
                name="question_choice_has_labels",
                condition=~Q(kind__in=["choice", "stance"]) | Q(label_set__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title
