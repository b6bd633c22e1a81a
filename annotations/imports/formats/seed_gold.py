"""``seed_gold/1``: one article annotated by hand, with spans, entities, attributions, claims, relations and stances.

Spans are {"start", "end", "exact"} in code points of the article's text. The file names the text, it does not hold it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.segmentation import (
    AttributionDraft,
    ClaimDraft,
    EntityDraft,
    Segmentation,
    Span,
    StatementDraft,
)

SCHEMA = "seed_gold/1"
PROPOSITION = "proposition: "


class GoldError(ValueError):
    """The file is not what it says it is; the message names the place."""


def read_article(gold: Mapping[str, Any], text: str) -> ArticleDraft:
    """The article's facts over ``text``; ``GoldError`` when the text is another one."""
    if gold.get("schema") != SCHEMA:
        raise GoldError(f"schema is {gold.get('schema')!r}, not {SCHEMA!r}")
    facts = gold["article"]
    for statement in gold["statements"]:
        if text[statement["start"] : statement["end"]] != statement["exact"]:
            raise GoldError(
                f"statement {statement['id']} is not in the text at [{statement['start']}:{statement['end']}]"
            )
    return ArticleDraft(
        text=text,
        external_id=facts["id"].removeprefix("seed-"),
        title=facts["title"],
        subtitle=facts["subtitle"] or "",
        language=facts["language"],
        published_at=date.fromisoformat(facts["published_at_inferred"]),
        published_is_inferred=facts["published_at"] is None,
        raw=text.encode("utf-8"),
    )


def read_segmentation(gold: Mapping[str, Any], text: str) -> Segmentation:
    """The hand-made split. Mentions are the places of each entity's names in the text, pronouns left out."""
    names = {entity["id"]: entity["canonical_name"] for entity in gold["entities"]}
    places = {statement["id"]: place for place, statement in enumerate(gold["statements"])}
    attributions = {attribution["id"]: place for place, attribution in enumerate(gold["attributions"])}
    return Segmentation(
        paragraphs=tuple(((p["start"], p["end"]), p["role"]) for p in gold["paragraphs"]),
        statements=tuple(_statement(s, names, places) for s in gold["statements"]),
        attributions=tuple(_attribution(a, gold, names, attributions) for a in gold["attributions"]),
        entities=tuple(_entity(e, text) for e in gold["entities"]),
        claims=tuple(_claim(c, places) for c in gold["claims"]),
        relations=tuple((places[r["from"]], places[r["to"]], r["type"]) for r in gold["relations"]),
        origin="manual",
        splitter_version=SCHEMA,
    )


def _span(given: Mapping[str, Any] | None) -> Span | None:
    return (given["start"], given["end"]) if given else None


def _statement(given: Mapping[str, Any], names: Mapping[str, str], places: Mapping[str, int]) -> StatementDraft:
    twin = given["duplicate_of"]
    return StatementDraft(
        span=(given["start"], given["end"]),
        role=given["role"],
        is_statement=given["is_statement"],
        voice=given["voice"] or "author",
        speaker=names.get(given["speaker_entity"]),
        duplicate_of=places[twin] if twin else None,
    )


def _attribution(
    given: Mapping[str, Any], gold: Mapping[str, Any], names: Mapping[str, str], places: Mapping[str, int]
) -> AttributionDraft:
    holders = [i for i, s in enumerate(gold["statements"]) if given["id"] in s["attribution_ids"]]
    return AttributionDraft(
        content=tuple((c["start"], c["end"]) for c in given["content_spans"]),
        quote_type=given["quote_type"],
        statements=tuple(holders),
        source=_span(given["source_span"]),
        cue=_span(given["cue_span"]),
        speaker=names.get(given["speaker_entity"]),
        insertions=tuple((i["start"], i["end"]) for i in given["editorial_insertions"]),
        nested_in=places[given["nested_in"]] if given["nested_in"] else None,
        attribution_type=given["attribution_type"],
    )


def _entity(given: Mapping[str, Any], text: str) -> EntityDraft:
    forms = [form for form in given["surface_forms"] if form.lower() not in ("he", "we", "they", "it")]
    mentions = {
        (at, at + len(form)): "name" if form in given["canonical_name"] else "nominal"
        for form in forms
        if (at := text.find(form)) >= 0
    }
    return EntityDraft(
        name=given["canonical_name"],
        kind=given["kind"],
        key=given["id"].removeprefix("ent:"),
        description=given["role_in_text"] or "",
        aliases=tuple(form for form in forms if form != given["canonical_name"])[:20],
        mentions=tuple(mentions.items()),
    )


def _claim(given: Mapping[str, Any], places: Mapping[str, int]) -> ClaimDraft:
    return ClaimDraft(
        statement=places[given["statement"]],
        text=given["claim_text"],
        check_target=given["check_target"],
        claim_types=tuple(given["claim_types"]),
        support=_span(given["support_span"]),
        note=given["checker_note"] or "",
    )


def read_stances(statement: Mapping[str, Any], entities: Mapping[str, str]) -> dict[str, Any]:
    """The stance part of an answers body; ``entities`` gives the id behind each entity's name in the file."""
    stances = [
        {
            "holder_kind": "author" if stance["holder"] == "author" else "entity",
            "holder": None if stance["holder"] == "author" else entities[stance["holder"]],
            "target_kind": "proposition" if stance["target_text"] else "entity",
            "target": None if stance["target_text"] else entities[stance["target"]],
            "target_text": (stance["target_text"] or "").removeprefix(PROPOSITION),
            "polarity": stance["polarity"],
            "intensity": stance["intensity"],
            "explicit": stance["explicit"],
        }
        for stance in statement["stances"]
    ]
    return {"stances": stances, "no_stance": not stances}
