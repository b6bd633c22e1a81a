"""No label is lost: offline, reloads, lost answers, two tabs, two computers, an expired session, a refusal."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from annotations.api import revisions
from annotations.models import Revision
from annotations.workflow.people import choose_keys
from tests.browser.workbench_page import READY, STORED, newest, open_workbench, press, saved, short_work, sign_in, word
from tests.factories import people, projects
from tests.factories.schemes import hide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

API = "**/api/v1/**"
SUPPORTED: tuple[int, str, list[str]] = (1, "supported", [])
REFUTED: tuple[int, str, list[str]] = (1, "refuted", [])


@pytest.fixture
def patient(page: Page) -> Page:
    """A page whose console may complain: here requests fail on purpose."""
    page.set_default_timeout(STORED)
    return page


def cut(route: Route) -> None:
    """The network is gone."""
    route.abort("internetdisconnected")


def reload(page: Page) -> None:
    page.reload()
    page.locator(READY).wait_for(state="attached")


def type_password(page: Page, password: str) -> None:
    page.locator("#sign-in-password").fill(password)
    page.keyboard.press("Enter")


def test_work_without_a_network_waits_here_over_a_reload_and_is_stored_once(patient: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "o 1 o 2 o 1 k o 3")
    word(patient, "Offline, 4 kept here")
    reload(patient)
    word(patient, "Offline, 4 kept here")
    expect(patient.locator("[data-figure]")).to_have_text("3")
    patient.unroute(API)
    patient.evaluate("dispatchEvent(new Event('online'))")
    saved(patient)
    assert newest(work) == [SUPPORTED, REFUTED, (2, "not_enough_evidence", [])]


def test_labels_after_the_first_are_let_in_at_once(
    patient: Page, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(patient, work, live_server.url)
    for keys in ("o 1", "o 2"):  # the page's own requests and the first of these are what later ones are like
        press(patient, keys)
        saved(patient)
    monkeypatch.delattr(revisions, "one_saved")
    press(patient, "o 3")
    saved(patient)
    assert newest(work) == [SUPPORTED, REFUTED, (1, "not_enough_evidence", [])]


def test_labels_made_in_one_breath_go_out_together(patient: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(patient, work, live_server.url)
    asked: list[tuple[str, str]] = []
    patient.on("request", lambda request: asked.append((request.method, request.url)))
    patient.evaluate(
        "for (const key of 'o1o2o1') document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))"
    )
    saved(patient)
    sent = [url for method, url in asked if method != "GET"]
    assert sent == [f"{live_server.url}/api/v1/revisions"]
    assert newest(work) == [SUPPORTED, REFUTED, SUPPORTED]


def test_an_answer_that_got_lost_on_the_way_back_is_not_stored_twice(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch()
        route.abort()

    patient.route(API, lose_first)
    press(patient, "o 1 o 2")
    saved(patient)
    assert newest(work) == [SUPPORTED, REFUTED]
    assert Revision.objects.count() == 2


def test_own_keys_act_and_single_keys_can_be_switched_off(patient: Page, live_server: Any) -> None:
    work = short_work()
    choose_keys(actor=work.annotator, single=True, acts={"undo": "z", "noStance": "b"})
    open_workbench(patient, work, live_server.url)
    press(patient, "o b 1 z b 2")
    saved(patient)
    assert newest(work)[0][1:] == ("refuted", [])
    choose_keys(actor=work.annotator, single=False, acts={})
    reload(patient)
    expect(patient.locator("kbd:visible")).to_have_count(0)
    before = Revision.objects.count()
    press(patient, "o 1 ?")
    expect(patient.locator("#keymap")).to_be_hidden()
    press(patient, "ArrowDown")
    saved(patient)
    assert Revision.objects.count() == before


def test_a_server_in_trouble_is_asked_again(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    troubles = iter([503, 429, 500])

    def trouble(route: Route) -> None:
        status = next(troubles, None)
        if status:
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    patient.route(API, trouble)
    press(patient, "o 1")
    saved(patient)
    assert newest(work) == [SUPPORTED]


def test_a_closed_tab_leaves_its_labels_to_the_next_one(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "o 1 o 2")
    word(patient, "Offline, 2 kept here")
    later = patient.context.new_page()
    patient.close()
    later.goto(f"/assignments/{work.pk}/")
    later.locator(READY).wait_for(state="attached")
    saved(later)
    expect(later.locator("[data-figure]")).to_have_text("2")
    assert newest(work) == [SUPPORTED, REFUTED]


def test_two_tabs_build_on_each_other(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    other = patient.context.new_page()
    other.goto(f"/assignments/{work.pk}/?s=1")
    other.locator(READY).wait_for(state="attached")
    press(patient, "o 1")
    saved(patient)
    expect(other.locator("#q-verification [value=supported]")).to_be_checked()
    press(other, "o 2")
    saved(other)
    expect(patient.locator(".spine a").first).to_have_attribute("aria-label", "1: No stance, Refuted")
    assert newest(work) == [(2, "refuted", [])]


@pytest.mark.parametrize(("choice", "outcome"), [("Keep mine", (2, "refuted", [])), ("Take the stored one", SUPPORTED)])
def test_two_computers_show_both_versions_and_the_person_chooses(
    patient: Page, live_server: Any, choice: str, outcome: tuple[int, str, list[str]]
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    projects.label(work, projects.statements(work)[0], projects.answers("supported"))
    press(patient, "o 2")
    patient.get_by_role("button", name="Choose", exact=True).click()
    dialog = patient.locator("#conflict-dialog")
    expect(dialog.locator("[data-mine]")).to_have_text("No stance · Refuted")
    expect(dialog.locator("[data-stored]")).to_have_text("No stance · Supported")
    dialog.get_by_role("button", name=choice).click()
    saved(patient)
    assert newest(work) == [outcome]


@pytest.mark.parametrize(
    ("choice", "outcome"), [("Keep mine", (2, "not_enough_evidence", [])), ("Take the stored one", SUPPORTED)]
)
def test_what_was_built_on_an_overtaken_version_waits_for_the_choice(
    patient: Page, live_server: Any, choice: str, outcome: tuple[int, str, list[str]]
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "o 2 k o 4")
    word(patient, "Offline, 2 kept here")
    projects.label(work, projects.statements(work)[0], projects.answers("supported"))
    patient.unroute(API)
    patient.evaluate("dispatchEvent(new Event('online'))")
    patient.get_by_role("button", name="Choose", exact=True).wait_for()
    press(patient, "k o 3")
    patient.get_by_role("button", name="Choose", exact=True).click()
    dialog = patient.locator("#conflict-dialog")
    expect(dialog.locator("[data-mine]")).to_have_text("No stance · Not enough evidence")
    expect(dialog.locator("[data-stored]")).to_have_text("No stance · Supported")
    dialog.get_by_role("button", name=choice).click()
    saved(patient)
    assert newest(work) == [outcome]


def test_two_computers_that_say_the_same_ask_nothing(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    projects.label(work, projects.statements(work)[0], projects.answers("supported"))
    press(patient, "o 1 o 2")
    saved(patient)
    press(patient, "k k 3")
    saved(patient)
    assert newest(work) == [(2, "not_enough_evidence", []), REFUTED]


def test_half_an_answer_meets_one_made_elsewhere_over_a_reload(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    press(patient, "2")
    projects.label(work, projects.statements(work)[0], projects.answers("supported"))
    reload(patient)
    patient.get_by_role("button", name="Choose", exact=True).click()
    dialog = patient.locator("#conflict-dialog")
    expect(dialog.locator("[data-mine]")).to_have_text("Refuted")
    expect(dialog.locator("[data-stored]")).to_have_text("No stance · Supported")
    dialog.get_by_role("button", name="Take the stored one").click()
    saved(patient)
    reload(patient)
    saved(patient)
    assert newest(work) == [SUPPORTED]


def test_an_expired_session_is_renewed_in_place(
    patient: Page, live_server: Any, accessibility_problems: Callable[[Page], list[str]]
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    Session.objects.all().delete()
    press(patient, "o 1")
    word(patient, "Needs sign-in, 1 kept here")
    press(patient, "o 2")
    word(patient, "Needs sign-in, 2 kept here")
    patient.locator("#toasts").get_by_role("button", name="Sign in").click()
    assert accessibility_problems(patient) == []
    type_password(patient, "not the password")
    expect(patient.locator("#sign-in-dialog [role=alert]")).to_contain_text("not correct")
    type_password(patient, people.PASSWORD)
    saved(patient)
    expect(patient.locator("#sign-in-dialog")).to_be_hidden()
    press(patient, "k o 3")
    saved(patient)
    assert newest(work) == [SUPPORTED, (2, "not_enough_evidence", [])]


def test_another_person_who_signed_in_meanwhile_is_signed_out_by_choice_only(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    sign_in(patient, people.second_annotator(), live_server.url)
    press(patient, "o 1")
    word(patient, "Somebody else is signed in, 1 kept here")
    assert Revision.objects.count() == 0
    patient.locator("[data-sync]").click()
    patient.locator("#sync-dialog").get_by_role("button", name="Sign in again").click()
    type_password(patient, people.PASSWORD)
    saved(patient)
    assert newest(work) == [SUPPORTED]


def test_a_rotated_or_lost_token_is_renewed_unseen(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.context.add_cookies([{"name": "csrf", "value": "r" * 32, "url": live_server.url}])
    press(patient, "o 1")
    saved(patient)
    patient.evaluate("document.querySelectorAll('[name=csrfmiddlewaretoken]').forEach((one) => one.remove())")
    patient.context.clear_cookies(name="csrf")
    press(patient, "o 2")
    saved(patient)
    assert newest(work) == [SUPPORTED, REFUTED]


def test_another_person_on_the_same_browser_neither_sees_nor_sends_the_labels(patient: Page, live_server: Any) -> None:
    work = short_work()
    theirs = projects.assignment(work.article.project, people.second_annotator())
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "o 1")
    word(patient, "Offline, 1 kept here")
    patient.unroute(API)
    open_workbench(patient, theirs, live_server.url)
    saved(patient)
    expect(patient.locator("[data-figure]")).to_have_text("0")
    assert Revision.objects.count() == 0
    open_workbench(patient, work, live_server.url)
    saved(patient)
    assert newest(work) == [SUPPORTED]


def test_a_refused_label_is_kept_with_its_reason_and_a_way_out(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    hide(work.article.project, "refuted")
    press(patient, "o 2 k o 1")
    word(patient, "1 not accepted")
    patient.locator("[data-sync-open]").click()
    expect(patient.locator("#sync-dialog li").first).to_contain_text("one of these answers is not among them any more")
    patient.get_by_role("button", name="Discard").first.click()
    saved(patient)
    assert newest(work) == [SUPPORTED]


def test_unsent_labels_can_be_taken_away_as_a_file(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "o 1")
    word(patient, "Offline, 1 kept here")
    patient.locator("[data-sync-open]").click()
    with patient.expect_download() as taken:
        patient.get_by_role("button", name="Download as a file").click()
    assert taken.value.suggested_filename == "unsent-labels.json"


def test_handing_in_waits_for_the_last_label(patient: Page, live_server: Any) -> None:
    work = projects.label_all(short_work())
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "k o 2 Enter")
    expect(patient.locator("#thanks-title")).to_have_text("Handed in as soon as all is stored: 1 to go.")
    patient.unroute(API)
    patient.evaluate("dispatchEvent(new Event('online'))")
    expect(patient.locator("#thanks-title")).to_have_text("Handed in. Thank you.", timeout=STORED)
    work.refresh_from_db()
    assert work.state == "submitted"


def test_the_list_of_unsent_labels_is_accessible(
    patient: Page, live_server: Any, accessibility_problems: Callable[[Page], list[str]]
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.route(API, cut)
    press(patient, "o 1")
    word(patient, "Offline, 1 kept here")
    patient.locator("[data-sync-open]").click()
    assert accessibility_problems(patient) == []
