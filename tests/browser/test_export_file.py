"""From a filter to a verified download: the rows seen before, the file asked for, followed, fetched and checked."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.exports import build
from annotations.exports.build import build_file
from annotations.models import DatasetFile, Project
from annotations.web import export
from annotations.workflow.dataset_files import ask_for_file
from tests.browser.test_review import sign_in
from tests.factories import people, projects
from tests.web.looking import WINDOWS, flaws

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/projects/idlib/export/"
FILES = f"{PAGE}files/"


@pytest.fixture
def project(settings: Any, tmp_path: Path) -> Project:
    """An English article of four statements and a German one of two, each handed in."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    made = projects.project()
    projects.article(made)
    projects.submitted(made)
    projects.town(made, "Köln", language="de")
    projects.submitted(made)
    return made


def write_seen(page: Page, monkeypatch: pytest.MonkeyPatch, row: DatasetFile) -> None:
    """Writes the file as a worker does, and waits at its first word until the page tells it."""
    honest = build.show_progress

    def told(**more: Any) -> bool:
        went_on = honest(**more)
        expect(page.get_by_role("progressbar", name="Rows written")).to_have_attribute("aria-valuemax", "4")
        return went_on

    monkeypatch.setattr(build, "show_progress", told)
    build_file(file_id=row.pk)


def test_a_viewer_goes_from_a_filter_to_a_verified_file(
    browser_page: Page, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(browser_page, people.viewer().username, PAGE)
    expect(browser_page.get_by_text("6 rows, sent at once.")).to_be_visible()
    browser_page.get_by_text("Narrow it").click()
    browser_page.get_by_label("Language").select_option("en")
    expect(browser_page.get_by_text("4 rows, sent at once.")).to_be_visible()
    expect(browser_page.get_by_role("region", name="First rows").get_by_role("row")).to_have_count(5)
    shown = browser_page.get_by_role("region", name="The first lines of annotations.jsonl").inner_text()

    browser_page.get_by_role("button", name="Make the file").press("Enter")
    expect(browser_page).to_have_url(FILES)
    expect(browser_page.get_by_text("Waiting to be written")).to_be_visible()
    write_seen(browser_page, monkeypatch, DatasetFile.objects.get())

    link = browser_page.get_by_role("link", name="Download idlib-raw.jsonl")
    expect(link).to_be_visible()
    with browser_page.expect_download() as started:
        link.click()
    content = started.value.path().read_bytes()
    assert browser_page.locator(".export-sum").inner_text() == hashlib.sha256(content).hexdigest()
    assert content.decode().startswith(shown.split("\n")[0])
    assert [json.loads(line)["index"] for line in content.splitlines()] == [0, 1, 2, 3]


def test_a_lossy_format_tells_what_it_leaves_out_before_it_is_made(browser_page: Page, project: Project) -> None:
    sign_in(browser_page, people.lead().username, PAGE)
    browser_page.goto(f"{PAGE}?view=raw&format=doccano")
    expect(browser_page.get_by_text("confidence, rationale, flags")).to_be_visible()

    browser_page.get_by_role("button", name="Make the file").click()
    known = browser_page.get_by_label("Make it although it leaves things out")
    expect(known).to_be_focused()
    known.press("Space")
    browser_page.get_by_role("button", name="Make the file").click()

    expect(browser_page.get_by_role("heading", name="idlib-raw-doccano.zip")).to_be_visible()


def test_a_large_dataset_is_made_by_a_worker_unless_one_wants_to_wait(
    browser_page: Page, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "LARGE", 5)
    sign_in(browser_page, people.lead().username, PAGE)

    expect(browser_page.get_by_text("6 rows: a worker writes them into a file")).to_be_visible()
    expect(browser_page.get_by_role("button", name="Download now: idlib-raw.jsonl")).to_be_visible()
    browser_page.locator("form#export").get_by_role("button", name="Make the file").press("Enter")

    expect(browser_page).to_have_url(FILES)
    browser_page.get_by_role("button", name="Stop idlib-raw.jsonl").press("Enter")
    expect(browser_page.get_by_text("Cancelled")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_axe_finds_nothing_and_the_pages_fit(
    browser_page: Page, project: Project, accessibility_problems: Callable[[Page], list[str]], width: int, scheme: str
) -> None:
    rows = [
        ask_for_file(actor=people.lead(), project=project, asked={"format": "jsonl"}, name="idlib-raw.jsonl")
        for _ in range(2)
    ]
    build_file(file_id=rows[0].pk)
    sign_in(browser_page, people.lead().username, PAGE)
    pages = [f"{PAGE}?format=averitec&view=gold", FILES]

    assert flaws(browser_page, pages, accessibility_problems, width, scheme) == {}
