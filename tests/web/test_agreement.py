"""The page of agreement: who may, what it says, what its cells open, what it costs; and the plots."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.models import AgreementReport, Project
from annotations.queries.agreement_scope import Scope
from annotations.templatetags.figures import Plotted, whisker
from annotations.workflow.agreement import ask_for_agreement
from tests.factories import agreement, people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

PAGE = "/projects/idlib/agreement/"
CELL = f"{PAGE}statements/?question=verification&row=refuted&column=supported"
FILE = f"{PAGE}figures.csv"
READERS = {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 200, "outsider": 404}


@pytest.fixture
def project() -> Project:
    return agreement.two_annotators(projects.project())


@pytest.mark.parametrize("path", [PAGE, CELL, FILE])
def test_those_who_label_blind_see_nothing_of_agreement(project: Project, path: str) -> None:
    agreement.measured(project)
    assert statuses(path) == READERS


def test_an_annotator_cannot_ask_for_it_either(project: Project) -> None:
    assert signed_in(people.annotator()).post(PAGE, {"act": "measure"}).status_code == 403
    assert AgreementReport.objects.count() == 0


def test_at_first_there_is_one_button_that_asks_a_worker(project: Project) -> None:
    lead = signed_in(people.lead())
    assert "Not measured yet" in words(lead.get(PAGE))
    assert lead.post(PAGE, {"act": "measure"}).headers["Location"] == PAGE
    assert "Stop measuring" in words(lead.get(PAGE))


def test_who_stops_it_comes_back_to_the_button(project: Project) -> None:
    ask_for_agreement(actor=people.lead(), project=project, scope=Scope())
    lead = signed_in(people.lead())
    lead.post(PAGE, {"act": "cancel"})
    assert "Stopped before it was measured" in words(lead.get(PAGE))


def test_the_page_tells_figures_intervals_and_what_is_undefined(project: Project) -> None:
    agreement.measured(project)
    page = words(signed_in(people.viewer()).get(PAGE))
    assert "Nothing changed since: this is how labels stand now." in page
    assert "8 statements with two answers of 8; 2 annotators, 2 articles" in page
    assert "Krippendorff α 0.64 0.64 – 0.64" in page
    assert "undefined nobody took a side" in page
    assert "Nobody chose: Not enough evidence, Conflicting, Too vague, Not checkable." in page
    assert "Ada Annotator and Ben Annotator 8 0.75" in page


def test_changed_labels_are_told_and_measured_again_on_demand(project: Project) -> None:
    agreement.measured(project)
    agreement.article(project, "Rain\n\nIt rained in June.\nIt snowed in July.\n")
    page = words(signed_in(people.lead()).get(PAGE))
    assert "figures may have changed" in page
    assert "Measure again" in page


def test_a_cell_opens_its_statements_with_everybodys_labels(project: Project) -> None:
    agreement.measured(project)
    lead = signed_in(people.lead())
    assert "question=verification&amp;row=refuted&amp;column=supported" in lead.get(PAGE).content.decode()
    page = words(lead.get(CELL))
    assert "“Refuted” met “Supported”" in page
    assert "Alder opens bridge" in page
    assert "2 statements" in page


@pytest.mark.parametrize(
    "query", ["", "question=none&row=a&column=b", "question=verification", "question=verification&row=a"]
)
def test_a_cell_that_is_none_does_not_exist(project: Project, query: str) -> None:
    assert signed_in(people.lead()).get(f"{PAGE}statements/?{query}").status_code == 404


def test_labels_that_met_nowhere_say_so_and_lead_back(project: Project) -> None:
    page = signed_in(people.lead()).get(f"{PAGE}statements/?question=verification&row=vague%00&column=vague")
    assert "No statement" in words(page)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first={ada}", "A pair has two annotators."),
        ("first={ada}&second={ada}", "This is the same person."),
        ("since=2026-02-02&until=2026-02-01", "This is before the first day."),
        ("since=yesterday", "Enter a valid date."),
        ("guideline=none", "Select a valid choice."),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused_beside_its_field(project: Project, query: str, said: str) -> None:
    response = signed_in(people.lead()).get(f"{PAGE}?{query.format(ada=people.annotator().pk)}")
    assert (response.status_code, said in words(response)) == (400, True)


def test_a_choice_is_kept_in_the_address_when_it_is_measured(project: Project) -> None:
    address = f"{PAGE}?articles=all&model=1"
    assert signed_in(people.lead()).post(address, {"act": "measure"}).headers["Location"] == address
    assert AgreementReport.objects.get().scope["model"] is True


def test_the_file_holds_the_figures_of_the_page(project: Project) -> None:
    agreement.measured(project)
    body = b"".join(signed_in(people.viewer()).get(FILE)).decode()
    rows = list(csv.DictReader(io.StringIO(body)))
    percent = [
        row for row in rows if (row["question"], row["part"], row["measure"]) == ("verification", "overall", "percent")
    ]
    assert [(row["n"], row["value"], row["low"], row["high"]) for row in percent] == [("8", "0.75", "0.75", "0.75")]


def test_without_figures_there_is_no_file(project: Project) -> None:
    assert signed_in(people.lead()).get(FILE).status_code == 404


def test_another_projects_figures_are_not_here(project: Project) -> None:
    agreement.measured(project)
    projects.project("other")
    assert "Not measured yet" in words(signed_in(people.lead()).get(PAGE.replace("idlib", "other")))


def queries_of(path: str) -> int:
    lead = signed_in(people.lead())
    lead.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert lead.get(path).status_code == 200
    return len(asked)


def test_the_statements_of_a_cell_take_as_many_queries_however_many_there_are() -> None:
    made = projects.project()
    agreement.article(made)
    agreement.labelled(made, people.annotator(), ["refuted"] * 4)
    agreement.labelled(made, people.second_annotator(), ["supported", *["refuted"] * 3])
    one, three = CELL, CELL.replace("column=supported", "column=refuted")
    assert [queries_of(path) for path in (one, three)] == [15, 15]


def test_the_page_takes_as_many_queries_however_many_articles_and_statements_there_are(project: Project) -> None:
    small = projects.project("small")
    agreement.article(small)
    agreement.labelled(small, people.annotator(), ["refuted"] * 4)
    agreement.labelled(small, people.second_annotator(), ["supported", *["refuted"] * 3])
    for one in (small, project):
        agreement.measured(one)
    assert [queries_of(PAGE.replace("idlib", slug)) for slug in ("small", "idlib")] == [15, 15]


def test_a_whisker_places_value_and_ends_on_one_axis() -> None:
    drawn = whisker(Plotted("α", 0.5, 0.25, 0.75))
    assert (drawn["low"], drawn["value"], drawn["high"], drawn["zero"]) == ("25.00", "50.00", "75.00", "")
    below = whisker(Plotted("α", -0.5, -0.75, 0.0))
    assert (below["low"], below["value"], below["high"], below["zero"]) == ("12.50", "25.00", "50.00", "50.00")


def test_an_undefined_figure_draws_nothing() -> None:
    assert whisker(Plotted("α", None, None, None, "why"))["figure"].shown == ""
    assert "value" not in whisker(Plotted("α", None, None, None, "why"))


def test_a_negative_figure_has_a_true_minus_and_nothing_is_minus_nought() -> None:
    assert [Plotted("", value, None, None).shown for value in (-0.25, -0.001)] == ["−0.25", "0.00"]
