"""The files of a dataset: those of a ZIP, of a folder or chosen one by one; told apart by name or by their rows."""

import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from io import TextIOWrapper
from typing import BinaryIO, cast

from annotations.imports.limits import HEAD_BYTES
from annotations.workflow.restore.shapes import WHOLE, BadRow

PARTS = ("labelsets", "entities", "articles", "attributions", "claims", "annotations", "gold")
NEEDED = PARTS[:5]
LABELS = PARTS[5:]
SCHEMAS: Mapping[str, str] = {
    "labelsets/1": "labelsets",
    "entity/1": "entities",
    "article/1": "articles",
    "attribution/1": "attributions",
    "claim/1": "claims",
    "annotation/1": "annotations",
    "gold/1": "gold",
}
"""What the rows of each part call themselves."""
TABLE = ".csv"


@dataclass(frozen=True, slots=True)
class Given:
    """A file by its name; ``open`` begins it anew each time."""

    name: str
    open: Callable[[], BinaryIO]

    @property
    def is_table(self) -> bool:
        """Whether it is CSV."""
        return self.name.lower().endswith(TABLE)


def unpacked(given: Iterable[Given], most_bytes: int | None = None) -> Iterator[Given]:
    """The files, those of a ZIP in its place; JSON Schemas are passed over. ``BadRow`` for a ZIP that is none."""
    for one in given:
        if one.name.lower().endswith(".zip"):
            yield from _members(one, most_bytes)
        else:
            yield one


def _members(given: Given, most_bytes: int | None) -> Iterator[Given]:
    try:
        archive = zipfile.ZipFile(given.open())
    except zipfile.BadZipFile as error:
        raise BadRow(given.name, WHOLE, "file", given.name, f"is no whole ZIP: {error}") from None
    size = sum(entry.file_size for entry in archive.infolist())
    if most_bytes is not None and size > most_bytes:
        rule = f"are more than {most_bytes} when unpacked; use the command import_dataset"
        raise BadRow(given.name, WHOLE, "bytes", size, rule)
    for entry in archive.infolist():
        if not entry.is_dir() and not entry.filename.endswith(".schema.json"):
            yield Given(entry.filename, partial(_member, archive, entry))


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> BinaryIO:
    return cast(BinaryIO, archive.open(entry))


def told_apart(given: Iterable[Given], most_bytes: int | None = None) -> dict[str, Given]:
    """The files by part. ``BadRow`` for one that is none of a dataset, for two of a part, and for a part that lacks."""
    found: dict[str, Given] = {}
    for one in unpacked(given, most_bytes):
        part = _part(one)
        if part in found:
            raise BadRow(
                one.name, WHOLE, "file", one.name, f"holds {part}, as {found[part].name} does; give one of them"
            )
        found[part] = one
    missing = [part for part in NEEDED if part not in found]
    if missing or found.keys().isdisjoint(LABELS):
        lacking = ", ".join([*missing, *([] if set(LABELS) & found.keys() else ["annotations or gold"])])
        rule = f"is missing; a dataset comes back from {', '.join(NEEDED)} and annotations, gold or both"
        raise BadRow("the dataset", WHOLE, "files", lacking, rule)
    return found


def _part(given: Given) -> str:
    stem = given.name.rpartition("/")[2].partition(".")[0]
    part = stem if stem in PARTS else SCHEMAS.get(_schema(given), "")
    if not part:
        known = ", ".join(PARTS)
        raise BadRow(given.name, WHOLE, "file", given.name, f"is no file of a dataset; its files are {known}")
    return part


def _schema(given: Given) -> str:
    """What the first row calls itself, or empty."""
    with given.open() as stream:
        head = stream.read(HEAD_BYTES)
    if given.is_table:
        return head.decode("utf-8", "replace").partition("\n")[2].partition(",")[0]
    with suppress(ValueError):
        return str(
            json.JSONDecoder().raw_decode(head.decode("utf-8", "replace").partition(",")[0] + "}")[0].get("schema")
        )
    return ""


def as_text(stream: BinaryIO) -> TextIOWrapper:
    """A file as text, line ends as they are."""
    return TextIOWrapper(stream, encoding="utf-8-sig", newline="")
