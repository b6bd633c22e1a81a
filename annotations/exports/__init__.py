"""Export formats. To add one, write ``formats/<key>.py`` and add it to a group: page, API, command and tests follow."""

from django.utils.translation import gettext_lazy as _

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
from annotations.exports.groups import FormatGroup

GROUPS: tuple[FormatGroup, ...] = (
    FormatGroup(_("Everything, for programs"), _("Factcheck’s own; lossless"), (jsonl.FORMAT, native.FORMAT)),
    FormatGroup(
        _("Tables and data frames"),
        _("spreadsheets, pandas, Polars, DuckDB, datasets"),
        (csv_long.FORMAT, csv_wide.FORMAT, parquet.FORMAT, hugging_face.FORMAT),
    ),
    FormatGroup(
        _("Fact-checking and stance, as published datasets have it"),
        _("AVeriTeC, FEVER, SemEval, CheckThat!, ClaimReview …"),
        (
            averitec.FORMAT,
            fever.FORMAT,
            liar.FORMAT,
            claimreview.FORMAT,
            checkthat.WORTHINESS,
            checkthat.SUBJECTIVITY,
            checkthat.NORMALISATION,
            claimbuster.FORMAT,
            semeval2016.FORMAT,
            seesaw.FORMAT,
            fnc1.FORMAT,
            lewidi.FORMAT,
        ),
    ),
    FormatGroup(_("Who says what"), _("cues, sources and contents of quotations"), (citron.FORMAT, brat.FORMAT)),
    FormatGroup(
        _("Other annotation tools"),
        _("Label Studio, doccano, Web Annotation"),
        (label_studio.FORMAT, doccano.FORMAT, webannotation.FORMAT),
    ),
)
"""All formats as the page groups them, those first that leave nothing out."""

FORMATS: tuple[ExportFormat, ...] = tuple(one for group in GROUPS for one in group.formats)


def format_by_key(key: str) -> ExportFormat:
    """The format of that key; ``KeyError`` names the keys that exist."""
    for candidate in FORMATS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no format {key!r}; there are {', '.join(candidate.key for candidate in FORMATS)}")
