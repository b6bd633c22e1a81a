"""A project's figures as the overview draws them: counts with the lists behind them, plots, the table of members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from annotations.exports.figures import address
from annotations.models import Project, Role
from annotations.queries.answers import stance_question
from annotations.queries.figures import Row
from annotations.queries.figures.answers import verdict_question
from annotations.queries.figures.kept import Kept
from annotations.schemes.base import Label, Protocol, Question
from annotations.templatetags.charts import Counted
from annotations.templatetags.figures import Plotted, two
from annotations.templatetags.plots import Line
from annotations.web.agreement_view import MEASURES, plotted
from annotations.web.answer_filters import OTHERS
from annotations.web.page import Title

BLIND_PAGES = ("labels", "articles")
"""The lists that annotators open; other counts of theirs are told without one."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Stacked bars: ``basis`` is ``gold`` or ``handed``; rows are (heading, a count per label), most answers first."""

    key: str
    title: Title
    basis: str
    labels: tuple[Label, ...]
    rows: tuple[tuple[Title, tuple[Counted, ...]], ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member's line; ``agreement`` is κ with the others, empty where there is none."""

    name: str
    role: str
    is_active: bool
    answered: Counted
    in_hand: Counted
    judged: Counted
    came_back: Counted
    median_seconds: float | None
    agreement: str

    @property
    def returned_percent(self) -> int | None:
        """The share of judged labels that came back at least once; None before the first review."""
        return round(100 * self.came_back.n / self.judged.n) if self.judged.n else None


@dataclass(frozen=True, slots=True)
class View:
    """Draws the rows of figures for one role of a project."""

    project: Project
    role: str
    scheme: Protocol

    def counted(self, row: Row) -> Counted:
        """A row's count with its list, if this role may open it."""
        opens = self.role != Role.ANNOTATOR or (row["list"] and row["list"]["page"] in BLIND_PAGES)
        return Counted(row["n"], address(self.project, row) if opens else "")

    def by(self, rows: Sequence[Row], column: str) -> dict[str, Counted]:
        """The counts by one column's value."""
        return {row[column]: self.counted(row) for row in rows}

    def days(self, rows: Sequence[Row]) -> list[tuple[str, tuple[Counted, ...]]]:
        """Each day with its labels answered and reviewed."""
        found: dict[str, list[Counted]] = {}
        for row in rows:
            found.setdefault(row["day"], []).append(self.counted(row))
        return [(date_format(date.fromisoformat(day), "j M"), tuple(counts)) for day, counts in found.items()]

    def charts(self, kept: Kept) -> list[Chart]:
        """The distributions that the protocol has questions for."""
        stance, verdict = stance_question(self.scheme), verdict_question(self.scheme)
        asked = (
            ("stance-by-target", "target", _("Stance by target"), stance),
            ("verification-by-speaker", "speaker", _("Verification by speaker"), verdict),
            ("stance-by-holder", "holder", _("Stance by holder"), stance),
        )
        return [self.chart(key, about, title, question, kept) for key, about, title, question in asked if question]

    def chart(self, key: str, about: str, title: Title, question: Question, kept: Kept) -> Chart:
        """One distribution: a bar for each of what the answers are about."""
        rows = kept.rows[key]
        standing = question.label_set.labels if question.label_set else ()
        labels = tuple(label for label in standing if not label.merged_into)
        table: dict[str, dict[str, Counted]] = {}
        for row in rows:
            table.setdefault(row[about], {})[row["label"]] = self.counted(row)
        names = {row[about]: row["name"] or OTHERS.get(row[about], "?") for row in rows}
        drawn = [
            (names[one], tuple(counts.get(label.key, Counted(0)) for label in labels)) for one, counts in table.items()
        ]
        drawn.sort(key=lambda row: (-sum(one.n for one in row[1]), str(row[0])))
        basis = rows[0]["basis"] if rows else ""
        return Chart(key, title, basis, labels, tuple(drawn), kept.hidden[key])

    def members(self, rows: Sequence[Row]) -> list[Member]:
        """Everybody's line, in the order of the rows."""
        people: dict[str, dict[str, Row]] = {}
        for row in rows:
            people.setdefault(row["person"], {})[row["measure"]] = row
        return [self.member(of) for of in people.values()]

    def member(self, of: Mapping[str, Row]) -> Member:
        """One member's line from the rows of their measures."""
        one = of["answered"]
        counts = {key: self.counted(of[key]) for key in ("answered", "in_hand", "judged", "came_back")}
        return Member(
            name=one["name"],
            role=str(Role(one["role"]).label),
            is_active=one["is_active"],
            median_seconds=of["median_seconds"]["n"],
            agreement="" if of["agreement"]["n"] is None else two(of["agreement"]["n"]),
            **counts,
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """A question's agreement now."""

    key: str
    title: str
    figure: Plotted
    n: int


def agreement_now(rows: Sequence[Row]) -> list[Measured]:
    """Each question's agreement on all labels."""
    return [Measured(row["question"], row["title"], _plotted(row), row["n"]) for row in rows if not row["week"]]


def agreement_lines(rows: Sequence[Row]) -> list[Line]:
    """A line for each question that was measured in several weeks, over all weeks that any of them has."""
    weeks = sorted({row["week"] for row in rows if row["week"]})
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["week"]:
            found.setdefault(f"{row['title']}, {MEASURES[row['measure']]}", {})[row["week"]] = row
    return [
        Line(name, [_plotted(of.get(week), date_format(date.fromisoformat(week), "j M")) for week in weeks])
        for name, of in found.items()
    ]


def _plotted(row: Row | None, name: Title = "") -> Plotted:
    """A row as a point; one that is missing is undefined."""
    if row is None:
        return Plotted(name, None, None, None, _("nothing was measured"))
    return plotted(row["measure"], {**row, "reason": row["undefined"], "no_interval": None}, name)
