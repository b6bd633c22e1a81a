"""Formats that bring articles in. To add one, write ``formats/<key>.py`` and add its line here."""

from annotations.imports.base import ImportFormat, file_label
from annotations.imports.formats import csv_table, doccano, html, jsonl, label_studio, markdown, plain_text
from annotations.workflow.errors import Invalid

FORMATS: tuple[ImportFormat, ...] = (
    plain_text.FORMAT,
    html.FORMAT,
    markdown.FORMAT,
    jsonl.FORMAT,
    csv_table.FORMAT,
    label_studio.FORMAT,
    doccano.FORMAT,
)


def format_by_key(key: str) -> ImportFormat:
    """The format of that key; ``KeyError`` names the keys that exist."""
    for candidate in FORMATS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no format {key!r}; there are {', '.join(candidate.key for candidate in FORMATS)}")


def known_format(key: str) -> ImportFormat:
    """The format of the key that somebody asked for; ``Invalid`` names the ones there are."""
    try:
        return format_by_key(key)
    except KeyError:
        raise Invalid("format", key, f"is none of {', '.join(one.key for one in FORMATS)}") from None


def find_format(name: str, content_type: str, head: bytes) -> ImportFormat | None:
    """The format of a file: by its extension, else by its content type; None when both are unknown.

    Of several formats with one extension it is the first that ``head``, the first bytes, look like.
    """
    label, kind = file_label(name).lower(), content_type.partition(";")[0].strip().lower()
    candidates = [one for one in FORMATS if label.endswith(one.extensions)]
    candidates = candidates or [one for one in FORMATS if kind in one.content_types]
    fitting = (one for one in candidates if one.looks_like(name, head))
    return next(fitting, candidates[0] if candidates else None)
