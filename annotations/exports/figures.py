"""The figures of a project as they leave it: as CSV with a header and a row a line, and as JSON, each with its list."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from annotations.exports.agreement import csv_line
from annotations.models import Project
from annotations.queries.figures import Figure, Row

LIST = "list"


def address(project: Project, row: Row) -> str:
    """Where the page is that lists exactly what a row counts; empty where nothing is to be listed."""
    found = row[LIST]
    if found is None:
        return ""
    page = reverse(f"web:{found['page']}", kwargs={"project": project.slug})
    return f"{page}?{urlencode(found['asked'])}" if found["asked"] else page


def shape(figure: Figure, project: Project, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows with their columns in order, and the path of their list."""
    return [{**{column: row[column] for column in figure.columns}, LIST: address(project, row)} for row in rows]


def csv_lines(figure: Figure, project: Project, rows: Sequence[Row]) -> Iterator[str]:
    """The lines of the file, each with its end."""
    yield csv_line((*figure.columns, LIST))
    for row in shape(figure, project, rows):
        yield csv_line(row.values())
