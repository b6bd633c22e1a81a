"""Two people who give one name at the same moment, on real connections: one thing, and one clear refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from annotations.models import Batch, Entity, Event, LabelSet, Membership, Project, Release, User
from annotations.workflow.batches import change_batch, create_batch
from annotations.workflow.entities import create_entity
from annotations.workflow.errors import WorkflowError
from annotations.workflow.label_sets import clone_preset
from annotations.workflow.members import accept_invitation, invite
from annotations.workflow.projects import create_project
from annotations.workflow.release import ask_for_release
from tests.api.caller import Caller
from tests.factories import people, projects
from tests.web.visits import signed_in
from tests.workflow.test_races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ROUNDS = 10
PASSWORD = "correct horse battery staple"


def refused(results: list[Any]) -> list[tuple[Any, ...]]:
    """Kind, field, value and rule of each refusal; two at once make one of each."""
    told = [one for one in results if isinstance(one, WorkflowError)]
    return [(one.code, *(one.extra.get(name) for name in ("field", "value", "rule"))) for one in told]


def twice(act: Callable[[User], Any]) -> list[Any]:
    """What becomes of one act by two people at once."""
    return at_once([lambda: act(people.lead()), lambda: act(people.operator())])


def begun() -> Project:
    """A project, with everybody who acts known before the start."""
    people.operator()
    return projects.project()


def test_two_projects_of_one_address_at_once_are_one_project() -> None:
    begun()
    for number in range(ROUNDS):
        slug = f"town-{number}"
        results = twice(lambda actor, slug=slug: create_project(actor=actor, name="Town", slug=slug))
        assert refused(results) == [("duplicate", "slug", slug, "is the address of another project")]
        made = Project.objects.get(slug=slug)
        assert (made.memberships.count(), made.protocols.count(), made.guidelines.count()) == (1, 1, 1)


def test_two_projects_of_one_name_at_once_never_share_an_address() -> None:
    begun()
    for number in range(ROUNDS):
        results = twice(lambda actor, number=number: create_project(actor=actor, name=f"Harbour {number}"))
        slug = f"harbour-{number}"
        told = refused(results)  # nobody, where the second saw the first and took the next address
        assert told in ([], [("duplicate", "slug", slug, "is the address of another project")])
        made = Project.objects.filter(name=f"Harbour {number}").values_list("slug", flat=True)
        assert (len(made), len(set(made)), slug in made) == (2 - len(told), 2 - len(told), True)
    assert Event.objects.filter(verb="project.created").count() == Project.objects.count()


def test_the_api_names_field_value_and_rule_to_whoever_comes_second() -> None:
    begun()
    callers = [Caller(people.lead()), Caller(people.operator())]

    def start(caller: Caller, slug: str) -> Any:
        try:
            return caller.post("projects", {"name": "Town", "slug": slug})
        finally:
            connection.close()

    for number in range(ROUNDS):
        slug = f"town-{number}"
        answers = at_once([lambda caller=caller, slug=slug: start(caller, slug) for caller in callers])
        told = {answer.status_code: answer.json() for answer in answers}
        assert sorted(told) == [201, 409]
        problem = {name: told[409][name] for name in ("code", "field", "value", "rule")}
        assert problem == {
            "code": "duplicate",
            "field": "slug",
            "value": slug,
            "rule": "is the address of another project",
        }


def test_the_page_says_beside_the_address_that_it_is_taken() -> None:
    begun()
    browsers = [signed_in(people.lead()), signed_in(people.operator())]
    wanted = {
        "name": "Town",
        "protocol": "quick",
        "annotators_per_article": 2,
        "adjudication_policy": "unanimous",
    }
    for number in range(ROUNDS):
        sent = wanted | {"slug": f"town-{number}"}
        answers = at_once([lambda one=one, sent=sent: one.post("/projects/", sent) for one in browsers])
        told = {answer.status_code: answer for answer in answers}
        assert sorted(told) == [302, 400]
        assert told[400].context["form"].errors == {
            "slug": [f"Address: “town-{number}” is the address of another project."]
        }


def test_one_user_name_taken_by_two_invitations_at_once_is_one_person() -> None:
    made = begun()
    other = create_project(actor=people.lead(), name="Other")
    for number in range(ROUNDS):
        name = f"newcomer-{number}"
        tokens = [invite(actor=people.lead(), project=one, role="annotator") for one in (made, other)]
        results = at_once(
            [
                lambda token=token, name=name: accept_invitation(
                    token=token, username=name, display_name="New Comer", password=PASSWORD
                )
                for token in tokens
            ]
        )
        assert refused(results) == [("invalid", "username", name, "This user name is taken.")]
        assert Membership.objects.filter(user__username=name).count() == 1


def test_two_batches_of_one_name_at_once_are_one_batch() -> None:
    made = begun()
    people.person("lia")
    for number in range(ROUNDS):
        acts = [lambda n=number: create_batch(actor=people.lead(), project=made, name=f"Week {n}")] * 2
        results = at_once(acts)
        assert [one[:3] for one in refused(results)] == [("duplicate", "name", f"Week {number}")]
        first, second = (create_batch(actor=people.lead(), project=made, name=f"{n} {number}") for n in ("A", "B"))
        renamed = at_once(
            [
                lambda row=row, n=number: change_batch(actor=people.lead(), batch=row, name=f"Day {n}")
                for row in (first, second)
            ]
        )
        assert [one[:3] for one in refused(renamed)] == [("duplicate", "name", f"Day {number}")]
    assert Batch.objects.filter(name__startswith="Week").count() == ROUNDS


def test_one_new_entity_named_by_two_at_once_is_one_for_both() -> None:
    made = begun()
    for number in range(ROUNDS):
        acts = [
            lambda who=who, n=number: create_entity(actor=who, project=made, name=f"Ida {n}")
            for who in (people.annotator(), people.second_annotator())
        ]
        assert len({one.pk for one in at_once(acts)}) == 1
    assert Entity.objects.filter(canonical_name__startswith="Ida").count() == ROUNDS


def test_one_preset_cloned_by_two_at_once_is_two_label_sets_of_two_keys() -> None:
    made = begun()
    there = LabelSet.objects.count()
    for number in range(ROUNDS):
        results = at_once([lambda: clone_preset(actor=people.lead(), project=made, preset="liar6")] * 2)
        assert refused(results) == []
        assert LabelSet.objects.count() == there + 2 * (number + 1)
    assert LabelSet.objects.values("key").distinct().count() == LabelSet.objects.count()


def test_two_releases_of_one_version_at_once_are_one_release() -> None:
    made = begun()
    for number in range(ROUNDS):
        version = f"{number + 1}.0.0"
        acts = [
            lambda version=version: ask_for_release(
                actor=people.lead(),
                project=made,
                version=version,
                title="Town",
                selection={},
                shares={"train": 80, "dev": 10, "test": 10},
            )
        ] * 2
        assert [one[:3] for one in refused(at_once(acts))] == [("invalid", "version", version)]
    assert Release.objects.count() == ROUNDS
