"""Figures count what the lists behind them show: every number that is a link, and every row of every figure."""

import re
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.exports.figures import address
from annotations.models import Project
from annotations.queries.figures import FIGURES, Reader, kept
from annotations.queries.figures.base import shortened
from annotations.queries.protocols import protocol_in_force
from annotations.workflow.figures import COUNT, count_figures
from tests.factories import agreement, busy, people, projects
from tests.web.visits import main_of, signed_in, statuses, words

pytestmark = pytest.mark.django_db

PATH = "/projects/idlib/"
READERS = {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 200, "outsider": 404}
LINKED = re.compile(r'<a href="([^"]+)">(\d+)</a>')


def listed(client: Client, path: str) -> int:
    """How many rows the list at the path has, all pages together."""
    page = client.get(path)
    assert page.status_code == 200, path
    count: int = page.context["shown"].count
    return count


@pytest.mark.parametrize("seed", [1, 2])
def test_every_number_of_the_overview_is_the_length_of_the_list_it_opens(seed: int) -> None:
    busy.busy(seed)
    lead = signed_in(people.lead())
    links = [(unescape(href), int(number)) for href, number in LINKED.findall(main_of(lead.get(PATH)))]
    assert len(links) > 15
    assert {href: listed(lead, href) for href, _n in links} == dict(links)


@pytest.mark.parametrize("role", ["lead", "viewer"])
def test_every_row_of_every_figure_is_the_length_of_its_list(role: str) -> None:
    made = busy.busy(4)
    user = {"lead": people.lead, "viewer": people.viewer}[role]()
    client, rows = signed_in(user), rows_of(made)
    counted = {address(made, row): row["n"] for row in rows if row["list"]}
    assert len(counted) > 60
    assert counted[f"{PATH}gold/?state=settled"] >= 3
    assert counted[f"{PATH}gold/?state=open"] >= 3
    assert {href: listed(client, href) for href in counted} == counted


def rows_of(project: Project) -> list[dict]:
    reader = Reader(people.lead(), project, timezone.localdate(), protocol_in_force(project))
    return [row for figure in FIGURES for row in figure.read(reader)]


def test_an_annotators_numbers_open_lists_of_their_own_labels() -> None:
    busy.busy(5)
    ada = signed_in(people.annotator())
    links = dict(LINKED.findall(main_of(ada.get(PATH))))
    assert {href: str(listed(ada, unescape(href))) for href in links} == links
    assert links["/projects/idlib/labels/?state=handed"] == "12"


@pytest.mark.parametrize("figure", [one.key for one in FIGURES])
def test_figures_are_files_for_those_who_read_labels(figure: str) -> None:
    agreement.measured(agreement.two_annotators(projects.project()))
    assert statuses(f"{PATH}figures/{figure}.csv") == READERS


def test_a_file_tells_each_row_with_its_list() -> None:
    projects.article(projects.project())
    body = b"".join(signed_in(people.viewer()).get(f"{PATH}figures/articles.csv")).decode()
    assert body.splitlines()[:3] == [
        "stage,n,list",
        "split,0,/projects/idlib/articles/?stage=split",
        "ready,1,/projects/idlib/articles/?stage=ready",
    ]


def test_a_figure_that_is_none_does_not_exist() -> None:
    projects.project()
    assert signed_in(people.lead()).get(f"{PATH}figures/happiness.csv").status_code == 404


def test_figures_are_kept_until_something_happens() -> None:
    made = projects.project()
    lead = signed_in(people.lead())
    first = lead.get(PATH).context["counted_at"]
    assert lead.get(PATH).context["counted_at"] == first
    projects.article(made)
    assert lead.get(PATH).context["counted_at"] > first


def counted() -> None:
    """The worker counts what it was asked for, once."""
    args = ProcrastinateJob.objects.get(task_name=COUNT).args
    count_figures(project_id=UUID(args["project_id"]), person_id=UUID(args["person_id"]), role=args["role"])


def test_slow_figures_stay_until_a_worker_has_counted_them(monkeypatch: pytest.MonkeyPatch) -> None:
    made = projects.project()
    lead = signed_in(people.lead())
    monkeypatch.setattr(kept, "SLOW", -1)
    monkeypatch.setattr(kept, "PATIENCE", 0)
    first = lead.get(PATH).context["counted_at"]
    projects.article(made)
    page = lead.get(PATH)
    assert (page.context["counted_at"], page.context["articles"], page.context["recounting"]) == (first, 0, True)
    lead.get(PATH)
    counted()
    page = lead.get(PATH)
    assert (page.context["articles"], page.context["recounting"]) == (1, False)


@pytest.mark.parametrize(("person", "handed"), [(people.lead, 4), (people.viewer, 4), (people.second_annotator, 0)])
def test_a_large_project_is_never_counted_by_a_page(monkeypatch: pytest.MonkeyPatch, person: Any, handed: int) -> None:
    monkeypatch.setattr(kept, "BIG", 2)
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    browser = signed_in(person())
    for _look in range(2):
        page = browser.get(PATH)
        assert ("The figures are being counted" in words(page), "counted_at" in page.context) == (True, False)
    counted()
    page = browser.get(PATH)
    assert (page.context["counting"], page.context["labels"]["handed"].n) == (False, handed)
    assert b"data-running" not in page.content


def test_a_file_of_figures_that_are_being_counted_is_the_page_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "BIG", 2)
    projects.article(projects.project())
    assert signed_in(people.viewer()).get(f"{PATH}figures/articles.csv").headers["Location"] == PATH
    assert ProcrastinateJob.objects.filter(task_name=COUNT).count() == 1


def test_a_page_shows_what_was_answered_most_and_tells_of_the_rest() -> None:
    rows = [{"target": str(n), "name": f"Place {n}", "n": n} for n in range(10)]
    few, hidden = shortened(rows, "target")
    assert ([row["n"] for row in few], hidden) == ([2, 3, 4, 5, 6, 7, 8, 9], 2)
    assert shortened(rows, "") == (rows, 0)
