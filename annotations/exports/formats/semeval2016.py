"""SemEval-2016 Task 6: one target and one stance a line, tab-separated, nothing quoted (Mohammad and others, 2016).

The official scorer accepts it. Who holds the stance has no column, so a file beside it says it line by line. Read with
``csv.QUOTE_NONE``: a reader that takes quotation marks for quoting loses rows whose text holds an odd number of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.exports.base import Export, ExportFormat, File, Option
from annotations.exports.left_out import EVIDENCE, LABELS, PLACES, REASONS, SETTLING, SPEECH, STRENGTH
from annotations.exports.report import Report
from annotations.exports.scales import scale
from annotations.exports.stance_rows import Settled, entity_names, settled, words
from annotations.exports.text_files import json_lines, tab_separated, unbroken
from annotations.queries.release_choice import GOLD

STANCES = ("FAVOR", "AGAINST", "NONE")
OTHER_TARGET = "it is about another target than the one asked for"


def write(export: Export) -> Iterator[File]:
    """The stances, and beside them who holds them."""
    yield File("semeval2016.tsv", tab_separated(lines(export)))
    again = stances(replace(export, report=Report()))
    holders = (holder(number, one) for number, one in enumerate(again, 1))
    yield File("semeval2016.holders.jsonl", json_lines(holders))


def lines(export: Export) -> Iterator[tuple[Any, ...]]:
    """The header, then the stances, numbered from 1."""
    yield "ID", "Target", "Tweet", "Stance"
    for number, one in enumerate(stances(export), 1):
        statement = one.row["statement_id"]
        target = unbroken(one.target, statement, "target", export.report)
        yield number, target, unbroken(one.row["text"], statement, "text", export.report), one.name


def stances(export: Export) -> Iterator[Settled]:
    """The settled stances, of one target where that is asked for."""
    entities = entity_names(export.material)
    asked = scale(export.material, "semeval2016", STANCES)
    wanted = export.option("target")
    for found in export.material.by_article("gold", "claims"):
        for one in settled(export, asked, words(entities, found), found.gold):
            if wanted and wanted not in (one.target, (one.pair["target"] or "").removeprefix("ent:")):
                export.report.drop(one.row["statement_id"], OTHER_TARGET)
                continue
            yield one
            export.report.keep()


def holder(number: int, one: Settled) -> dict[str, Any]:
    """What the columns have no room for."""
    return {
        "ID": number,
        "statement_id": one.row["statement_id"],
        "holder": one.pair["holder"] or one.holder,
        "target": one.pair["target"] or f"proposition: {one.target}",
    }


FORMAT = ExportFormat(
    key="semeval2016",
    title="SemEval-2016 stance",
    summary="ID, Target, Tweet, Stance (FAVOR, AGAINST, NONE), tab-separated; holders stand in a file beside it.",
    extension="tsv",
    content_type="text/tab-separated-values; charset=utf-8",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(LABELS, STRENGTH, EVIDENCE, REASONS, SETTLING, SPEECH, PLACES),
    needs_text=True,
    options=(Option("target", "Target"),),
)
