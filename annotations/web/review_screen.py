"""What one request shows of an assignment under review: which row is open, which forms there are, what went wrong."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from annotations.models import Assignment, AssignmentState, Decision, Project, ReasonCode
from annotations.queries.answers import ShownAnswers
from annotations.queries.comments import open_threads
from annotations.queries.protocols import protocol_in_force
from annotations.queries.review_agreement import agreements
from annotations.queries.review_page import Row, Sheet, sheet
from annotations.schemes.base import Protocol
from annotations.web import access, workbench_words
from annotations.web.review_draft import Draft, Form, draft_of, form_of
from annotations.workflow.errors import WorkflowError
from annotations.workflow.review_proposal import Named

FORMS_AROUND = 3
"""Rows before and behind the current one that carry their form; a script fetches further ones ahead of the reader."""
TABS = ("all", "differ", "flagged", "open")


@dataclass(frozen=True, slots=True)
class Problem:
    """A refused act: what to say, on which row (0: the whole page), what was typed, and the label as it was seen."""

    error: WorkflowError
    number: int = 0
    draft: Draft | None = None
    seen: ShownAnswers | None = None


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it is drawn: ``form`` where it may be decided, ``is_current`` for the one that is open."""

    row: Row
    form: Form | None
    is_current: bool
    problem: Problem | None


@dataclass(frozen=True)
class Screen:
    """What one request shows of one assignment."""

    request: HttpRequest
    work: Assignment
    scheme: Protocol
    sheet: Sheet
    problem: Problem | None = None
    current: int = 0
    others_shown: bool = field(init=False)

    def __post_init__(self) -> None:
        chosen = self.request.GET.get("others")
        object.__setattr__(self, "others_shown", chosen == "show" or (chosen != "hide" and not self.project.blind))

    @property
    def project(self) -> Project:
        """The project."""
        return self.work.article.project

    @property
    def may_decide(self) -> bool:
        """Whether the round is open and nobody else holds it."""
        return self.work.state == AssignmentState.SUBMITTED and not vars(self.work)["is_held"]

    @property
    def is_blind(self) -> bool:
        """Whether a label is still hidden: then nothing is told of how others answered."""
        return any(row.is_hidden for row in self.sheet.rows)

    @property
    def is_mine(self) -> bool:
        """Whether the visitor holds the review (perhaps with a lease that ran out)."""
        return self.may_decide and self.work.reviewer_id == access.visitor(self.request).pk

    def view(self, row: Row, *, with_form: bool = False) -> RowView:
        """A row as it is drawn; ``with_form`` also where it is far from the current one."""
        near = with_form or abs(row.number - max(self.current, 1)) <= FORMS_AROUND
        problem = self.problem if self.problem and self.problem.number == row.number else None
        form = self.form(row, problem) if self.may_decide and row.is_in_round and near else None
        return RowView(row, form, row.number == self.current and row.is_in_round, problem)

    def form(self, row: Row, problem: Problem | None) -> Form | None:
        """The row's form: as it was sent if that was refused, else as it opens."""
        if row.answers is None:
            return None
        draft = problem.draft if problem and problem.draft else opening_draft(row)
        return form_of(draft, self.scheme, row.answers, row.number)

    def row_context(self, tab: str) -> dict[str, Any]:
        """What the template of one row needs."""
        keep = {"show": tab if tab != "all" else "", "others": self.request.GET.get("others", "")}
        return {
            "screen": self,
            "work": self.work,
            "project": self.project,
            "member": self.work.annotator,
            "problem": self.problem,
            "reasons": ReasonCode.choices,
            "words": {"relations": workbench_words.relations(), "media": workbench_words.media()},
            "open_threads": open_threads(access.visitor(self.request), self.work.article),
            "keep": urlencode({key: value for key, value in keep.items() if value}),
        }

    def context(self, tab: str) -> dict[str, Any]:
        """What the templates of the page and of its parts need."""
        return self.row_context(tab) | {
            "sheet": self.sheet,
            "agreement": None if self.is_blind else agreements([self.work], self.scheme).get(self.work.pk),
            "tab": tab,
            "tabs": self.tabs(),
        }

    def tabs(self) -> list[tuple[str, str, int]]:
        """The tabs with the number of their rows; who differs is told only where others' answers are shown."""
        titles = {"all": _("All"), "differ": _("Others differ"), "flagged": _("Flagged"), "open": _("Open")}
        shown = [tab for tab in TABS if tab != "differ" or (self.others_shown and not self.is_blind)]
        return [(tab, titles[tab], len(rows_of(self.sheet, tab))) for tab in shown]


def rows_of(whole: Sheet, tab: str) -> list[Row]:
    """The rows behind one tab."""
    tests = {
        "differ": lambda row: row.differs,
        "flagged": lambda row: bool(row.answers and row.answers.flags),
        "open": lambda row: row.is_undecided,
    }
    return [row for row in whole.rows if tests.get(tab, lambda _row: True)(row)]


def opening_draft(row: Row) -> Draft:
    """The form as it opens: the decision of this round, else the member's answers as they are."""
    assert row.answers is not None
    if row.verdict is None and row.first is not None and not row.agrees_with_first:
        return draft_of(row.first, decision=Decision.ACCEPT_WITH_CHANGES, proposes=True)
    if row.verdict is None:
        return draft_of(row.answers)
    review = row.verdict.review
    return draft_of(
        row.verdict.proposed or row.answers,
        decision=review.decision,
        reason=review.reason,
        comment=review.comment,
        proposes=review.proposed is not None,
        about=tuple(Named(question, part) for question, part in row.verdict.addresses),
    )


def look_at(request: HttpRequest, work: Assignment, number: int) -> Screen:
    """The screen with one row of an assignment alone, and that one not open."""
    scheme = protocol_in_force(work.article.project).scheme
    return Screen(request, work, scheme, sheet(work, scheme, access.visitor(request), number))


def look(request: HttpRequest, work: Assignment, number: int = 0, problem: Problem | None = None) -> Screen:
    """The screen of an assignment; ``number`` is the row to open (0: the first that waits)."""
    scheme = protocol_in_force(work.article.project).scheme
    whole = sheet(work, scheme, access.visitor(request))
    chosen = whole.row(number)
    opened = chosen if chosen and chosen.is_in_round else next(iter(whole.undecided), None)
    return Screen(request, work, scheme, whole, problem, opened.number if opened else 0)
