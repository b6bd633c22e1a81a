"""Overview, articles, people and history in a real browser: wide, dark, on a phone, right to left."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Article
from annotations.workflow.trash import trash_article, trash_project
from tests.factories import people, projects
from tests.web.looking import WINDOWS, Problems, flaws
from tests.web.visits import accepted, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ARABIC = 'العنوان\n\nقال الوزير إن "الجسر آمن" اليوم.\n'


@pytest.fixture
def lea(browser_page: Page, live_server: Any) -> Page:
    """Lea's browser; her project has a gold article, one being labelled, one right to left, one in the trash."""
    made = projects.project(annotators_per_article=1, adjudication_policy="single_reviewed")
    projects.article(made)
    accepted(projects.submitted(made))
    projects.article(made, "Report\n\nIt rained.\n")
    projects.assignment(made)
    projects.article(made, ARABIC, frozen=False, language="ar")
    trash_article(actor=people.lead(), article=projects.town(made, "Arden"))
    trash_project(actor=people.lead(), project=projects.project("old-bridges"))
    cookie = signed_in(people.lead()).cookies["session"].value
    browser_page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    return browser_page


def places() -> list[str]:
    """The pages of this test; articles last."""
    pages = ["", "articles/", "articles/import/", "people/", "history/", "trash/"]
    shown = Article.objects.filter(deleted_at__isnull=True).order_by("created_at")
    rows = [f"articles/{key}/" for key in shown.values_list("pk", flat=True)]
    return [f"/projects/idlib/{page}" for page in (*pages, *rows)] + ["/projects/"]


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_every_page_fits_its_window_and_axe_finds_nothing(
    lea: Page, accessibility_problems: Problems, width: int, scheme: Any
) -> None:
    assert flaws(lea, places(), accessibility_problems, width, scheme) == {}


def test_pointing_at_an_attribution_lights_its_words(lea: Page) -> None:
    lea.goto(f"/projects/idlib/articles/{Article.objects.earliest('created_at').pk}/")
    lit = lea.locator("article .is-lit")
    expect(lit).to_have_count(0)
    lea.locator("[data-attribution='0']").hover()
    expect(lit).to_have_text(['"The bridge is safe,"', "Mayor Jane Doe", "said"])
    lea.locator(".dateline, h1").first.hover()
    expect(lit).to_have_count(0)
    lea.locator("[data-attribution='0'] a").focus()
    expect(lit).to_have_count(3)


def test_the_margin_paints_over_no_letter(lea: Page) -> None:
    lea.goto(f"/projects/idlib/articles/{Article.objects.earliest('created_at').pk}/")
    marks = lea.locator(".lane-marks").first
    assert marks.evaluate("marks => getComputedStyle(marks).boxShadow") == "none"
    assert marks.locator("> *").first.evaluate("mark => getComputedStyle(mark).boxShadow") != "none"


def test_articles_are_ticked_and_frozen_together(lea: Page) -> None:
    lea.goto("/projects/idlib/articles/?stage=split")
    bar = lea.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    lea.get_by_label("Tick this page").check()
    expect(bar).to_contain_text("1 selected")
    lea.get_by_role("button", name="Freeze").click()
    expect(lea.get_by_role("status").first).to_have_text("1 article is frozen.")


def test_a_text_is_pasted_previewed_and_imported(lea: Page) -> None:
    lea.goto("/projects/idlib/articles/import/")
    lea.get_by_label("Text").fill('Harbour closes\n\n"It is full," Ann Lee said.\n')
    lea.get_by_role("button", name="Preview").click()
    expect(lea.get_by_label("Statements as they would be split").locator("li")).to_have_count(2)
    lea.get_by_role("button", name="Import this article").click()
    expect(lea.get_by_role("heading", level=1)).to_contain_text("Harbour closes")
    lea.get_by_role("button", name="Freeze").click()
    expect(lea.get_by_text("Ready to label")).to_be_visible()


def test_an_invitation_is_copied_and_followed(lea: Page) -> None:
    lea.goto("/projects/idlib/people/")
    lea.get_by_role("button", name="Make link").click()
    link = lea.locator("#invitation").inner_text()
    lea.context.clear_cookies()
    lea.goto(link)
    for label, text in (("Your name", "Nia New"), ("User name", "nia")):
        lea.get_by_label(label).fill(text)
    for label in ("Password", "Password, once more"):
        lea.get_by_label(label, exact=True).fill("a long and quiet river")
    lea.get_by_role("button", name="Make my account and join").click()
    expect(lea.get_by_role("heading", level=1)).to_have_text("Idlib")


def test_an_address_follows_the_name_until_somebody_writes_one(lea: Page) -> None:
    lea.goto("/projects/")
    name, address = lea.get_by_label("Name", exact=True), lea.get_by_label("Address")
    name.press_sequentially("Köprü")
    expect(address).to_have_value("kopru")
    name.fill("Idlib")
    expect(address).to_have_value("idlib-2")
    address.fill("bridges")
    name.fill("Rents")
    expect(address).to_have_value("bridges")
    address.fill("")
    name.fill("Rents of the town")
    expect(address).to_have_value("rents-of-the-town")
    name.press("Enter")
    lea.wait_for_url("**/projects/rents-of-the-town/")
