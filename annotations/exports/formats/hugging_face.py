"""A folder for the Hugging Face Hub: Parquet parts, a card, and Croissant metadata.

https://huggingface.co/docs/hub/datasets-manual-configuration: configurations and their files stand in the card; nothing
is run to load it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice, product
from typing import Any

from annotations.exports.arrow import FILES, Columns, parquet
from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.card import card
from annotations.exports.croissant import Part, croissant
from annotations.exports.lines import json_file
from annotations.queries.release_choice import BOTH, GOLD, RAW


class Folder:
    """What is learnt while the Parquet parts are written, for the card and the metadata that come after them."""

    def __init__(self, export: Export) -> None:
        self.export = export
        views = export.material.dataset.choice.views
        ordered = [view for view in (GOLD, RAW) if view in views]
        self.parts = {FILES.get(part, part): part for part in (*ordered, "articles")}
        self.columns = {name: Columns.of(export.material.dataset, part) for name, part in self.parts.items()}
        self.written: list[Part] = []
        self.languages: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
        self.statement, self.answers, self.most_answers = "", 0, 0
        self.newest = ""

    def files(self) -> Iterator[File]:
        """Each configuration, a file for each part of the articles that has rows: ``datasets`` loads no empty one.

        A configuration without any row is one empty file.
        """
        splits = self.export.material.splits
        for name, split in product(self.parts, splits):
            part = Part(name, split, self.columns[name].schema, is_only=len(splits) == 1)
            rows = self.rows(part)
            first = [] if part.is_only else list(islice(rows, 1))
            is_last = split == splits[-1] and name not in {one.name for one in self.written}
            if first or is_last:
                self.written.append(part)
                yield File(part.path, self.pieces(part, chain(first, rows)), is_text=False)

    def pieces(self, part: Part, rows: Iterable[dict[str, Any]]) -> Iterator[bytes]:
        """A file as Parquet, its checksum taken."""
        found = sha256()
        for piece in parquet(self.columns[part.name], rows):
            found.update(piece)
            part.size += len(piece)
            yield piece
        part.sha256 = found.hexdigest()

    def rows(self, part: Part) -> Iterator[dict[str, Any]]:
        """The rows of a file, counted."""
        material = self.export.material
        for row in material.read(self.parts[part.name]):
            if material.split(row["article_id"]) != part.split:
                continue
            self.export.report.keep()
            part.rows += 1
            self.look_at(part.name, row)
            yield row

    def look_at(self, name: str, row: dict[str, Any]) -> None:
        """What a row adds to the card: the article's language and licence, answers of one statement, the newest day."""
        if name == "articles":
            self.languages[row["language"]] += 1
            self.licences[row["text_licence"]] += 1
        if name == FILES[RAW]:
            self.answers = self.answers + 1 if row["statement_id"] == self.statement else 1
            self.statement, self.most_answers = row["statement_id"], max(self.most_answers, self.answers)
        self.newest = max(self.newest, (row.get("submitted_at") or row.get("adjudicated_at") or "")[:10])

    def card(self) -> Iterator[bytes]:
        """``README.md``, once all parts are written."""
        yield card(self.export.material, self.written, self.languages, self.licences).encode()

    def croissant(self) -> Iterator[bytes]:
        """``croissant.json``, once all parts are written."""
        yield from json_file(croissant(self.export.material, self.written, self.newest, self.most_answers))


def write(export: Export) -> Iterator[File]:
    """The parts, then what is said of them."""
    folder = Folder(export)
    yield from folder.files()
    yield File("README.md", folder.card())
    yield File("croissant.json", folder.croissant())


FORMAT = ExportFormat(
    key="hugging_face",
    title="Hugging Face folder",
    summary="Parquet parts, a dataset card and Croissant metadata. Load it with datasets, or upload it to the Hub.",
    extension="zip",
    content_type="application/zip",
    write=write,
    views=(BOTH, RAW, GOLD),
    is_folder=True,
)
