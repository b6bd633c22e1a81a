"""The export page in a real browser: by keyboard, without barriers, on a phone, and without a script."""

import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from annotations.models import Project
from tests.factories import people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/projects/idlib/export/"


@pytest.fixture
def vic(browser_page: Page, bridge: Project) -> Page:
    """Vic, who only looks, on the export page."""
    sign_in(browser_page)
    return browser_page


def sign_in(page: Page) -> None:
    """Through the form, on to the export page."""
    page.goto(f"/accounts/login/?next={PAGE}")
    page.get_by_label("Username").fill("vic")
    page.get_by_label("Password").fill(people.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Export")


def test_an_arrow_key_changes_the_choice_and_enter_downloads_it(vic: Page) -> None:
    vic.get_by_role("radio", name="Whole dataset").focus()
    vic.keyboard.press("ArrowDown")

    expect(vic.get_by_text("schema,annotation_id,project")).to_be_visible()
    expect(vic).to_have_url(f"{PAGE}?view=raw&format=csv")
    expect(vic.get_by_role("radio", name="CSV One row")).to_be_focused()
    with vic.expect_download() as started:
        vic.get_by_role("button", name="Download idlib-raw.csv").press("Enter")
    assert started.value.suggested_filename == "idlib-raw.csv"
    assert started.value.path().read_bytes().count(b"\r\n") == 5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wide_or_narrow(
    vic: Page, accessibility_problems: Callable[[Page], list[str]], scheme: str
) -> None:
    vic.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    wide = accessibility_problems(vic)
    vic.set_viewport_size({"width": 390, "height": 844})

    assert (wide, accessibility_problems(vic)) == ([], [])
    assert vic.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_a_script_a_button_shows_the_choice(
    browser: Browser, browser_context_args: dict[str, Any], bridge: Project
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.get_by_role("radio", name="CSV One row").check()

    page.get_by_role("button", name="Show the first rows").click()

    expect(page.get_by_text("schema,annotation_id,project")).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Download idlib-raw.csv").click()
    assert started.value.suggested_filename == "idlib-raw.csv"
    context.close()


def test_a_format_says_which_rows_it_takes_and_what_it_leaves_out_before_it_is_downloaded(vic: Page) -> None:
    vic.get_by_text("Other annotation tools").click()
    vic.get_by_role("radio", name="doccano").check()

    expect(vic.get_by_role("heading", name="What is left out")).to_be_visible()
    expect(vic.get_by_text("No place for: evidence, check questions")).to_be_visible()
    vic.get_by_role("button", name="Download idlib-raw-doccano.zip").click()
    expect(vic.get_by_label("I know that this format leaves things out")).to_be_focused()
    vic.get_by_label("I know that this format leaves things out").check()
    with vic.expect_download() as started:
        vic.get_by_role("button", name="Download idlib-raw-doccano.zip").click()
    with ZipFile(started.value.path()) as archive:
        assert archive.namelist() == ["p03.jsonl", "doccano.report.json"]


def test_a_view_that_a_format_does_not_take_cannot_be_chosen(vic: Page) -> None:
    vic.get_by_role("radio", name="CSV, wide").check()
    expect(vic.get_by_role("radio", name="Gold", exact=False).first).to_be_disabled()

    vic.get_by_role("radio", name=re.compile("^JSON Lines")).check()

    expect(vic.get_by_role("radio", name="Gold", exact=False).first).to_be_enabled()


def test_a_filter_narrows_the_rows_and_the_address(vic: Page) -> None:
    vic.get_by_text("Narrow it").click()
    vic.get_by_label("Label", exact=True).select_option("verification:supported")

    expect(vic.get_by_text("No row is like that: take a filter away.")).to_be_visible()
    expect(vic).to_have_url(f"{PAGE}?view=raw&format=jsonl&label=verification%3Asupported")
