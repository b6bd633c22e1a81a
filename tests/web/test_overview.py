"""The overview: its figures, who sees which, and that they equal what the lists behind them show."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.models import Annotation, Assignment, Project
from annotations.queries.articles import STAGES
from annotations.workflow.annotate import submit
from annotations.workflow.batches import create_batch
from annotations.workflow.known import answer_for_others
from annotations.workflow.review import accept_rest, decide, finish_review, open_review
from annotations.workflow.rules import change_project
from tests.factories import adjudications, agreement, people, projects
from tests.web.visits import accepted, five_stages, main_of, signed_in, statuses, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_counting")]

PATH = "/projects/idlib/"


def cannot_begin() -> list[str]:
    """What the lead is told of annotators without training."""
    tasks = signed_in(people.lead()).get(PATH).context["tasks"]
    return [task.title for task in tasks if task.href == "/projects/idlib/batches/"]


def test_members_see_it_and_outsiders_do_not() -> None:
    projects.project()
    assert statuses(PATH) == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}


def test_strangers_are_asked_to_sign_in() -> None:
    assert Client().get(PATH).headers["Location"] == "/accounts/login/?next=/projects/idlib/"


def test_an_empty_project_says_what_to_do_first() -> None:
    projects.project()
    page = signed_in(people.lead()).get(PATH)
    assert [task.title for task in page.context["tasks"]] == ["Import the first article"]
    assert (page.context["labels"]["handed"].n, page.context["labels"]["needed"].n) == (0, 0)


def test_one_of_two_annotators_handed_the_seed_article_in() -> None:
    projects.submitted_seed(projects.seed_project())
    page = signed_in(people.lead()).get(PATH)
    assert "Handed in 22 of 44" in words(page)
    assert "Waiting for review 1 assignment the oldest for" in words(page)
    assert "Gold 0 of 22" in words(page)


@pytest.mark.parametrize("stage", [one.key for one in STAGES])
def test_the_count_of_a_stage_is_what_its_list_shows(stage: str) -> None:
    five_stages()
    lead = signed_in(people.lead())
    counts = {one.key: count.n for one, count in lead.get(PATH).context["stages"]}
    listed = lead.get(f"{PATH}articles/?stage={stage}").context["shown"]
    assert counts == {"split": 3, "ready": 2, "labelling": 1, "labelled": 1, "gold": 1}
    assert (listed.count, len(listed.rows)) == (counts[stage], counts[stage])


def test_the_number_of_reviews_to_do_is_the_length_of_the_inbox() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    projects.submitted(made, people.reviewer())
    rio = signed_in(people.reviewer())
    assert rio.get(PATH).context["tasks"][0].title == "Review 1 assignment"
    assert rio.get(f"{PATH}review/").context["shown"].count == 1


def test_contested_statements_lead_to_the_adjudicators_queue() -> None:
    adjudications.contested()
    lead = signed_in(people.lead())
    task = lead.get(PATH).context["tasks"][0]
    assert (task.title, task.text) == ("Settle 1 contested statement", "1 of them differs in its verdict")
    assert lead.get(task.href).context["shown"].count == 1


def test_labels_count_as_handed_in_until_there_is_gold() -> None:
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    work = projects.submitted(made, status="supported")
    lead = signed_in(people.lead())
    stance, verification, _holders = lead.get(PATH).context["charts"]
    assert (stance.rows, verification.basis) == ((), "handed")
    before = numbers(verification)
    accepted(work)
    verification = lead.get(PATH).context["charts"][1]
    assert (verification.basis, numbers(verification)) == ("gold", before)
    assert [label.key for label in verification.labels][:2] == ["supported", "refuted"]
    assert {heading: sum(counts) for heading, counts in numbers(verification)} == {
        "Article’s own voice": 3,
        "Jane Doe": 1,
    }


def numbers(chart: Any) -> list[tuple[str, list[int]]]:
    """The headings of a chart's rows with their counts."""
    return [(str(heading), [one.n for one in counts]) for heading, counts in chart.rows]


def test_drafts_are_in_no_chart() -> None:
    made = projects.project()
    projects.article(made)
    projects.label_all(projects.assignment(made))
    charts = signed_in(people.lead()).get(PATH).context["charts"]
    assert [chart.rows for chart in charts] == [(), (), ()]


def test_members_figures_count_answers_work_in_hand_and_returns() -> None:
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
    figures = {row.name: (row.answered.n, row.in_hand.n, row.returned_percent) for row in rows}
    assert figures == {
        "Ada Annotator": (4, 1, 25),
        "Ben Annotator": (0, 1, None),
        "Lea Lead": (0, 0, None),
        "Rio Reviewer": (0, 0, None),
        "Vic Viewer": (0, 0, None),
    }


def test_the_median_adds_up_the_saves_of_a_statement() -> None:
    projects.submitted_seed(projects.seed_project())
    rows = signed_in(people.lead()).get(PATH).context["members"]
    assert [row.median_seconds for row in rows if row.answered.n] == [9.7]


def test_a_day_counts_first_answers_once_and_reviews_apart() -> None:
    made = projects.project()
    projects.article(made)
    work = projects.assignment(made)
    projects.label(work, projects.statements(work)[0])
    projects.label(work, projects.statements(work)[0], projects.answers("refuted"))
    projects.label_all(work)
    accepted(submit(actor=work.annotator, assignment=work))
    days = signed_in(people.lead()).get(PATH).context["days"]
    assert (len(days), [[one.n for one in counts] for _day, counts in days[-2:]]) == (28, [[0, 0], [4, 4]])


def test_agreement_stands_there_as_it_was_measured() -> None:
    made = agreement.two_annotators(projects.project())
    assert signed_in(people.lead()).get(PATH).context["agreement"] == []
    agreement.measured(made)
    page = signed_in(people.lead()).get(PATH)
    told = {one.title: (one.figure.shown, one.n) for one in page.context["agreement"]}
    assert told["Verification"] == ("0.64", 8)
    assert {row.name: row.agreement for row in page.context["members"] if row.agreement} == {
        "Ada Annotator": "0.64",
        "Ben Annotator": "0.64",
    }


def test_what_to_do_next_tells_of_agreement_and_of_the_label_that_is_unclear() -> None:
    made = agreement.two_annotators(projects.project())
    lead = signed_in(people.lead())

    def agreed() -> list[tuple[str, str]]:
        return [(one.title, one.text) for one in lead.get(PATH).context["tasks"] if one.icon in ("venn", "book")]

    assert agreed() == [
        ("Measure how far labels agree", "Articles have two annotators’ labels, and nothing is measured yet")
    ]
    report = agreement.measured(made)
    assert agreed() == []
    figures = report.figures or {}
    verdicts = next(one for one in figures["questions"] if one["key"] == "verification")["report"]["labels"]
    verdicts[0] |= {"chosen": 37, "agreement": verdicts[0]["agreement"] | {"value": 0.31}}
    long_ago = timezone.now() - timedelta(days=3650)
    type(report).objects.filter(pk=report.pk).update(figures=figures, finished_at=long_ago)
    assert [title for title, _text in agreed()] == ["Sharpen “Supported”", "Measure agreement again"]
    assert agreed()[0][1] == "Where one chose it, another did in 31 % of cases; chosen 37 times"


# ---- stuck -------------------------------------------------------------------------------------------------------


def late(work: Assignment) -> None:
    """The lease of the work ran out an hour ago."""
    Assignment.objects.filter(pk=work.pk).update(lease_expires_at=timezone.now() - timedelta(hours=1))


def test_whoever_cannot_begin_for_want_of_training_is_counted_for_the_lead() -> None:
    project = projects.project()
    article = projects.town(
        project, "Arden", create_batch(actor=people.lead(), project=project, name="Begin", kind="training")
    )
    told = [cannot_begin()]
    change_project(actor=people.lead(), project=project, changes={"training_pass_percent": 100})
    told.append(cannot_begin())
    known = answer_for_others(actor=people.lead(), article=article)
    submit(actor=people.lead(), assignment=projects.label_all(known, "supported"))
    told.append(cannot_begin())
    work = projects.assignment(project)
    told.append(cannot_begin())
    submit(actor=work.annotator, assignment=projects.label_all(work, "refuted"))
    told.append(cannot_begin())
    assert told == [[], ["2 annotators cannot begin"], [], [], ["1 annotator cannot begin"]]


def test_a_lease_that_ran_out_is_taken_back_by_one_press() -> None:
    made = projects.project()
    projects.article(made)
    work = projects.assignment(made)
    late(work)
    lead = signed_in(people.lead())
    page = lead.get(PATH)
    assert "The lease ran out 1 hour ago, 0 of 4 statements answered Take back" in words(page).replace("\xa0", " ")
    assert [(one.title, one.text) for one in page.context["tasks"]][:1] == [
        ("Help 1 stuck assignment on", "1 lease has run out")
    ]
    lead.post(f"{PATH}assignments/?only=stuck", {"row": str(work.pk), "act": "release"})
    work.refresh_from_db()
    assert (work.state, lead.get(PATH).context["stuck"].total) == ("released", 0)


def test_returned_work_that_nobody_touched_is_stuck_after_three_days() -> None:
    made = projects.project()
    projects.article(made)
    work = projects.submitted(made)
    long_ago = timezone.now() - timedelta(days=4)
    Assignment.objects.filter(pk=work.pk).update(state="returned", reviewed_at=long_ago)
    lead = signed_in(people.lead())
    assert lead.get(PATH).context["stuck"].total == 0
    Annotation.objects.filter(assignment=work).update(changed_at=long_ago)
    assert lead.get(PATH).context["stuck"].reasons == {"untouched": 1}
    assert lead.get(f"{PATH}assignments/?only=untouched").context["shown"].count == 1


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
    assert [(row.name, row.answered.n) for row in ben.context["members"]] == [("Ben Annotator", 0)]
    assert (ben.context["waiting"].n, ben.context["days_total"], "charts" in ben.context) == (0, 0, False)
    assert "Ada" not in words(ben)


# ---- cost --------------------------------------------------------------------------------------------------------

COUNTED = {"lead": 53, "annotator": 38}
KEPT = {"lead": 18, "annotator": 12}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("role", ["lead", "annotator"])
def test_it_costs_the_same_for_one_article_and_for_three(count: int, role: str, django_assert_num_queries: Any) -> None:
    made: Project = projects.project()
    for number in range(count):
        projects.article(made, f"Report {number}\n\nThe bridge is open.\n")
        projects.submitted(made)
    client = signed_in({"lead": people.lead, "annotator": people.annotator}[role]())
    client.get(f"{PATH}articles/")
    with django_assert_num_queries(COUNTED[role]):
        client.get(PATH)
    with django_assert_num_queries(KEPT[role]):
        client.get(PATH)
