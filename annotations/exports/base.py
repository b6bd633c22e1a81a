"""What an export format is: a name, a kind of file, and a function from rows to files. It sees rows, never tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from annotations.exports.material import Material
from annotations.exports.report import Report
from annotations.queries.release_choice import BOTH, GOLD, RAW


@dataclass(frozen=True, slots=True)
class File:
    """One file of an export: its name (a path with ``/`` inside a folder) and its bytes, piece by piece.

    ``is_text``: UTF-8, whose first lines can be shown. The pieces of a file are read to their end before the next file
    is asked for.
    """

    name: str
    pieces: Iterable[bytes]
    is_text: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a format's own; a parameter like the others. ``allowed`` empty: any text. The default is ``""``."""

    key: str
    title: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Export:
    """What a format is given: the rows, the values of its options, and where it says what it leaves out."""

    material: Material
    options: Mapping[str, str]
    report: Report

    def option(self, key: str, otherwise: str = "") -> str:
        """The value of an option, or ``otherwise`` where nothing was chosen."""
        return self.options.get(key) or otherwise


Writer = Callable[[Export], Iterator[File]]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format of datasets; write ``formats/<key>.py`` with one of these named ``FORMAT`` and list it in ``GROUPS``.

    ``write(export)`` yields the files one after the other; the same rows give the same bytes. ``summary`` says in one
    line what the format is good for and what it leaves out. ``views`` are those it takes, the first being the one that
    is meant where none is named.

    ``is_lossy``: rows or values may be left out or changed. Such a format is refused unless it is asked for with
    ``lossy``, tells ``export.report`` of every row, and ships with a ``report.json``. ``left_out``: what it has no
    place for at all, in the words of ``left_out.py``. ``is_folder``: several files; a folder, and whatever is lossy, is
    sent as one ZIP. ``needs_text``: without the words there is nothing to write.
    """

    key: str
    title: str
    summary: str
    extension: str
    content_type: str
    write: Writer
    views: tuple[str, ...] = (RAW, GOLD, BOTH)
    is_lossy: bool = False
    left_out: tuple[str, ...] = ()
    is_folder: bool = False
    needs_text: bool = False
    options: tuple[Option, ...] = ()

    def is_packed(self, view: str) -> bool:
        """Whether it is sent as a ZIP: a folder, a file with its report, or one file for each of both views."""
        return self.is_folder or self.is_lossy or view == BOTH
