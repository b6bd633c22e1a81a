"""The loop under faults: after each, every acknowledged label is stored once, none lost, none doubled."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect
from playwright.sync_api import Error as PlaywrightError

from annotations.models import Assignment, Membership, Project, Revision
from annotations.workflow.members import remove_member
from factcheck import browser as chromium
from tests.browser.history import REVISIONS, Witness
from tests.browser.workbench_page import READY, STORED, newest, open_workbench, press, saved, short_work, sign_in, word
from tests.factories import people, projects
from tests.foundation.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DRAFTS = """() => new Promise((done) => {
    const opening = indexedDB.open("factcheck-work");
    opening.onsuccess = () => {
        const counting = opening.result.transaction("drafts").objectStore("drafts").count();
        counting.onsuccess = () => { opening.result.close(); done(counting.result === 1); };
    };
})"""
"""True once the browser keeps one half-made answer."""

Answer = tuple[int, str, list[str]]
SUPPORTED: Answer = (1, "supported", [])
REFUTED: Answer = (1, "refuted", [])


@pytest.fixture
def witness(context: BrowserContext) -> Iterator[Witness]:
    """Whoever uses it has the history checked at the end."""
    made = Witness(context)
    yield made
    made.check()


@pytest.fixture
def patient(page: Page, witness: Witness) -> Page:
    """A page whose console may complain: here requests fail on purpose."""
    page.set_default_timeout(STORED)
    return page


def visit(page: Page, work: Assignment, number: int = 1) -> None:
    """Open the workbench in a browser that is signed in already."""
    page.goto(f"/assignments/{work.pk}/?s={number}")
    page.locator(READY).wait_for(state="attached")


def two_articles() -> Project:
    """A project with two articles of four statements."""
    made = projects.project()
    projects.article(made)
    projects.article(made, projects.SHORT_TEXT.replace("Mayor", "Major"))
    return made


def unsent(page: Page) -> list[dict[str, Any]]:
    """What "Download as a file" gives."""
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as a file").click()
    found: list[dict[str, Any]] = json.loads(Path(taken.value.path()).read_text())
    return found


def test_an_hour_without_a_network_is_made_up_for(patient: Page, witness: Witness, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    patient.clock.install()
    open_workbench(patient, work, live_server.url)
    witness.cut()
    press(patient, "o 1 o 2 " * 5 + "k k o 3")
    word(patient, "Offline, 11 kept here")
    patient.clock.fast_forward("01:00:00")
    press(patient, "o 2")
    word(patient, "Offline, 12 kept here")
    witness.mend()
    saved(patient)
    answers = [SUPPORTED, REFUTED] * 4 + [(2, "not_enough_evidence", []), REFUTED]
    assert newest(work) == [*answers, REFUTED]
    assert witness.batches == [10, 2]  # a statement answered anew travels behind its first answer


def test_a_network_that_comes_back_unsaid_is_found_by_trying_again(
    patient: Page, witness: Witness, live_server: Any
) -> None:
    """No event tells it: the next try does, and after an hour that is half a minute away at most."""
    work = short_work()
    patient.clock.install()
    open_workbench(patient, work, live_server.url)
    witness.is_cut = True
    press(patient, "o 1")
    word(patient, "Offline, 1 kept here")
    patient.clock.fast_forward("01:00:00")
    word(patient, "Offline, 1 kept here")
    witness.is_cut = False
    patient.clock.fast_forward(40_000)
    saved(patient)
    assert newest(work) == [SUPPORTED]


def test_a_tab_that_crashes_leaves_its_labels_and_its_half_made_answer(
    patient: Page, witness: Witness, live_server: Any
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    witness.cut()
    press(patient, "o 1 o")
    word(patient, "Offline, 1 kept here")
    patient.wait_for_function(DRAFTS)
    with patient.expect_event("crash"), pytest.raises(PlaywrightError, match=r"crashed|ERR_ABORTED"):
        patient.goto("chrome://crash")
    patient.close()
    witness.mend()
    later = patient.context.new_page()
    visit(later, work, 2)
    saved(later)
    expect(later.locator("[name=no_stance]")).to_be_checked()
    press(later, "2")
    saved(later)
    assert newest(work) == [SUPPORTED, REFUTED]


class KilledBrowser:
    """A browser of its own with a profile on the disk, that can be killed."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        self.playwright, self.profile = playwright, profile

    def start(self) -> Page:
        """Start it and open a tab."""
        port = self.profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [chromium.find() or "", *chromium.arguments(), "--headless=new", "--remote-debugging-port=0"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(
            [*command, f"--user-data-dir={self.profile}", "about:blank"],
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
        )
        assert until(lambda: port.exists() and "\n" in port.read_text()), "the browser did not start"
        number = port.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{number}")
        return self.browser.contexts[0].new_page()

    def kill(self) -> None:
        """Kill it and all its processes."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def test_a_browser_that_is_killed_sends_its_labels_when_it_is_opened_again(
    playwright: Playwright, tmp_path: Path, live_server: Any
) -> None:
    work = short_work()
    ours = KilledBrowser(playwright, tmp_path)
    page = ours.start()
    sign_in(page, work.annotator, live_server.url)
    page.goto(f"{live_server.url}/assignments/{work.pk}/")
    page.locator(READY).wait_for(state="attached")
    page.context.set_offline(True)
    press(page, "o 1 o 2")
    word(page, "Offline, 2 kept here")
    ours.kill()
    page = ours.start()
    witness = Witness(page.context)
    sign_in(page, work.annotator, live_server.url)
    page.goto(f"{live_server.url}/assignments/{work.pk}/")
    page.locator(READY).wait_for(state="attached")
    expect(page.locator("[data-figure]")).to_have_text("2")
    saved(page)
    ours.kill()
    assert newest(work) == [SUPPORTED, REFUTED]
    witness.check()


def test_two_tabs_that_were_offline_send_each_label_once(patient: Page, witness: Witness, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    other = patient.context.new_page()
    visit(other, work, 3)
    witness.cut()
    press(patient, "o 1 o 2")
    word(other, "Offline, 2 kept here")
    press(other, "o 1")
    word(patient, "Offline, 3 kept here")
    witness.mend()
    saved(patient)
    saved(other)
    assert newest(work) == [SUPPORTED, REFUTED, SUPPORTED]


def test_a_role_taken_away_leaves_the_labels_to_their_owner_as_a_file(
    patient: Page, witness: Witness, live_server: Any
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    press(patient, "o 1")
    saved(patient)
    remove_member(actor=people.lead(), membership=Membership.objects.get(user=work.annotator))
    press(patient, "o 2")
    word(patient, "1 not accepted")
    patient.locator("[data-sync-open]").click()
    assert [one["answers"]["labels"] for one in unsent(patient)] == [{"verification": ["refuted"]}]
    patient.goto("/account/")
    expect(patient.locator("[data-unsent]")).to_contain_text("One of your labels is kept in this browser")
    assert [one["status"] for one in unsent(patient)] == ["parked"]
    assert newest(work) == [SUPPORTED]


def test_signing_out_with_unsent_labels_warns_and_keeps_them(patient: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.route("**/api/**", lambda route: route.abort("internetdisconnected"))
    press(patient, "o 1 o 2")
    word(patient, "Offline, 2 kept here")
    patient.goto("/account/")
    leave = patient.locator(".page-head").get_by_role("button", name="Sign out")
    leave.click()
    dialog = patient.locator("#unsent-dialog")
    expect(dialog).to_contain_text("2 of your labels are not stored yet.")
    dialog.get_by_role("button", name="Stay").click()
    expect(dialog).to_be_hidden()
    leave.click()
    dialog.get_by_role("button", name="Sign out").click()
    expect(patient.get_by_label("Username")).to_be_visible()
    patient.unroute("**/api/**")
    open_workbench(patient, work, live_server.url)
    saved(patient)
    assert newest(work) == [SUPPORTED, REFUTED]


def test_signing_out_without_unsent_labels_asks_nothing(patient: Page, live_server: Any) -> None:
    open_workbench(patient, short_work(), live_server.url)
    patient.goto("/account/")
    patient.locator(".page-head").get_by_role("button", name="Sign out").click()
    expect(patient.get_by_label("Username")).to_be_visible()


@pytest.mark.parametrize(("choice", "outcome"), [("Keep mine", (2, "refuted", [])), ("Take the stored one", SUPPORTED)])
def test_a_conflict_found_after_the_tab_was_closed_shows_what_was_made_there(
    patient: Page, witness: Witness, live_server: Any, choice: str, outcome: Answer
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    witness.cut()
    press(patient, "o 2")
    word(patient, "Offline, 1 kept here")
    elsewhere = projects.label(work, projects.statements(work)[0], projects.answers("supported"))
    witness.sent.add(elsewhere.revision.pk)
    witness.mend()
    later = patient.context.new_page()
    patient.close()
    visit(later, work)
    word(later, "1 not accepted")
    later.locator("[data-sync-open]").click()
    dialog = later.locator("#conflict-dialog")
    expect(dialog.locator("[data-mine]")).to_have_text("No stance · Refuted")
    expect(dialog.locator("[data-stored]")).to_have_text("No stance · Supported")
    dialog.get_by_role("button", name=choice).click()
    saved(later)
    assert newest(work) == [outcome]


def test_the_next_article_opens_without_a_network_and_both_are_handed_in(page: Page, live_server: Any) -> None:
    """Nothing stands between this browser and the server: whoever listens there switches its cache off."""
    first = projects.assignment(two_articles())
    open_workbench(page, first, live_server.url)
    with page.expect_response("**/*?ahead"):
        press(page, "o 1 o 2")
    saved(page)
    page.context.set_offline(True)
    press(page, "o 1 o 2 Enter")
    expect(page.locator("#thanks-title")).to_have_text("Handed in as soon as all is stored: 2 to go.")
    press(page, "Enter")
    page.locator("html[data-workbench=ready] [data-figure]:text-is('0')").wait_for(state="attached")
    press(page, "o 1 o 2 o 1 o 2 Enter")
    expect(page.locator("#thanks-title")).to_have_text("Handed in as soon as all is stored: 7 to go.")
    page.context.set_offline(False)
    expect(page.locator("#thanks-title")).to_have_text("Handed in. Thank you.")
    saved(page)
    assert [work.state for work in Assignment.objects.all()] == ["submitted", "submitted"]
    assert list(Revision.objects.values_list("seq", flat=True)) == [1] * 8


def test_a_lost_answer_stores_nothing_twice(patient: Page, witness: Witness, live_server: Any) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    witness.cut()
    press(patient, "o 1 o 2 o 1")
    word(patient, "Offline, 3 kept here")
    lost: list[str] = []

    def lose_first(route: Route) -> None:
        if lost:
            route.fallback()
            return
        lost.append(route.request.url)
        route.fetch()
        route.abort()

    patient.route(REVISIONS, lose_first)
    witness.mend()
    saved(patient)
    assert newest(work) == [SUPPORTED, REFUTED, SUPPORTED]
    assert Revision.objects.count() == 3


def test_a_tab_that_crashes_before_the_frame_of_the_key_is_painted_loses_nothing(
    patient: Page, witness: Witness, live_server: Any
) -> None:
    work = short_work()
    open_workbench(patient, work, live_server.url)
    patient.evaluate("globalThis.requestAnimationFrame = () => 0")
    press(patient, "o 1 o")
    assert witness.sent == set()
    with patient.expect_event("crash"), pytest.raises(PlaywrightError, match=r"crashed|ERR_ABORTED"):
        patient.goto("chrome://crash")
    patient.close()
    later = patient.context.new_page()
    visit(later, work, 2)
    saved(later)
    expect(later.locator("[name=no_stance]")).to_be_checked()
    assert newest(work) == [SUPPORTED]
    press(later, "2")
    saved(later)
    assert newest(work) == [SUPPORTED, REFUTED]
    assert later.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('factcheck-now'))") == []
