"""Export formats. To add one, write ``formats/<key>.py`` and add its line here: page, API, command and tests follow."""

from annotations.exports.base import ExportFormat
from annotations.exports.formats import (
    averitec,
    brat,
    checkthat,
    citron,
    claimbuster,
    claimreview,
    csv_long,
    csv_wide,
    doccano,
    fever,
    fnc1,
    hugging_face,
    jsonl,
    label_studio,
    lewidi,
    liar,
    native,
    parquet,
    seesaw,
    semeval2016,
    webannotation,
)

FORMATS: tuple[ExportFormat, ...] = (
    jsonl.FORMAT,
    csv_long.FORMAT,
    csv_wide.FORMAT,
    native.FORMAT,
    parquet.FORMAT,
    hugging_face.FORMAT,
    label_studio.FORMAT,
    doccano.FORMAT,
    averitec.FORMAT,
    seesaw.FORMAT,
    semeval2016.FORMAT,
    checkthat.WORTHINESS,
    checkthat.SUBJECTIVITY,
    checkthat.NORMALISATION,
    claimbuster.FORMAT,
    fever.FORMAT,
    webannotation.FORMAT,
    claimreview.FORMAT,
    liar.FORMAT,
    fnc1.FORMAT,
    lewidi.FORMAT,
    citron.FORMAT,
    brat.FORMAT,
)


def format_by_key(key: str) -> ExportFormat:
    """The format of that key; ``KeyError`` names the keys that exist."""
    for candidate in FORMATS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no format {key!r}; there are {', '.join(candidate.key for candidate in FORMATS)}")
