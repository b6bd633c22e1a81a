"""The split editor in a browser: hard passages by keyboard and mouse, what is seen and what a screen reader hears."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Article, Claim, StatementRelation
from tests.browser.split_page import drawn, heard, in_hand, open_split, press, ready, saved, seed_article
from tests.factories import people, projects, splits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPENS = 1941
"""Where the quotation over two paragraphs begins: statement 14."""
ARABIC = 'الجسر مفتوح\n\n"الجسر آمن تماما"، قالت العمدة جين دو يوم الاثنين. ويشك المهندسون في ذلك.\n'


@pytest.fixture
def seed(browser_page: Page, live_server: Any) -> Article:
    """The seed article, open in the editor at statement 14."""
    made = seed_article()
    open_split(browser_page, made, live_server.url, OPENS)
    return made


def numbered(page: Page, number: int) -> Any:
    """The row with that number."""
    return page.locator(".se-block").filter(has=page.locator(f"[data-number]:text-is('{number}')"))


def test_the_server_and_the_script_draw_the_same_rows(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "j j j M Control+ArrowRight Control+ArrowRight Enter n k t")
    saved(page)
    by_script = drawn(page)
    page.reload()
    assert by_script == drawn(page)


def test_a_statement_is_cut_at_the_text_mark_and_put_together_again(browser_page: Page, seed: Article) -> None:
    page, before = browser_page, splits.texts(seed)
    press(page, "Control+ArrowRight " * 19 + "Enter")
    heard(page, "Split. Statement 14 is now 14 and 15.")
    assert in_hand(page).startswith("agreed on, not in terms")
    expect(page.locator("[data-fact=statements]")).to_have_text("23 statements")
    expect(numbered(page, 23)).to_contain_text("Jan. 12.")
    saved(page)
    assert splits.texts(seed)[14].endswith("what we")
    press(page, "k m")
    heard(page, "Merged. Statements 14 and 15 are now 14.")
    saved(page)
    assert splits.texts(seed) == before


def test_the_suggested_cut_in_statement_7_is_one_key_away(browser_page: Page, seed: Article) -> None:
    page = browser_page
    page.locator("#checks").get_by_role("link", name="Statement 7").click()
    press(page, "Enter")
    saved(page)
    left, right = splits.live(seed)[7:9]
    assert (left.exact[-26:], right.exact[:15]) == ('"a key agreement on Idlib"', ", adding that t")
    assert [row.attributions.count() for row in (left, right)] == [1, 1]
    expect(page.locator("[data-fact=checks]")).to_have_text("Nothing to check")


def test_what_is_to_be_checked_keeps_the_numbers_of_the_text(browser_page: Page, seed: Article) -> None:
    page = browser_page
    expect(page.locator("#checks").get_by_role("link", name="Statement 7")).to_be_visible()
    page.locator(".se-block").first.click()
    press(page, "n")
    expect(page.locator("#checks").get_by_role("link", name="Statement 6")).to_be_visible()
    expect(page.locator("#checks").get_by_role("link", name="Statement 7")).to_have_count(0)


def test_the_end_of_a_statement_moves_by_a_word(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "j ]")
    heard(page, "Statement 15 now ends with “But”.")
    saved(page)
    assert splits.texts(seed)[15].endswith("comments. But")
    press(page, "[ [")
    saved(page)
    assert splits.texts(seed)[16].startswith("comments. But so far")


def test_two_paragraphs_join_only_within_one_quotation(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "k m")
    expect(page.locator(".toast")).to_contain_text("join the two only within one quotation")
    press(page, "j m")
    saved(page)
    assert splits.texts(seed)[14].endswith("Dmitry Peskov's comments.")


def test_a_quotation_is_left_and_carried_on(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "j t")
    heard(page, "Statement 15 no longer continues the quotation above.")
    saved(page)
    assert numbered(page, 14).get_attribute("data-bracket") is None
    press(page, "t")
    saved(page)
    assert [numbered(page, n).get_attribute("data-bracket") for n in (14, 15, 16)] == ["first", "mid", "last"]


def test_undo_and_redo_go_through_every_edit(browser_page: Page, seed: Article) -> None:
    page, before = browser_page, splits.shown(seed)
    press(page, "n")
    saved(page)
    press(page, "r 6")
    saved(page)
    after = splits.shown(seed)
    press(page, "u u")
    saved(page)
    assert splits.shown(seed) == before
    expect(page.locator("[data-act=undo]")).to_have_attribute("title", "Nothing to undo")
    press(page, "Shift+U Shift+U")
    saved(page)
    assert splits.shown(seed) == after
    expect(page.locator("[data-act=undo]")).to_have_attribute("title", "Undo: Role changed")


def test_a_speaker_is_typed_ahead_and_speaks_in_the_whole_quotation(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "p")
    page.keyboard.type("erdo")
    expect(page.locator("#pick-list li").first).to_contain_text("Recep Tayyip Erdogan")
    press(page, "Enter")
    heard(page, "Statement 14: Recep Tayyip Erdogan speaks.")
    saved(page)
    assert {row.speaker.canonical_name for row in splits.live(seed)[14:17]} == {"Recep Tayyip Erdogan"}


def test_a_new_speaker_is_made_with_its_kind(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "p")
    page.keyboard.type("Aiman Odeh")
    press(page, "Enter 1")
    saved(page)
    made = splits.live(seed)[14].speaker
    assert (made.canonical_name, made.kind) == ("Aiman Odeh", "person")
    expect(numbered(page, 14).locator(".mono-sq")).to_have_attribute("title", "Aiman Odeh")


def test_the_articles_own_voice_has_no_quote_type(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "p")
    page.keyboard.type("the article")
    press(page, "Enter")
    saved(page)
    assert splits.live(seed)[14].voice == "author"
    press(page, "q")
    expect(page.locator(".toast")).to_contain_text("choose a speaker first (P)")


def test_a_further_attribution_is_marked_by_keyboard(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "j a")
    heard(page, "Mark the words that name the source of statement 15")
    press(page, "Control+ArrowRight Space Control+ArrowRight Enter")
    heard(page, "Mark the word that says so (“said”, “according to”)")
    press(page, "Space Control+ArrowRight Control+ArrowRight Enter")
    heard(page, "Mark what is said")
    page.get_by_role("button", name="Leave it out").click()
    press(page, "Enter")
    heard(page, "Attribution added to statement 15.")
    saved(page)
    said = splits.live(seed)[15].attributions.order_by("-index").first()
    assert {span.part: span.exact for span in said.spans.exclude(part="content")} == {
        "source": "are",
        "cue": "ready to",
    }


def test_words_selected_with_the_mouse_become_an_insertion_and_back(browser_page: Page, seed: Article) -> None:
    page = browser_page
    insertion = numbered(page, 15).locator("[data-part=insertion]")
    expect(insertion).to_have_text("[Kremlin spokesman]")
    insertion.click()
    press(page, "i")
    expect(insertion).to_have_count(0)
    saved(page)
    numbered(page, 15).locator(".read").dblclick(position={"x": 80, "y": 12})
    press(page, "i")
    expect(insertion).to_have_count(1)
    saved(page)
    held = splits.live(seed)[15].attributions.filter(nested_in=None).get()
    assert held.spans.get(part="insertion").exact == insertion.inner_text()


def test_a_claim_is_written_counted_and_survives_a_reload_half_typed(browser_page: Page, seed: Article) -> None:
    page = browser_page
    page.locator("#checks").get_by_role("link", name="Statement 7").click()
    before = Claim.objects.count()
    press(page, "c")
    page.keyboard.type("Terrorists are not")
    expect(page.locator("[data-claims] [data-count]").last).to_have_text("18 of 500 characters")
    page.reload()
    ready(page)
    page.locator("#checks").get_by_role("link", name="Statement 7").click()
    press(page, "c End")
    page.keyboard.type(" covered.")
    press(page, "Enter")
    heard(page, "Claim of statement 7 kept.")
    saved(page)
    assert Claim.objects.count() == before + 1
    assert Claim.objects.latest("created_at").claim_text == "Terrorists are not covered."


def test_a_duplicate_is_named_by_number_and_a_link_by_pointing(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "d 3")
    expect(page.locator("[data-marked]")).to_contain_text("Russia is ready to continue talks")
    press(page, "Enter")
    saved(page)
    press(page, "l")
    numbered(page, 12).locator(".read").click()
    heard(page, "Statement 14 contradicts 12.")
    saved(page)
    rows = splits.live(seed)
    assert rows[14].duplicate_of == rows[3]
    link = StatementRelation.objects.get(from_statement=rows[14], type="contradicts")
    assert link.to_statement == rows[12]


def test_keys_do_nothing_inside_text_fields_and_escape_leads_back(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "c")
    page.keyboard.type("mnu")
    press(page, "Escape")
    saved(page)
    assert len(splits.live(seed)) == 23
    expect(page.locator(".se-block[aria-current]")).to_be_focused()


def test_a_click_takes_the_statement_and_puts_the_text_mark_there(browser_page: Page, seed: Article) -> None:
    page = browser_page
    numbered(page, 13).locator(".read").click(position={"x": 200, "y": 12})
    expect(page.locator("[data-title]")).to_have_text("Statement 13")
    press(page, "Enter")
    saved(page)
    assert len(splits.live(seed)) == 24


def test_a_split_is_frozen_after_a_word_of_warning_and_edited_after(browser_page: Page, seed: Article) -> None:
    page = browser_page
    press(page, "f")
    expect(page.locator("#freeze-dialog")).to_contain_text("brings the labels made on it back to their annotators")
    page.keyboard.press("Enter")
    expect(page.locator(".se-frozen")).to_be_visible()
    ready(page)
    press(page, "j n n")
    saved(page)
    seed.refresh_from_db()
    assert (seed.state, splits.live(seed)[15].version) == ("frozen", 3)


def test_a_reviewer_edits_and_sees_no_freeze(browser_page: Page, live_server: Any) -> None:
    made = seed_article()
    open_split(browser_page, made, live_server.url, OPENS, people.reviewer())
    expect(browser_page.get_by_role("button", name="Freeze")).to_have_count(0)
    press(browser_page, "f n")
    saved(browser_page)
    assert splits.live(made)[14].is_statement is False


def test_an_arabic_text_runs_from_the_right(browser_page: Page, live_server: Any) -> None:
    made = projects.article(projects.project(), ARABIC, frozen=False, language="ar")
    page = browser_page
    open_split(page, made, live_server.url)
    press(page, "j Control+ArrowLeft Control+ArrowLeft")
    number, words = (page.locator(f".se-block[aria-current] {part}").bounding_box() for part in (".se-no", ".read"))
    mark = page.locator(".se-caret").bounding_box()
    assert number["x"] > words["x"] + words["width"] - 1
    assert words["x"] < mark["x"] < words["x"] + words["width"]
    press(page, "Enter")
    saved(page)
    assert splits.texts(made)[1:3] == ['"الجسر آمن', 'تماما"، قالت العمدة جين دو يوم الاثنين.']


def test_on_a_telephone_the_text_is_above_and_the_panel_is_a_sheet(
    browser_page: Page, seed: Article, accessibility_problems: Callable[[Page], list[str]]
) -> None:
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("#panel")).to_be_hidden()
    numbered(page, 14).locator(".read").click(position={"x": 150, "y": 40})
    page.get_by_role("button", name="Split", exact=True).click()
    saved(page)
    assert len(splits.live(seed)) == 24
    page.locator(".se-handle").click()
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("keys", ["", "p", "r", "f", "l", "a"])
def test_every_state_is_accessible(
    browser_page: Page, seed: Article, accessibility_problems: Callable[[Page], list[str]], keys: str
) -> None:
    press(browser_page, keys)
    assert accessibility_problems(browser_page) == []


def test_the_dark_theme_is_accessible(
    browser_page: Page, seed: Article, accessibility_problems: Callable[[Page], list[str]]
) -> None:
    browser_page.emulate_media(color_scheme="dark")
    assert accessibility_problems(browser_page) == []
