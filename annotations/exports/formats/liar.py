"""LIAR: fourteen columns between tabs, no header (Wang, 2017). Read it with ``csv.QUOTE_NONE``.

The five credit counts are zero: in the published data they count the statement itself, and so give the label away.
"""

import re
from collections.abc import Iterator

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import EVIDENCE, OTHER_LABELS, PLACES, REASONS, SETTLING, STANCES
from annotations.exports.material import ArticleMaterial
from annotations.exports.scales import QUESTION, named, scale
from annotations.exports.text_files import tab_separated, unbroken
from annotations.queries.release_choice import GOLD
from annotations.queries.release_shapes import GoldRow

VERDICTS = ("true", "mostly-true", "half-true", "barely-true", "false", "pants-fire")
NO_COUNTS = ("0",) * 5


def write(export: Export) -> Iterator[File]:
    """One line for each settled verdict."""
    yield File("liar.tsv", tab_separated(lines(export)))


def lines(export: Export) -> Iterator[list[str]]:
    """The cells of each line; those that nobody fills here (state, party) stay empty."""
    asked = scale(export.material, "liar", VERDICTS, export.option("question"))
    for found in export.material.by_article("gold"):
        for row, verdict in named(export, asked, found.gold):
            cells = cells_of(row, verdict, found)
            yield [unbroken(cell, row["statement_id"], "text", export.report) for cell in cells]
            export.report.keep()


def cells_of(row: GoldRow, verdict: str, found: ArticleMaterial) -> tuple[str, ...]:
    """Id, label, statement, subjects, speaker, job title, state, party, five counts, context."""
    segment = found.statements.get(row["statement_id"])
    return (
        f"{row['statement_id']}.json",
        verdict,
        row.get("texts", {}).get("claim_text") or row["claim_text"] or row["text"],
        ",".join(
            dict.fromkeys(slug(pair["target"] or "") for pair in row["stances"] if pair["target_kind"] == "entity")
        ),
        slug(row["speaker"]["id"]) if row["speaker"] else "",
        segment["speaker_role_text"] if segment else "",
        "",
        "",
        *NO_COUNTS,
        found.article["title"],
    )


def slug(entity: str) -> str:
    """An entity's key as LIAR writes subjects and speakers: ``ent:sergey_lavrov`` is ``sergey-lavrov``."""
    return re.sub(r"[^\w]+|_", "-", entity.removeprefix("ent:")).strip("-").lower()


FORMAT = ExportFormat(
    key="liar",
    title="LIAR",
    summary="Fourteen tab-separated columns without a header; the truth scale's counterparts, counts of zero.",
    extension="tsv",
    content_type="text/tab-separated-values; charset=utf-8",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(OTHER_LABELS, STANCES, EVIDENCE, REASONS, SETTLING, PLACES),
    needs_text=True,
    options=(QUESTION,),
)
