"""brat standoff with the types of PolNeAR: who says what, a text and an ``.ann`` file for each article.

``T`` lines are spans (code points, half-open; parts of a discontinuous span are joined by ``;``), ``E`` lines the
attributions that hold them together. brat allows a span no line end, so one that holds it is cut there in two parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.left_out import ANSWERS
from annotations.exports.material import ArticleMaterial
from annotations.exports.text_files import gathered
from annotations.queries.release_choice import GOLD
from annotations.queries.release_text_shapes import AttributionRow, SpanCell

NO_CUE = "neither a cue nor a source: there is nothing for brat to hang it on"
CONFIGURATION = """[entities]
Source
Cue
Content

[relations]

[events]
Attribution Source?:Source, Cue?:Cue, Content+:Content
Attribution-no-source Cue?:Cue, Content+:Content

[attributes]
"""


def write(export: Export) -> Iterator[File]:
    """The configuration, then text and annotations of each article."""
    yield File("brat/annotation.conf", gathered([CONFIGURATION]))
    for found in export.material.by_article("attributions"):
        base = f"brat/{found.article['article_id']}"
        yield File(f"{base}.txt", gathered([found.article["text"]]))
        yield File(f"{base}.ann", gathered(lines(export, found)))


def lines(export: Export, found: ArticleMaterial) -> Iterator[str]:
    """The lines of an article's annotations."""
    standoff = Standoff(found.article["text"])
    for row in found.attributions:
        trigger = row["cue"] or row["source"]
        if trigger is None or not any(standoff.words(one) for one in row["contents"]):
            export.report.drop(row["attribution_id"], NO_CUE)
            continue
        yield from standoff.attribution(row, trigger)
        export.report.keep()


@dataclass
class Standoff:
    """Numbers the spans and attributions of one text."""

    text: str
    spans: Iterator[int] = field(default_factory=lambda: count(1))
    events: Iterator[int] = field(default_factory=lambda: count(1))

    def attribution(self, row: AttributionRow, trigger: SpanCell) -> Iterator[str]:
        """The spans of an attribution, then the attribution."""
        kind = "Attribution" if row["source"] else "Attribution-no-source"
        roles: dict[str, int] = {}
        for role, cells in (
            ("Source", [row["source"]] if row["source"] else []),
            ("Cue", [row["cue"]] if row["cue"] else []),
            ("Content", row["contents"]),
            (kind, [trigger]),
        ):
            if cells:
                roles[role] = next(self.spans)
                yield self.span(roles[role], role, cells)
        held = [f"{role}:T{roles[role]}" for role in ("Content", "Cue", "Source") if role in roles]
        yield f"E{next(self.events)}\t{kind}:T{roles[kind]} {' '.join(held)}\n"

    def span(self, number: int, role: str, cells: list[SpanCell]) -> str:
        """A ``T`` line: its parts joined by ``;``, their words by a blank."""
        parts = [part for cell in cells for part in self.parts(cell["start"], cell["end"])]
        places = ";".join(f"{start} {end}" for start, end in parts)
        return f"T{number}\t{role} {places}\t{' '.join(self.text[start:end] for start, end in parts)}\n"

    def words(self, cell: SpanCell) -> str:
        """What stands there, without white space around it."""
        return self.text[cell["start"] : cell["end"]].strip()

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The span cut at its line ends, without empty parts."""
        at = start
        for line in self.text[start:end].split("\n"):
            if line.strip():
                yield at, at + len(line)
            at += len(line) + 1


FORMAT = ExportFormat(
    key="brat",
    title="brat standoff (PolNeAR)",
    summary="Who says what: a text and an .ann file for each article, discontinuous contents kept; no labels.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(GOLD,),
    is_lossy=True,
    left_out=ANSWERS,
    is_folder=True,
    needs_text=True,
)
