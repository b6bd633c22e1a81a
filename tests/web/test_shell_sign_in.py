"""Signing in and out, the password, and the visitor's own account."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from annotations.models import ApiToken, Event, User
from annotations.workflow.errors import Invalid
from annotations.workflow.people import rename_person
from annotations.workflow.tokens import issue_token, use_token
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    """Failed tries are counted in the cache, which outlives a test."""
    cache.clear()


def try_to_sign_in(client: Client, password: str = people.PASSWORD) -> tuple[int, str]:
    response = client.post(SIGN_IN, {"login": "ada", "password": password})
    return response.status_code, response.content.decode()


def at_home(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_right_password_opens_the_door() -> None:
    people.annotator()
    client = Client()
    response = client.post(f"{SIGN_IN}?next=/account/", {"login": "ada", "password": people.PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/account/")


def test_a_wrong_password_says_so_above_the_form() -> None:
    people.annotator()
    status, page = try_to_sign_in(Client(), "wrong")
    assert status == 200
    assert '<p class="notice notice-danger" role="alert">' in page
    assert "not correct" in page


def test_after_five_wrong_passwords_the_right_one_waits_too_and_the_page_says_why() -> None:
    people.annotator()
    client = Client()
    for _ in range(5):
        try_to_sign_in(client, "wrong")
    status, page = try_to_sign_in(client)
    assert status == 200
    assert "Too many failed login attempts" in page


def test_nobody_signs_up() -> None:
    assert Client().get("/accounts/signup/").status_code == 404


@pytest.mark.parametrize("address", ["password/reset/", "email/", "social/login/", "login/code/"])
def test_doors_that_are_not_offered_do_not_exist(address: str) -> None:
    assert Client().get(f"/accounts/{address}").status_code == 404


def test_the_sign_in_page_offers_no_sign_up() -> None:
    assert "signup" not in Client().get(SIGN_IN).content.decode()


def test_signing_out_takes_a_post() -> None:
    client = at_home(people.annotator())
    asked = client.get("/accounts/logout/")
    assert (asked.status_code, "_auth_user_id" in client.session) == (200, True)
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_a_new_password_needs_the_old_one() -> None:
    ada = people.annotator()
    new = {"password1": "a longer horse battery", "password2": "a longer horse battery"}
    page = at_home(ada).post("/accounts/password/change/", {"oldpassword": "wrong", **new})
    ada.refresh_from_db()
    assert (page.status_code, ada.check_password(people.PASSWORD)) == (200, True)
    at_home(ada).post("/accounts/password/change/", {"oldpassword": people.PASSWORD, **new})
    ada.refresh_from_db()
    assert ada.check_password("a longer horse battery")


# ---- the account ---------------------------------------------------------------------------------------------------


def test_a_new_name_is_shown_and_recorded() -> None:
    ada = people.annotator()
    page = at_home(ada).post(reverse("web:account-name"), {"display_name": " Ada  Lovelace "}, follow=True)
    event = Event.objects.get(verb="person.renamed")
    assert "Ada Lovelace" in page.content.decode()
    assert (event.before, event.after) == ({"display_name": "Ada Annotator"}, {"display_name": "Ada Lovelace"})


def test_the_same_name_again_is_no_event() -> None:
    rename_person(actor=people.annotator(), display_name="Ada Annotator")
    assert not Event.objects.filter(verb="person.renamed").exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="has 1 to 120 characters"):
        rename_person(actor=people.annotator(), display_name=name)


def test_a_name_that_cannot_be_keeps_the_form_and_says_why() -> None:
    page = at_home(people.annotator()).post(reverse("web:account-name"), {"display_name": " "})
    assert "This field is required." in page.content.decode()


def test_a_token_is_shown_once_and_works() -> None:
    idlib = projects.project("idlib")
    client = at_home(people.annotator())
    page = client.post(
        reverse("web:account-tokens"), {"name": "curl", "scopes": ["read"], "days": "30", "project": idlib.pk}
    ).content.decode()
    secret = page.split('<pre class="codebox" tabindex="0">')[1].split("</pre>")[0]
    token = use_token(secret=secret)
    assert token is not None
    assert (token.name, token.scopes, token.project) == ("curl", ["read"], idlib)
    assert secret not in client.get(reverse("web:account")).content.decode()


def test_a_token_for_a_foreign_project_cannot_be_made() -> None:
    idlib = projects.project("idlib")
    page = at_home(people.outsider()).post(
        reverse("web:account-tokens"), {"name": "curl", "scopes": ["read"], "days": "30", "project": idlib.pk}
    )
    assert "Select a valid choice." in page.content.decode()
    assert not ApiToken.objects.exists()


def test_revoking_ends_a_token() -> None:
    token, secret = issue_token(actor=people.annotator(), name="curl", scopes=["read"])
    at_home(people.annotator()).post(reverse("web:account-token-end", kwargs={"token": token.pk}))
    assert use_token(secret=secret) is None


def test_somebody_elses_token_does_not_exist() -> None:
    token, secret = issue_token(actor=people.annotator(), name="curl", scopes=["read"])
    response = at_home(people.reviewer()).post(reverse("web:account-token-end", kwargs={"token": token.pk}))
    assert response.status_code == 404
    assert use_token(secret=secret) is not None


@pytest.mark.parametrize("key", ["account-name", "account-tokens"])
def test_acts_on_the_account_take_a_post(key: str) -> None:
    assert at_home(people.annotator()).get(reverse(f"web:{key}")).status_code == 405
