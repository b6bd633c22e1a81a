"""The frame around every page: who gets in, what the menu offers, how errors look."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from annotations.models import Project, Role, User
from annotations.permissions import REVIEWING
from annotations.web import access, nav, theme
from annotations.web.page import Page, Section
from annotations.web.urls import PAGES
from tests.factories import people, projects

pytestmark = pytest.mark.django_db


@pytest.fixture
def idlib() -> Project:
    return projects.project("idlib")


def visit(user: User, path: str = "/") -> HttpRequest:
    """A request as a view sees it, signed in."""
    request = RequestFactory().get(path)
    request.user = user
    request.session = Client().session
    return request


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


# ---- the door ----------------------------------------------------------------------------------------------------


def test_a_member_enters_with_project_and_role_in_one_query(idlib: Project, django_assert_num_queries: Any) -> None:
    request = visit(people.annotator())
    with django_assert_num_queries(1):
        entry = access.project_for(request, "idlib")
    assert (entry.project, entry.role) == (idlib, Role.ANNOTATOR)


def test_an_outsider_is_told_nothing(idlib: Project) -> None:
    with pytest.raises(Http404):
        access.project_for(visit(people.outsider()), "idlib")


def test_a_project_that_does_not_exist_looks_like_a_foreign_one(idlib: Project) -> None:
    with pytest.raises(Http404):
        access.project_for(visit(people.annotator()), "elsewhere")


def test_a_member_without_the_role_is_told_who_may(idlib: Project) -> None:
    with pytest.raises(PermissionDenied, match=r"This page is for these roles of the project: Lead, Reviewer\."):
        access.project_for(visit(people.annotator()), "idlib", REVIEWING)


def test_a_page_of_a_project_hands_the_view_what_was_checked(idlib: Project) -> None:
    def view(request: HttpRequest, access: access.ProjectAccess, number: int) -> HttpResponse:
        return HttpResponse(f"{access.project.slug} {access.role} {number}")

    page = Page("n", "N", "projects/<slug:project>/n/<int:number>/", view)
    response = page.url_pattern().callback(visit(people.reviewer()), project="idlib", number=7)
    assert response.content == b"idlib reviewer 7"


FOR_EVERYBODY = ("theme", "invitation")


@pytest.mark.parametrize("page", [one for one in PAGES if one.key not in FOR_EVERYBODY], ids=lambda page: page.key)
def test_every_page_sends_strangers_to_sign_in(page: Page) -> None:
    arguments = {
        name: {"project": "idlib"}.get(name, converter.to_url(sample(converter)))
        for name, converter in page.url_pattern().pattern.converters.items()
    }
    response = Client().get(reverse(f"web:{page.key}", kwargs=arguments))
    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/accounts/login/")


def sample(converter: Any) -> Any:
    """A value that the converter of a route writes."""
    return {"IntConverter": 1, "UUIDConverter": "0190f3a0-0000-7000-8000-000000000000"}.get(
        type(converter).__name__, "x"
    )


def test_every_page_has_its_own_key_and_address() -> None:
    assert (len({page.key for page in PAGES}), len({page.route for page in PAGES})) == (len(PAGES), len(PAGES))


# ---- the menu ----------------------------------------------------------------------------------------------------


def empty(_request: HttpRequest, **_rest: object) -> HttpResponse:
    """A page with nothing on it."""
    return HttpResponse()


def three(_user: User, _project: Project | None) -> int:
    """Three things wait."""
    return 3


MENU = (
    Page("home", "My work", "", empty, "work", Section.WORK, badge=three),
    Page("overview", "Overview", "projects/<slug:project>/", empty, "chart", Section.WORK),
    Page("review", "Review", "projects/<slug:project>/review/", empty, roles=REVIEWING),
)


@pytest.fixture
def small_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three pages instead of all, at made-up addresses."""
    monkeypatch.setattr(nav, "PAGES", MENU)
    monkeypatch.setattr(nav, "reverse", lambda name, kwargs=None: f"/{name}/{(kwargs or {}).get('project', '')}")


def titles(built: nav.Nav) -> list[list[str]]:
    return [[str(entry.title) for entry in group.entries] for group in built.sections]


def test_the_menu_offers_what_the_role_may_open(idlib: Project, small_menu: None) -> None:
    seen = {name: titles(nav.build(visit(people.person(name)))) for name in ("ada", "rio")}
    assert seen == {"ada": [["My work", "Overview"]], "rio": [["My work", "Overview"], ["Review"]]}


def test_somebody_without_a_project_sees_only_what_needs_none(small_menu: None) -> None:
    assert titles(nav.build(visit(people.outsider()))) == [["My work"]]


def test_what_waits_is_counted_beside_its_page(idlib: Project, small_menu: None) -> None:
    home = nav.build(visit(people.annotator())).sections[0].entries[0]
    assert (home.title, home.count) == ("My work", 3)


def test_operators_find_the_back_office(small_menu: None) -> None:
    assert titles(nav.build(visit(people.operator()))) == [["My work"], ["Administration"]]


def test_the_menu_costs_one_query_however_many_projects_there_are(
    idlib: Project, small_menu: None, django_assert_num_queries: Any
) -> None:
    projects.project("second")
    projects.project("third")
    request = visit(people.annotator())
    with django_assert_num_queries(1):
        built = nav.build(request)
    assert [entry.title for entry in built.projects] == ["Idlib", "Second", "Third"]


def test_a_page_outside_projects_keeps_the_project_seen_last(idlib: Project, small_menu: None) -> None:
    projects.project("second")
    request = visit(people.annotator())
    access.project_for(request, "second")
    later = visit(people.annotator())
    later.session = request.session
    built = nav.build(later)
    assert built.project is not None
    assert built.project.slug == "second"


def test_strangers_get_no_menu() -> None:
    request = RequestFactory().get("/")
    assert nav.build(request) == nav.Nav()


# ---- theme -------------------------------------------------------------------------------------------------------


def test_the_chosen_theme_is_in_the_first_byte_of_the_page() -> None:
    client = Client()
    client.cookies["theme"] = "dark"
    assert b'dir="ltr" data-theme="dark">' in client.get("/accounts/login/").content


def test_a_theme_that_nobody_offers_is_the_systems_own() -> None:
    client = Client()
    client.cookies["theme"] = 'dark" onload="x'
    assert b'<html lang="en" dir="ltr">' in client.get("/accounts/login/").content


def test_choosing_a_theme_works_without_a_script_and_before_signing_in() -> None:
    response = Client().post("/account/theme/", {"theme": "dark", "next": "/accounts/login/?next=/account/"})
    assert (response.headers["Location"], response.cookies["theme"].value) == (
        "/accounts/login/?next=/account/",
        "dark",
    )


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_choosing_a_theme_never_leads_off_the_site(target: str) -> None:
    response = Client().post("/account/theme/", {"theme": "dark", "next": target})
    assert response.headers["Location"] == "/"


def test_the_button_goes_round_all_three_themes() -> None:
    assert [theme.following(one) for one in ("", "light", "dark")] == ["light", "dark", ""]


# ---- errors ------------------------------------------------------------------------------------------------------


def test_an_unknown_address_says_so_in_our_design() -> None:
    response = signed_in(people.outsider()).get("/nothing/here/")
    assert response.status_code == 404
    assert b"There is nothing at this address" in response.content


def test_the_back_office_is_closed_to_everybody_but_operators(idlib: Project) -> None:
    response = signed_in(people.lead()).get("/admin/", follow=True)
    assert response.status_code == 403
    assert "The administration is for the operators of this site." in response.content.decode()


def test_operators_find_the_product_around_the_back_office(idlib: Project) -> None:
    page = signed_in(people.operator()).get("/admin/").content.decode()
    assert ('<nav class="side"' in page, "annotations/css/django.css" in page, "<style" in page) == (True, True, False)


@override_settings(DEBUG=False)
def test_the_page_for_a_broken_server_needs_no_database_and_no_context(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        drawn = Template("{% include '500.html' %}").render(Context())
    assert "Something broke on our side" in drawn


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html"])
def test_every_error_page_can_be_drawn_without_a_request(name: str) -> None:
    drawn = Template(f"{{% include '{name}' %}}").render(Context())
    assert '<main class="plain" id="main"' in drawn
