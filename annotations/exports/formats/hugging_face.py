"""A folder for the Hugging Face Hub: Parquet parts, a card, and Croissant metadata.

https://huggingface.co/docs/hub/datasets-manual-configuration: configurations and their files stand in the card; nothing
is run to load it.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from annotations.exports.arrow import FILES, Columns, parquet
from annotations.exports.base import Export, ExportFormat, File
from annotations.exports.card import card
from annotations.exports.croissant import croissant, path
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
        self.schemas = {name: columns.schema for name, columns in self.columns.items()}
        self.sums: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self.languages: Counter[str] = Counter()
        self.licences: Counter[str] = Counter()
        self.newest = ""

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part as Parquet, its checksum taken."""
        found = sha256()
        for piece in parquet(self.columns[name], self.rows(name)):
            found.update(piece)
            yield piece
        self.sums[name] = found.hexdigest()

    def rows(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows of a part, counted."""
        for row in self.export.material.read(self.parts[name]):
            self.export.report.keep()
            self.counts[name] += 1
            if name == "articles":
                self.languages[row["language"]] += 1
                self.licences[row["text_licence"]] += 1
            self.newest = max(self.newest, (row.get("submitted_at") or row.get("adjudicated_at") or "")[:10])
            yield row

    def card(self) -> Iterator[bytes]:
        """``README.md``, once all parts are written."""
        yield card(self.export.material, self.schemas, self.counts, self.languages, self.licences).encode()

    def croissant(self) -> Iterator[bytes]:
        """``croissant.json``, once all parts are written."""
        files = {name: (self.sums[name], schema) for name, schema in self.schemas.items()}
        yield from json_file(croissant(self.export.material, files, self.newest))


def write(export: Export) -> Iterator[File]:
    """The parts, then what is said of them."""
    folder = Folder(export)
    for name in folder.parts:
        yield File(path(name), folder.pieces(name), is_text=False)
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
