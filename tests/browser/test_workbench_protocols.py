"""Each protocol by keyboard alone, from the first statement of the seed article to handing it in."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from annotations.models import Revision
from tests.browser.workbench_page import bodies, handed_in, open_workbench, press, saved, seed_work, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_newsroom_asks_for_a_verdict_only_where_it_is_worth_it_and_for_what_the_verdict_rests_on(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("newsroom")
    open_workbench(page, work, live_server.url)
    press(page, "z o v 1")
    expect(page.locator("[data-line=verification]")).to_have_text("Needs a source that supports or refutes it")
    press(page, "Enter")
    write(page, "https://library.example.org/memorandum")
    press(page, "Tab Tab")
    write(page, "No condition is new.")
    press(page, "Control+Enter d v 3")
    expect(page.locator("[data-line=verification]")).to_have_text("Needs where you looked")
    press(page, "Enter")
    write(page, "The ministry’s own site, both languages.")
    press(page, "Enter a")
    for _statement in range(19):
        press(page, "x n")
    expect(page.locator("#end-title")).to_have_text("All 22 statements are answered.")
    handed_in(page, work)
    found = bodies(work)
    worth = [body["labels"]["check_worthiness"] for body in found]
    assert worth == [["nfs"], ["cfs"], ["cfs"], *[["ufs"]] * 19]
    assert [body["labels"].get("verification") for body in found[:4]] == [
        None,
        ["supported"],
        ["not_enough_evidence"],
        None,
    ]
    source = found[1]["evidence"][0]
    assert (source["url"], source["quote"], source["relation"], source["set"]) == (
        "https://library.example.org/memorandum",
        "No condition is new.",
        "supports",
        1,
    )
    assert found[2]["searches"] == "The ministry’s own site, both languages."
    assert [body["stances"][0]["polarity"] for body in found[1:4]] == ["against", "favor", "neutral"]
    assert Revision.objects.filter(is_complete=False).count() == 0


def test_averitec_goes_from_the_claim_over_questions_and_answers_to_the_verdict(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("averitec")
    open_workbench(page, work, live_server.url)
    press(page, "Enter")
    write(page, "Russia is ready to go on with Turkey on Idlib.")
    press(page, "Enter 1 4 Enter Enter")
    write(page, "What did the minister offer?")
    press(page, "Enter")
    write(page, "Talks at any level")
    press(page, "Tab Tab Enter")
    write(page, "https://archive.example.org/minutes")
    press(page, "Enter")
    expect(page.locator("#an-evidence")).to_contain_text("archive.example.org/minutes")
    press(page, "Enter")
    expect(page.locator("[data-checks] .ck-answer")).to_contain_text("Talks at any level")
    press(page, "1 Enter 1")
    expect(page.locator("[data-needs]")).to_have_count(0)
    press(page, "Enter")
    write(page, "The minutes say so.")
    press(page, "Enter")
    expect(page.locator(".spine a[aria-current]")).to_have_text("2")
    for _statement in range(21):
        press(page, "Enter")
        write(page, "Somebody hopes for the best.")
        press(page, "Enter 7 Enter")
    handed_in(page, work)
    first, *others = bodies(work)
    source = first["evidence"][0]
    assert first["texts"] == {
        "claim_text": "Russia is ready to go on with Turkey on Idlib.",
        "justification": "The minutes say so.",
    }
    assert first["labels"] == {
        "claim_type": ["event_property", "position_statement"],
        "strategy": ["written_evidence"],
        "verification": ["supported"],
    }
    assert first["checks"] == [
        {
            "text": "What did the minister offer?",
            "problems": [],
            "answers": [
                {
                    "text": "Talks at any level",
                    "type": "Extractive",
                    "explanation": "",
                    "evidence": source["id"],
                    "problems": [],
                }
            ],
        }
    ]
    assert [body["labels"] for body in others] == [{"claim_type": ["opinion"]}] * 21


def test_of_several_chosen_labels_the_one_that_was_chosen_last_is_explained(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("averitec")
    open_workbench(page, work, live_server.url)
    press(page, "Enter")
    write(page, "Russia is ready to go on with Turkey on Idlib.")
    line = page.locator("[data-line=claim_type]")
    press(page, "Enter 3")
    expect(line).to_have_text("One thing is said to have brought another about. “The tax drove the shops away.”")
    press(page, "2")
    expect(line).to_have_text(
        "Numerical: A number decides about it: a count, a share, a comparison. “Twice as many people came.”"
    )
    press(page, "2")
    expect(line).to_have_text("One thing is said to have brought another about. “The tax drove the shops away.”")


def test_stance_tuples_have_strength_are_said_or_implied_and_may_be_none_or_several(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("stance_tuples")
    open_workbench(page, work, live_server.url)
    press(page, "o a")
    expect(page.locator("[data-line=stance]")).to_have_text("Needs how strong each side is")
    press(page, "2 m t h")
    write(page, "erd")
    press(page, "Enter w")
    write(page, "Turkey keeps its word")
    press(page, "Enter d 3 Enter n Enter")
    for _statement in range(19):
        press(page, "d 1 Enter")
    handed_in(page, work)
    found = bodies(work)
    told = [
        [(one["polarity"], one["intensity"], one["explicit"], one["target_text"]) for one in body["stances"]]
        for body in found
    ]
    assert (found[0]["no_stance"], told[0]) == (True, [])
    assert told[1] == [("favor", 2, False, ""), ("against", 3, True, "Turkey keeps its word")]
    assert told[2:] == [[("neutral", None, True, "")], *[[("against", 1, True, "")]] * 19]


def test_quick_stays_two_keys_and_takes_evidence_that_nobody_asked_for(browser_page: Page, live_server: Any) -> None:
    page, work = browser_page, seed_work("quick")
    open_workbench(page, work, live_server.url)
    press(page, "e")
    write(page, "https://example.org/a")
    press(page, "Enter o 3")
    saved(page)
    assert [(body["labels"], len(body["evidence"])) for body in bodies(work)] == [
        ({"verification": ["not_enough_evidence"]}, 1)
    ]


def test_an_answer_that_lacks_something_is_kept_as_a_draft_and_its_statement_is_marked_open(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("newsroom")
    open_workbench(page, work, live_server.url)
    press(page, "v 1 n j")
    saved(page)
    expect(page.locator(".spine a").first).to_have_attribute("data-half", "")
    expect(page.locator(".spine a").first).to_have_attribute(
        "aria-label", "1: Neutral, Check-worthy, Supported, not complete"
    )
    assert [(row.is_complete, row.answers["labels"]["verification"]) for row in Revision.objects.all()] == [
        (False, ["supported"])
    ]
    page.reload()
    page.locator("html[data-workbench=ready]").wait_for(state="attached")
    press(page, "k")
    expect(page.locator("[data-line=verification]")).to_have_text("Needs a source that supports or refutes it")


def test_a_question_that_is_asked_no_more_goes_away_with_its_answer_and_comes_back_by_undo(
    browser_page: Page, live_server: Any
) -> None:
    page, work = browser_page, seed_work("newsroom")
    open_workbench(page, work, live_server.url)
    press(page, "v 5")
    before = page.locator("#q-check_worthiness").bounding_box()
    press(page, "x")
    expect(page.locator("#q-verification")).to_be_hidden()
    assert page.locator("#q-check_worthiness").bounding_box() == before
    press(page, "u")
    expect(page.locator("#q-verification [value=too_vague]")).to_be_checked()
    press(page, "x o")
    saved(page)
    assert bodies(work)[0]["labels"] == {"check_worthiness": ["ufs"]}


def test_arrows_go_from_question_to_question_and_space_begins_to_write(browser_page: Page, live_server: Any) -> None:
    page, work = browser_page, seed_work("averitec")
    open_workbench(page, work, live_server.url)
    press(page, "ArrowRight 2 ArrowLeft")
    press(page, "Space")
    write(page, "x" * 501)
    expect(page.locator("[data-counter=text-claim_text]")).to_have_text("500 of 500 characters")
    press(page, "Escape u j")
    saved(page)
    assert bodies(work) == [{**bodies(work)[0], "labels": {"claim_type": ["numerical"]}}]
    assert "texts" not in bodies(work)[0]


def test_a_statement_is_marked_by_its_first_question_whatever_was_answered_first_and_after_a_reload(
    browser_page: Page, live_server: Any
) -> None:
    work = seed_work("newsroom")
    open_workbench(browser_page, work, live_server.url)
    mark = browser_page.locator(".spine a").first
    press(browser_page, "b o x")

    expect(mark).to_have_accessible_name(NEWS_MARK)
    seal = mark.get_attribute("data-v")
    saved(browser_page)
    browser_page.reload()

    expect(mark).to_have_accessible_name(NEWS_MARK)
    expect(mark).to_have_attribute("data-v", str(seal))
    assert seal == "vague"


NEWS_MARK = "1: No stance, Not worth checking, Objective"
