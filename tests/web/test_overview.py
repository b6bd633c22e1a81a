"""The overview: its figures, who sees which, and that they equal what the lists behind them show."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import Project
from annotations.queries import progress
from annotations.queries.articles import STAGES, Handed
from annotations.queries.progress import Settled
from annotations.workflow.review import accept_rest, decide, finish_review, open_review
from tests.factories import people, projects
from tests.web.visits import accepted, five_stages, main_of, signed_in, statuses, words

pytestmark = pytest.mark.django_db

PATH = "/projects/idlib/"


def test_members_see_it_and_outsiders_do_not() -> None:
    projects.project()
    assert statuses(PATH) == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}


def test_strangers_are_asked_to_sign_in() -> None:
    assert Client().get(PATH).headers["Location"] == "/accounts/login/?next=/projects/idlib/"


def test_an_empty_project_says_what_to_do_first() -> None:
    projects.project()
    page = signed_in(people.lead()).get(PATH)
    assert [task.title for task in page.context["tasks"]] == ["Import the first article"]
    assert page.context["handed"] == Handed(0, 0)


def test_one_of_two_annotators_handed_the_seed_article_in() -> None:
    projects.submitted_seed(projects.seed_project())
    page = signed_in(people.lead()).get(PATH)
    assert page.context["handed"] == Handed(22, 44)
    assert (page.context["waiting"].assignments, page.context["waiting"].statements) == (1, 22)
    assert page.context["settled"] == Settled(0, 22)
    assert "Handed in 22 of 44" in words(page)


@pytest.mark.parametrize("stage", [one.key for one in STAGES])
def test_the_count_of_a_stage_is_what_its_list_shows(stage: str) -> None:
    five_stages()
    lead = signed_in(people.lead())
    counts = {one.key: count for one, count in lead.get(PATH).context["stages"]}
    listed = lead.get(f"{PATH}articles/?stage={stage}").context["shown"]
    assert counts == {"split": 3, "ready": 2, "labelling": 1, "labelled": 1, "gold": 1}
    assert (listed.count, len(listed.rows)) == (counts[stage], counts[stage])


def test_the_number_of_reviews_to_do_is_the_length_of_the_inbox() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    projects.submitted(made, people.reviewer())
    rio = signed_in(people.reviewer())
    assert [task.title for task in rio.get(PATH).context["tasks"]] == ["Review 1 assignment"]
    assert rio.get(f"{PATH}review/").context["shown"].count == 1


def test_labels_count_as_handed_in_until_there_is_gold() -> None:
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    work = projects.submitted(made, status="supported")
    lead = signed_in(people.lead())
    stance, verification = (chart for _title, chart in lead.get(PATH).context["charts"])
    assert (stance.rows, verification.basis) == ((), "submitted")
    before = verification.rows
    accepted(work)
    _stance, verification = (chart for _title, chart in lead.get(PATH).context["charts"])
    assert (verification.basis, verification.rows) == ("gold", before)
    assert [label.key for label in verification.labels][:2] == ["supported", "refuted"]
    assert {heading: sum(counts) for heading, counts in verification.rows} == {"Article’s own voice": 3, "Jane Doe": 1}


def test_drafts_are_in_no_chart() -> None:
    made = projects.project()
    projects.article(made)
    projects.label_all(projects.assignment(made))
    charts = signed_in(people.lead()).get(PATH).context["charts"]
    assert [chart.total for _title, chart in charts] == [0, 0]


def test_members_figures_count_answers_open_work_time_and_returns() -> None:
    made = projects.project(annotators_per_article=1)
    projects.article(made)
    projects.article(made, "Second\n\nOne more thing happened. It was late.\n")
    work = projects.submitted(made)
    open_review(actor=people.reviewer(), assignment=work)
    first = work.annotations.select_related("head").first()
    assert first is not None
    decide(
        actor=people.reviewer(),
        annotation=first,
        seen=first.head_id,
        decision="return",
        reason="guideline",
        comment="",
    )
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)
    projects.assignment(made, people.second_annotator())
    rows = signed_in(people.lead()).get(PATH).context["members"]
    figures = {row.membership.user.username: (row.answered, row.open, row.returned_percent) for row in rows}
    assert figures == {
        "ada": (4, 1, 25),
        "ben": (0, 3, None),
        "lea": (0, 0, None),
        "rio": (0, 0, None),
        "vic": (0, 0, None),
    }


def test_the_median_adds_up_the_saves_of_a_statement() -> None:
    projects.submitted_seed(projects.seed_project())
    rows = signed_in(people.lead()).get(PATH).context["members"]
    assert [row.median_seconds for row in rows if row.answered] == [9.7]


def test_a_day_counts_first_answers_once() -> None:
    made = projects.project()
    projects.article(made)
    work = projects.assignment(made)
    statement = projects.statements(work)[0]
    projects.label(work, statement)
    projects.label(work, statement, projects.answers("refuted"))
    today = timezone.localdate()
    days = progress.labels_a_day(people.lead(), made, today=today)
    assert days == [(today - timedelta(days=back), 0) for back in range(13, 0, -1)] + [(today, 1)]
    assert progress.labels_a_day(people.lead(), made, today=date(2020, 1, 14))[-1] == (date(2020, 1, 14), 0)


# ---- blindness ---------------------------------------------------------------------------------------------------


def bens_page(slug: str, status: str) -> str:
    """What Ben sees of a project in which Ada answered everything with ``status``."""
    made = projects.project(slug)
    projects.article(made)
    projects.submitted(made, status=status)
    text = main_of(signed_in(people.second_annotator()).get(f"/projects/{slug}/"))
    return text.replace(slug, "slug").replace(slug.title(), "Slug")


def test_an_annotators_page_is_the_same_whatever_colleagues_answered() -> None:
    assert bens_page("wwwww", "supported") == bens_page("zzzzz", "refuted")


def test_annotators_see_their_own_figures_only() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    ben = signed_in(people.second_annotator()).get(PATH)
    assert [(row.membership.user.username, row.answered) for row in ben.context["members"]] == [("ben", 0)]
    assert (ben.context["waiting"].assignments, ben.context["days_total"], "charts" in ben.context) == (0, 0, False)
    assert "Ada" not in words(ben)


# ---- cost --------------------------------------------------------------------------------------------------------

QUERIES = {"lead": 26, "annotator": 20}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("role", ["lead", "annotator"])
def test_it_costs_the_same_for_one_article_and_for_three(count: int, role: str, django_assert_num_queries: Any) -> None:
    made: Project = projects.project()
    for number in range(count):
        projects.article(made, f"Report {number}\n\nThe bridge is open.\n")
        projects.submitted(made)
    client = signed_in({"lead": people.lead, "annotator": people.annotator}[role]())
    client.get(PATH)
    with django_assert_num_queries(QUERIES[role]):
        client.get(PATH)
