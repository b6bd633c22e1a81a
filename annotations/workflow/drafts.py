"""Articles before they are stored: what one may say of itself, and the rules for it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from annotations.models import DatePrecision, ParagraphRole, QuoteType
from annotations.models.article import MAX_ARTICLE_CHARACTERS
from annotations.text.counted import counted
from annotations.text.dates import stated_date
from annotations.text.languages.guess import guess_language
from annotations.text.normalise import TextError, normalise
from annotations.workflow.errors import Invalid

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
"""The shape of a BCP 47 tag; whether the language exists is not looked up."""
UNDETERMINED = "und"
"""The tag of a language that nobody has named."""
SURROGATE = re.compile("[\ud800-\udfff]")

MAX_STATEMENTS = 10_000
"""Given statements of one article; as many earlier labels are taken."""
MAX_STATEMENT_CHARACTERS = 20_000
ROLES = tuple(ParagraphRole.values)
QUOTE_TYPES = tuple(QuoteType.values)


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
    ``statements`` the article is split as they say, without them by the machine. ``captions`` are lines of the text
    that are known to stand under pictures. Whoever does not know the language says "und" (see ``completed``).
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
    captions: tuple[str, ...] = ()

    @property
    def precision(self) -> str:
        """How exact the date is; unknown without one."""
        if self.published_at is None:
            return DatePrecision.UNKNOWN.value
        return self.published_precision or DatePrecision.DAY.value


def completed(draft: ArticleDraft) -> ArticleDraft:
    """The draft with what its text says and nobody else did: the language it reads like, the day in its date line.

    English where the language is not clear; such a day is inferred.
    """
    if draft.language == UNDETERMINED:
        draft = replace(draft, language=guess_language(draft.text) or "en")
    if draft.published_at is None and (day := stated_date(draft.text, draft.language)):
        draft = replace(draft, published_at=day, published_precision="", published_is_inferred=True)
    return draft


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
        if one.role not in ROLES:
            raise Invalid(f"{where}role", one.role, f"is none of {', '.join(ROLES)}")
        if one.quote_type and one.quote_type not in QUOTE_TYPES:
            raise Invalid(f"{where}quote_type", one.quote_type, f"is none of {', '.join(QUOTE_TYPES)}")
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
        raise Invalid(
            f"{where}end", end, f"lies behind the text, which has {counted(len(text), 'character', 'characters')}"
        )
    if not text[start:end].strip():
        raise Invalid(f"{where}start", start, "is a span of nothing but white space")
