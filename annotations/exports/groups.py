"""Formats by what they are for."""

from dataclasses import dataclass

from django.utils.functional import Promise

from annotations.exports.base import ExportFormat


@dataclass(frozen=True, slots=True)
class FormatGroup:
    """Formats of one purpose; ``summary`` names what a newcomer may look for."""

    title: str | Promise
    summary: str | Promise
    formats: tuple[ExportFormat, ...]
