"""Imports: files on their way in, record by record, and what came of each."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import Article
from annotations.models.identity import uuid7
from annotations.models.project import Project


class ImportOrigin(models.TextChoices):
    PASTE = "paste", _("Pasted text")
    FILES = "files", _("Files")
    URL = "url", _("Web address")
    API = "api", _("API")
    COMMAND = "command", _("Command line")


class ImportState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be looked at")
    CHECKING = "checking", _("Being looked at")
    CHECKED = "checked", _("Looked at, nothing stored yet")
    QUEUED = "queued", _("Waiting to be stored")
    STORING = "storing", _("Being stored")
    DONE = "done", _("Stored")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


TRANSITIONS: dict[str, frozenset[str]] = {
    ImportState.WAITING: frozenset({ImportState.CHECKING, ImportState.CANCELLED}),
    ImportState.CHECKING: frozenset({ImportState.CHECKED, ImportState.FAILED, ImportState.CANCELLED}),
    ImportState.CHECKED: frozenset({ImportState.QUEUED, ImportState.CANCELLED}),
    ImportState.QUEUED: frozenset({ImportState.STORING, ImportState.CANCELLED}),
    ImportState.STORING: frozenset({ImportState.DONE, ImportState.FAILED, ImportState.CANCELLED}),
    ImportState.DONE: frozenset(),
    ImportState.FAILED: frozenset({ImportState.WAITING, ImportState.QUEUED, ImportState.CANCELLED}),
    ImportState.CANCELLED: frozenset(),
}
RUNNING = (ImportState.WAITING, ImportState.CHECKING, ImportState.QUEUED, ImportState.STORING)
"""A worker is at it, or should be."""
ENDED_WITHOUT = (ImportState.FAILED, ImportState.CANCELLED)
"""What such an import has not stored, it will not store as it is."""


class Changed(models.TextChoices):
    """What to do with a new text of an article that the project knows by its identifier or address."""

    SKIP = "skip", _("Leave it out")
    IMPORT = "import", _("Import it as a new version")


class Near(models.TextChoices):
    """What to do with a text that is nearly that of another article."""

    IMPORT = "import", _("Import it")
    SKIP = "skip", _("Leave it out")


class Import(models.Model):
    """One person bringing files in. First every record is looked at, then what is good is stored, file by file.

    ``done`` of ``total`` tells how far the present stage is: bytes while looking, records while storing. ``error`` says
    why it failed. ``format`` (a key) is empty where each file's own is found.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="imports")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    origin = models.CharField(_("origin"), max_length=10, choices=ImportOrigin)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    format = models.CharField(_("format"), max_length=20, blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")
    encoding = models.CharField(_("encoding"), max_length=40, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    skip_bad = models.BooleanField(_("leave bad records out"), default=False)
    all_or_nothing = models.BooleanField(_("all files or none"), default=False)
    changed = models.CharField(_("changed articles"), max_length=10, choices=Changed, default=Changed.SKIP)
    near = models.CharField(_("near copies"), max_length=10, choices=Near, default=Near.IMPORT)
    freeze = models.BooleanField(_("freeze at once"), default=False)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    error = models.CharField(_("error"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("started"), db_default=Now(), editable=False)
    checked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(name="import_origin_known", condition=Q(origin__in=ImportOrigin.values)),
            models.CheckConstraint(name="import_state_known", condition=Q(state__in=ImportState.values)),
            models.CheckConstraint(name="import_changed_known", condition=Q(changed__in=Changed.values)),
            models.CheckConstraint(name="import_near_known", condition=Q(near__in=Near.values)),
            models.CheckConstraint(name="import_done_within_total", condition=Q(done__lte=F("total"))),
        ]
        indexes = [models.Index(name="import_list", fields=["project", "-created_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.get_origin_display()}, {self.get_state_display()}"


class FileState(models.TextChoices):
    WAITING = "waiting", _("Not read yet")
    READ = "read", _("Read")
    STORED = "stored", _("Stored")
    REFUSED = "refused", _("Refused")


class ImportFile(models.Model):
    """One file of an import, or the page behind an address. ``content`` is emptied when the import has ended.

    ``rows_read`` records are staged: a worker that takes over goes on behind them. ``problem`` says why the whole file
    is refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    imported = models.ForeignKey(Import, models.PROTECT, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=120, blank=True)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    format = models.CharField(_("format"), max_length=20, blank=True)
    content = models.BinaryField(null=True, blank=True, editable=False)
    size = models.PositiveIntegerField(_("bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=FileState, default=FileState.WAITING)
    rows_read = models.PositiveIntegerField(default=0)
    problem = models.CharField(_("problem"), max_length=500, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["imported", "position"]
        constraints = [
            models.UniqueConstraint(name="import_file_position_unique", fields=["imported", "position"]),
            models.CheckConstraint(name="import_file_state_known", condition=Q(state__in=FileState.values)),
        ]
        indexes = [
            models.Index(name="import_file_fetches", fields=["-fetched_at"], condition=Q(fetched_at__isnull=False)),
            models.Index(name="import_file_digests", fields=["sha256"], condition=~Q(sha256="")),
        ]

    def __str__(self) -> str:
        return self.name


class Outcome(models.TextChoices):
    """What looking at a record found."""

    NEW = "new", _("New")
    CHANGED = "changed", _("Changed text")
    NEAR = "near", _("Near copy")
    DUPLICATE = "duplicate", _("Already here")
    BAD = "bad", _("Has errors")


KEPT = ("draft", "segmentation", "near_keys", "lookup_keys")
"""What a record holds until the import has ended."""


class ImportRow(models.Model):
    """One record of a file: what is wrong with it, and what storing it would do.

    ``problems`` are {line, field, value, rule, severity}. ``draft`` and ``segmentation`` (JSON, as
    ``workflow.import_rows`` writes them) are what would be stored, exactly; they are emptied when the import has ended.
    ``known`` is the article that a copy or a changed text is like; ``article`` is what was made of the record.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(ImportFile, models.PROTECT, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField(null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    title = models.CharField(_("title"), max_length=500, blank=True)
    external_id = models.CharField(_("identifier"), max_length=200, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    statements = models.PositiveIntegerField(_("statements"), default=0)
    problems = models.JSONField(default=list)
    draft = models.BinaryField(null=True, blank=True, editable=False)
    segmentation = models.BinaryField(null=True, blank=True, editable=False)
    near_keys = ArrayField(models.IntegerField(), null=True, blank=True, editable=False)
    lookup_keys = ArrayField(models.IntegerField(), null=True, blank=True, editable=False)
    similarity = models.FloatField(null=True, blank=True)
    known = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="+")
    same_as = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True, related_name="brought_by")

    class Meta:
        ordering = ["file", "number"]
        constraints = [
            models.UniqueConstraint(name="import_row_number_unique", fields=["file", "number"]),
            models.CheckConstraint(name="import_row_outcome_known", condition=Q(outcome__in=Outcome.values)),
        ]
        indexes = [
            models.Index(name="import_row_outcomes", fields=["file", "outcome", "number"]),
            models.Index(name="import_row_texts", fields=["text_sha256"]),
            models.Index(name="import_row_identifiers", fields=["external_id"], condition=~Q(external_id="")),
            # Every record that is looked at asks here: what is not sorted in yet would be read each time.
            GinIndex(name="import_row_lookup_keys", fields=["lookup_keys"], fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.number}"


class EarlierLabel(models.Model):
    """A label that came with an article from another tool; ``statement`` when its span is exactly one. Insert-only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="earlier_labels")
    statement = models.ForeignKey("Statement", models.PROTECT, null=True, blank=True, related_name="earlier_labels")
    tool = models.CharField(_("tool"), max_length=60)
    annotator = models.CharField(_("annotator there"), max_length=150, blank=True)
    question = models.CharField(_("question"), max_length=200, blank=True)
    label = models.CharField(_("label"), max_length=200)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    comment = models.CharField(_("comment"), max_length=2000, blank=True)

    class Meta:
        ordering = ["article", "start", "id"]
        constraints = [
            models.CheckConstraint(
                name="earlier_label_span_whole",
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__isnull=False, end__gt=F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.label}" if self.question else self.label
