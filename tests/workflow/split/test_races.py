"""Two at once on one split, on real connections."""

from typing import Any

import pytest

from annotations.models import Annotation, Article, Assignment, SplitEdit, Statement
from annotations.workflow.annotate import submit
from annotations.workflow.assign import take_next
from tests.api.caller import Caller
from tests.factories import people, projects, splits
from tests.workflow.test_races import ROUNDS, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def longest(article: Article) -> Statement:
    """The live statement with the most characters."""
    return max(splits.live(article), key=lambda row: row.end - row.start)


def cut(article: Article) -> SplitEdit:
    """Cuts the longest statement at its first space."""
    row = longest(article)
    return splits.edit(article, "split", statement=row, at=row.start + row.exact.index(" "))


def test_of_two_editors_one_is_told_to_look_again() -> None:
    article = projects.article(projects.project(), splits.TEXT, frozen=False)
    callers = [Caller(people.lead()), Caller(people.reviewer())]
    for version in range(ROUNDS):
        row = longest(article)

        def send(caller: Caller, row: Statement = row, version: int = version) -> Any:
            body = {
                "id": f"01930000-0000-7000-8000-{version:011d}{callers.index(caller)}",
                "act": "split",
                "statement": str(row.pk),
                "at": row.start + row.exact.index(" "),
            }
            return caller.post(f"articles/{article.pk}/split/edits", body, If_Match=f'"{version}"')

        found = at_once([lambda caller=caller: send(caller) for caller in callers])

        assert sorted(response.status_code for response in found) == [201, 412]
    assert list(SplitEdit.objects.values_list("seq", flat=True)) == list(range(1, ROUNDS + 1))


def test_a_label_saved_while_its_statement_is_cut_is_stale_or_refused() -> None:
    project = projects.project()
    article = projects.article(project, splits.TEXT)
    work = projects.assignment(project)
    for _ in range(ROUNDS):
        row = longest(article)

        outcomes = at_once([lambda row=row: projects.label(work, row), lambda: cut(article)])

        saved, edited = outcomes
        assert isinstance(edited, SplitEdit)
        assert getattr(saved, "code", "saved") in ("saved", "wrong_state")
        stale = set(Annotation.objects.filter(statement=row).values_list("is_stale", flat=True))
        assert stale == ({True} if getattr(saved, "code", "saved") == "saved" else set())


def test_work_handed_in_while_its_statement_is_cut_is_handed_in_whole_or_comes_back() -> None:
    project = projects.project(annotators_per_article=2)
    for number in range(ROUNDS):
        article = projects.article(project, f"Headline {number}\n\nIt rained all day in town {number}.\n")
        work = projects.label_all(projects.assignment(project))

        at_once(
            [
                lambda work=work: submit(actor=work.annotator, assignment=work),
                lambda article=article: cut(article),
                lambda: take_next(actor=people.second_annotator(), project=project),
            ]
        )

        work = Assignment.objects.get(pk=work.pk)
        assert (work.state, work.return_reason) in (("returned", "recut"), ("active", ""))
        for row in projects.statements(work):
            if row.state == "live" and not work.annotations.filter(statement=row).exists():
                projects.label(work, row)
        assert submit(actor=work.annotator, assignment=work).state == "submitted"
