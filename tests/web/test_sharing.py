"""Settings, batches, who has what, limits and training results: who may, what they change, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from annotations.models import Article, Assignment, Batch, BatchShare, Membership, Project
from annotations.workflow.annotate import submit
from annotations.workflow.articles import put_in_batch
from annotations.workflow.batches import create_batch
from annotations.workflow.give import give
from annotations.workflow.known import answer_for_others
from annotations.workflow.limits import let_in
from annotations.workflow.rules import change_project
from tests.factories import people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

P = "/projects/idlib/"
LEADS = {"lead": 200, "reviewer": 403, "annotator": 403, "viewer": 403, "outsider": 404}
REVIEWERS = {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 403, "outsider": 404}


def told(page: Any) -> list[str]:
    """What the messages of a page say."""
    return [str(message) for message in page.context["messages"]]


def batch(project: Project, *towns: str, kind: str = "production") -> Batch:
    """A batch with an article for each town."""
    made = create_batch(actor=people.lead(), project=project, name="March", kind=kind)
    for town in towns:
        projects.town(project, town, made)
    return made


def trained(project: Project) -> Assignment:
    """Ada's finished training, one statement right and one wrong."""
    made = batch(project, "Arden", kind="training")
    known = projects.label_all(answer_for_others(actor=people.lead(), article=made.articles.get()), "supported")
    submit(actor=people.lead(), assignment=known)
    change_project(actor=people.lead(), project=project, changes={"training_pass_percent": 90})
    work = projects.assignment(project)
    for statement, status in zip(projects.statements(work), ("supported", "refuted"), strict=True):
        projects.label(work, statement, projects.answers(status))
    return submit(actor=people.annotator(), assignment=work)


# ---- settings ----------------------------------------------------------------------------------------------------


def test_only_leads_see_the_settings() -> None:
    projects.project()
    assert statuses(f"{P}settings/") == LEADS


def test_the_settings_are_saved_together_and_a_bad_one_saves_none() -> None:
    made = projects.project()
    lead = signed_in(people.lead())
    page = lead.get(f"{P}settings/")
    sent = {
        name: value for name, value in page.context["form"].initial.items() if value is not None and value is not False
    }

    bad = lead.post(f"{P}settings/", sent | {"lease_minutes": "0", "goal_per_day": "150"})
    made.refresh_from_db()
    before = made.goal_per_day
    good = lead.post(f"{P}settings/", sent | {"goal_per_day": "150", "freeze_on_import": "on"}, follow=True)

    made.refresh_from_db()
    assert (bad.status_code, list(bad.context["form"].errors), before) == (400, ["lease_minutes"], None)
    assert (told(good), made.goal_per_day, made.freeze_on_import) == (["The settings are saved."], 150, True)


# ---- batches -----------------------------------------------------------------------------------------------------


def test_leads_and_reviewers_see_the_batches() -> None:
    project = projects.project()
    made = batch(project, "Arden")
    assert statuses(f"{P}batches/") == REVIEWERS
    assert statuses(f"{P}batches/{made.pk}/") == REVIEWERS


def test_a_lead_makes_and_changes_a_batch() -> None:
    projects.project()
    lead = signed_in(people.lead())
    lead.post(f"{P}batches/", {"name": "March", "kind": "calibration", "priority": "2"})
    made = Batch.objects.get()
    lead.post(f"{P}batches/{made.pk}/", {"act": "change", "name": "Spring", "kind": "calibration", "priority": "7"})
    again = lead.post(f"{P}batches/", {"name": "Spring", "kind": "production", "priority": "0"})

    made.refresh_from_db()
    assert (made.name, made.kind, made.priority) == ("Spring", "calibration", 7)
    assert (again.status_code, list(again.context["form"].errors)) == (400, ["name"])


def test_reviewers_change_no_batch() -> None:
    made = batch(projects.project())
    page = signed_in(people.reviewer()).post(f"{P}batches/", {"name": "x", "kind": "production", "priority": "0"})
    assert (page.status_code, Batch.objects.count(), "<form" in words(page)) == (400, 1, False)
    assert made.name == "March"


def test_shares_are_set_and_lifted_on_the_page_of_the_batch() -> None:
    project = projects.project()
    made = batch(project, "Arden")
    member = Membership.objects.get(user=people.annotator())
    lead = signed_in(people.lead())

    first = lead.post(f"{P}batches/{made.pk}/", {"act": "share", f"share-{member.pk}": "40"}, follow=True)
    kept = BatchShare.objects.get().percent
    bad = lead.post(f"{P}batches/{made.pk}/", {"act": "share", f"share-{member.pk}": "lots"}, follow=True)
    lead.post(f"{P}batches/{made.pk}/", {"act": "share", f"share-{member.pk}": ""})

    assert (told(first), kept, BatchShare.objects.count()) == (["The shares are saved."], 40, 0)
    assert told(bad) == ["Share of Ada Annotator: “lots” is not a number."]


def test_a_lead_gives_the_right_answers_from_the_batch() -> None:
    made = batch(projects.project(), "Arden", kind="training")
    article = made.articles.get()
    door = f"{P}batches/{made.pk}/"
    page = signed_in(people.lead()).post(door, {"act": "known", "article": str(article.pk)})
    work = Assignment.objects.get(purpose="known")
    assert (page.status_code, page.headers["Location"]) == (302, f"/assignments/{work.pk}/")


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_batches_and_of_their_articles_cost_the_same_at_one_and_three_rows(
    count: int, django_assert_num_queries: Any
) -> None:
    project = projects.project()
    made = batch(project, *("Arden", "Belmont", "Corvo")[:count])
    for number in range(1, count):
        create_batch(actor=people.lead(), project=project, name=f"More {number}")
    lead = signed_in(people.lead())
    lead.get(f"{P}batches/")

    with django_assert_num_queries(9):
        listed = lead.get(f"{P}batches/")
    with django_assert_num_queries(12):
        whole = lead.get(f"{P}batches/{made.pk}/")
    assert (len(listed.context["shown"].rows), len(whole.context["shown"].rows)) == (count, count)


def test_articles_are_put_into_a_batch_and_given_more_annotators_together() -> None:
    project = projects.project()
    made = batch(project)
    rows = [str(projects.town(project, name).pk) for name in ("Arden", "Belmont")]
    lead = signed_in(people.lead())

    moved = lead.post(f"{P}articles/", {"act": "batch", "batch": str(made.pk), "row": rows}, follow=True)
    raised = lead.post(f"{P}articles/", {"act": "places", "required": "4", "row": rows}, follow=True)
    nothing = lead.post(f"{P}articles/", {"act": "batch", "batch": "", "row": rows}, follow=True)

    assert [told(page) for page in (moved, raised, nothing)] == [
        ["2 articles were moved."],
        ["2 articles were changed."],
        ["Choose a batch of this project."],
    ]
    assert set(Article.objects.values_list("batch__name", "required")) == {("March", 4)}
    found = lead.get(f"{P}articles/?batch={made.pk}")
    assert len(found.context["shown"].rows) == 2


# ---- who has what ------------------------------------------------------------------------------------------------


def test_those_who_read_labels_see_who_has_what() -> None:
    projects.project()
    assert statuses(f"{P}assignments/") == REVIEWERS | {"viewer": 200}


def test_a_row_tells_holder_state_and_progress() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.assignment(project)
    projects.label(work, projects.statements(work)[0])
    page = words(signed_in(people.reviewer()).get(f"{P}assignments/"))
    assert "News from Arden AA Ada Annotator In work" in page
    assert "1 of 2" in page


def test_work_is_given_taken_back_and_moved() -> None:
    project = projects.project(annotators_per_article=1)
    for name in ("Arden", "Belmont"):
        projects.town(project, name)
    lead, ben = signed_in(people.lead()), people.second_annotator()
    ada = str(people.annotator().pk)

    given = lead.post(f"{P}assignments/", {"act": "give", "annotator": ada, "count": "5"}, follow=True)
    first, second = Assignment.objects.order_by("article__title")
    moved = lead.post(f"{P}assignments/", {"act": "reassign", "to": str(ben.pk), "row": [str(first.pk)]}, follow=True)
    back = lead.post(f"{P}assignments/", {"act": "release", "row": [str(first.pk), str(second.pk)]}, follow=True)

    assert told(given) == ["Ada Annotator has 2 articles more."]
    assert "Ada Annotator News from Arden Done" in words(moved)
    assert sorted(told(back)) == [
        "1 assignment was taken back.",
        "Ada Annotator, News from Arden: The assignment is “Given back” and cannot be given back.",
    ]
    assert list(Assignment.objects.filter(state="active").values_list("annotator__username")) == [("ben",)]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "give", "annotator": "", "count": "1"}, "Choose somebody who labels in this project."),
        ({"act": "give", "count": "many"}, "How many articles: “many” is not a number."),
        ({"act": "give", "count": "501"}, "How many articles: 501 is not between 1 and 500."),
        ({"act": "give", "count": "2"}, "There is no article that Ada Annotator could be given."),
        ({"act": "release"}, "Tick the rows first."),
    ],
)
def test_an_act_that_cannot_be_done_says_why(sent: dict[str, str], said: str) -> None:
    projects.project()
    page = signed_in(people.lead()).post(
        f"{P}assignments/", {"annotator": str(people.annotator().pk)} | sent, follow=True
    )
    assert told(page)[0].startswith(said)


def test_reviewers_move_no_work() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.assignment(project)
    page = signed_in(people.reviewer()).post(f"{P}assignments/", {"act": "release", "row": [str(work.pk)]}, follow=True)
    work.refresh_from_db()
    assert (told(page), work.state) == (["Only a lead gives out work and takes it back."], "active")


def test_stuck_work_is_found() -> None:
    project = projects.project()
    late, given, fresh = (projects.town(project, name) for name in ("Arden", "Belmont", "Corvo"))
    users = (people.annotator(), people.second_annotator(), people.reviewer())
    for article, user in zip((late, given, fresh), users, strict=True):
        give(actor=people.lead(), article=article, annotator=user)
    Assignment.objects.filter(article=late).update(lease_expires_at=Now() - timedelta(minutes=1))
    Assignment.objects.filter(article=given).update(created_at=Now() - timedelta(days=4))
    page = signed_in(people.lead()).get(f"{P}assignments/?only=stuck")
    assert sorted(row.article.title for row in page.context["shown"].rows) == ["News from Arden", "News from Belmont"]
    assert words(page).count("Stuck") == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_work_costs_the_same_at_one_and_three_rows(count: int, django_assert_num_queries: Any) -> None:
    project = projects.project()
    users = (people.annotator(), people.second_annotator(), people.reviewer())[:count]
    for name, user in zip(("Arden", "Belmont", "Corvo"), users, strict=False):
        give(actor=people.lead(), article=projects.town(project, name), annotator=user)
    lead = signed_in(people.lead())
    lead.get(f"{P}assignments/")
    with django_assert_num_queries(11):
        page = lead.get(f"{P}assignments/")
    assert len(page.context["shown"].rows) == count


# ---- members and training ----------------------------------------------------------------------------------------


def test_only_leads_see_limits_training_and_checks_of_a_member() -> None:
    project = projects.project()
    member = Membership.objects.get(project=project, user=people.annotator())
    assert statuses(f"{P}people/{member.pk}/limits/") == LEADS


def test_a_lead_sets_limits_and_counts_a_training_as_passed() -> None:
    project = projects.project()
    trained(project)
    member = Membership.objects.get(project=project, user=people.annotator())
    lead, door = signed_in(people.lead()), f"{P}people/{member.pk}/limits/"

    page = words(lead.get(door))
    lead.post(door, {"open_limit": "2", "daily_limit": "", "total_limit": ""})
    bad = lead.post(door, {"open_limit": "0"})
    lead.post(door, {"act": "let_in"})

    member.refresh_from_db()
    assert "Not passed News from Arden 3 of 4" in page
    assert (member.open_limit, bad.status_code, member.trained_at is not None) == (2, 400, True)


def test_the_result_is_for_the_trainee_and_those_who_read_labels() -> None:
    work = trained(projects.project())
    found = statuses(f"/assignments/{work.pk}/training/")
    assert found == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}
    assert signed_in(people.second_annotator()).get(f"/assignments/{work.pk}/training/").status_code == 404


def test_the_result_tells_right_from_wrong() -> None:
    work = trained(projects.project())
    page = words(signed_in(people.annotator()).get(f"/assignments/{work.pk}/training/"))
    assert "3 of 4 answers are right 75 %" in page
    assert page.count("Not right") == 1


def test_the_workbench_of_training_leads_to_the_right_answers_and_not_to_a_reviewer() -> None:
    project = projects.project()
    training = trained(project)
    projects.town(project, "Brill")
    member = project.memberships.get(user=people.annotator())
    let_in(actor=people.lead(), member=member)
    work = projects.assignment(project)
    ada = signed_in(people.annotator())

    pages = {one: words(ada.get(f"/assignments/{one.pk}/")) for one in (training, work)}

    assert {one: "See the right answers" in page for one, page in pages.items()} == {training: True, work: False}
    assert {one: "A reviewer reads it next." in page for one, page in pages.items()} == {training: False, work: True}


def test_work_that_is_no_training_has_no_result() -> None:
    project = projects.project()
    projects.town(project, "Arden")
    work = projects.submitted(project)
    assert signed_in(people.annotator()).get(f"/assignments/{work.pk}/training/").status_code == 404


def test_known_answers_are_begun_from_the_article() -> None:
    project = projects.project()
    article = projects.town(project, "Arden")
    page = signed_in(people.lead()).post(f"{P}articles/{article.pk}/", {"act": "known"})
    assert page.headers["Location"] == f"/assignments/{Assignment.objects.get(purpose='known').pk}/"


def test_my_work_shows_the_goal_of_the_day_and_my_pace() -> None:
    project = projects.project()
    change_project(actor=people.lead(), project=project, changes={"goal_per_day": 40})
    article = projects.town(project, "Arden")
    put_in_batch(actor=people.lead(), article=article, batch=None)
    projects.submitted(project)
    page = words(signed_in(people.annotator()).get("/"))
    assert "Goal for today 2 of 40" in page
    assert "Statements handed in 2 Accepted of those 0" in page
