"""The targets page: pinned first, in an order that leads set."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from annotations.models import Entity, Event, Project
from annotations.workflow.entities import create_entity, pin_entity
from annotations.workflow.errors import Invalid, NotAllowed
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

URL = "/projects/idlib/targets/"


@pytest.fixture
def project() -> Project:
    """A project with the targets Bridge, Dam and Mayor pinned in this order."""
    made = projects.project()
    for place, name in enumerate(("Bridge", "Dam", "Mayor")):
        pin_entity(actor=people.lead(), entity=entity(made, name), place=place)
    return made


def entity(project: Project, name: str) -> Entity:
    """The entity of that name."""
    return create_entity(actor=people.lead(), project=project, name=name, kind="topic")


def pinned(project: Project) -> list[tuple[int | None, str]]:
    """Places and names."""
    rows = Entity.objects.filter(project=project, pin__isnull=False).order_by("pin")
    return [(row.pin, row.canonical_name) for row in rows]


def test_moving_one_up_closes_the_others_up(project: Project) -> None:
    pin_entity(actor=people.lead(), entity=entity(project, "Mayor"), place=0)
    assert pinned(project) == [(0, "Mayor"), (1, "Bridge"), (2, "Dam")]


def test_taking_one_off_closes_the_gap(project: Project) -> None:
    pin_entity(actor=people.lead(), entity=entity(project, "Dam"), place=None)
    assert pinned(project) == [(0, "Bridge"), (1, "Mayor")]
    event = Event.objects.filter(verb="entity.pinned").latest("at", "id")
    assert (event.before, event.after) == ({"pin": 1}, {"pin": None})


def test_a_negative_place_is_refused(project: Project) -> None:
    with pytest.raises(Invalid, match="place"):
        pin_entity(actor=people.lead(), entity=entity(project, "Dam"), place=-1)
    assert pinned(project) == [(0, "Bridge"), (1, "Dam"), (2, "Mayor")]


def test_only_a_lead_pins(project: Project) -> None:
    with pytest.raises(NotAllowed):
        pin_entity(actor=people.reviewer(), entity=entity(project, "Dam"), place=0)


def test_a_lead_pins_a_new_target_by_name(client: Client, project: Project) -> None:
    client.force_login(people.lead())
    response = client.post(f"{URL}add", {"name": " River  Oder ", "kind": "location"})
    assert (response.status_code, response.headers["Location"]) == (302, URL)
    assert pinned(project)[-1] == (3, "River Oder")


def test_a_bad_name_is_said_beside_its_field_and_nothing_is_pinned(client: Client, project: Project) -> None:
    client.force_login(people.lead())
    response = client.post(f"{URL}add", {"name": "   ", "kind": "location"})
    assert response.status_code == 400
    assert "This field is required." in response.content.decode()
    assert len(pinned(project)) == 3


def test_a_lead_moves_a_target_down(client: Client, project: Project) -> None:
    client.force_login(people.lead())
    client.post(f"{URL}{entity(project, 'Bridge').pk}", {"place": "1"})
    assert [name for _, name in pinned(project)] == ["Dam", "Bridge", "Mayor"]


def test_a_place_that_is_no_number_changes_nothing(client: Client, project: Project) -> None:
    client.force_login(people.lead())
    response = client.post(f"{URL}{entity(project, 'Bridge').pk}", {"place": "first"}, follow=True)
    assert "A place is a number from 0" in response.content.decode()
    assert [name for _, name in pinned(project)] == ["Bridge", "Dam", "Mayor"]


def test_an_entity_of_another_project_is_not_found(client: Client, project: Project) -> None:
    other = projects.project("other")
    client.force_login(people.lead())
    assert client.post(f"{URL}{entity(other, 'Dam').pk}", {"place": "0"}).status_code == 404
    assert pinned(project) == [(0, "Bridge"), (1, "Dam"), (2, "Mayor")]


@pytest.mark.parametrize(
    ("username", "read", "write"),
    [("lea", 200, 302), ("rio", 200, 403), ("ada", 200, 403), ("vic", 200, 403), ("oz", 404, 404)],
)
@pytest.mark.usefixtures("project")
def test_members_read_and_leads_write(client: Client, username: str, read: int, write: int) -> None:
    client.force_login(people.person(username))
    assert client.get(URL).status_code == read
    assert client.post(f"{URL}add", {"name": "River", "kind": "location"}).status_code == write


@pytest.mark.usefixtures("project")
def test_anonymous_visitors_sign_in_first(client: Client) -> None:
    assert client.get(URL).headers["Location"] == f"/accounts/login/?next={URL}"


def test_the_number_of_queries_does_not_grow(
    client: Client, project: Project, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(people.lead())
    client.get(URL)
    with django_assert_num_queries(9):
        client.get(URL)
    for name in ("River", "Lake", "Sea"):
        entity(project, name)
    with django_assert_num_queries(9):
        client.get(URL)
