"""A report's figures as the page draws them: names for keys, words for what is undefined, places for plots."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.agreement.measure import Undefined
from annotations.models import User
from annotations.queries.agreement_scope import Scope
from annotations.queries.answers import NO_STANCE, Mark, mark
from annotations.schemes.base import Protocol, Question
from annotations.templatetags.figures import Plotted
from annotations.templatetags.plots import Line
from annotations.web.page import Title

Json = Mapping[str, Any]

MEASURES: dict[str, Title] = {
    "percent": gettext_lazy("Equal labels"),
    "alpha_nominal": gettext_lazy("Krippendorff α"),
    "alpha_ordinal": gettext_lazy("Krippendorff α, ordinal"),
    "ac1": gettext_lazy("Gwet AC1"),
    "fleiss": gettext_lazy("Fleiss κ"),
    "cohen": gettext_lazy("Cohen κ"),
    "sentence_f1": gettext_lazy("Statements with a stance, F1"),
    "tuple_f1": gettext_lazy("Holder and target, F1"),
    "polarity": gettext_lazy("Same side, where both match"),
}
REASONS: dict[str, Title] = {
    Undefined.NO_PAIR: gettext_lazy("no statement has two labels"),
    Undefined.ONE_LABEL: gettext_lazy("only one label occurs"),
    Undefined.NEVER_CHOSEN: gettext_lazy("nobody chose it where two labelled"),
    Undefined.NO_STANCE: gettext_lazy("nobody took a side"),
    Undefined.NO_MATCH: gettext_lazy("no two chose the same holder and target"),
    Undefined.ONE_ARTICLE: gettext_lazy("an interval needs two articles"),
    Undefined.UNSTABLE: gettext_lazy("hangs on a single article"),
}
GROUPS: dict[str, Title] = {
    "batch": gettext_lazy("By batch"),
    "guideline": gettext_lazy("By guideline version"),
}
MOST_LABELS = 12
"""A larger confusion matrix is not read any more; its figures are in the file."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line with figures: ``name`` is text, or a mark where ``mark`` is given; ``n`` what they rest on."""

    name: Title
    n: int
    figures: tuple[Plotted, ...]
    mark: Mark | None = None
    means: str = ""


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """How many statements, what the link says, and how loud the cell is (``d`` equal, ``x1`` often, ``x2`` most)."""

    count: int
    words: str
    query: str
    kind: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The confusion matrix: a mark for each row with its cells; people where it is of a pair."""

    marks: tuple[Mark, ...]
    rows: tuple[tuple[Mark, tuple[MatrixCell, ...]], ...]
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question's card. ``head`` is the figure that stands for it; ``more`` how many statements it still needs.

    ``has_goal``: it is an alpha, for which Krippendorff names the least that supports conclusions.
    """

    key: str
    title: str
    is_stance: bool
    has_goal: bool
    head: Plotted
    size: Json
    more: int | None
    rows: tuple[Row, ...]
    weeks: tuple[Line, ...]
    groups: tuple[tuple[Title, tuple[Row, ...]], ...]
    labels: tuple[Row, ...]
    unused: tuple[Title, ...]
    pairs: tuple[Row, ...]
    pair_titles: tuple[Title, ...]
    matrix: Matrix | None
    model: Json | None

    @property
    def plot_key(self) -> str:
        """What tells the question's plot apart on the page."""
        return f"weeks-{self.key}"


@dataclass(frozen=True, slots=True)
class Words:
    """The names behind a report's keys."""

    people: Mapping[str, User]
    batches: Mapping[str, str]
    guidelines: Mapping[str, str]
    scheme: Protocol

    def person(self, key: str) -> str:
        """Somebody's name."""
        return str(self.people.get(key, "?"))

    def group(self, part: str, key: str) -> str:
        """The name of a week, a batch or a guideline version."""
        if part == "week":
            return date_format(date.fromisoformat(key), "j M")
        return (self.batches if part == "batch" else self.guidelines).get(key, "?")


def people_in(figures: Json) -> set[str]:
    """The ids of everybody whom a report names."""
    reports = [
        one for question in figures["questions"] for one in (question.get("report"), question.get("stance")) if one
    ]
    models = [question["model"] for question in figures["questions"] if question.get("model")]
    paired = {pair[side] for report in reports for pair in report["pairs"] for side in ("first", "second")}
    return paired | {one["annotator"] for model in models for one in model["annotators"]}


def questions(figures: Json, words: Words, scope: Scope) -> list[ShownQuestion]:
    """A card for each question of the report that the protocol still asks."""
    asked = ((entry, words.scheme.question(entry["key"])) for entry in figures["questions"])
    return [_question(entry, question, words, scope) for entry, question in asked if question is not None]


def _question(entry: Json, question: Question, words: Words, scope: Scope) -> ShownQuestion:
    is_stance = entry["kind"] == "stance"
    report = entry["stance"] if is_stance else entry["report"]
    head = plotted(entry["headline"], report["figures"][entry["headline"]])
    pairs = report["pairs"]
    labels = _label_rows(report["sides"] if is_stance else report, question)
    return ShownQuestion(
        key=entry["key"],
        title=entry["title"],
        is_stance=is_stance,
        has_goal=entry["headline"].startswith("alpha"),
        head=head,
        size=report["size"],
        more=None if is_stance else report["more_needed"],
        rows=_measures(report, is_stance),
        weeks=_weeks(entry, head.name, words),
        groups=tuple(
            (title, _group_rows(entry, part, words)) for part, title in GROUPS.items() if entry["groups"][part]
        ),
        labels=tuple(row for row in labels if row.n),
        unused=tuple(row.mark.name for row in labels if not row.n and row.mark),
        pairs=tuple(sorted((_pair_row(pair, words) for pair in pairs), key=lambda row: str(row.name))),
        pair_titles=tuple(MEASURES[key] for key, _ in in_order(pairs[0]["figures"] if pairs else {})),
        matrix=matrix(entry, question, words, scope),
        model=model(entry, question, words),
    )


def _weeks(entry: Json, name: Title, words: Words) -> tuple[Line, ...]:
    """The headline figure over time as one line; none where there is one week only."""
    key = entry["headline"]
    points = [
        plotted(key, group["figures"][key], words.group("week", group["key"])) for group in entry["groups"]["week"]
    ]
    return (Line(name, points),) if points else ()


def plotted(key: str, figure: Json, name: Title = "") -> Plotted:
    """A figure with its name (that of the measure, unless another is given) and the words for what is missing."""
    missing = figure["reason"] or figure["no_interval"]
    why = REASONS.get(missing, "") if missing else ""
    return Plotted(name or MEASURES[key], figure["value"], figure["low"], figure["high"], why)


def _measures(report: Json, is_stance: bool) -> tuple[Row, ...]:
    n = report["size"]["pairable"]
    means = report["means"] if is_stance else {}
    return tuple(
        Row(MEASURES[key], n, (plotted(key, figure),), means=_two(means.get(key)) if is_stance else "")
        for key, figure in in_order(report["figures"])
    )


def in_order(figures: Json) -> list[tuple[str, Json]]:
    """The figures in the order of ``MEASURES``: the database keeps no order of keys."""
    return [(key, figures[key]) for key in MEASURES if key in figures]


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _group_rows(entry: Json, part: str, words: Words) -> tuple[Row, ...]:
    key = entry["headline"]
    return tuple(
        Row(words.group(part, group["key"]), group["size"]["pairable"], (plotted(key, group["figures"][key]),))
        for group in entry["groups"][part]
    )


def _label_rows(report: Json, question: Question) -> tuple[Row, ...]:
    return tuple(
        Row("", one["chosen"], (plotted("percent", one["agreement"]),), marked(question, str(one["label"])))
        for one in report["labels"]
    )


def marked(question: Question, key: str) -> Mark:
    """The label of that key as it is drawn; several at once and former ones by their keys."""
    return NO_STANCE if key == NO_STANCE.key else mark(question, key)


def _pair_row(pair: Json, words: Words) -> Row:
    one, other = sorted(words.person(pair[side]) for side in ("first", "second"))
    name = _("%(one)s and %(other)s") % {"one": one, "other": other}
    return Row(name, pair["units"], tuple(plotted(key, figure) for key, figure in in_order(pair["figures"])))


def matrix(entry: Json, question: Question, words: Words, scope: Scope) -> Matrix | None:
    """The confusion matrix of labels that occur in it; None where there is nothing, or too much, to see."""
    if entry["kind"] == "stance":
        return None
    counts = entry["report"]["confusion"]
    keys = entry["label_keys"]
    used = [place for place in range(len(keys)) if any(counts[place]) or any(row[place] for row in counts)]
    if not used or len(used) > MOST_LABELS:
        return None
    marks = {place: marked(question, keys[place]) for place in used}
    most = max((counts[a][b] for a in used for b in used if a != b), default=0)
    links = question.label_set is not None and question.label_set.cardinality == "single"
    rows = tuple(
        (marks[a], tuple(_cell(counts[a][b], marks[a], marks[b], entry["key"] if links else "", most) for b in used))
        for a in used
    )
    first, second = (words.person(one) for one in scope.pair) if scope.pair else ("", "")
    return Matrix(tuple(marks.values()), rows, first, second)


def _cell(count: int, row: Mark, column: Mark, question: str, most: int) -> MatrixCell:
    words = _("%(row)s and %(column)s: %(n)s") % {"row": row.name, "column": column.name, "n": count}
    query = f"question={question}&row={row.key}&column={column.key}" if question and count else ""
    if row == column:
        kind = "d"
    else:
        kind = "" if not count else "x2" if count > most / 2 else "x1"
    return MatrixCell(count, words, query, kind)


def model(entry: Json, question: Question, words: Words) -> Json | None:
    """The estimate of Dawid and Skene with names."""
    found = entry.get("model")
    if not found:
        return None
    return {
        **found,
        "labels": [{**one, "mark": marked(question, one["label"])} for one in found["labels"]],
        "annotators": [{**one, "name": words.person(one["annotator"])} for one in found["annotators"]],
    }


def percents(parts: Sequence[Json], judged: int) -> list[Json]:
    """How many of the judged labels were changed, per question, with the share in percent."""
    return [{**one, "percent": round(100 * one["changed"] / judged) if judged else None} for one in parts]
