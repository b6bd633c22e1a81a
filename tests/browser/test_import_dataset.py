"""An exported dataset comes back in Chromium: followed without a reload, stopped by key, told why it cannot."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.imports.dataset.bring_back import bring_back
from annotations.models import Article, Import
from annotations.workflow.projects import create_project
from tests.browser.workbench_page import sign_in
from tests.factories import moving, people

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/projects/empty/imports/dataset/"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """One article that Ada has handed in, from another server, as the file of its export."""
    path = tmp_path / "idlib-both-native.zip"
    path.write_bytes(moving.small_dataset())
    moving.empty_project()
    return path


def chosen(page: Page, url: str, file: Path) -> Import:
    """The import that is waiting once the lead has chosen the file."""
    sign_in(page, people.lead(), url)
    page.goto(PAGE)
    page.get_by_label("Dataset", exact=True).set_input_files(str(file))
    page.get_by_role("button", name="Bring it back").press("Enter")
    expect(page.get_by_text("Waiting to be stored")).to_be_visible()
    return Import.objects.get()


def test_a_lead_sees_it_come_back_and_goes_on_under_its_own_address(
    browser_page: Page, live_server: Any, dataset: Path
) -> None:
    made = chosen(browser_page, live_server.url, dataset)

    bring_back(made.pk)

    expect(browser_page.get_by_text("The dataset is back: 1 article with all that belongs to it.")).to_be_visible()
    browser_page.get_by_role("link", name="To the project").press("Enter")
    expect(browser_page).to_have_url(f"{live_server.url}/projects/idlib/")


def test_a_lead_stops_it_by_key_and_nothing_is_stored(browser_page: Page, live_server: Any, dataset: Path) -> None:
    made = chosen(browser_page, live_server.url, dataset)

    browser_page.get_by_role("button", name="Cancel the import").press("Enter")
    expect(browser_page.get_by_text("Cancelled. Nothing was stored.")).to_be_visible()
    bring_back(made.pk)

    assert not Article.objects.exists()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_while_it_waits_nor_when_it_failed(
    browser_page: Page,
    live_server: Any,
    dataset: Path,
    accessibility_problems: Callable[[Page], list[str]],
    width: int,
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 844})
    made = chosen(browser_page, live_server.url, dataset)
    assert accessibility_problems(browser_page) == []

    other = create_project(actor=people.lead(), slug="other", name="Other")
    moving.brought_back(moving.unpacked(dataset.read_bytes()), other)  # its ids are taken now
    bring_back(made.pk)

    expect(browser_page.get_by_text("Nothing was stored.")).to_be_visible()
    assert accessibility_problems(browser_page) == []
