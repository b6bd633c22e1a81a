"""The back office: every table for looking, history untouchable, people and acts through the workflow."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import Model, QuerySet
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annotations.admin.registry import TABLES
from annotations.models import Article, Event, Membership, Project, User
from annotations.workflow.members import add_member
from tests.factories import people, projects
from tests.web.visits import accepted, signed_in

pytestmark = pytest.mark.django_db

MODELS = [model for model, _table in TABLES]
USERS = "/admin/annotations/user/"


def place(model: type[Model], page: str = "changelist", *args: Any) -> str:
    """Where the back office shows a model."""
    return reverse(f"admin:annotations_{model.__name__.lower()}_{page}", args=args)


def told(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def lively(slug: str = "idlib", times: int = 1) -> Project:
    """A project with rows in most tables."""
    made = projects.project(slug, annotators_per_article=1, adjudication_policy="single_reviewed")
    for number in range(times):
        projects.article(made, f'Report {number}\n\n"It is safe," Mayor Jane Doe said.\n')
        accepted(projects.submitted(made))
    return made


def any_row(model: type[Model]) -> Any:
    """One row of a table, or None."""
    return QuerySet(model).first()


def test_every_model_is_on_the_site_and_nothing_unused() -> None:
    ours = set(apps.get_app_config("annotations").get_models())
    assert {model for model in apps.get_models() if admin.site.is_registered(model)} == ours


def test_strangers_sign_in_and_members_are_refused() -> None:
    projects.project()
    assert Client().get("/admin/").status_code == 302
    for person in (people.lead(), people.annotator(), people.outsider()):
        assert signed_in(person).get(USERS).status_code in (302, 403)


def test_every_table_and_a_row_of_each_opens() -> None:
    lively()
    opal = signed_in(people.operator())
    rows = [(model, any_row(model)) for model in MODELS]
    places = [place(model) for model in MODELS] + [place(model, "change", row.pk) for model, row in rows if row]
    assert len(places) > 60
    assert {path: status for path in places if (status := opal.get(path).status_code) != 200} == {}


def costs(opal: Client) -> dict[str, int]:
    """How many queries each table takes."""
    found = {}
    for model in MODELS:
        with CaptureQueriesContext(connection) as queries:
            opal.get(place(model))
        found[model.__name__] = len(queries)
    return found


def test_a_table_costs_the_same_for_few_rows_and_for_many() -> None:
    for slug in ("idlib", "other"):
        lively(slug)
    opal = signed_in(people.operator())
    opal.get(USERS)
    few = costs(opal)
    lively("third", times=3)
    assert costs(opal) == few
    assert max(few.values()) <= 10


def test_nothing_is_added_changed_or_deleted_by_hand() -> None:
    lively()
    opal = signed_in(people.operator())
    rows = [(model, any_row(model)) for model in MODELS if model is not User]
    doors = [place(model, "add") for model, _row in rows]
    doors += [place(model, page, row.pk) for model, row in rows if row for page in ("change", "delete")]
    assert {path: status for path in doors if (status := opal.post(path, {"post": "yes"}).status_code) != 403} == {}


def test_people_are_never_deleted() -> None:
    ada = people.annotator()
    opal = signed_in(people.operator())
    assert opal.post(place(User, "delete", ada.pk), {"post": "yes"}).status_code == 403
    opal.post(USERS, {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"})
    assert User.objects.filter(pk=ada.pk).exists()


NIA = {"username": "nia", "display_name": "Nia New", "email": "", "password": "a long and quiet river"}


def test_an_operator_makes_a_person_who_can_sign_in() -> None:
    signed_in(people.operator()).post(f"{USERS}add/", NIA)
    nia = User.objects.get(username="nia")
    assert (nia.display_name, nia.is_superuser, nia.is_active) == ("Nia New", False, True)
    assert authenticate(None, username="nia", password=NIA["password"]) == nia


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"username": "ada"}, "username"),
        ({"password": "short"}, "password"),
        ({"password": ""}, "password"),
        ({"display_name": ""}, "display_name"),
        ({"email": "x"}, "email"),
    ],
)
def test_a_person_who_cannot_be_made_names_the_field(said: dict[str, str], field: str) -> None:
    people.annotator()
    page = signed_in(people.operator()).post(f"{USERS}add/", NIA | said)
    assert list(page.context["adminform"].form.errors) == [field]
    assert not User.objects.filter(display_name="Nia New").exists()


def test_closing_an_account_ends_its_sessions_and_is_recorded() -> None:
    ada = people.annotator()
    session = signed_in(ada)
    signed_in(people.operator()).post(place(User, "change", ada.pk), {"display_name": "Ada Annotator", "email": ""})
    assert session.get("/account/").status_code == 302
    event = Event.objects.get(verb="person.changed")
    assert (event.actor, event.object_id) == (people.operator(), ada.pk)
    assert ((event.before or {})["is_active"], (event.after or {})["is_active"]) == (True, False)


def test_a_new_password_is_given_and_recorded_without_it() -> None:
    ada = people.annotator()
    said = {"display_name": "Ada Annotator", "email": "", "is_active": "on", "password": "a long and quiet river"}
    signed_in(people.operator()).post(place(User, "change", ada.pk), said)
    assert authenticate(None, username="ada", password="a long and quiet river") == ada
    event = Event.objects.get(verb="person.password_given")
    assert (event.before, event.after) == (None, None)


def test_operators_do_not_shut_themselves_out() -> None:
    opal = people.operator()
    page = signed_in(opal).post(
        place(User, "change", opal.pk), {"display_name": "Opal", "email": "", "is_active": "on"}
    )
    assert page.context["adminform"].form.errors["__all__"] == [
        "Ask another operator to close your account or take your rights away."
    ]


def test_freezing_goes_through_the_workflow_with_its_rules() -> None:
    made = projects.project()
    add_member(actor=people.lead(), project=made, username=people.operator().username, role="lead")
    open_row, frozen = projects.article(made, frozen=False), projects.article(made, "Two\n\nIt rained.\n")
    said = {"action": "freeze", "_selected_action": [open_row.pk, frozen.pk]}
    page = signed_in(people.operator()).post(place(Article), said, follow=True)
    assert sorted(told(page)) == [
        "Done for 1 of 2.",
        "Two: The article is “Frozen”; only a split article is frozen.",
    ]
    assert Event.objects.filter(verb="article.frozen", actor=people.operator()).count() == 1


def test_an_operator_who_leads_nothing_changes_no_roles() -> None:
    made = projects.project()
    ada = made.memberships.get(user=people.annotator())
    said = {"action": "make_lead", "_selected_action": [ada.pk]}
    page = signed_in(people.operator()).post(place(Membership), said, follow=True)
    assert told(page) == [f"{ada}: Only a lead changes who works in this project."]
    ada.refresh_from_db()
    assert ada.role == "annotator"
