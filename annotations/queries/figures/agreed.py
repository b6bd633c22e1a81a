"""How far labels agree, as it was last measured: each question's headline figure, in all and week by week."""

from collections.abc import Iterator, Mapping
from typing import Any

from annotations.models import AgreementReport, Project, ReportState, User
from annotations.queries import visibility
from annotations.queries.agreement_scope import Scope
from annotations.queries.figures.base import Figure, Reader, Row

Json = Mapping[str, Any]
COLUMNS = ("question", "title", "kind", "measure", "week", "n", "value", "low", "high", "undefined")


def last_measured(user: User, project: Project) -> AgreementReport | None:
    """The newest finished report on all labels of the project, one query; None before the first."""
    reports = visibility.agreement_reports(user).filter(project=project, scope_key=Scope().key)
    return reports.filter(state=ReportState.DONE).first()


def agreement(reader: Reader) -> list[Row]:
    """One row for each question (``week`` empty) and one for each week of it, in order; none before it is measured."""
    report = last_measured(reader.user, reader.project)
    if report is None or report.figures is None:
        return []
    return [row for question in report.figures["questions"] for row in _of(question)]


def _of(question: Json) -> Iterator[Row]:
    report, key = report_of(question), question["headline"]
    yield _row(question, "", report["size"], report["figures"][key])
    for week in question["groups"]["week"]:
        yield _row(question, week["key"], week["size"], week["figures"][key])


def report_of(question: Json) -> Json:
    """What was measured of a question, whichever kind it is."""
    found: Json = question["stance"] if question["kind"] == "stance" else question["report"]
    return found


def _row(question: Json, week: str, size: Json, figure: Json) -> Row:
    return {
        "question": question["key"],
        "title": question["title"],
        "kind": question["kind"],
        "measure": question["headline"],
        "week": week,
        "n": size["pairable"],
        "value": figure["value"],
        "low": figure["low"],
        "high": figure["high"],
        "undefined": figure["reason"] or figure["no_interval"],
        "list": None,
    }


FIGURES = (Figure("agreement", "coefficients", COLUMNS, agreement),)
