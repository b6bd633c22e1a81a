"""The workbench in a real browser, by keyboard: the quick loop, undo, pickers, phone, screen readers."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from annotations.models import Annotation, Assignment, Revision
from annotations.workflow.review import decide, finish_review, open_review
from tests.browser.workbench_page import READY, handed_in, newest, open_workbench, press, saved, short_work, sign_in
from tests.factories import people, projects

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_seed_article_takes_two_keys_a_statement_and_one_to_hand_it_in(
    browser_page: Page, live_server: Any
) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    for _statement in range(22):
        press(browser_page, "a 1")
    expect(browser_page.locator("#end-title")).to_have_text("All 22 statements are answered.")
    handed_in(browser_page, work)
    assert newest(work) == [(1, "supported", ["favor"])] * 22
    assert Revision.objects.count() == 22


def test_defaults_are_the_speaker_and_the_first_pinned_target(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j d 2")
    saved(browser_page)
    stance = Revision.objects.get().stances.get()
    assert (str(stance.holder), str(stance.target), stance.polarity.key) == (
        "Sergey Lavrov",
        "Russia-Turkey talks on Idlib",
        "against",
    )


def test_the_figures_and_the_title_follow(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "o 6 n 3")
    expect(browser_page.locator(".pace")).to_contain_text("2 of 22 in this article")
    expect(browser_page).to_have_title("3 of 22 · Russia ready to continue work on Idlib with Turkey · Factcheck")
    expect(browser_page.locator(".spine a").nth(1)).to_have_attribute("aria-label", "2: Neutral, Not enough evidence")
    saved(browser_page)


def test_who_speaks_and_as_what_follows(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    work.article.statements.filter(index=4).update(speaker_role_text="Host of the talks")
    open_workbench(browser_page, work, live_server.url)
    said = [browser_page.locator(f".wb-stmt [data-{part}]") for part in ("speaker", "role", "quote")]

    press(browser_page, "j j")
    for place, words in zip(said, ("Sergey Lavrov", "Foreign Minister of Russia", "“Indirect"), strict=True):
        expect(place).to_have_text(words)
    press(browser_page, "j")
    expect(said[1]).to_have_text("Host of the talks")
    press(browser_page, "k k k")
    for place, words in zip(said, ("Article’s own voice", "", "Article’s voice"), strict=True):
        expect(place).to_have_text(words)


def test_undo_goes_back_over_statements_and_a_reload(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    for _statement in range(12):
        press(browser_page, "a 1")
    saved(browser_page)
    browser_page.reload()
    browser_page.locator(READY).wait_for(state="attached")
    for _step in range(24):
        press(browser_page, "u")
    saved(browser_page)
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("1")
    expect(browser_page.locator("[data-figure]")).to_have_text("0")
    assert newest(work) == [(3, "", [])] * 12


def test_a_second_stance_with_its_own_holder_and_a_proposition(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j a t h")
    browser_page.keyboard.type("erd")
    press(browser_page, "Enter w")
    browser_page.keyboard.type("Turkey keeps its word")
    press(browser_page, "ArrowDown ArrowUp Enter d 1")
    saved(browser_page)
    stances = [
        (str(s.holder), str(s.target or s.target_text), s.polarity.key) for s in Revision.objects.get().stances.all()
    ]
    assert stances == [
        ("Sergey Lavrov", "Russia-Turkey talks on Idlib", "favor"),
        ("Recep Tayyip Erdogan", "Turkey keeps its word", "against"),
    ]


def test_a_key_pressed_in_the_breath_in_which_a_dialog_closes_is_not_lost(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j w")
    browser_page.evaluate(
        """() => { for (const key of ["Enter", "d", "2"]) {
            const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        } }"""
    )
    saved(browser_page)
    assert newest(work) == [(1, "refuted", ["against"])]


def test_the_target_chosen_last_is_offered_for_the_same_speaker(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j w")
    browser_page.keyboard.type("turkey")
    press(browser_page, "Enter a 1")
    expect(browser_page.locator("[data-pick=target] [data-name]")).to_have_text("Turkey")
    saved(browser_page)


def test_skip_flag_reason_comment_sureness_and_repeat(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "s 2 d 2 . f 2 Escape r")
    browser_page.keyboard.type("a1 in a reason")
    press(browser_page, "Escape c")
    browser_page.keyboard.type("o6 in a comment")
    press(browser_page, "Escape p 4 o 6")
    saved(browser_page)
    bodies = [row.answers for row in Revision.objects.order_by("annotation__statement__start")]
    assert [body["skip"] for body in bodies] == ["needs_context", "", "", ""]
    assert [body["labels"] for body in bodies[1:]] == [
        {"verification": [key]} for key in ("refuted", "refuted", "not_checkable")
    ]
    assert (bodies[3]["flags"], bodies[3]["confidence"]) == (["too_vague"], 4)
    assert (bodies[3]["rationale"], bodies[3]["comment"]) == ("a1 in a reason", "o6 in a comment")


def test_a_statement_that_is_left_keeps_what_was_answered(browser_page: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "o j k")
    saved(browser_page)
    assert [(row.is_complete, row.no_stance) for row in Revision.objects.all()] == [(False, True)]
    expect(browser_page.locator("[name=no_stance]")).to_be_checked()


def test_a_half_answered_statement_survives_a_reload(browser_page: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "d")
    browser_page.reload()
    browser_page.locator(READY).wait_for(state="attached")
    expect(browser_page.locator("[data-rows] [value=against]")).to_be_checked()
    assert Revision.objects.count() == 0


def test_keys_with_control_or_alt_are_left_to_the_browser(browser_page: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "Control+d Alt+d Meta+1")
    expect(browser_page.locator("#answers input:checked")).to_have_count(0)


def test_a_mouse_answers_too(browser_page: Page, live_server: Any) -> None:
    work = short_work()
    open_workbench(browser_page, work, live_server.url)
    browser_page.locator("[data-rows] .opt", has_text="Neutral").click()
    browser_page.locator("#q-verification .opt", has_text="Unverified").click()
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("2")
    saved(browser_page)
    assert newest(work) == [(1, "unverified", ["neutral"])]


def test_handing_in_names_the_statements_without_an_answer(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    projects.label_all(work)
    last = Annotation.objects.filter(assignment=work).order_by("-statement__start")[0]
    projects.label(work, last.statement, {})
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j")
    expect(browser_page.locator("#end-title")).to_have_text("1 of 22 statements has no answer yet:")
    browser_page.locator("#end .badge", has_text="22").click()
    press(browser_page, "o 1")
    handed_in(browser_page, work)


def returned_work() -> Assignment:
    """The short article, of which the first three labels came back, two of them with a proposal."""
    work = projects.submitted(short_work().article.project, status="supported")
    rio = people.reviewer()
    open_review(actor=rio, assignment=work)
    for place, note in enumerate(work.annotations.select_related("head").order_by("statement__start")):
        assert note.head is not None
        back = place < 3
        decide(
            actor=rio,
            annotation=note,
            seen=note.head.pk,
            decision="return" if back else "accept",
            reason="overread" if back else "",
            proposed=projects.answers("refuted") if back and place != 1 else None,
        )
    finish_review(actor=rio, assignment=work)
    work.refresh_from_db()
    return work


def test_returned_labels_are_taken_kept_and_changed_by_keyboard(browser_page: Page, live_server: Any) -> None:
    work = returned_work()
    open_workbench(browser_page, work, live_server.url)
    expect(browser_page.locator("[data-proposed]")).to_have_text("No stance · Refuted")
    press(browser_page, "p m")
    browser_page.keyboard.type("The words say so.")
    press(browser_page, "Escape m e 6 Enter")
    expect(browser_page.locator("#end-title")).to_be_visible()
    handed_in(browser_page, work)
    assert [row[1] for row in newest(work)][:3] == ["refuted", "supported", "not_checkable"]
    assert work.round == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_workbench_and_its_dialogs_are_accessible(
    browser_page: Page, live_server: Any, accessibility_problems: Callable[[Page], list[str]], scheme: Any
) -> None:
    work = projects.assignment(projects.seed_project())
    browser_page.emulate_media(color_scheme=scheme)
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "a 1 d 3 s 1 j a")
    found = accessibility_problems(browser_page)
    for keys in ("s", "Escape f", "Escape w", "Escape g"):
        press(browser_page, keys)
        found += accessibility_problems(browser_page)
    saved(browser_page)
    assert found == []


def test_a_telephone_shows_the_article_above_and_one_question_below(
    browser_page: Page, live_server: Any, accessibility_problems: Callable[[Page], list[str]]
) -> None:
    work = projects.assignment(projects.seed_project())
    browser_page.set_viewport_size({"width": 390, "height": 844})
    open_workbench(browser_page, work, live_server.url)
    expect(browser_page.locator("#q-verification")).to_be_hidden()
    browser_page.locator("[data-rows] .opt", has_text="Favor").click()
    browser_page.locator("#q-verification .opt", has_text="Supported").click()
    expect(browser_page.locator(".spine a[aria-current]")).to_have_text("2")
    saved(browser_page)
    width = browser_page.evaluate("document.documentElement.scrollWidth")
    assert (width, accessibility_problems(browser_page)) == (390, [])


def test_without_a_script_the_same_questions_are_a_form(
    browser: Browser, live_server: Any, browser_context_args: Any
) -> None:
    work = projects.assignment(projects.seed_project())
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, work.annotator, live_server.url)
    page.goto(f"/assignments/{work.pk}/")
    expect(page.locator(".wb-card kbd:visible, [data-sync]:visible")).to_have_count(0)  # no key acts, nothing waits
    page.get_by_label("Holder").first.select_option("Russia")
    page.get_by_label("Target").first.select_option("Turkey")
    page.locator(".stance-row .opt", has_text="Favor").click()
    page.locator("#q-verification .opt", has_text="Unverified").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".spine a[aria-current]")).to_have_text("2")
    stance = Revision.objects.get().stances.get()
    assert (str(stance.holder), str(stance.target)) == ("Russia", "Turkey")
    context.close()


def test_an_arabic_article_of_five_hundred_statements(browser_page: Page, live_server: Any) -> None:
    made = projects.project()
    text = "عنوان الخبر\n\n" + "\n".join(f"قال الوزير إن الجسر رقم {n} آمن." for n in range(500))
    projects.article(made, text, language="ar")
    work = projects.assignment(made)
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "o 1 o 1 k k o 2")
    saved(browser_page)
    expect(browser_page.locator("article")).to_have_attribute("dir", "rtl")
    assert newest(work) == [(2, "refuted", []), (1, "supported", [])]
    assert json.loads(browser_page.locator("#payload").text_content() or "")["article"]["direction"] == "rtl"
    assert browser_page.locator(".crumbs [aria-current]").evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_a_holder_that_nobody_has_named_yet_is_made_in_place(browser_page: Page, live_server: Any) -> None:
    work = projects.assignment(projects.seed_project())
    open_workbench(browser_page, work, live_server.url)
    press(browser_page, "j h")
    browser_page.keyboard.type("White Helmets")
    press(browser_page, "Enter 2")
    expect(browser_page.locator("[data-pick=holder] [data-name]")).to_have_text("White Helmets")
    press(browser_page, "a 1")
    saved(browser_page)
    stance = Revision.objects.get().stances.get()
    assert stance.holder is not None
    assert (stance.holder.canonical_name, stance.holder.kind) == ("White Helmets", "organization")
