"""ClaimReview: signed-off fact-checks as schema.org JSON-LD, as search engines read them.

A claim is published only with a verdict, enough independent evidence and enough approvals (``evidence`` and
``approvals``, 2 and 1 where nothing is said). Sources of one host count once; the article itself, other fact-checks
and context do not count. Numbers on the scale are our own (1 false to 5 true); readers are shown the text alone.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from annotations.exports.base import Export, ExportFormat, File, Option
from annotations.exports.left_out import EVIDENCE, OTHER_LABELS, PLACES, SETTLING, STANCES
from annotations.exports.material import ArticleMaterial
from annotations.exports.scales import QUESTION, named, scale
from annotations.exports.text_files import as_json, gathered
from annotations.queries.release_choice import GOLD
from annotations.queries.release_shapes import GoldRow

RATINGS: dict[str, tuple[str, int | None]] = {
    "Supported": ("True", 5),
    "Conflicting Evidence/Cherrypicking": ("Half true", 3),
    "Refuted": ("False", 1),
    "Not Enough Evidence": ("Unproven", None),
}
LITTLE_EVIDENCE = "it has less independent evidence than publication needs"
NOT_SIGNED_OFF = "it has fewer approvals than publication needs"
NO_CLAIM = "no claim text is written"
NUMBERS = tuple(str(number) for number in range(10))


def write(export: Export) -> Iterator[File]:
    """One graph of reviews."""
    yield File("claimreview.jsonld", gathered(graph(export)))


def graph(export: Export) -> Iterator[str]:
    """The graph, one review a line inside it."""
    yield '{"@context":"https://schema.org","@graph":[\n'
    before = ""
    asked = scale(export.material, "averitec", tuple(RATINGS), export.option("question"))
    for found in export.material.by_article("gold"):
        for row, verdict in named(export, asked, found.gold):
            missing = gate(export, row)
            if missing:
                export.report.drop(row["statement_id"], missing)
                continue
            yield before + as_json(review(export, row, verdict, found))
            export.report.keep()
            before = ",\n"
    yield "\n]}\n"


def gate(export: Export, row: GoldRow) -> str:
    """What is missing for publication, or ''."""
    if len(independent(row)) < int(export.option("evidence", "2")):
        return LITTLE_EVIDENCE
    if len(row.get("approved_by", [])) < int(export.option("approvals", "1")):
        return NOT_SIGNED_OFF
    return "" if claim(row) else NO_CLAIM


def independent(row: GoldRow) -> set[str]:
    """The hosts whose evidence supports or refutes."""
    counted = [one for one in row.get("evidence", []) if one["relation"] != "context" and not one["flaws"]]
    return {urlsplit(one["url"]).hostname or "" for one in counted}


def claim(row: GoldRow) -> str:
    """The claim in words that stand alone, or ''."""
    return row.get("texts", {}).get("claim_text") or row["claim_text"] or ""


def review(export: Export, row: GoldRow, verdict: str, found: ArticleMaterial) -> dict[str, Any]:
    """One review; its address lies on the site that publishes it."""
    site = export.option("site", "https://factcheck.invalid").rstrip("/")
    publisher = export.option("publisher", export.material.scheme["project"]["name"])
    article = found.article
    author = {"author": {"@type": "Person", "name": row["speaker"]["name"]}} if row["speaker"] else {}
    published = {"datePublished": article["published_at"]} if article["published_at"] else {}
    return {
        "@type": "ClaimReview",
        "url": f"{site}/checks/{row['statement_id']}",
        "datePublished": row["adjudicated_at"][:10],
        "inLanguage": article["language"],
        "author": {"@type": "Organization", "name": publisher, "url": f"{site}/"},
        "claimReviewed": claim(row),
        "itemReviewed": {"@type": "Claim", "text": row["text"], **author, **published, "appearance": appearance(found)},
        "reviewRating": rating(row, verdict),
    }


def appearance(found: ArticleMaterial) -> dict[str, Any]:
    """Where the claim stands."""
    address = {"url": found.article["url"]} if found.article["url"] else {}
    return {"@type": "NewsArticle", "headline": found.article["title"], **address}


def rating(row: GoldRow, verdict: str) -> dict[str, Any]:
    """The verdict as a rating; what is unproven has no number."""
    text, value = RATINGS[verdict]
    numbers = {"ratingValue": value, "bestRating": 5, "worstRating": 1} if value else {}
    reasons = row.get("texts", {}).get("justification") or row["rationale"]
    return {"@type": "Rating", **numbers, "alternateName": text} | ({"ratingExplanation": reasons} if reasons else {})


FORMAT = ExportFormat(
    key="claimreview",
    title="ClaimReview",
    summary="Approved fact-checks as schema.org JSON-LD; only with a verdict, independent evidence and sign-off.",
    extension="jsonld",
    content_type="application/ld+json",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(OTHER_LABELS, STANCES, EVIDENCE, SETTLING, PLACES),
    needs_text=True,
    options=(
        QUESTION,
        Option("site", "Address of your site"),
        Option("publisher", "Publisher"),
        Option("evidence", "Independent sources", NUMBERS),
        Option("approvals", "Approvals", NUMBERS),
    ),
)
