"""What a page states of its article outright: headline, authors, date, publisher, language, addresses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate
from typing import Any

from lxml.html import HtmlElement

from annotations.text.pages.linked_data import article_data, names, words

DATE_NAMES = (
    "article:published_time og:article:published_time og:published_time datepublished publish-date publishdate "
    "publication_date pubdate parsely-pub-date sailthru.date citation_publication_date dcterms.issued dc.date.issued "
    "dcterms.date dc.date dcterms.created dc.date.created date"
)
"""Names of ``meta`` elements that give the date of publication, the plainest first."""
_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=$|[T ])")
_SLASHES = re.compile(r"(\d{4})/(\d\d)/(\d\d)\b.*")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says in so many words; empty where it does not. Nothing is checked yet.

    ``published`` is a date as YYYY, YYYY-MM or YYYY-MM-DD; ``languages`` and ``addresses`` are in order of preference.
    """

    headline: str
    authors: str
    site: str
    published: str
    languages: list[str]
    addresses: list[str]


def stated(tree: HtmlElement) -> Facts:
    """The facts of a page: its JSON-LD first, then its ``meta`` elements, then the markup."""
    data = article_data(tree)
    metas = _metas(tree)
    links = (link.get("href") or "" for link in tree.iterfind('.//link[@rel="canonical"]'))
    tags = (tree.get("lang"), tree.get("xml:lang"), words(data.get("inLanguage")), metas.get("content-language"))
    return Facts(
        headline=words(data.get("headline")),
        authors=names(data.get("author")),
        site=names(data.get("publisher")) or metas.get("og:site_name", ""),
        published=next((day for text in _dates(tree, metas, data) if (day := iso_day(text))), ""),
        languages=[tag.strip().replace("_", "-") for tag in (*tags, metas.get("og:locale")) if tag],
        addresses=[given.strip()[:2000] for given in (*links, metas.get("og:url", "")) if given.strip()],
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    """The first content of each ``meta``, by its property, name or itemprop in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or ""
        ).lower()
        content = words((meta.get("content") or "")[:2000])
        if name and content:
            found.setdefault(name, content)
    return found


def _dates(tree: HtmlElement, metas: dict[str, str], data: dict[str, Any]) -> Iterator[str]:
    yield words(data.get("datePublished"))
    yield from (metas[name] for name in DATE_NAMES.split() if name in metas)
    for element in tree.iterfind('.//*[@itemprop="datePublished"]'):
        yield element.get("datetime") or element.get("content") or ""


def iso_day(text: str) -> str:
    """The day, month or year that a text begins with: ISO 8601, also with slashes, or the form of e-mails."""
    text = _SLASHES.sub(r"\1-\2-\3", text.strip()[:60])
    if found := _ISO.match(text):
        return found.group()
    parts = parsedate(text)
    return f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}" if parts else ""
