"""Evidence and check questions in the card: written, changed, taken away, undone; what is wrong with them is said."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Article
from tests.browser.workbench_page import READY, bodies, open_workbench, press, saved, seed_work, write
from tests.factories import projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def add(page: Page, address: str, keys: str = "Enter") -> None:
    """Write down a piece of evidence by its address, then press ``keys``."""
    press(page, "e")
    write(page, address)
    press(page, keys)


def listed(page: Page) -> list[str]:
    """The evidence on the card as it is read, one line for each set or piece."""
    return page.locator("[data-evidence] .ev > a, [data-evidence] .ev-or:visible").all_inner_texts()


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "The address does not begin with http:// or https://"),
        ("ftp://example.org/", "The address does not begin with http:// or https://"),
        ("javascript:alert(1)", "The address does not begin with http:// or https://"),
        ("java\tscript:alert(1)", "The address does not begin with http:// or https://"),
        ("https://", "This is not the address of a web page"),
        ("https://example.org/a b", "This is not the address of a web page"),
        ("https://somebody@example.org/", "This is not the address of a web page"),
    ],
)
def test_an_address_that_is_none_is_refused_at_its_field(
    browser_page: Page, live_server: Any, address: str, why: str
) -> None:
    open_workbench(browser_page, seed_work("quick"), live_server.url)
    add(browser_page, address)
    field = browser_page.get_by_label("Address")
    expect(browser_page.locator("#ev-url-error")).to_have_text(why)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    field.fill("https://example.org/")
    expect(browser_page.locator("#ev-url-error")).to_be_hidden()
    press(browser_page, "Enter")
    assert listed(browser_page) == ["example.org/"]


def test_every_fact_about_a_source_is_kept(browser_page: Page, live_server: Any) -> None:
    page, work = browser_page, seed_work("quick")
    open_workbench(page, work, live_server.url)
    add(page, "HTTPS://Example.org/minutes", "Tab ArrowRight")
    for label, words in {
        "The words that matter, exactly as they stand there": "“We agreed\nto go on.”",
        "Title": "Minutes of the talks",
        "Publisher": "The ministry",
        "Published on": "2020-02-11",
        "Where in it": "page 4",
        "Archived copy": "https://archive.example.org/minutes",
        "Author": "The clerk",
        "Language": "en",
    }.items():
        page.get_by_label(label).fill(words)
    page.get_by_label("Medium").select_option("PDF")
    press(page, "Control+Enter o 1")
    saved(page)
    (source,) = bodies(work)[0]["evidence"]
    del source["id"]
    assert source == {
        "url": "https://Example.org/minutes",
        "relation": "refutes",
        "title": "Minutes of the talks",
        "publisher": "The ministry",
        "author": "The clerk",
        "quote": "“We agreed\nto go on.”",
        "locator": "page 4",
        "published_at": "2020-02-11",
        "archived_url": "https://archive.example.org/minutes",
        "medium": "pdf",
        "language": "en",
        "is_fact_check": False,
        "set": 1,
    }


def test_what_is_needed_together_stands_together_and_or_stands_between_sets(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("quick")
    open_workbench(page, work, live_server.url)
    add(page, "https://example.org/first")
    add(page, "https://example.org/second", "Enter e")
    write(page, "https://example.org/third")
    page.get_by_label("Is it enough by itself?").select_option("Only together with “example.org/first”")
    press(page, "Enter")
    expect(page.locator("[data-evidence-count]")).to_have_text("3")
    assert listed(page) == [
        "only together:",
        "example.org/first",
        "example.org/third",
        "or",
        "example.org/second",
    ]
    page.get_by_role("button", name="Take example.org/first away").click()
    assert listed(page) == ["example.org/second", "or", "example.org/third"]
    press(page, "o 1")
    saved(page)
    assert [(one["url"], one["set"]) for one in bodies(work)[0]["evidence"]] == [
        ("https://example.org/second", 1),
        ("https://example.org/third", 2),
    ]


def test_evidence_is_changed_taken_away_and_brought_back_over_a_reload(browser_page: Page, live_server: Any) -> None:
    page, work = browser_page, seed_work("quick")
    open_workbench(page, work, live_server.url)
    add(page, "https://example.org/first")
    page.get_by_role("button", name="Change example.org/first").press("Enter")
    page.get_by_label("Title").fill("Minutes")
    press(page, "Enter")
    page.get_by_role("button", name="Change Minutes").press("Enter")
    page.get_by_role("button", name="Take away").press("Enter")
    assert listed(page) == []
    page.reload()
    page.locator(READY).wait_for(state="attached")
    press(page, "u")
    assert listed(page) == ["Minutes"]
    press(page, "u")
    assert listed(page) == ["example.org/first"]
    press(page, "u")
    assert listed(page) == []


def test_what_speaks_against_a_source_is_said_while_it_is_written_and_beside_it(
    browser_page: Page, live_server: Any
) -> None:
    made = projects.project(protocol="newsroom")
    projects.article(made, url="https://news.example.org/bridge", published_at="2020-02-12")
    page, work = browser_page, projects.assignment(made)
    assert Article.objects.get().url == "https://news.example.org/bridge"
    open_workbench(page, work, live_server.url)
    press(page, "v 1")
    add(page, "http://www.news.example.org/bridge/#top", "Tab")
    notice = page.locator("#evidence-dialog [data-flaws]")
    expect(notice).to_have_text("It is the article itself: no evidence for what it says.")
    press(page, "Enter")
    need = page.locator("[data-line=verification]")
    expect(need).to_have_text("Needs a source that supports or refutes it")
    add(page, "https://example.org/later", "Tab")
    page.get_by_label("Published on").fill("2020-02-13")
    expect(notice).to_have_text("Dated after the article: it may rest on the claim itself.")
    press(page, "Enter")
    expect(page.locator("[data-evidence] .ev-flaws").nth(1)).to_have_text(
        "Dated after the article: it may rest on the claim itself."
    )
    expect(need).not_to_have_attribute("data-needs", "")


def test_a_check_question_takes_three_answers_each_of_its_kind(browser_page: Page, live_server: Any) -> None:
    page, work = browser_page, seed_work("averitec")
    open_workbench(page, work, live_server.url)
    press(page, "1")
    add(page, "https://example.org/draft")
    press(page, "ArrowRight ArrowRight Space Enter")
    expect(page.locator("[data-checks] .ck")).to_have_count(0)
    press(page, "Space")
    write(page, "Was a draft shown?")
    press(page, "Enter Shift+Tab ArrowDown ArrowDown")
    page.get_by_label("Why", exact=True).fill("It is in the minutes.")
    press(page, "Enter")
    for label, answer in (("In my words", "They showed it twice."), ("No answer found", "")):
        page.get_by_role("button", name="Answer: Was a draft shown?").press("Enter")
        page.locator("#answer-dialog .opt", has_text=label).click()
        if answer:
            page.get_by_label("The answer", exact=True).fill(answer)
        page.get_by_role("button", name="Keep").press("Enter")
    expect(page.get_by_role("button", name="Answer: Was a draft shown?")).to_be_hidden()
    page.get_by_role("button", name="Take example.org/draft away").click()
    expect(page.locator("[data-line=checks]")).to_have_text("Each question needs an answer, each answer its source")
    press(page, "u j")
    saved(page)
    (check,) = bodies(work)[0]["checks"]
    source = bodies(work)[0]["evidence"][0]["id"]
    assert [(one["type"], one["text"], one["explanation"], one["evidence"]) for one in check["answers"]] == [
        ("Boolean", "Yes", "It is in the minutes.", source),
        ("Abstractive", "They showed it twice.", "", source),
        ("Unanswerable", "No answer could be found.", "", None),
    ]
