"""Files on this machine: found below folders, read a few at a time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations.imports import FORMATS
from annotations.workflow.imports import MAX_FILE_BYTES, MAX_FILES

GROUP_BYTES = 50_000_000
"""About so much is read into memory at once; a folder of more becomes several imports."""

Given = tuple[Path, bytes]
Unread = tuple[Path, str]
"""A file and why it cannot be had."""


def files_of(paths: Sequence[Path], key: str) -> Iterator[Path]:
    """The files in the order given; a folder is all below it with an extension of a format (or of that of ``key``)."""
    extensions = tuple(end for one in FORMATS if key in ("", one.key) for end in one.extensions)
    for path in paths:
        if path.is_dir():
            below = (found for found in path.rglob("*") if found.is_file())
            yield from sorted(found for found in below if found.name.lower().endswith(extensions))
        else:
            yield path


def groups(paths: Sequence[Path], *, whole: bool) -> Iterator[tuple[list[Given], list[Unread]]]:
    """The files with their bytes, as many as one import takes (all of them if ``whole``); and those not to be had."""
    given: list[Given] = []
    unread: list[Unread] = []
    size = 0
    for path in paths:
        if not whole and given and (len(given) == MAX_FILES or size > GROUP_BYTES):
            yield given, unread
            given, unread, size = [], [], 0
        try:
            content = contents(path)
        except (OSError, ValueError) as error:
            unread.append((path, getattr(error, "strerror", None) or str(error)))
        else:
            given.append((path, content))
            size += len(content)
    yield given, unread


def contents(path: Path) -> bytes:
    """The bytes of a file; ``ValueError`` says why an import would not take it, before it is read."""
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise ValueError(f"is larger than {MAX_FILE_BYTES // 1_000_000} MB")
    if not size:
        raise ValueError("is empty")
    return path.read_bytes()
