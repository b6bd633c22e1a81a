"""A choice and its rows become files: what the format writes, and beside it the report of what it left out."""

import json
from collections.abc import Iterator

from annotations.exports.asked import Asked
from annotations.exports.base import Export, File
from annotations.exports.material import Material
from annotations.exports.packing import only, packed
from annotations.exports.report import Report

REPORT = "report.json"


def files(asked: Asked, material: Material, report: Report) -> Iterator[File]:
    """The files of an export, one after the other; ``report`` is true once they are read."""
    report.format, report.left_out = asked.format.key, asked.format.left_out
    yield from asked.format.write(Export(material, asked.choice.options, report))
    if asked.format.is_lossy:
        yield File(f"{asked.format.key}.{REPORT}", told(report))


def told(report: Report) -> Iterator[bytes]:
    """The report as a file; made when it is asked for, after all others."""
    yield (json.dumps(report.told(), ensure_ascii=False, indent=1) + "\n").encode()


def pieces(asked: Asked, material: Material, report: Report) -> Iterator[bytes]:
    """The bytes that are sent."""
    written = files(asked, material, report)
    return packed(written) if asked.is_packed else only(written)
