"""ClaimBuster: the columns of its published data (Arslan and others, 2020), verdicts 1, 0 and -1 for worth checking."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import EVIDENCE, OTHER_LABELS, PLACES, REASONS, SETTLING, STANCES
from annotations.exports.report import Report
from annotations.exports.scales import QUESTION, named, scale
from annotations.exports.text_files import json_lines, table
from annotations.queries.release_choice import GOLD

HEAD = (
    "Sentence_id",
    "Text",
    "Speaker",
    "Speaker_title",
    "Speaker_party",
    "File_id",
    "Length",
    "Line_number",
    "Sentiment",
    "Verdict",
)
VERDICTS = ("1", "0", "-1")


def write(export: Export) -> Iterator[File]:
    """The sentences, and which statement each number is."""
    yield File("claimbuster.csv", table(lines(export)))
    again = sentences(replace(export, report=Report()))
    ids = ({"Sentence_id": number, "statement_id": key} for number, (key, _) in enumerate(again))
    yield File("claimbuster.ids.jsonl", json_lines(ids))


def lines(export: Export) -> Iterator[tuple[Any, ...]]:
    """The header, then the sentences with their numbers."""
    yield HEAD
    for number, (_, cells) in enumerate(sentences(export)):
        yield number, *cells


def sentences(export: Export) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The settled statements by id, and their cells from ``Text`` on; party and sentiment are not ours to say."""
    asked = scale(export.material, "claimbuster", VERDICTS, export.option("question"))
    for found in export.material.by_article("gold"):
        file, segments = found.article["external_id"] or found.article["article_id"], found.statements
        for row, verdict in named(export, asked, found.gold):
            segment = segments.get(row["statement_id"])
            speaker = row["speaker"]["name"] if row["speaker"] else ""
            title = segment["speaker_role_text"] if segment else ""
            length = len(row["text"].split())
            yield row["statement_id"], (row["text"], speaker, title, "", file, length, row["index"], "", verdict)
            export.report.keep()


FORMAT = ExportFormat(
    key="claimbuster",
    title="ClaimBuster",
    summary="Sentences with speaker and a verdict of 1, 0 or -1 for check-worthiness; party and sentiment stay empty.",
    extension="csv",
    content_type="text/csv; charset=utf-8; header=present",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=(OTHER_LABELS, STANCES, EVIDENCE, REASONS, SETTLING, PLACES),
    needs_text=True,
    options=(QUESTION,),
)
