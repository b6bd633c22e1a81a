"""Label sets, questions and guidelines in a real browser: by keyboard, with the card beside, looked at by axe."""

import re
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from annotations.models import Project
from annotations.queries.guidelines import Rule
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from tests.browser.workbench_page import handed_in, open_workbench, press, saved
from tests.browser.workbench_page import newest as newest_answers
from tests.factories import people, projects
from tests.factories.schemes import newest, publish
from tests.web.looking import WINDOWS, Problems, flaws, overflow
from tests.web.visits import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SET = "/projects/idlib/label-sets/verification_default/"
PLACES = (
    "/projects/idlib/label-sets/",
    SET,
    f"{SET}merge/?label=too_vague&into=not_checkable",
    "/projects/idlib/protocol/",
    "/projects/idlib/guidelines/",
    "/projects/idlib/guidelines/1.1.0/",
    "/projects/idlib/guidelines/edit/",
)


@pytest.fixture
def project() -> Project:
    made = projects.project()
    publish(made, "# Rules\n\n- Be **fair**.\n\n| a | b |\n|---|---|\n| c | d |\n")
    return made


@pytest.fixture
def lea(browser_page: Page, live_server: Any, project: Project) -> Page:
    """Lea's browser."""
    cookie = signed_in(people.lead()).cookies["session"].value
    browser_page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    return browser_page


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_every_page_fits_its_window_and_axe_finds_nothing(
    lea: Page, accessibility_problems: Problems, width: int, scheme: Any
) -> None:
    assert flaws(lea, PLACES, accessibility_problems, width, scheme) == {}


@pytest.mark.parametrize(
    ("place", "field"),
    [
        (SET, "Name of the set"),
        ("/projects/idlib/protocol/", "Hint beside it"),
        ("/projects/idlib/guidelines/edit/", "Text"),
    ],
)
def test_who_leaves_an_editor_is_asked_only_while_something_in_it_is_unsaved(
    lea: Page, project: Project, place: str, field: str
) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    lea.on("dialog", stay)
    lea.goto(place)
    lea.get_by_label(field, exact=True).first.click()
    lea.goto("/projects/idlib/")
    assert asked == []
    lea.goto(place)
    lea.get_by_label(field, exact=True).first.press_sequentially("!")
    lea.get_by_role("link", name="Overview").first.click(no_wait_after=True)
    expect(lea.get_by_label(field, exact=True).first).to_have_value(re.compile("!"))
    lea.wait_for_url(f"**{place}")
    assert asked == ["beforeunload"]
    lea.get_by_role("button", name="Preview").last.click()
    lea.get_by_role("link", name="Overview").first.click(no_wait_after=True)
    expect(lea.get_by_label(field, exact=True).first).to_have_value(re.compile("!"))
    assert asked == ["beforeunload", "beforeunload"]


def test_a_label_is_renamed_moved_and_saved_by_keyboard_alone(lea: Page, project: Project) -> None:
    lea.goto(SET)
    lea.get_by_label("Name", exact=True).nth(1).focus()
    lea.keyboard.press("Control+a")
    lea.keyboard.type("Untrue")
    expect(lea.locator(".preview-card")).to_contain_text("Untrue")
    lea.keyboard.press("Alt+ArrowUp")
    expect(lea.locator("[data-moved]")).to_have_text("Untrue is number 1 of 7")
    expect(lea.locator(".preview-card .opt").first).to_contain_text("Untrue")
    lea.get_by_role("button", name="Save as the next version").focus()
    lea.keyboard.press("Enter")
    expect(lea.locator("main")).to_contain_text("Version 2 of these labels is in force.")
    first = newest(project).labels.order_by("position").first()
    assert first is not None
    assert (first.key, first.name) == ("refuted", "Untrue")


def test_labels_are_merged_and_parted_by_keyboard_alone(lea: Page, project: Project) -> None:
    projects.article(project)
    projects.submitted(project, status="too_vague")
    lea.goto(SET)
    lea.get_by_role("link", name="Merge two labels").press("Enter")
    press(lea, "Tab")
    expect(lea.get_by_label("This label")).to_be_focused()
    lea.keyboard.type("Too")
    press(lea, "Tab")
    lea.keyboard.type("Unv")
    press(lea, "Tab Enter")
    expect(lea.get_by_role("row", name="Verification Ada Annotator")).to_be_visible()
    lea.get_by_role("link", name="Cancel").press("Enter")
    expect(lea.get_by_label("This label")).to_have_value("too_vague")
    expect(lea.get_by_label("counts as")).to_have_value("unverified")
    assert newest(project).version == 1
    lea.get_by_role("button", name="See what changes").press("Enter")
    lea.get_by_role("button", name="Merge").press("Enter")
    expect(lea.locator("main")).to_contain_text("“Too vague” counts as “Unverified” from now on.")
    assert newest(project).labels.get(key="too_vague").merged_into == "unverified"
    lea.get_by_role("link", name="Merged labels").press("Enter")
    press(lea, "Tab")
    expect(lea.get_by_role("button", name="Take the merge back Too vague")).to_be_focused()
    press(lea, "Enter")
    expect(lea.locator("main")).to_contain_text("The label stands by itself again; its answers count as what they are.")
    parted = newest(project).labels.get(key="too_vague")
    assert (parted.merged_into, parted.is_hidden, parted.hotkey) == ("", False, "5")


def test_enter_in_a_field_draws_and_does_not_save(lea: Page, project: Project) -> None:
    lea.goto(SET)
    lea.get_by_label("Name", exact=True).first.press("Enter")
    expect(lea.get_by_role("heading", name="On the workbench")).to_be_visible()
    assert newest(project).version == 1


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_what_is_refused_has_the_focus_and_tells_why(
    lea: Page, accessibility_problems: Problems, width: int, scheme: Any
) -> None:
    page = lea.context.new_page()  # Chromium complains of 400, with which a refused form is answered
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    page.goto(SET)
    page.get_by_label("Key", exact=True).nth(4).fill("j")
    page.get_by_role("button", name="Save as the next version").press("Enter")
    key = page.locator("[aria-invalid]")
    expect(key).to_be_focused()
    expect(key).to_have_value("j")
    expect(key).to_have_accessible_description("Key: “j” is a key of the workbench itself; choose another.")
    assert (overflow(page), accessibility_problems(page)) == (0, [])
    page.goto("/projects/idlib/protocol/")
    page.get_by_text("Asked only if…").first.press("Enter")
    page.get_by_label("Refuted").first.check()
    page.get_by_role("button", name="Save as the next version").press("Enter")
    expect(page.locator("summary[aria-invalid]")).to_be_focused()
    assert (overflow(page), accessibility_problems(page)) == (0, [])


def test_a_question_is_taken_away_and_the_card_follows(lea: Page, project: Project) -> None:
    lea.goto("/projects/idlib/protocol/")
    lea.get_by_role("button", name="Take away Stance").press("Enter")
    expect(lea.locator(".preview-card [data-kind=stance]")).to_have_count(0)
    lea.get_by_role("button", name="Save as the next version").press("Enter")
    expect(lea.locator("main")).to_contain_text("Version 2 of the questions is in force.")
    assert [one.key for one in protocol_in_force(project).scheme.questions] == ["verification"]


def test_a_guideline_is_seen_while_it_is_written_and_published_by_keyboard(lea: Page, project: Project) -> None:
    lea.goto("/projects/idlib/guidelines/edit/")
    lea.get_by_label("Text").focus()
    lea.keyboard.press("Control+a")
    lea.keyboard.type("# Other rules <script>alert(1)</script>")
    expect(lea.locator(".prose h2")).to_have_text("Other rules <script>alert(1)</script>")
    lea.get_by_role("button", name="Publish").focus()
    lea.keyboard.press("Enter")
    expect(lea.locator("main")).to_contain_text("Guideline 1.2.0 is in force.")
    row = guideline_in_force(project)
    assert row is not None
    assert row.version == "1.2.0"


def test_what_a_new_guideline_asks_for_is_looked_at_again_with_one_key_each(
    browser_page: Page, project: Project, live_server: Any
) -> None:
    projects.article(project)
    work = projects.submitted(project, status="refuted")
    publish(project, "# Stricter rules\n", Rule("verification", ("refuted",)))
    open_workbench(browser_page, work, live_server.url)
    total = work.annotations.count()
    expect(browser_page.locator("[data-again]")).to_be_visible()
    press(browser_page, "Enter " * total)
    saved(browser_page)
    assert [seq for seq, _status, _sides in newest_answers(work)] == [2] * total
    assert set(work.annotations.values_list("state", "head__guideline__version")) == {("complete", "1.2.0")}
    handed_in(browser_page, work)
