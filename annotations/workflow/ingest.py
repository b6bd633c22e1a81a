"""Bringing an article in: its text is normalised once, hashed, stored, split; all of it or nothing."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction

from annotations.models import Article, Batch, DatePrecision, Project, User
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


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article before it is stored; empty fields are filled from the text where it says them."""

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


def check_draft(draft: ArticleDraft) -> str:
    """The text as it will be stored; ``Invalid`` names the field that breaks a rule."""
    try:
        text = normalise(draft.text)
    except TextError as error:
        raise Invalid("text", draft.text[:20], str(error)) from None
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise Invalid("text", f"{len(text)} characters", f"is longer than {MAX_ARTICLE_CHARACTERS} characters")
    for name, limit in (
        ("external_id", 200),
        ("title", 500),
        ("subtitle", 1000),
        ("byline", 300),
        ("url", 2000),
    ):
        value = getattr(draft, name)
        if len(value) > limit:
            raise Invalid(name, value, f"is longer than {limit} characters")
        if "\0" in value:
            raise Invalid(name, value, "holds a NUL")
    if len(draft.language) > 35 or not LANGUAGE_TAG.fullmatch(draft.language):
        raise Invalid("language", draft.language, "is not a language tag such as en, tr or pt-BR")
    if draft.url:
        try:
            URLValidator(schemes=["http", "https"])(draft.url)
        except ValidationError:
            raise Invalid("url", draft.url, "is not an http or https address") from None
    return text


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
        published_precision=DatePrecision.DAY if draft.published_at else DatePrecision.UNKNOWN,
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
