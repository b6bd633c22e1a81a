"""HTML: a saved or fetched page is one article; its bytes are kept, its main text is taken."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, BinaryIO
from urllib.parse import urljoin

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from annotations.imports.base import ImportFormat, Options, Problem, Row, stem
from annotations.imports.dates import parse_date
from annotations.imports.limits import FILE_BYTES
from annotations.imports.page_process import PAGES
from annotations.imports.records import checked, failed
from annotations.models import DatePrecision
from annotations.text.counted import counted
from annotations.text.pages.results import Page, Unusable
from annotations.workflow.drafts import FIELD_LIMITS, LANGUAGE_TAG, ArticleDraft

FEW_WORDS = 30
"""With fewer, what was found is perhaps not the article."""
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)(?:[/-]([0-3]\d))?(?=[/.-]|$)")


def read(stream: BinaryIO, name: str, options: Options) -> Iterator[Row]:
    """The page as one draft; a page without an article is an error with the way out."""
    raw = stream.read(FILE_BYTES + 1)
    if len(raw) > FILE_BYTES:
        yield failed(None, "file", stem(name), f"is larger than {FILE_BYTES} bytes")
        return
    today = datetime.now(UTC).date().isoformat()
    try:
        page = PAGES.read(raw, options.encoding, options.url, today)
    except Unusable as error:
        yield failed(None, "file", error.value, error.rule)
    else:
        yield _row(page, raw, name, options)


def _row(page: Page, raw: bytes, name: str, options: Options) -> Row:
    url = next((found for given in page.addresses if (found := web_address(given, options.url))), options.url)
    published_at, precision, is_inferred = published(page, url)
    languages = (tag for tag in page.languages if len(tag) <= 35 and LANGUAGE_TAG.fullmatch(tag))
    fields: dict[str, Any] = {
        "title": page.headline,
        "byline": page.authors,
        "source": page.site,
        "external_id": "" if url else stem(name),
    }
    problems = _shortened(fields)
    if page.replaced:
        be, were = ("is", "was") if page.replaced == 1 else ("are", "were")
        rule = f"{be} not of the page's charset and {were} replaced; compare the text"
        problems.append(Problem(None, "file", counted(page.replaced, "byte", "bytes"), rule, "warning"))
    if (words := len(page.text.split())) < FEW_WORDS:
        rule = f"{'is' if words == 1 else 'are'} all that was found on the page; compare the text"
        problems.append(Problem(None, "text", counted(words, "word", "words"), rule, "warning"))
    draft = ArticleDraft(
        text=page.text,
        url=url,
        language=next(languages, options.language),
        published_at=published_at,
        published_precision=precision,
        published_is_inferred=is_inferred,
        raw=raw,
        captions=tuple(page.captions),
        **fields,
    )
    return checked(None, draft, problems)


def published(page: Page, url: str) -> tuple[date | None, str, bool]:
    """The date of publication, its precision, and whether it is inferred: from the address or by a search.

    The search puts 1 for a month or day that it does not find, so a first of a month is no more than a month.
    """
    if found := parse_date(page.published):
        return *found, False
    if filed := _IN_ADDRESS.search(url):
        found = parse_date("-".join(part for part in filed.groups() if part))
    if found:
        return *found, True
    if not (found := parse_date(page.guessed_day)):
        return None, "", False
    day, precision = found
    if day.day == 1:
        precision = DatePrecision.YEAR.value if day.month == 1 else DatePrecision.MONTH.value
    return day, precision, True


def web_address(given: str, base: str) -> str:
    """An address of a page that came from ``base``; empty when it is none."""
    try:
        found = urljoin(base, given)
        URLValidator(schemes=["http", "https"])(found)
    except (ValueError, ValidationError):
        return ""
    return found if len(found) <= FIELD_LIMITS["url"] else ""


def _shortened(fields: dict[str, Any]) -> list[Problem]:
    """Cut what a page says of itself to what a field holds, and say so."""
    problems = []
    for name, value in fields.items():
        if len(value) > (limit := FIELD_LIMITS[name]):
            fields[name] = value[:limit].rstrip()
            problems.append(Problem(None, name, value, f"was cut to {limit} characters", "warning"))
    return problems


FORMAT = ImportFormat(
    key="html",
    title="Web page (HTML)",
    extensions=(".html", ".htm", ".xhtml"),
    content_types=("text/html", "application/xhtml+xml"),
    many=False,
    looks_like=lambda _name, head: b"<" in head,
    read=read,
)
