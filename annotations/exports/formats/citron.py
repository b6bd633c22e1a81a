"""Citron: an article's text and its quotations with cue, sources and contents, one JSON file an article (BBC, 2021).

Spans are code points, half-open. Nested attributions stand beside the outer ones, as in Citron's own output; a cue that
is missing is null. Labels have no place.
"""

from collections.abc import Iterator
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import ANSWERS
from annotations.exports.material import ArticleMaterial
from annotations.exports.text_files import as_json, gathered
from annotations.queries.release_choice import GOLD
from annotations.queries.release_text_shapes import AttributionRow, SpanCell

NO_CONTENT = "it has no content"


def write(export: Export) -> Iterator[File]:
    """One file for each article."""
    for found in export.material.by_article("attributions"):
        yield File(f"citron/{found.article['article_id']}.json", gathered([as_json(article(export, found), 1) + "\n"]))


def article(export: Export, found: ArticleMaterial) -> dict[str, Any]:
    """Text and quotations."""
    quotes = []
    for row in found.attributions:
        if row["contents"]:
            quotes.append(quote(row))
            export.report.keep()
        else:
            export.report.drop(row["attribution_id"], NO_CONTENT)
    return {"text": found.article["text"], "quotes": quotes}


def quote(row: AttributionRow) -> dict[str, Any]:
    """One quotation."""
    return {
        "id": row["attribution_id"],
        "cue": span(row["cue"]) if row["cue"] else None,
        "sources": [span(row["source"])] if row["source"] else [],
        "contents": [span(one) for one in row["contents"]],
    }


def span(cell: SpanCell) -> dict[str, Any]:
    """Where it stands and what it says."""
    return {"start": cell["start"], "end": cell["end"], "text": cell["text"]}


FORMAT = ExportFormat(
    key="citron",
    title="Citron",
    summary="Who says what: text, cues, sources and contents of quotations, one JSON file an article; no labels.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=ANSWERS,
    is_folder=True,
    needs_text=True,
)
