"""The lists of labels and of gold: who sees which rows, what narrows them, what they cost."""

from typing import Any

import pytest

from annotations.models import Entity
from tests.factories import adjudications, people, projects
from tests.web.visits import accepted, signed_in, statuses, words

pytestmark = pytest.mark.django_db

LABELS, GOLD = "/projects/idlib/labels/", "/projects/idlib/gold/"


def test_every_member_opens_labels_and_those_who_read_them_open_gold() -> None:
    projects.project()
    assert statuses(LABELS) == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}
    assert statuses(GOLD) == {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 200, "outsider": 404}


def test_who_labels_blind_finds_their_own_labels_only() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    assert signed_in(people.annotator()).get(LABELS).context["shown"].count == 4
    assert signed_in(people.second_annotator()).get(LABELS).context["shown"].count == 0
    assert "Ada" not in words(signed_in(people.second_annotator()).get(f"{LABELS}?person={people.annotator().pk}"))


def test_labels_are_narrowed_to_one_stance() -> None:
    made = projects.seed_project()
    projects.submitted_seed(made)
    lead = signed_in(people.lead())
    everything = lead.get(LABELS).context["shown"].count
    towards = Entity.objects.filter(project=made, pin__isnull=False).order_by("pin")[0]
    page = lead.get(f"{LABELS}?label=stance:favor&target=entity:{towards.pk}")
    assert everything == 22
    assert 0 < page.context["shown"].count < 22
    assert f"Target: {towards.canonical_name}" in words(page)


def test_another_projects_names_are_not_told() -> None:
    projects.project()
    other = projects.seed_project("other")
    secret = Entity.objects.filter(project=other)[0]
    assert secret.canonical_name not in words(signed_in(people.lead()).get(f"{LABELS}?speaker={secret.pk}"))


@pytest.mark.parametrize("asked", ["speaker=%00", "target=claim:x", "label=x:y", "answered=tomorrow", "state=none"])
def test_what_narrows_to_nothing_known_does_not_narrow(asked: str) -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    assert signed_in(people.lead()).get(f"{LABELS}?{asked}").context["shown"].count == 4


def test_gold_tells_who_decided_and_what_is_contested() -> None:
    statement = adjudications.contested()
    page = signed_in(people.lead()).get(f"{GOLD}?state=open")
    assert [line.row.statement_id for line in page.context["lines"]] == [statement.pk]
    assert "Annotators differ" in words(page)


def test_gold_by_policy_shows_its_answers() -> None:
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    accepted(projects.submitted(made, status="supported"))
    page = signed_in(people.viewer()).get(f"{GOLD}?label=verification:supported")
    assert page.context["shown"].count == 4
    assert "By policy" in words(page)


@pytest.mark.parametrize(("path", "queries"), [(LABELS, 12), (GOLD, 13)])
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_one_article_and_for_three(
    path: str, queries: int, count: int, django_assert_num_queries: Any
) -> None:
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    for number in range(count):
        projects.article(made, f"Report {number}\n\nThe bridge is open.\n")
        accepted(projects.submitted(made))
    lead = signed_in(people.lead())
    lead.get(path)
    with django_assert_num_queries(queries):
        lead.get(path)
