"""Datasets as formats see them, without a database: rows of every part, plain or hostile, and files made of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.material import Material, Numbered
from annotations.exports.report import Report
from annotations.queries.release_choice import GOLD, RAW, Choice
from annotations.queries.release_shapes import Dataset, GoldRow, RawRow
from annotations.queries.release_text_shapes import (
    ArticleRow,
    AttributionRow,
    ClaimRow,
    EntityRow,
    LabelCell,
    LabelSetCell,
    QuestionCell,
    Scheme,
)

RAW_ROW: RawRow = {
    "schema": "annotation/1",
    "annotation_id": "a-1",
    "project": "idlib",
    "article_id": "d-1",
    "article_sha256": "00",
    "statement_id": "s-1",
    "statement_version": 1,
    "start": 0,
    "end": 9,
    "text": 'He said:\n"so"',
    "annotator": "p03",
    "round": 1,
    "guideline_version": None,
    "status": "submitted",
    "labels": {"topics": ["war", "talks"], "verification": "supported"},
    "stance_complete": True,
    "stances": [],
    "flags": ["too_vague"],
    "confidence": None,
    "rationale": "",
    "evidence": [],
    "questions": [],
    "started_at": "2026-01-05T09:00:00.000000Z",
    "submitted_at": None,
    "active_seconds": 1.5,
    "supersedes": None,
    "offset_unit": "codepoint",
    "index": 0,
    "article_external_id": "@seed",
    "revision_id": "r-1",
    "seq": 1,
    "skip": "",
    "surplus": False,
    "reviews": [],
}
GOLD_ROW: GoldRow = {
    "schema": "gold/1",
    "project": "idlib",
    "release": None,
    "article_id": "d-1",
    "statement_id": "s-1",
    "start": 0,
    "end": 9,
    "text": "=1+1, she said",
    "role": "body",
    "voice": "attributed",
    "speaker": {"id": "ent:doe", "name": "Jane Doe"},
    "attribution": {"quote_type": "direct", "cue": None, "source": "she"},
    "claim_text": None,
    "labels": {"verification": {"gold": None, "method": "open", "n": 2, "distribution": {"a": 1, "b": 1}}},
    "stances": [],
    "flags": [],
    "guideline_version": "1.0.0",
    "adjudicated_at": "2026-01-06T10:00:00.000000Z",
    "offset_unit": "codepoint",
    "index": 0,
    "article_external_id": "seed",
    "article_sha256": "00",
    "statement_version": 1,
    "adjudication_id": "j-1",
    "seq": 1,
    "adjudicator": None,
    "rationale": "",
    "too_vague": False,
    "basis": ["r-1"],
}

TEXT = 'He said:\n"so"\n=1+1, she said'

ARTICLE_ROW: ArticleRow = {
    "schema": "article/1",
    "project": "idlib",
    "article_id": "d-1",
    "external_id": "@seed",
    "version": 1,
    "replaces": None,
    "title": "=Talks go on",
    "subtitle": "",
    "byline": "",
    "credit": "",
    "dateline_place": "",
    "source": {
        "name": "The Bridge",
        "domain": "bridge.example",
        "kind": "newspaper",
        "country": "TR",
        "wikidata_id": "",
    },
    "url": "https://bridge.example/1",
    "archived_url": "",
    "published_at": "2020-02-12",
    "published_precision": "day",
    "published_is_inferred": False,
    "retrieved_at": None,
    "language": "en",
    "text": TEXT,
    "text_sha256": "00",
    "text_licence": "CC-BY-4.0",
    "offset_unit": "codepoint",
    "batch": None,
    "state": "frozen",
    "splitter_version": "1",
    "paragraphs": [{"index": 0, "role": "body", "start": 0, "end": len(TEXT)}],
    "statements": [
        {
            "statement_id": "s-1",
            "index": 0,
            "start": 0,
            "end": 13,
            "role": "body",
            "is_statement": True,
            "voice": "attributed",
            "speaker": "ent:doe",
            "speaker_role_text": "Mayor",
            "parent": None,
            "duplicate_of": None,
            "version": 1,
            "origin": "auto",
        }
    ],
    "relations": [],
    "mentions": [{"entity": "ent:doe", "start": 0, "end": 2, "kind": "pronoun"}],
}
ATTRIBUTION_ROW: AttributionRow = {
    "schema": "attribution/1",
    "project": "idlib",
    "article_id": "d-1",
    "article_sha256": "00",
    "attribution_id": "q-1",
    "index": 0,
    "speaker": "ent:doe",
    "source_kind": "named",
    "quote_type": "direct",
    "attribution_type": "assertion",
    "negated": False,
    "nested_in": None,
    "statements": ["s-1"],
    "source": {"start": 0, "end": 2, "text": "He"},
    "cue": {"start": 3, "end": 7, "text": "said"},
    "contents": [{"start": 9, "end": 13, "text": '"so"'}],
    "insertions": [],
    "origin": "auto",
    "rule": "",
    "confidence": None,
}
CLAIM_ROW: ClaimRow = {
    "schema": "claim/1",
    "project": "idlib",
    "article_id": "d-1",
    "statement_id": "s-1",
    "claim_id": "c-1",
    "index": 0,
    "version": 1,
    "claim_text": "Jane Doe said so.",
    "support": None,
    "check_target": "content",
    "claim_types": [],
    "claim_date": "2020-02-12",
    "claim_date_precision": "day",
    "location": "TR",
    "duplicate_of": None,
    "author": "p01",
    "note": "",
}
ENTITY_ROW: EntityRow = {
    "schema": "entity/1",
    "project": "idlib",
    "entity": "ent:doe",
    "name": "Jane Doe",
    "kind": "person",
    "description": "",
    "aliases": [],
    "wikidata_id": "",
    "pin": None,
    "merged_into": None,
}
PARTS: Mapping[str, tuple[Any, ...]] = {
    RAW: (RAW_ROW,),
    GOLD: (GOLD_ROW,),
    "articles": (ARTICLE_ROW,),
    "attributions": (ATTRIBUTION_ROW,),
    "claims": (CLAIM_ROW,),
    "entities": (ENTITY_ROW,),
}


def label_set(key: str, *labels: str, cardinality: str = "single") -> LabelSetCell:
    """One version of a label set with labels of these keys."""
    named: list[LabelCell] = [
        {
            "key": one, "name": one.title(), "definition": "", "example": "", "position": place, "hotkey": "",
            "style": "neutral", "sign": None, "is_verdict": True, "is_hidden": False, "maps_to": {}, "merged_into": "",
        }
        for place, one in enumerate(labels)
    ]  # fmt: skip
    return {
        "key": key, "version": 1, "name": key.title(), "scope": "statement", "cardinality": cardinality,
        "scale": "nominal", "preset": "", "labels": named,
    }  # fmt: skip


def question(key: str, label_set: str | None, kind: str = "choice") -> QuestionCell:
    """A question that takes the labels of a set."""
    return {
        "key": key, "kind": kind, "label_set": label_set, "label_set_version": 1 if label_set else None,
        "title": key.title(), "hint": "", "position": 0, "required": True, "condition": None, "needs": [],
        "max_length": 2000,
    }  # fmt: skip


SCHEME: Scheme = {
    "schema": "labelsets/1",
    "project": {"slug": "idlib", "name": "Idlib", "description": "", "licence": "CC-BY-4.0"},
    "label_sets": [
        label_set("stance_news", "favor", "against", "neutral", "unclear"),
        label_set("topics", "war", "talks", cardinality="multi"),
        label_set(
            "verification_default", "unverified", "supported", "refuted", "not_enough_evidence", "conflicting",
            "too_vague", "not_checkable",
        ),
    ],
    "protocols": [
        {
            "key": "quick", "version": 1, "name": "Quick",
            "questions": [
                question("stance", "stance_news", kind="stance"),
                question("topics", "topics"),
                question("verification", "verification_default"),
            ],
        }
    ],
    "guidelines": [],
    "people": [{"pseudonym": "p03", "role": "annotator"}],
}  # fmt: skip


def dataset(choice: Choice, parts: Mapping[str, Iterable[Any]]) -> Dataset:
    """What is known of these rows."""
    annotators = sorted({row["annotator"] for row in parts.get(RAW, ())})
    return Dataset(
        "idlib", choice, ("topics", "verification"), annotators=tuple(annotators), several=frozenset({"topics"})
    )


def material(choice: Choice, parts: Mapping[str, Iterable[Any]] = PARTS, release: Numbered | None = None) -> Material:
    """Rows as a format gets them, read anew at each call; of a release where one is given."""

    def read(part: str) -> Iterator[Any]:
        return iter(parts.get(part, (SCHEME,) if part == "scheme" else ()))

    return Material(dataset(choice, parts), read, release)


def written(
    export_format: ExportFormat,
    choice: Choice | None = None,
    parts: Mapping[str, Iterable[Any]] = PARTS,
    release: Numbered | None = None,
) -> tuple[dict[str, bytes], Report]:
    """The whole files by name, and what the format reported."""
    chosen = choice or Choice(view=export_format.views[0])
    report = Report(export_format.key, left_out=export_format.left_out)
    files: Iterator[File] = export_format.write(Export(material(chosen, parts, release), chosen.options, report))
    return {file.name: b"".join(file.pieces) for file in files}, report


def view_parts(view: str, *rows: Any) -> dict[str, tuple[Any, ...]]:
    """These rows for one view, and the usual ones for all else."""
    return {**PARTS, view: rows}


HOSTILE = (
    '=HYPERLINK("http://evil.example","click")',
    "tab\tand\rreturn\nand line\u2028separator",
    'one odd " quote',
    "\u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001d518 e\u0301",
    "nothing but \x00 is refused by the database: \x01\x7f",
    "'an apostrophe",
    " ",
)
"""Texts that break careless writers; none holds NUL or a lone surrogate, which the database refuses."""


def hostile(kind: str, row: Any) -> tuple[Any, ...]:
    """The row once for each hostile text, which stands wherever a text may stand."""
    return tuple(_with(kind, row, place, text) for place, text in enumerate(HOSTILE))


def _with(kind: str, row: Any, place: int, text: str) -> Any:
    changed = json.loads(json.dumps(row))
    changed.update(article_id=f"d-{place}")
    if kind in (RAW, GOLD):
        changed.update(text=text, rationale=text, start=0, end=len(text), statement_id=f"s-{place}")
        for pair in changed["stances"]:
            pair.update(target_text=text if pair["target"] is None else None)
    if kind == "articles":
        changed.update(text=text, title=text.replace("\x01", ""))
        changed["paragraphs"][0]["end"] = changed["statements"][0]["end"] = len(text)
        changed["statements"][0].update(statement_id=f"s-{place}", speaker_role_text=text)
        changed["mentions"][0].update(start=0, end=1)
    if kind == "attributions":
        changed.update(statements=[f"s-{place}"], contents=[{"start": 0, "end": len(text), "text": text}])
        changed.update(source=None, cue=None, attribution_id=f"q-{place}")
    if kind == "claims":
        changed.update(claim_text=text, statement_id=f"s-{place}", claim_id=f"c-{place}")
    return changed


def hostile_parts(parts: Mapping[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """The first row of each part once for each hostile text; what is known of the project as it is."""
    known = ("entities", "scheme")
    return {part: rows if part in known else hostile(part, rows[0]) for part, rows in parts.items()}


HOSTILE_PARTS = hostile_parts(PARTS)
