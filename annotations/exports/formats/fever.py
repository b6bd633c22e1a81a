"""FEVER: one claim a line with a label of three and its sets of evidence (Thorne and others, 2018).

A set is needed whole, any set is enough. ``page`` is the address of a source; where the source is the article itself
(the check is whether it says so), it is the article's own identifier and ``sentence`` the place of the statement.
Claims that are not checkable, or without a piece of evidence that points their way, cannot be said in FEVER.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import OTHER_EVIDENCE, OTHER_LABELS, PLACES, REASONS, SETTLING, SPEECH, STANCES
from annotations.exports.material import ArticleMaterial
from annotations.exports.report import Report
from annotations.exports.scales import QUESTION, named, scale
from annotations.exports.text_files import json_lines
from annotations.queries.release_choice import GOLD
from annotations.queries.release_shapes import EvidenceCell, GoldRow

SUPPORTS, REFUTES, NOT_ENOUGH = "SUPPORTS", "REFUTES", "NOT ENOUGH INFO"
POINTS = {SUPPORTS: "supports", REFUTES: "refutes"}
NO_EVIDENCE = "no evidence points the way of the verdict"
NO_SENTENCE = "evidence is a page here, and a sentence of a page in FEVER"

Claim = tuple[GoldRow, str, list[list[EvidenceCell]], ArticleMaterial]


def write(export: Export) -> Iterator[File]:
    """The claims, and which statement each number is."""
    yield File("fever.jsonl", json_lines(lines(export)))
    again = claims(replace(export, report=Report()))
    ids = ({"id": number, "statement_id": row["statement_id"]} for number, (row, *_) in enumerate(again, 1))
    yield File("fever.ids.jsonl", json_lines(ids))


def lines(export: Export) -> Iterator[dict[str, Any]]:
    """One object for each claim; evidence is numbered through the file."""
    pieces = 0
    for number, (row, label, sets, found) in enumerate(claims(export), 1):
        evidence = []
        for one in sets:
            evidence.append([[number, pieces + place, *where(each, row, found)] for place, each in enumerate(one, 1)])
            pieces += len(one)
        yield {
            "id": number,
            "verifiable": "NOT VERIFIABLE" if label == NOT_ENOUGH else "VERIFIABLE",
            "label": label,
            "claim": row.get("texts", {}).get("claim_text") or row["claim_text"] or row["text"],
            "evidence": evidence or [[[number, None, None, None]]],
        }


def claims(export: Export) -> Iterator[Claim]:
    """The claims that FEVER can say, each with the sets of evidence that count."""
    asked = scale(export.material, "fever", (SUPPORTS, REFUTES, NOT_ENOUGH), export.option("question"))
    for found in export.material.by_article("gold"):
        for row, label in named(export, asked, found.gold):
            sets = evidence_sets(row, label)
            if label != NOT_ENOUGH and not sets:
                export.report.drop(row["statement_id"], NO_EVIDENCE)
                continue
            if any("own_article" not in one["flaws"] for each in sets for one in each):
                export.report.coerce(row["statement_id"], "evidence.sentence", "page", "null", NO_SENTENCE)
            yield row, label, sets, found
            export.report.keep()


def evidence_sets(row: GoldRow, label: str) -> list[list[EvidenceCell]]:
    """The evidence that points the way of the label, set by set."""
    pointing = [one for one in row.get("evidence", []) if one["relation"] == POINTS.get(label)]
    ordered = sorted(pointing, key=lambda one: one["set"])
    return [list(group) for _, group in groupby(ordered, key=lambda one: one["set"])]


def where(source: EvidenceCell, row: GoldRow, found: ArticleMaterial) -> tuple[str, int | None]:
    """Page and sentence of a source."""
    if "own_article" in source["flaws"]:
        return found.article["external_id"] or found.article["article_id"], row["index"]
    return source["url"], None


FORMAT = ExportFormat(
    key="fever",
    title="FEVER",
    summary="One claim a line: SUPPORTS, REFUTES or NOT ENOUGH INFO with sets of evidence; conflicting has no place.",
    extension="jsonl",
    content_type="application/x-ndjson; charset=utf-8",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(OTHER_LABELS, STANCES, OTHER_EVIDENCE, REASONS, SETTLING, SPEECH, PLACES),
    needs_text=True,
    options=(QUESTION,),
)
