"""Sessions end: when idle, when old, and on the server when somebody signs out."""

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from factcheck import security, sessions

HOUR = 60 * 60
PASSWORD = "a horse and a battery"
PAGE = "/account/"

pytestmark = pytest.mark.django_db


class Clock:
    """Stands in for the `time` module; seconds pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_000_000

    def time(self) -> int:
        """Return the seconds since the epoch."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return a clock that the session limits go by."""
    clock = Clock()
    monkeypatch.setattr(security, "time", clock)
    return clock


@pytest.fixture
def ann(client: Client, clock: Clock) -> Client:
    """Return a browser in which Ann signed in and saw a page."""
    client.force_login(get_user_model().objects.create_user("ann", password=PASSWORD))
    client.get(PAGE)
    return client


def is_signed_in(browser: Client) -> bool:
    """Return whether a page that needs a sign-in opens."""
    return browser.get(PAGE).status_code == 200


def test_a_session_in_use_lasts(ann: Client, clock: Clock) -> None:
    clock.now += 11 * HOUR
    assert is_signed_in(ann)
    clock.now += 11 * HOUR
    assert is_signed_in(ann)


def test_a_session_idle_for_half_a_day_ends(ann: Client, clock: Clock) -> None:
    clock.now += 12 * HOUR + 1
    assert not is_signed_in(ann)


def test_a_session_ends_after_two_weeks_even_in_use(ann: Client, clock: Clock) -> None:
    for _ in range(14 * 3):
        clock.now += 8 * HOUR
        assert is_signed_in(ann)
    clock.now += 8 * HOUR
    assert not is_signed_in(ann)


def test_signing_out_ends_the_session_on_the_server(ann: Client) -> None:
    kept = ann.cookies["session"].value
    ann.post("/accounts/logout/")
    thief = Client()
    thief.cookies["session"] = kept
    assert not is_signed_in(thief)


def test_the_person_is_read_with_the_session_once_this_process_knows_them(
    ann: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    with django_assert_num_queries(2):
        first = whose(ann)
    with django_assert_num_queries(1):
        second = whose(ann)
    assert (first, second) == ("ann", "ann")


def test_a_session_that_passed_to_somebody_else_is_theirs_at_once(ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    people = get_user_model()
    whose(ann)
    kept = sessions.SessionStore(ann.cookies["session"].value)
    bea = people.objects.create_user("bea")
    kept.update({SESSION_KEY: str(bea.pk), HASH_SESSION_KEY: bea.get_session_auth_hash()})
    kept.save()
    assert (whose(ann), whose(ann)) == ("bea", "bea")


def test_who_may_no_longer_sign_in_is_nobody_at_once(ann: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    before = whose(ann)
    get_user_model().objects.update(is_active=False)
    assert (before, whose(ann)) == ("ann", "")


def test_a_session_ends_with_the_password_it_began_with_however_often_it_was_found_good(
    ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    before = [whose(ann) for _ in range(3)]
    person = get_user_model().objects.get()
    person.set_password("another horse and a battery")
    person.save()
    assert (before, whose(ann)) == (["ann", "ann", "ann"], "")


def test_what_a_request_does_to_its_session_and_does_not_save_is_gone_with_it(
    ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    key = ann.cookies["session"].value
    kept = sessions.SessionStore(key)
    kept["seen"] = {"pages": [1]}
    kept.save()
    sessions.SessionStore(key)["seen"]["pages"].append(2)
    sessions.SessionStore(key)["seen"]["pages"].append(3)
    assert sessions.SessionStore(key)["seen"] == {"pages": [1]}


def test_what_a_session_got_elsewhere_is_there_at_the_next_request(
    ann: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_seen", {})
    key = ann.cookies["session"].value
    before = sessions.SessionStore(key).get("theme")
    elsewhere = Session.objects.get(session_key=key)
    elsewhere.session_data = sessions.SessionStore().encode(elsewhere.get_decoded() | {"theme": "dark"})
    elsewhere.save()
    assert (before, sessions.SessionStore(key).get("theme")) == (None, "dark")


def whose(browser: Client) -> str:
    """The name of the person that a request of the browser is taken to be of."""
    request = RequestFactory().get(PAGE)
    request.session = sessions.SessionStore(browser.cookies["session"].value)
    security.Person(lambda _: HttpResponse()).process_request(request)
    return request.user.get_username()


def sign_in(password: str, address: str) -> bool:
    """Try to sign Ann in from a network address; returns whether it worked."""
    form = {"login": "ann", "password": password}
    return Client(REMOTE_ADDR=address).post("/accounts/login/", form).status_code == 302


def test_guessing_stops_at_one_address_and_locks_nobody_out_elsewhere() -> None:
    get_user_model().objects.create_user("ann", password=PASSWORD)
    guesses = [sign_in(f"guess {number}", "192.0.2.1") for number in range(5)]
    assert (guesses, sign_in(PASSWORD, "192.0.2.1"), sign_in(PASSWORD, "192.0.2.2")) == ([False] * 5, False, True)
