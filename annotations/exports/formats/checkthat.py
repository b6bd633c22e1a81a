"""CheckThat! of CLEF: check-worthiness and subjectivity (tab-separated), normalisation (CSV).

Headers and labels are those of the tasks of 2024 and 2025. Nothing is quoted in the two tab-separated files: a reader
that takes quotation marks for quoting loses rows, so read them with ``csv.QUOTE_NONE``. Sentences are numbered through
the whole file; ``*.ids.jsonl`` says which statement each number is.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import SENTENCES
from annotations.exports.report import Report
from annotations.exports.scales import QUESTION, named, scale
from annotations.exports.text_files import json_lines, tab_separated, table, unbroken
from annotations.queries.release_choice import GOLD

NO_CLAIM = "no claim text is written"

Sentence = tuple[str, str, str]
"""A statement's id, its words, its label."""


def sentences(export: Export, *labels: str) -> Iterator[Sentence]:
    """The settled statements with a label of this vocabulary, in unbroken words."""
    asked = scale(export.material, "checkthat", labels, export.option("question"))
    for row, label in named(export, asked, export.material.gold()):
        yield row["statement_id"], unbroken(row["text"], row["statement_id"], "text", export.report), label
        export.report.keep()


def write_worthiness(export: Export) -> Iterator[File]:
    """The numbered sentences and what their numbers mean."""
    head = ("Sentence_id", "Text", "class_label")
    yield File("checkthat_checkworthiness.tsv", tab_separated(numbered(head, sentences(export, "Yes", "No"))))
    again = sentences(replace(export, report=Report()), "Yes", "No")
    ids = ({"Sentence_id": number, "statement_id": key} for number, (key, _, _) in enumerate(again))
    yield File("checkthat_checkworthiness.ids.jsonl", json_lines(ids))


def numbered(head: tuple[str, ...], rows: Iterator[Sentence]) -> Iterator[tuple[Any, ...]]:
    """The header, then each sentence with its number in place of its id."""
    yield head
    for number, (_, text, label) in enumerate(rows):
        yield number, text, label


def write_subjectivity(export: Export) -> Iterator[File]:
    """The sentences by their own ids."""

    def rows() -> Iterator[tuple[str, str, str]]:
        yield "sentence_id", "sentence", "label"
        yield from sentences(export, "OBJ", "SUBJ")

    yield File("checkthat_subjectivity.tsv", tab_separated(rows()))


def write_normalisation(export: Export) -> Iterator[File]:
    """Statements beside the claims drawn from them, in the words of the settled answer."""

    def rows() -> Iterator[tuple[str, str]]:
        yield "post", "normalized claim"
        for row in export.material.gold():
            claim = row.get("texts", {}).get("claim_text") or row["claim_text"]
            if claim:
                yield row["text"], claim
                export.report.keep()
            else:
                export.report.drop(row["statement_id"], NO_CLAIM)

    yield File("checkthat_normalisation.csv", table(rows()))


WORTHINESS = ExportFormat(
    key="checkthat_checkworthiness",
    title="CheckThat! check-worthiness",
    summary="Sentence_id, Text, class_label (Yes, No), tab-separated; three steps of worthiness become two.",
    extension="tsv",
    content_type="text/tab-separated-values; charset=utf-8",
    write=write_worthiness,
    views=(GOLD,),
    is_lossy=True,
    left_out=SENTENCES,
    needs_text=True,
    options=(QUESTION,),
)
SUBJECTIVITY = replace(
    WORTHINESS,
    key="checkthat_subjectivity",
    title="CheckThat! subjectivity",
    summary="sentence_id, sentence, label (OBJ, SUBJ), tab-separated.",
    write=write_subjectivity,
)
NORMALISATION = replace(
    WORTHINESS,
    key="checkthat_normalisation",
    title="CheckThat! normalisation",
    summary="post, normalized claim: statements beside the claims drawn from them.",
    extension="csv",
    content_type="text/csv; charset=utf-8; header=present",
    write=write_normalisation,
    options=(),
)
