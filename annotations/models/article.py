"""Articles as they were imported: immutable text, typed paragraphs, and the places that annotators fill."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, IntegerRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.identity import uuid7
from annotations.models.project import Membership, Project

MAX_ARTICLE_CHARACTERS = 2_000_000


class SourceKind(models.TextChoices):
    NEWS_AGENCY = "news_agency", _("News agency")
    NEWSPAPER = "newspaper", _("Newspaper")
    BROADCASTER = "broadcaster", _("Broadcaster")
    ONLINE = "online", _("Online medium")
    FACT_CHECKER = "fact_checker", _("Fact checker")
    GOVERNMENT = "government", _("Government")
    SOCIAL = "social", _("Social network")
    OTHER = "other", _("Other")


class Source(models.Model):
    """A publisher."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="sources")
    name = models.CharField(_("name"), max_length=200)
    domain = models.CharField(_("domain"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, default=SourceKind.OTHER)
    country = models.CharField(_("country"), max_length=2, blank=True)
    wikidata_id = models.CharField(max_length=20, blank=True)
    reliability_note = models.TextField(blank=True)
    known_satire = models.BooleanField(default=False)
    known_misinformation = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(name="source_name_unique", fields=["project", "name"]),
            models.CheckConstraint(name="source_kind_known", condition=Q(kind__in=SourceKind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class BatchKind(models.TextChoices):
    PRODUCTION = "production", _("Production")
    CALIBRATION = "calibration", _("Calibration")
    TRAINING = "training", _("Training")


class Batch(models.Model):
    """Articles that are given out together; calibration and training stay out of releases.

    Everybody gets the articles of a calibration batch. Those of a training batch take no places: they are for people
    who have not passed yet. A higher ``priority`` comes first; it is copied to the articles, whose queue is an index.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="batches")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=BatchKind, default=BatchKind.PRODUCTION)
    priority = models.SmallIntegerField(_("priority"), default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(name="batch_name_unique", fields=["project", "name"]),
            models.CheckConstraint(name="batch_kind_known", condition=Q(kind__in=BatchKind.values)),
        ]

    def __str__(self) -> str:
        return self.name


class BatchShare(models.Model):
    """At most so many percent of a batch's articles go to one member."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="shares")
    member = models.ForeignKey(Membership, models.PROTECT, related_name="shares")
    percent = models.PositiveSmallIntegerField(_("share (%)"))

    class Meta:
        ordering = ["batch", "id"]
        constraints = [
            models.UniqueConstraint(name="batch_share_once", fields=["batch", "member"]),
            models.CheckConstraint(name="batch_share_0_to_100", condition=Q(percent__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.member} · {self.batch}: {self.percent} %"


class ArticleState(models.TextChoices):
    IMPORTED = "imported", _("Imported")
    SEGMENTED = "segmented", _("Split")
    FROZEN = "frozen", _("Frozen")
    LABELLED = "labelled", _("Labelled")
    ADJUDICATED = "adjudicated", _("Adjudicated")


TRANSITIONS: dict[str, frozenset[str]] = {
    ArticleState.IMPORTED: frozenset({ArticleState.SEGMENTED}),
    ArticleState.SEGMENTED: frozenset({ArticleState.SEGMENTED, ArticleState.FROZEN}),
    ArticleState.FROZEN: frozenset({ArticleState.LABELLED}),
    ArticleState.LABELLED: frozenset({ArticleState.ADJUDICATED, ArticleState.FROZEN}),
    ArticleState.ADJUDICATED: frozenset({ArticleState.LABELLED, ArticleState.FROZEN}),  # … somebody more labels it
}


class DatePrecision(models.TextChoices):
    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")
    UNKNOWN = "unknown", _("Unknown")


BULKY = ("text", "raw", "near_keys", "lookup_keys")
"""Columns of an article that lists leave in the database."""


class Article(models.Model):
    """One version of a text. ``text`` never changes (database trigger); a correction is a row that ``replaces`` it.

    Labels stay on the version they were made on. ``first_version`` is the oldest of a text that has several (null on
    itself). ``near_keys`` (``text.near_copies``) are shared by near copies; ``lookup_keys`` are those of them that few
    texts had before this one, so that looking a near copy up stays quick among texts of one mould.

    ``required``, ``reserved`` and ``done`` count the places of the article: how many annotators it needs, how many
    hold or held a place, and how many of those submitted (also if their work came back since). ``split_version`` grows
    with each change of the split.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.PROTECT, related_name="articles")
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="articles")
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, blank=True, related_name="articles")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    first_version = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later_versions")
    external_id = models.CharField(_("identifier"), max_length=200)
    title = models.CharField(_("title"), max_length=500)
    subtitle = models.CharField(_("subtitle"), max_length=1000, blank=True)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    credit = models.CharField(_("credit"), max_length=300, blank=True)
    dateline_place = models.CharField(_("dateline"), max_length=200, blank=True)
    url = models.URLField(_("address"), max_length=2000, blank=True)
    archived_url = models.URLField(_("archived copy"), max_length=2000, blank=True)
    published_at = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(max_length=10, choices=DatePrecision, default=DatePrecision.UNKNOWN)
    published_is_inferred = models.BooleanField(_("date is inferred"), default=False)
    retrieved_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(_("language"), max_length=35, default="en")
    text = models.TextField(_("text"))
    text_sha256 = models.CharField(max_length=64, validators=[RegexValidator(r"^[0-9a-f]{64}$")])
    raw = models.BinaryField(null=True, blank=True, editable=False)
    raw_sha256 = models.CharField(max_length=64, blank=True)
    near_keys = ArrayField(models.IntegerField(), default=list, blank=True, editable=False)
    lookup_keys = ArrayField(models.IntegerField(), default=list, blank=True, editable=False)
    text_licence = models.CharField(_("licence of the text"), max_length=200, blank=True)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=20, choices=ArticleState, default=ArticleState.IMPORTED)
    splitter_version = models.CharField(max_length=40, blank=True)
    split_version = models.PositiveIntegerField(default=0, editable=False)
    frozen_at = models.DateTimeField(_("frozen"), null=True, blank=True)
    priority = models.SmallIntegerField(_("priority"), default=0)
    required = models.PositiveSmallIntegerField(_("annotators needed"), default=2)
    reserved = models.PositiveSmallIntegerField(_("places taken"), default=0)
    done = models.PositiveSmallIntegerField(_("places submitted"), default=0)
    created_at = models.DateTimeField(_("imported"), db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="article_text_once_per_project",
                fields=["project", "text_sha256"],
                condition=Q(deleted_at__isnull=True),
            ),
            models.UniqueConstraint(
                name="article_one_successor",
                fields=["replaces"],
                condition=Q(replaces__isnull=False, deleted_at__isnull=True),
            ),
            models.CheckConstraint(name="article_state_known", condition=Q(state__in=ArticleState.values)),
            models.CheckConstraint(
                name="article_places_done_reserved_required",
                condition=Q(done__gte=0, done__lte=F("reserved"), reserved__lte=F("required")),
            ),
            models.CheckConstraint(name="article_text_not_empty", condition=~Q(text="")),
        ]
        indexes = [
            models.Index(
                name="article_queue",
                fields=["project", "-priority", "id"],
                condition=Q(state="frozen", reserved__lt=F("required"), deleted_at__isnull=True),
            ),
            models.Index(name="article_trash", fields=["id"], condition=Q(deleted_at__isnull=False)),
            models.Index(name="article_by_title", fields=["project", "title", "id"]),
            models.Index(name="article_list", fields=["project", "-created_at", "id"]),
            models.Index(name="article_identifier", fields=["project", "external_id"]),
            models.Index(name="article_address", fields=["project", "url"], condition=~Q(url="")),
            # Every record that is looked at asks here: what is not sorted in yet would be read each time.
            GinIndex(name="article_lookup_keys", fields=["lookup_keys"], fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def published_pattern(self) -> str:
        """How its date is written: no day where only the month or the year is known."""
        coarse = {DatePrecision.YEAR.value: "Y", DatePrecision.MONTH.value: "F Y"}
        return coarse.get(self.published_precision, "j M Y")


class SpanRange(Func):
    """``int4range(start, end)`` of a row, half-open, for exclusion constraints."""

    function = "int4range"
    output_field = IntegerRangeField()


class ParagraphRole(models.TextChoices):
    HEADLINE = "headline", _("Headline")
    SUBHEAD = "subhead", _("Subhead")
    DATELINE = "dateline", _("Dateline")
    BYLINE = "byline", _("Byline")
    BODY = "body", _("Body")
    CAPTION = "caption", _("Caption")
    CROSSHEAD = "crosshead", _("Crosshead")
    BOILERPLATE = "boilerplate", _("Boilerplate")


class Paragraph(models.Model):
    """A block of an article: ``text[start:end]`` in code points; the separators belong to no paragraph."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="paragraphs")
    index = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    role = models.CharField(max_length=20, choices=ParagraphRole)

    class Meta:
        ordering = ["article", "index"]
        constraints = [
            models.UniqueConstraint(name="paragraph_index_unique", fields=["article", "index"]),
            models.CheckConstraint(name="paragraph_span_not_empty", condition=Q(end__gt=F("start"))),
            models.CheckConstraint(name="paragraph_role_known", condition=Q(role__in=ParagraphRole.values)),
            ExclusionConstraint(
                name="paragraph_spans_do_not_overlap",
                expressions=[
                    ("article", RangeOperators.EQUAL),
                    (SpanRange("start", "end"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} [{self.start}:{self.end}]"
