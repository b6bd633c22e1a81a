"""AVeriTeC: claims with questions, answers with their sources, a verdict and its reasons.

Keys, their order and all vocabularies are those of the published ``dev.json`` (Schlichtkrull and others, 2023);
``boolean_explanation`` and ``cached_source_url`` are absent where they would be empty, dates are ``D-M-YYYY``.
"""

from collections.abc import Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import OTHER_EVIDENCE, OTHER_LABELS, PLACES, SETTLING, STANCES
from annotations.exports.material import ArticleMaterial
from annotations.exports.scales import QUESTION, Scale, named, names_of, scale
from annotations.exports.text_files import json_list
from annotations.queries.release_choice import GOLD
from annotations.queries.release_shapes import CheckAnswerCell, EvidenceCell, GoldRow
from annotations.queries.release_text_shapes import ClaimRow

VERDICTS = ("Supported", "Refuted", "Not Enough Evidence", "Conflicting Evidence/Cherrypicking")
CLAIM_TYPES = (
    "Event/Property Claim",
    "Numerical Claim",
    "Causal Claim",
    "Position Statement",
    "Quote Verification",
    "Speculative Claim",
    "Opinion Claim",
    "Media Publishing Claim",
    "Media Analysis Claim",
)
STRATEGIES = (
    "Written Evidence",
    "Numerical Comparison",
    "Consultation",
    "Satirical Source Identification",
    "Media Source Discovery",
    "Image Analysis",
    "Video Analysis",
    "Audio Analysis",
    "Geolocation",
    "Fact-checker Reference",
)
MEDIA = {
    "web_text": "Web text",
    "web_table": "Web table",
    "pdf": "PDF",
    "image_graphic": "Image/graphic",
    "video": "Video",
    "audio": "Audio",
    "metadata": "Metadata",
    "other": "Other",
}
OWN_WORDS = "no claim text is written, so the words of the statement stand for it"


def write(export: Export) -> Iterator[File]:
    """One list of claims."""
    yield File("averitec.json", json_list(claims(export)))


def claims(export: Export) -> Iterator[dict[str, Any]]:
    """One object for each settled verdict."""
    verdicts = scale(export.material, "averitec", VERDICTS, export.option("question"))
    types = scale(export.material, "averitec", CLAIM_TYPES)
    strategies = scale(export.material, "averitec", STRATEGIES)
    for found in export.material.by_article("gold", "claims"):
        for row, verdict in named(export, verdicts, found.gold):
            yield claim(export, found, row, verdict, types, strategies)
            export.report.keep()


def claim(
    export: Export,
    found: ArticleMaterial,
    row: GoldRow,
    verdict: str,
    types: Scale | None,
    strategies: Scale | None,
) -> dict[str, Any]:
    """One claim, its keys in the order of the published file."""
    article, texts = found.article, row.get("texts", {})
    drawn = next((one for one in found.claims if one["statement_id"] == row["statement_id"]), None)
    text = texts.get("claim_text") or row["claim_text"]
    if not text:
        export.report.coerce(row["statement_id"], "claim", "", "text", OWN_WORDS)
    return {
        "claim": text or row["text"],
        "required_reannotation": False,
        "label": verdict,
        "justification": texts.get("justification") or row["rationale"],
        "claim_date": day(drawn["claim_date"] if drawn and drawn["claim_date"] else article["published_at"]),
        "speaker": row["speaker"]["name"] if row["speaker"] else None,
        "original_claim_url": article["url"] or None,
        "fact_checking_article": None,
        "reporting_source": article["source"]["name"] if article["source"] else None,
        "location_ISO_code": country(drawn),
        "claim_types": names_of(row, types) or (list(drawn["claim_types"]) if drawn else []),
        "fact_checking_strategies": names_of(row, strategies),
        "questions": questions(row),
        "cached_original_claim_url": article["archived_url"] or None,
    }


def day(date: str | None) -> str | None:
    """A day as AVeriTeC writes it, without padding: ``12-2-2020``."""
    if date is None:
        return None
    year, month, number = date[:10].split("-")
    return f"{int(number)}-{int(month)}-{year}"


def country(drawn: ClaimRow | None) -> str | None:
    """The country of a claim where its place is given as ISO 3166-1 gives it, by two letters."""
    place = drawn["location"] if drawn else ""
    return place if len(place) == 2 and place.isascii() and place.isupper() else None


def questions(row: GoldRow) -> list[dict[str, Any]]:
    """What was asked to settle the claim, and the answers."""
    sources = {one["id"]: one for one in row.get("evidence", [])}
    return [
        {"question": one["question"], "answers": [answer(each, sources) for each in one["answers"]]}
        for one in row.get("questions", [])
    ]


def answer(given: CheckAnswerCell, sources: dict[str, EvidenceCell]) -> dict[str, Any]:
    """One answer with its source; an unanswerable one has neither address nor medium."""
    source = sources.get(given["evidence"] or "")
    found: dict[str, Any] = {
        "answer": given["answer"],
        "answer_type": given["answer_type"],
        "source_url": source["url"] if source else "",
        "source_medium": MEDIA[source["medium"]] if source else "",
    }
    if source and source["archived_url"]:
        found["cached_source_url"] = source["archived_url"]
    if given["boolean_explanation"]:
        found["boolean_explanation"] = given["boolean_explanation"]
    return found


FORMAT = ExportFormat(
    key="averitec",
    title="AVeriTeC",
    summary="Claims with questions, sourced answers, a verdict of four and its reasons. For fact-checking systems.",
    extension="json",
    content_type="application/json",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(OTHER_LABELS, STANCES, OTHER_EVIDENCE, SETTLING, PLACES),
    needs_text=True,
    options=(QUESTION,),
)
