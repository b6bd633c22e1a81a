"""CSV and TSV: a row is an article, or a statement of the article that its rows name (``docs/imports.md``)."""

from collections.abc import Iterator
from typing import BinaryIO

from annotations.imports.base import ImportFormat, Options, Problem, Row
from annotations.imports.csv_columns import Columns, found_columns
from annotations.imports.csv_rows import CsvRow, CsvRows
from annotations.imports.dates import parse_date
from annotations.imports.lines import read_lines
from annotations.imports.records import Record, counted, failed
from annotations.imports.split_rows import TOOL, split_articles
from annotations.workflow.drafts import LANGUAGE_TAG, ArticleDraft, EarlierLabelDraft


def read(stream: BinaryIO, _name: str, options: Options) -> Iterator[Row]:
    """A row for each article. What is to be said of the header stands with the first one."""
    table = CsvRows(read_lines(stream, options.encoding))
    header = next(iter(table), None)
    if header is None:
        yield failed(1, "header", "", "is missing; the first line names the columns")
        return
    if header.problem:
        yield Row(header.line, None, (header.problem,))
        return
    columns = found_columns(header.cells, header.line, options.columns)
    if any(problem.severity == "error" for problem in columns.problems):
        yield Row(header.line, None, columns.problems)
        return
    articles = split_articles if columns.is_split else _whole_articles
    yield from counted(articles(_records(table, columns), options))


def _records(table: CsvRows, columns: Columns) -> Iterator[Record]:
    """Each row of the table as a record of named fields; one that cannot be read has a problem and no fields."""
    said = columns.problems
    for row in table:
        record = Record(row.line, {} if row.problem else columns.fields(row.cells))
        record.problems += said
        said = ()
        if row.problem:
            record.problems.append(row.problem)
        elif joined := _joined_by_a_quote(table, row, columns):
            record.problems.append(joined)
            if joined.severity == "error":
                table.read_again(row.lines[1:])
        elif not record.fields:
            continue
        yield record


def _joined_by_a_quote(table: CsvRows, row: CsvRow, columns: Columns) -> Problem | None:
    """Whether a cell has swallowed rows: each line inside its quotes has as many cells as the header.

    It is an error when a date, an address or a language stands where its column is; else prose may just look like it.
    """
    inner = table.inner(row)
    if not inner:
        return None
    value = f"lines {row.line} to {row.lines[-1].number}"
    if any(all(_fits(field, cells[place]) for cells in inner) for field, place in columns.places.items()):
        return Problem(row.line, "row", value, "are joined by a quote that is not closed where it should be")
    rule = "are one row, though each line inside has as many cells as the header; is a quote open?"
    return Problem(row.line, "row", value, rule, "warning")


def _fits(field: str, cell: str) -> bool:
    if field == "published_at":
        return parse_date(cell) is not None
    if field == "url":
        return cell.startswith(("http://", "https://"))
    return field == "language" and bool(LANGUAGE_TAG.fullmatch(cell))


def _whole_articles(records: Iterator[Record], options: Options) -> Iterator[Row]:
    for record in records:
        if not record.fields:
            yield Row(record.line, None, tuple(record.problems))
        else:
            yield _article(record, options)


def _article(record: Record, options: Options) -> Row:
    label = EarlierLabelDraft(
        tool=TOOL,
        annotator=record.text("annotator"),
        question=record.text("question") or "label",
        label=record.text("label"),
        comment=record.text("comment"),
    )
    draft = ArticleDraft(
        text=record.needed_text("text"),
        earlier_labels=(label,) if label.label else (),
        **record.facts(options),
    )
    record.warn_of_unknown()
    return record.row(draft)


FORMAT = ImportFormat(
    key="csv_table",
    title="CSV or TSV",
    extensions=(".csv", ".tsv"),
    content_types=("text/csv", "text/tab-separated-values", "application/vnd.ms-excel"),
    many=True,
    looks_like=lambda _name, _head: True,
    read=read,
)
