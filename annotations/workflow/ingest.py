"""Bringing an article in: its text is normalised once, hashed, stored, split; all of it or nothing."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from annotations.models import Article, Batch, DatePrecision, ParagraphRole, Project, QuoteType, User
from annotations.models.article import MAX_ARTICLE_CHARACTERS
from annotations.permissions import can_manage
from annotations.text.document import analyse
from annotations.text.normalise import TextError, normalise
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed
from annotations.workflow.events import record
from annotations.workflow.segment import segment
from annotations.workflow.segmentation import Segmentation, from_analysis

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 tag; whether the language exists is not looked up."""
SURROGATE = re.compile("[\ud800-\udfff]")

MAX_STATEMENTS = 10_000
"""Given statements of one article; as many earlier labels are taken."""
MAX_STATEMENT_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class GivenStatement:
    """A statement that the file has cut already: code points of the draft's text once its newlines are normalised.

    An empty ``speaker`` is the article's own voice; an empty ``quote_type`` is for the machine to find.
    """

    start: int
    end: int
    role: str = ParagraphRole.BODY.value
    speaker: str = ""
    quote_type: str = ""
    is_statement: bool = True


@dataclass(frozen=True, slots=True)
class EarlierLabelDraft:
    """A label made elsewhere; ``start`` and ``end`` are both None when it is about the whole article."""

    tool: str
    annotator: str
    question: str
    label: str
    start: int | None = None
    end: int | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article before it is stored; empty fields are filled from the text where it says them.

    ``source`` is the publisher's name. An empty ``published_precision`` is a day when there is a date. With
    ``statements`` the article is split as they say, without them by the machine.
    """

    text: str
    external_id: str = ""
    title: str = ""
    subtitle: str = ""
    byline: str = ""
    url: str = ""
    language: str = "en"
    published_at: date | None = None
    published_is_inferred: bool = False
    text_licence: str = ""
    raw: bytes | None = field(default=None, repr=False)
    source: str = ""
    published_precision: str = ""
    statements: tuple[GivenStatement, ...] = ()
    earlier_labels: tuple[EarlierLabelDraft, ...] = ()

    @property
    def precision(self) -> str:
        """How exact the date is; unknown without one."""
        if self.published_at is None:
            return DatePrecision.UNKNOWN.value
        return self.published_precision or DatePrecision.DAY.value


def check_draft(draft: ArticleDraft) -> str:
    """The text as it will be stored; ``Invalid`` names the field that breaks a rule."""
    try:
        text = normalise(draft.text)
    except TextError as error:
        raise Invalid("text", draft.text[:20], str(error)) from None
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise Invalid("text", f"{len(text)} characters", f"is longer than {MAX_ARTICLE_CHARACTERS} characters")
    _check_fields(draft, FIELD_LIMITS)
    if len(draft.language) > 35 or not LANGUAGE_TAG.fullmatch(draft.language):
        raise Invalid("language", draft.language, "is not a language tag such as en, tr or pt-BR")
    if draft.url:
        try:
            URLValidator(schemes=["http", "https"])(draft.url)
        except ValidationError:
            raise Invalid("url", draft.url, "is not an http or https address") from None
    if draft.published_precision and draft.published_precision not in DatePrecision.values:
        raise Invalid("published_precision", draft.published_precision, f"is none of {', '.join(DatePrecision.values)}")
    _check_statements(draft.statements, text)
    _check_labels(draft.earlier_labels, text)
    return text


FIELD_LIMITS = {
    "external_id": 200,
    "title": 500,
    "subtitle": 1000,
    "byline": 300,
    "url": 2000,
    "source": 200,
    "text_licence": 200,
}
"""Characters that a field of an article may have."""
LABEL_LIMITS = {"tool": 60, "annotator": 150, "question": 200, "label": 200, "comment": 2000}


def _check_fields(holder: object, limits: Mapping[str, int], prefix: str = "") -> None:
    for name, limit in limits.items():
        value = getattr(holder, name)
        if len(value) > limit:
            raise Invalid(prefix + name, value, f"is longer than {limit} characters")
        if "\0" in value:
            raise Invalid(prefix + name, value, "holds a NUL")
        if SURROGATE.search(value):
            raise Invalid(prefix + name, value, "holds a lone surrogate, which is not text")


def _check_statements(statements: Sequence[GivenStatement], text: str) -> None:
    """Spans inside the text, in order, apart from each other, of known roles."""
    if len(statements) > MAX_STATEMENTS:
        raise Invalid("statements", len(statements), f"are more than {MAX_STATEMENTS} in one article")
    before = 0
    for place, one in enumerate(statements):
        where = f"statements[{place}]."
        _check_span(one.start, one.end, text, where)
        if one.start < before:
            raise Invalid(f"{where}start", one.start, f"lies before {before}, where the statement above ends")
        if one.end - one.start > MAX_STATEMENT_CHARACTERS:
            raise Invalid(f"{where}end", one.end, f"makes it longer than {MAX_STATEMENT_CHARACTERS} characters")
        if one.role not in ParagraphRole.values:
            raise Invalid(f"{where}role", one.role, f"is none of {', '.join(ParagraphRole.values)}")
        if one.quote_type and one.quote_type not in QuoteType.values:
            raise Invalid(f"{where}quote_type", one.quote_type, f"is none of {', '.join(QuoteType.values)}")
        _check_fields(one, {"speaker": 200}, where)
        before = one.end


def _check_labels(labels: Sequence[EarlierLabelDraft], text: str) -> None:
    """Spans inside the text or none; something is said."""
    if len(labels) > MAX_STATEMENTS:
        raise Invalid("labels", len(labels), f"are more than {MAX_STATEMENTS} in one article")
    for place, one in enumerate(labels):
        where = f"labels[{place}]."
        _check_fields(one, LABEL_LIMITS, where)
        if not one.label.strip():
            raise Invalid(f"{where}label", one.label, "is empty")
        if one.start is None and one.end is None:
            continue
        if one.start is None or one.end is None:
            missing = "start" if one.start is None else "end"
            raise Invalid(where + missing, None, "is missing; give both ends or neither")
        _check_span(one.start, one.end, text, where)


def _check_span(start: int, end: int, text: str, where: str) -> None:
    if start < 0:
        raise Invalid(f"{where}start", start, "lies before the text")
    if end <= start:
        raise Invalid(f"{where}end", end, f"is not after start {start}")
    if end > len(text):
        raise Invalid(f"{where}end", end, f"lies behind the text, which has {len(text)} characters")
    if not text[start:end].strip():
        raise Invalid(f"{where}start", start, "is a span of nothing but white space")


def propose(text: str, language: str) -> Segmentation:
    """What the text core makes of a text; used for the preview and for the import itself."""
    return from_analysis(analyse(text, language))


def existing_copy(project: Project, text: str) -> Article | None:
    """The project's article with exactly this text, if there is one."""
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return Article.objects.filter(project=project, text_sha256=digest, deleted_at__isnull=True).first()


@transaction.atomic
def import_article(
    *,
    actor: User,
    project: Project,
    draft: ArticleDraft,
    batch: Batch | None = None,
    segmentation: Segmentation | None = None,
) -> Article:
    """Stores and splits one article. ``segmentation`` replaces the machine's proposal (a hand-checked split).

    Raises ``Invalid`` for a bad field, ``Duplicate`` when the project has this very text.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead imports articles.")
    text = check_draft(draft)
    Project.objects.select_for_update().get(pk=project.pk)
    if twin := existing_copy(project, text):
        raise Duplicate(f"This text is here already: {twin.title}", field="text", article=str(twin.pk))
    split = segmentation or propose(text, draft.language)
    by_role = _first_by_role(text, split)
    article = Article.objects.create(
        project=project,
        batch=batch,
        external_id=draft.external_id or hashlib.sha256(text.encode("utf-8")).hexdigest()[:16],
        title=(draft.title or by_role.get("headline") or text.strip().split("\n")[0])[:500],
        subtitle=(draft.subtitle or by_role.get("subhead", ""))[:1000],
        byline=(draft.byline or by_role.get("byline", ""))[:300],
        dateline_place=by_role.get("dateline", "")[:200],
        url=draft.url,
        language=draft.language,
        published_at=draft.published_at,
        published_precision=draft.precision,
        published_is_inferred=draft.published_is_inferred,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        raw=draft.raw,
        raw_sha256=hashlib.sha256(draft.raw).hexdigest() if draft.raw is not None else "",
        text_licence=draft.text_licence,
        required=project.annotators_per_article,
    )
    event = record(
        actor=actor,
        verb="article.imported",
        obj=article,
        project=project,
        after={"title": article.title, "sha256": article.text_sha256},
    )
    segment(actor=actor, article=article, segmentation=split, caused_by=event)
    return article


def _first_by_role(text: str, split: Segmentation) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for (start, end), role in split.paragraphs:
        found.setdefault(role, text[start:end])
    return found
