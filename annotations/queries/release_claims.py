"""Rows of what is said in the articles: attributions with their spans, claims, and the entities of the project."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from annotations.models import Attribution, AttributionSpan, Claim, Entity, Project, SpanPart, Statement, StatementState
from annotations.queries.release_cells import Names
from annotations.queries.release_choice import Choice
from annotations.queries.release_filter import of_articles
from annotations.queries.release_text_shapes import AttributionRow, ClaimRow, EntityRow, SpanCell

SAID = (
    "article_id",
    "article__text_sha256",
    "pk",
    "index",
    "speaker_id",
    "source_kind",
    "quote_type",
    "attribution_type",
    "negated",
    "nested_in_id",
    "origin",
    "rule",
    "confidence",
)
CLAIMED = (
    "statement__article_id",
    "statement_id",
    "pk",
    "index",
    "version",
    "claim_text",
    "support_start",
    "support_end",
    "check_target",
    "claim_types",
    "claim_date",
    "claim_date_precision",
    "location",
    "duplicate_of_id",
    "author_id",
    "note",
)
KNOWN = ("key", "canonical_name", "kind", "description", "aliases", "wikidata_id", "pin", "merged_into_id")


def attribution_query(project: Project, choice: Choice) -> QuerySet[Attribution, Any]:
    """One tuple of ``SAID``, the statements and the spans for each attribution, by article and index."""
    covered = Statement.objects.filter(attributions=OuterRef("pk"), state=StatementState.LIVE)
    span = JSONObject(part="part", start="start", end="end", text="exact")
    spans = AttributionSpan.objects.filter(attribution=OuterRef("pk"))
    return (
        Attribution.objects.filter(of_articles(choice, "article__"), article__project=project)
        .annotate(
            covers=ArraySubquery(covered.order_by("start").values("pk")),
            parts=ArraySubquery(spans.order_by("part", "position").values_list(span)),
        )
        .order_by("article_id", "index")
        .values_list(*SAID, "covers", "parts")
    )


def attribution_row(project: str, values: tuple[Any, ...], names: Names) -> AttributionRow:
    """The tuple of ``attribution_query`` as a row."""
    it = dict(zip((*SAID, "covers", "parts"), values, strict=True))
    spans: dict[str, list[SpanCell]] = {part: [] for part in SpanPart.values}
    for one in it["parts"]:
        words = "" if names.without_words else one["text"]
        spans[one["part"]].append({"start": one["start"], "end": one["end"], "text": words})
    return {
        "schema": "attribution/1",
        "project": project,
        "article_id": str(it["article_id"]),
        "article_sha256": it["article__text_sha256"],
        "attribution_id": str(it["pk"]),
        "index": it["index"],
        "speaker": names.entity(it["speaker_id"] and str(it["speaker_id"])),
        "source_kind": it["source_kind"],
        "quote_type": it["quote_type"],
        "attribution_type": it["attribution_type"],
        "negated": it["negated"],
        "nested_in": _id(it["nested_in_id"]),
        "statements": [str(key) for key in it["covers"]],
        "source": next(iter(spans[SpanPart.SOURCE]), None),
        "cue": next(iter(spans[SpanPart.CUE]), None),
        "contents": spans[SpanPart.CONTENT],
        "insertions": spans[SpanPart.INSERTION],
        "origin": it["origin"],
        "rule": it["rule"],
        "confidence": it["confidence"],
    }


def claim_query(project: Project, choice: Choice) -> QuerySet[Claim, Any]:
    """One tuple of ``CLAIMED`` for each live claim of a live statement, by article, place and index."""
    return (
        Claim.objects.filter(
            of_articles(choice, "statement__article__"),
            statement__article__project=project,
            statement__state=StatementState.LIVE,
            is_live=True,
        )
        .order_by("statement__article_id", "statement__start", "index", "pk")
        .values_list(*CLAIMED)
    )


def claim_row(project: str, values: tuple[Any, ...], names: Names) -> ClaimRow:
    """The tuple of ``claim_query`` as a row; its words are an annotator's, not the article's."""
    it = dict(zip(CLAIMED, values, strict=True))
    return {
        "schema": "claim/1",
        "project": project,
        "article_id": str(it["statement__article_id"]),
        "statement_id": str(it["statement_id"]),
        "claim_id": str(it["pk"]),
        "index": it["index"],
        "version": it["version"],
        "claim_text": it["claim_text"],
        "support": [it["support_start"], it["support_end"]] if it["support_end"] is not None else None,
        "check_target": it["check_target"],
        "claim_types": it["claim_types"],
        "claim_date": it["claim_date"].isoformat() if it["claim_date"] else None,
        "claim_date_precision": it["claim_date_precision"],
        "location": it["location"],
        "duplicate_of": _id(it["duplicate_of_id"]),
        "author": names.people[str(it["author_id"])] if it["author_id"] else None,
        "note": it["note"],
    }


def entity_query(project: Project) -> QuerySet[Entity, Any]:
    """One tuple of ``KNOWN`` for each entity of the project, by key; no choice narrows them."""
    return Entity.objects.filter(project=project).order_by("key").values_list(*KNOWN)


def entity_row(project: str, values: tuple[Any, ...], names: Names) -> EntityRow:
    """The tuple of ``entity_query`` as a row."""
    it = dict(zip(KNOWN, values, strict=True))
    return {
        "schema": "entity/1",
        "project": project,
        "entity": f"ent:{it['key']}",
        "name": it["canonical_name"],
        "kind": it["kind"],
        "description": it["description"],
        "aliases": it["aliases"],
        "wikidata_id": it["wikidata_id"],
        "pin": it["pin"],
        "merged_into": names.entity(it["merged_into_id"] and str(it["merged_into_id"])),
    }


def _id(key: Any) -> str | None:
    return str(key) if key else None
