"""History: every act in words, for leads; one's own for others, filtered, at a constant cost."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Role
from annotations.web.history import WORDS, changes
from annotations.workflow.events import VERBS
from annotations.workflow.members import change_role
from tests.factories import people, projects
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

PATH = "/projects/idlib/history/"


def test_every_member_reads_the_history() -> None:
    projects.project()
    assert statuses(PATH) == {"lead": 200, "reviewer": 200, "annotator": 200, "viewer": 200, "outsider": 404}


def test_who_does_not_lead_reads_their_own_acts_only() -> None:
    projects.article(projects.project())
    projects.submitted(people.annotator().memberships.get().project)
    told = shown("", signed_in(people.annotator()))
    assert set(told) == {"assignment.taken", "annotation.revised", "assignment.submitted"}
    assert shown("", signed_in(people.second_annotator())) == []


def test_every_verb_has_words() -> None:
    assert set(WORDS) == set(VERBS)


def test_an_act_is_told_with_its_object_and_what_it_changed() -> None:
    made = projects.project()
    member = made.memberships.get(user=people.annotator())
    change_role(actor=people.lead(), membership=member, role=Role.REVIEWER)
    page = words(signed_in(people.lead()).get(PATH))
    assert "Lea Lead changed the role of Ada Annotator role annotator reviewer" in page


def test_a_label_leads_to_its_statements_story_and_on_to_the_article() -> None:
    made = projects.project()
    row = projects.article(made)
    work = projects.assignment(made)
    statement = projects.statements(work)[1]
    projects.label(work, statement)
    page = signed_in(people.lead()).get(PATH).content.decode()
    assert f'href="/projects/idlib/statements/{statement.pk}/"' in page
    story = signed_in(people.lead()).get(f"/projects/idlib/statements/{statement.pk}/").content.decode()
    assert f'href="/projects/idlib/articles/{row.pk}/#{statement.pk}"' in story


def test_a_persons_acts_of_the_last_days_are_the_projects_narrowed() -> None:
    projects.article(projects.project())
    projects.submitted(people.annotator().memberships.get().project)
    lead = signed_in(people.lead())
    mine = f"person={people.annotator().pk}"
    assert set(shown(mine, lead)) == {"assignment.taken", "annotation.revised", "assignment.submitted"}
    assert shown(f"{mine}&days=1", lead) == shown(mine, lead)


def shown(asked: str, client: Client) -> list[str]:
    return [line.event.verb for line in client.get(f"{PATH}?{asked}").context["lines"]]


def test_the_list_is_narrowed_by_act_and_by_person() -> None:
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    lead = signed_in(people.lead())
    assert shown("verb=article.frozen", lead) == ["article.frozen"]
    assert shown(f"person={people.annotator().pk}&verb=assignment.submitted", lead) == ["assignment.submitted"]
    assert set(shown(f"person={people.annotator().pk}", lead)) == {
        "assignment.taken",
        "annotation.revised",
        "assignment.submitted",
    }


def test_another_projects_events_are_not_in_it() -> None:
    projects.article(projects.project("other"))
    projects.project()
    assert set(shown("", signed_in(people.lead()))) == {"project.created", "guideline.published", "member.added"}


def test_keys_and_checksums_are_no_changes_for_people() -> None:
    key, digest = "0190f3a0-0000-7000-8000-000000000000", "a" * 64
    assert changes({"seq": 1}, {"seq": 2, "revision": key, "sha256": digest, "complete": True}) == [
        ("version", "1", "2"),
        ("complete", "", "yes"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_event_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    made = projects.project()
    for number in range(count):
        projects.article(made, f"Report {number}\n\nIt rained.\n")
    lead = signed_in(people.lead())
    lead.get(PATH)
    with django_assert_num_queries(10):
        assert len(lead.get(f"{PATH}?verb=article.frozen").context["lines"]) == count
