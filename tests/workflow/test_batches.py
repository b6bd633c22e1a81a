"""Batches, shares, places of single articles, and the rules of a project."""

from typing import Any

import pytest

from annotations.models import Article, Batch, BatchShare, Event, Membership
from annotations.workflow.articles import put_in_batch, set_places, set_priority
from annotations.workflow.batches import change_batch, create_batch, set_share
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WorkflowError, WrongState
from annotations.workflow.rules import change_project
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


def test_a_batch_is_made_once_by_a_lead() -> None:
    project = projects.project()
    create_batch(actor=people.lead(), project=project, name=" March ", kind="calibration", priority=2)
    with pytest.raises(Duplicate):
        create_batch(actor=people.lead(), project=project, name="March")
    with pytest.raises(NotAllowed):
        create_batch(actor=people.reviewer(), project=project, name="April")

    assert list(Batch.objects.values_list("name", "kind", "priority")) == [("March", "calibration", 2)]
    assert Event.objects.get(verb="batch.created").after == {"name": "March", "kind": "calibration", "priority": 2}


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"kind": "gold"}, "kind"),
        ({"priority": 5000}, "priority"),
    ],
)
def test_a_bad_field_of_a_batch_is_named_and_nothing_is_made(wish: dict[str, Any], field: str) -> None:
    project = projects.project()
    with pytest.raises(Invalid) as refused:
        create_batch(actor=people.lead(), project=project, **({"name": "March"} | wish))
    assert (refused.value.extra["field"], Batch.objects.count()) == (field, 0)


def test_a_batch_keeps_its_kind_while_somebody_works_in_it() -> None:
    project = projects.project()
    batch = create_batch(actor=people.lead(), project=project, name="March")
    projects.town(project, "Arden", batch)
    projects.assignment(project)
    with pytest.raises(WrongState):
        change_batch(actor=people.lead(), batch=batch, kind="training")
    assert change_batch(actor=people.lead(), batch=batch, name="Spring").name == "Spring"


def test_an_article_takes_the_priority_of_its_batch_and_may_get_its_own() -> None:
    project = projects.project()
    batch = create_batch(actor=people.lead(), project=project, name="March", priority=4)
    article = projects.town(project, "Arden")

    moved = put_in_batch(actor=people.lead(), article=article, batch=batch).priority
    own = set_priority(actor=people.lead(), article=article, priority=9).priority
    out = put_in_batch(actor=people.lead(), article=article, batch=None)

    assert (moved, own, out.priority, out.batch) == (4, 9, 0, None)
    assert [event.after for event in Event.objects.filter(verb="article.changed").order_by("at")] == [
        {"batch": "March", "priority": 4},
        {"priority": 9},
        {"batch": None, "priority": 0},
    ]


def test_a_batch_of_another_project_is_refused() -> None:
    other = create_batch(actor=people.lead(), project=projects.project("other"), name="March")
    article = projects.town(projects.project(), "Arden")
    with pytest.raises(Invalid):
        put_in_batch(actor=people.lead(), article=article, batch=other)


def test_work_under_way_does_not_become_training() -> None:
    project = projects.project()
    article = projects.town(project, "Arden")
    training = create_batch(actor=people.lead(), project=project, name="Begin", kind="training")
    projects.assignment(project)
    with pytest.raises(WrongState):
        put_in_batch(actor=people.lead(), article=article, batch=training)


def test_places_are_raised_and_lowered_but_not_below_those_taken() -> None:
    project = projects.project(annotators_per_article=2)
    article = projects.town(project, "Arden")
    for user in (people.annotator(), people.second_annotator()):
        projects.submitted(project, user)
    states = []
    for required in (3, 2):
        changed = set_places(actor=people.lead(), article=article, required=required)
        states.append((changed.required, changed.state))
    with pytest.raises(Invalid) as refused:
        set_places(actor=people.lead(), article=article, required=1)

    assert states == [(3, "frozen"), (2, "labelled")]
    assert refused.value.extra == {"field": "required", "value": 1, "rule": "is less than the 2 places that are taken"}


@pytest.mark.parametrize("required", [0, 21])
def test_a_senseless_number_of_places_is_refused(required: int) -> None:
    article = projects.town(projects.project(), "Arden")
    with pytest.raises(Invalid):
        set_places(actor=people.lead(), article=article, required=required)
    assert Article.objects.get().required == 2


def test_only_leads_change_articles() -> None:
    article = projects.town(projects.project(), "Arden")
    acts = (
        lambda: set_places(actor=people.reviewer(), article=article, required=3),
        lambda: set_priority(actor=people.reviewer(), article=article, priority=3),
        lambda: put_in_batch(actor=people.reviewer(), article=article, batch=None),
    )
    for act in acts:
        with pytest.raises(NotAllowed):
            act()


def test_a_share_is_set_changed_and_lifted() -> None:
    project = projects.project()
    batch = create_batch(actor=people.lead(), project=project, name="March")
    member = Membership.objects.get(project=project, user=people.annotator())
    kept: list[list[int]] = []
    for percent in (30, 60, None):
        set_share(actor=people.lead(), batch=batch, member=member, percent=percent)
        kept.append(list(BatchShare.objects.values_list("percent", flat=True)))

    assert kept == [[30], [60], []]
    with pytest.raises(Invalid):
        set_share(actor=people.lead(), batch=batch, member=member, percent=101)


def test_the_rules_of_a_project_change_with_one_event() -> None:
    project = projects.project()
    wishes = {"lease_minutes": 30, "blind": True, "goal_per_day": 150, "review_mode": "sample"}

    changed = change_project(actor=people.lead(), project=project, changes=wishes)

    assert (changed.lease_minutes, changed.goal_per_day, changed.review_mode) == (30, 150, "sample")
    event = Event.objects.get(verb="project.changed")
    assert event.before == {"lease_minutes": 240, "goal_per_day": None, "review_mode": "all"}
    assert event.after == {"lease_minutes": 30, "goal_per_day": 150, "review_mode": "sample"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lease_minutes", 0),
        ("annotators_per_article", 21),
        ("training_pass_percent", 0),
        ("check_percent", 51),
        ("review_percent", 101),
        ("review_mode", "never"),
        ("adjudication_policy", "dice"),
        ("name", ""),
        ("goal_per_day", 0),
        ("annotators_per_article", None),
        ("blind", None),
        ("slug", "elsewhere"),
    ],
)
def test_a_bad_rule_is_named_and_changes_nothing(name: str, value: Any) -> None:
    project = projects.project()
    with pytest.raises(Invalid) as refused:
        change_project(actor=people.lead(), project=project, changes={"description": "New", name: value})
    project.refresh_from_db()
    assert (refused.value.extra["field"], project.description) == (name, "")
    assert not Event.objects.filter(verb="project.changed").exists()


def test_a_new_number_of_annotators_holds_for_articles_that_follow_it_and_never_below_those_taken() -> None:
    project = projects.project(annotators_per_article=3)
    taken, own, free = (projects.town(project, name) for name in ("Arden", "Belmont", "Corvo"))
    for user in (people.annotator(), people.second_annotator()):
        projects.submitted(project, user)
    set_places(actor=people.lead(), article=own, required=5)

    change_project(actor=people.lead(), project=project, changes={"annotators_per_article": 1})

    found = {row.title[10:]: (row.required, row.state) for row in Article.objects.all()}
    assert found == {"Arden": (2, "labelled"), "Belmont": (5, "frozen"), "Corvo": (1, "frozen")}
    assert [taken.pk, free.pk]


def test_only_leads_change_the_rules() -> None:
    project = projects.project()
    with pytest.raises(WorkflowError):
        change_project(actor=people.reviewer(), project=project, changes={"blind": False})
