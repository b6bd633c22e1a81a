"""The card of every protocol: on a telephone, right to left, for screen readers, with long texts, without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from annotations.models import Revision
from tests.browser.workbench_page import bodies, open_workbench, press, saved, seed_work, sign_in, write
from tests.factories import projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANSWERED = {
    "quick": "a e",
    "newsroom": "v 1 e",
    "averitec": "1 e",
    "stance_tuples": "a 2 m t d e",
}
"""Keys that bring every kind of answer of a protocol onto the card, and the evidence dialog over it."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("protocol", ANSWERED)
def test_every_protocol_is_accessible_with_evidence_and_dialogs_open(
    browser_page: Page,
    live_server: Any,
    accessibility_problems: Callable[[Page], list[str]],
    protocol: str,
    scheme: Any,
) -> None:
    page, work = browser_page, seed_work(protocol)
    page.emulate_media(color_scheme=scheme)
    open_workbench(page, work, live_server.url)
    found = accessibility_problems(page)
    press(page, ANSWERED[protocol])
    write(page, "no address")
    press(page, "Enter")
    found += accessibility_problems(page)
    page.get_by_label("Address").fill("https://example.org/first")
    page.get_by_label("Published on").fill("2031-01-01")
    press(page, "Enter e")
    write(page, "https://example.org/second")
    page.get_by_label("Is it enough by itself?").select_option(index=1)
    found += accessibility_problems(page)
    press(page, "Enter l Escape p")
    found += accessibility_problems(page)
    press(page, "3 r")
    found += accessibility_problems(page)
    press(page, "Escape g")
    found += accessibility_problems(page)
    press(page, "Escape ?")
    assert found + accessibility_problems(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_check_questions_and_their_dialogs_are_accessible(
    browser_page: Page, live_server: Any, accessibility_problems: Callable[[Page], list[str]], scheme: Any
) -> None:
    page, work = browser_page, seed_work("averitec")
    page.emulate_media(color_scheme=scheme)
    open_workbench(page, work, live_server.url)
    press(page, "1 ArrowRight Space")
    write(page, "Was a draft shown?")
    found = accessibility_problems(page)
    press(page, "Enter")
    expect(page.locator("#answer-dialog")).to_be_visible()
    found += accessibility_problems(page)
    press(page, "Shift+Tab ArrowDown ArrowDown")
    found += accessibility_problems(page)
    press(page, "Enter")
    assert found + accessibility_problems(page) == []


@pytest.mark.parametrize("protocol", ANSWERED)
def test_a_telephone_shows_one_part_of_the_card_at_a_time(
    browser_page: Page, live_server: Any, accessibility_problems: Callable[[Page], list[str]], protocol: str
) -> None:
    page, work = browser_page, seed_work(protocol)
    page.set_viewport_size({"width": 390, "height": 844})
    open_workbench(page, work, live_server.url)
    page.locator(".wb-tabs a", has_text="Notes").click()
    page.get_by_label("Comment to the reviewer").fill("Please look.")
    press(page, "Escape l")
    if protocol in ("newsroom", "averitec"):
        expect(page.locator(".toast")).to_have_text("Evidence is not asked for here")
    else:
        write(page, "The library.")
        press(page, "Escape")
    expect(page.locator("#answers .wb-q:visible")).to_have_count(1)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert (width, accessibility_problems(page)) == (390, [])
    press(page, "j")
    saved(page)
    assert bodies(work)[0]["comment"] == "Please look."


def test_an_arabic_article_takes_evidence_in_arabic_and_keeps_its_direction(
    browser_page: Page, live_server: Any
) -> None:
    made = projects.project(protocol="newsroom")
    projects.article(made, "عنوان الخبر\n\nقال الوزير إن الجسر آمن.", language="ar")
    page, work = browser_page, projects.assignment(made)
    open_workbench(page, work, live_server.url)
    press(page, "v 1 Enter")
    write(page, "https://example.org/محضر")
    page.get_by_label("Title").fill("محضر الاجتماع")
    page.get_by_label("The words that matter").fill("الجسر آمن")
    press(page, "Control+Enter o")
    saved(page)
    (body,) = bodies(work)
    assert (body["evidence"][0]["title"], body["evidence"][0]["quote"]) == ("محضر الاجتماع", "الجسر آمن")
    press(page, "k")
    expect(page.locator("[data-evidence] .ev > a")).to_have_css("direction", "rtl")
    expect(page.locator("[data-text]").first).to_have_attribute("dir", "rtl")


def test_the_longest_texts_break_nothing(browser_page: Page, live_server: Any) -> None:
    page, work = browser_page, seed_work("averitec")
    page.set_viewport_size({"width": 1100, "height": 760})
    open_workbench(page, work, live_server.url)
    press(page, "1 e")
    write(page, "https://example.org/" + "a" * 1900)
    page.get_by_label("The words that matter").fill("Wort" * 2500)
    press(page, "Control+Enter ArrowRight ArrowRight Space")
    write(page, "Frage" * 300)
    press(page, "Enter")
    write(page, "Antwort" * 200)
    press(page, "Enter")
    expect(page.locator("[data-checks] .ck-answer")).to_have_count(1)
    boxes = "[document.documentElement, document.querySelector('[data-scroll]')]"
    assert page.evaluate(f"{boxes}.map((one) => one.scrollWidth - one.clientWidth)") == [0, 0]


def plain_page(browser: Browser, site: str, work: Any, options: Any) -> Page:
    """The workbench in a browser that runs no scripts."""
    page = browser.new_context(**options, java_script_enabled=False).new_page()
    sign_in(page, work.annotator, site)
    page.goto(f"/assignments/{work.pk}/")
    return page


def test_newsroom_is_a_form_without_a_script_and_says_what_is_missing(
    browser: Browser, live_server: Any, browser_context_args: Any
) -> None:
    work = seed_work("newsroom")
    page = plain_page(browser, live_server.url, work, browser_context_args)
    page.locator(".opt", has_text="Check-worthy").click()
    page.locator(".opt", has_text="Supported").click()
    page.locator(".opt-none", has_text="No stance").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-line=verification]")).to_have_text("Needs a source that supports or refutes it")
    page.get_by_label("Address (empty it to take the evidence away)").fill("https://example.org/minutes")
    quote = page.locator("#evidence-0-quote")
    assert quote.evaluate("one => one.offsetWidth / one.closest('fieldset').clientWidth") > 0.85  # not in the middle
    quote.fill("We go on.")
    page.locator("#more > summary").click()
    page.get_by_label("Comment to the reviewer").fill("Found at once.")
    page.locator("#confidence").select_option("4: Sure")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".spine a[aria-current]")).to_have_text("2")
    (body,) = bodies(work)
    assert (body["comment"], body["confidence"], body["no_stance"]) == ("Found at once.", 4, True)
    assert [(one["url"], one["quote"], one["relation"]) for one in body["evidence"]] == [
        ("https://example.org/minutes", "We go on.", "supports")
    ]
    assert list(Revision.objects.order_by("seq").values_list("is_complete", flat=True)) == [False, True]
    page.context.close()


def test_averitec_is_a_form_without_a_script(browser: Browser, live_server: Any, browser_context_args: Any) -> None:
    work = seed_work("averitec")
    page = plain_page(browser, live_server.url, work, browser_context_args)
    page.get_by_label("Claim", exact=True).fill("Russia is ready to go on.")
    page.locator(".opt", has_text="Event or property").click()
    page.get_by_role("textbox", name="A question that stands alone").fill("What did the minister offer?")
    page.get_by_role("textbox", name="The answer (Yes or No").first.fill("Talks at any level")
    page.get_by_role("combobox", name="Its source").first.select_option(index=1)
    page.get_by_label("Address (empty it").fill("https://example.org/minutes")
    page.locator(".opt", has_text="Written evidence").click()
    page.locator("#q-verification .opt", has_text="Supported").click()
    page.get_by_label("Justification", exact=True).fill("The minutes say so.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".spine a[aria-current]")).to_have_text("2")
    (body,) = bodies(work)
    assert body["texts"] == {"claim_text": "Russia is ready to go on.", "justification": "The minutes say so."}
    assert body["checks"][0]["answers"][0]["evidence"] == body["evidence"][0]["id"]
    page.context.close()


def test_stance_tuples_are_a_form_without_a_script(
    browser: Browser, live_server: Any, browser_context_args: Any
) -> None:
    work = seed_work("stance_tuples")
    page = plain_page(browser, live_server.url, work, browser_context_args)
    page.locator(".opt", has_text="Against").click()
    page.locator(".opt", has_text="strong").click()
    page.get_by_label("only implied").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".spine a[aria-current]")).to_have_text("2")
    (body,) = bodies(work)
    assert [(one["polarity"], one["intensity"], one["explicit"]) for one in body["stances"]] == [("against", 3, False)]
    page.context.close()
