"""No edit is lost: offline, reloads, lost answers, two computers, two tabs, an expired session, a refusal."""

from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from annotations.models import Article, SplitEdit
from tests.browser.split_page import STORED, address, drawn, in_hand, open_split, press, ready, saved, seed_article
from tests.factories import people, splits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

API = "**/api/v1/**"


@pytest.fixture
def patient(page: Page) -> Page:
    """A page whose console may complain: here requests fail on purpose."""
    page.set_default_timeout(STORED)
    return page


@pytest.fixture
def seed(patient: Page, live_server: Any) -> Article:
    """The seed article, open in the editor at statement 14."""
    made = seed_article()
    open_split(patient, made, live_server.url, 1941)
    return made


def word(page: Page, text: str) -> None:
    """Wait until the state of saving reads so."""
    expect(page.locator("[data-sync]")).to_have_text(text, timeout=STORED)


def cut(route: Route) -> None:
    """The network is gone."""
    route.abort("internetdisconnected")


def back_online(page: Page) -> None:
    page.unroute(API)
    page.evaluate("dispatchEvent(new Event('online'))")


def test_edits_without_a_network_wait_here_over_a_reload_and_are_stored_once(patient: Page, seed: Article) -> None:
    patient.route(API, cut)
    press(patient, "Control+ArrowRight Control+ArrowRight Enter n k m")
    word(patient, "Offline, 3 kept here")
    before = drawn(patient)
    patient.reload()
    ready(patient)
    word(patient, "Offline, 3 kept here")
    assert drawn(patient) == before
    back_online(patient)
    saved(patient)
    acts = SplitEdit.objects.order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["split", "mark", "merge"]


def test_an_answer_that_got_lost_on_the_way_back_is_not_done_twice(patient: Page, seed: Article) -> None:
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fetch()
        route.abort()

    patient.route(API, lose_first)
    press(patient, "n j n")
    saved(patient)
    assert SplitEdit.objects.count() == 2
    assert [row.is_statement for row in splits.live(seed)[14:16]] == [False, False]


@pytest.mark.parametrize(("choice", "statements"), [("Do it again", 24), ("Leave it", 23)])
def test_an_edit_that_came_too_late_is_shown_with_both_versions(
    patient: Page, seed: Article, choice: str, statements: int
) -> None:
    splits.edit(seed, "role", actor=people.reviewer(), statement=splits.live(seed)[14], role="caption")
    press(patient, "Control+ArrowRight Control+ArrowRight Enter")
    patient.get_by_role("button", name="See").first.click()
    item = patient.locator("#sync-dialog li")
    expect(item.locator("[data-say]")).to_have_text("Split. Statement 14 is now 14 and 15.")
    quoted = "Sergey Lavrov · Direct quote"
    mine = f'14: "We will · {quoted} 15: continue to look at the current situation with o… · {quoted}'
    expect(item.locator("[data-mine]")).to_have_text(mine)
    stored = f'14: "We will continue to look at the current situati… · {quoted} · Caption'
    expect(item.locator("[data-stored]")).to_have_text(stored)
    expect(patient.locator(".se-block[data-start='1941']")).to_have_attribute("data-role", "caption")
    item.get_by_role("button", name=choice).click()
    saved(patient)
    assert len(splits.live(seed)) == statements


def test_two_tabs_hear_of_each_other(patient: Page, seed: Article) -> None:
    other = patient.context.new_page()
    other.goto(address(seed, 1941))
    ready(other)
    press(patient, "n")
    saved(patient)
    expect(other.locator("[data-title]")).to_have_text("Not a statement", timeout=STORED)
    press(other, "n")
    saved(other)
    assert list(SplitEdit.objects.order_by("seq").values_list("act", flat=True)) == ["mark", "mark"]


def test_an_edit_of_somebody_else_is_not_undone(patient: Page, seed: Article) -> None:
    press(patient, "n")
    saved(patient)
    splits.edit(seed, "role", actor=people.reviewer(), statement=splits.live(seed)[14], role="caption")
    press(patient, "u")
    expect(patient.locator(".toast")).to_contain_text("changed elsewhere meanwhile")
    patient.locator("[data-sync-open]").click()
    patient.get_by_role("button", name="Do it again").click()
    word(patient, "1 not accepted")
    assert SplitEdit.objects.count() == 2


def test_an_expired_session_is_renewed_in_place(patient: Page, seed: Article, live_server: Any) -> None:
    Session.objects.all().delete()
    press(patient, "n")
    word(patient, "Needs sign-in, 1 kept here")
    patient.get_by_role("button", name="See").click()
    patient.get_by_role("button", name="Sign in again").click()
    patient.locator("#sign-in-password").fill(people.PASSWORD)
    patient.keyboard.press("Enter")
    saved(patient)
    assert splits.live(seed)[14].is_statement is False


def test_a_refused_edit_is_taken_back_on_the_page_and_kept_with_its_reason(patient: Page, seed: Article) -> None:
    patient.evaluate("document.querySelector('#role').append(new Option('Nonsense', 'nonsense'))")
    patient.locator("#role").select_option("nonsense")
    expect(patient.locator(".toast")).to_contain_text("Not stored: role: 'nonsense' is not one of")
    assert in_hand(patient).startswith('"We will continue')
    expect(patient.locator(".se-block[aria-current]")).to_have_attribute("data-role", "body")
    patient.locator("[data-sync-open]").click()
    patient.get_by_role("button", name="Leave it").click()
    saved(patient)
