"""Who says what in the articles of a dataset, as rows that keep their ids."""

from collections.abc import Iterable, Iterator, Sequence

from annotations.models import Attribution, AttributionSpan, AttributionType, Origin, SourceKindInText, SpanPart
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.restore.articles import Split
from annotations.workflow.restore.shapes import Line
from annotations.workflow.restore.world import World

AS_THEY_ARE = ("index", "quote_type", "negated", "rule", "confidence")
Given = Sequence[tuple[Split, Line]]


def write_attributions(given: Given, world: World) -> None:
    """The attributions with their spans and statements."""
    through = Attribution.statements.through
    rows = [_attribution(split, line, world) for split, line in given]
    pairs = list(zip(rows, given, strict=True))
    copy_rows(Attribution, rows)
    copy_rows(AttributionSpan, (span for row, (split, line) in pairs for span in _spans(row, split, line)))
    copy_rows(
        through,
        (
            through(attribution_id=row.pk, statement_id=split.statement(line, "statements", key).pk)
            for row, (split, line) in pairs
            for key in line.row["statements"]
        ),
    )


def _attribution(split: Split, line: Line, world: World) -> Attribution:
    row = line.row
    return Attribution(
        id=line.key("attribution_id", row["attribution_id"]),
        article=split.article,
        speaker_id=world.entity_or_none(line, "speaker", row["speaker"]),
        source_kind=line.one_of("source_kind", row["source_kind"], SourceKindInText.values),
        attribution_type=line.one_of("attribution_type", row["attribution_type"], AttributionType.values),
        nested_in_id=line.key_or_none("nested_in", row["nested_in"]),
        origin=line.one_of("origin", row["origin"], Origin.values),
        **{name: row[name] for name in AS_THEY_ARE},
    )


def _spans(attribution: Attribution, split: Split, line: Line) -> Iterator[AttributionSpan]:
    for part, field, position, cell in _cells(line):
        yield AttributionSpan(
            attribution=attribution,
            article=split.article,
            part=part,
            position=position,
            start=cell["start"],
            end=cell["end"],
            exact=line.span(field, cell["start"], cell["end"], split.article.text),
        )


def _cells(line: Line) -> Iterable[tuple[str, str, int, dict[str, int]]]:
    """Part, name in the row, position and span of each."""
    row = line.row
    for part, field, cells in (
        (SpanPart.SOURCE, "source", [row["source"]] if row["source"] else []),
        (SpanPart.CUE, "cue", [row["cue"]] if row["cue"] else []),
        (SpanPart.CONTENT, "contents", row["contents"]),
        (SpanPart.INSERTION, "insertions", row["insertions"]),
    ):
        for position, cell in enumerate(cells):
            yield part, field, position, cell
