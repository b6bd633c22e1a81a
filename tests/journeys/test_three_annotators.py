"""Three people read the seed article where one expects them to differ; review, an answer, a contest, a third person."""

import pytest
from playwright.sync_api import Page, expect

from annotations.imports import demo
from annotations.imports.demo_script import body_of
from annotations.imports.playback_stage import seed_bodies
from annotations.models import AgreementReport, Assignment, Project, ReviewReply
from annotations.queries.gold import publishable
from annotations.workflow.agreement_measure import measure_agreement
from annotations.workflow.annotate import submit
from tests.factories import adjudications, projects
from tests.journeys.keys import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SLOW = 60_000
DIFFERENT = {
    ("cleo", 3): "not_checkable | ent:russia > ent:talks = favor",
    ("ben", 12): "+ ent:lavrov > ent:deesc_zone = against",
    ("cleo", 14): "+ ent:russia > ent:turkey = favor",
    ("ben", 17): "not_checkable | ent:erdogan > ent:op = favor",
    ("ben", 18): "+ ent:erdogan > ent:russia = against",
    ("ben", 19): "+ author > ent:syria_gov = against",
    ("cleo", 19): "+ author > ent:syria_gov = against",
    ("cleo", 20): "+ author > ent:syria_gov = against",
}
"""Who reads which statement otherwise than Ada: the expected disagreements of the domain notes, and two of status."""
WHY = "“Neutralizing” takes a side."
CONTESTED = "Is this not against Russia as well?"
KEPT = "He speaks of the meetings only."


def test_from_three_readings_to_gold_and_figures(browser_page: Page) -> None:
    keyboard = Keyboard(browser_page)
    project = projects.seed_project(annotators_per_article=3)
    work = {name: labelled(project, name) for name in ("ada", "ben", "cleo")}
    for name in ("ben", "cleo"):
        projects.reviewed(work[name])
    rio_returns_two(keyboard)
    ada_takes_one_and_contests_the_other(keyboard)
    rio_reads_her_answers_and_accepts_them(keyboard)
    lea_finds_seven_and_decides_the_first(keyboard)
    figures_are_those_of_a_hand_count(keyboard, project)


def labelled(project: Project, name: str) -> Assignment:
    """The seed article as somebody reads it, handed in."""
    user = adjudications.member(project, name)
    work = projects.assignment(project, user)
    ids = demo.entity_ids(project)
    rows = projects.statements(work)
    for number, (row, base) in enumerate(zip(rows, seed_bodies(rows, ids), strict=True), start=1):
        line = DIFFERENT.get((name, number), "")
        projects.label(work, row, body_of(line, base, ids) if line else base)
    return submit(actor=user, assignment=work)


def rio_returns_two(keyboard: Keyboard) -> None:
    """One with a question, one with an answer that he proposes; he accepts the rest."""
    page = keyboard.page
    rio_opens_adas_labels(keyboard)
    expect(page.get_by_text("22 statements have no decision yet")).to_be_visible()
    keyboard.press("j " * 17)
    expect(page.locator("#r-18 form.decide")).to_be_visible()
    keyboard.press("x")
    page.keyboard.insert_text(CONTESTED)
    keyboard.press("Enter")
    expect(page.locator("#r-18 .decided")).to_have_text("Returned", timeout=SLOW)
    keyboard.press("j")
    row = page.locator("#r-20")
    expect(row.locator("form.decide")).to_be_visible()
    keyboard.press("x")
    page.keyboard.insert_text(WHY)
    row.get_by_role("checkbox", name="Propose an answer").press("Space")
    row.get_by_role("combobox", name="Target").first.focus()
    page.keyboard.insert_text("Syrian government")
    row.get_by_role("radio", name="Against").first.press("Space")
    row.get_by_role("radio", name="Stance missed").press("Space")
    row.get_by_role("button", name="Return and go on").press("Enter")
    expect(row.locator(".decided")).to_have_text("Returned", timeout=SLOW)
    rio_accepts_the_rest(keyboard)


def rio_opens_adas_labels(keyboard: Keyboard) -> None:
    """He comes in and takes what waits."""
    keyboard.sign_in("rio")
    keyboard.page.goto("/projects/idlib/review/")
    keyboard.push("Russia ready to continue work on Idlib with Turkey", role="link")
    expect(keyboard.page.get_by_role("heading", name="Russia ready to continue")).to_be_visible()
    keyboard.page.wait_for_load_state()


def rio_accepts_the_rest(keyboard: Keyboard) -> None:
    """And he ends the round: nothing is left in his inbox."""
    page = keyboard.page
    keyboard.press("Shift+A")
    expect(page.get_by_text("no decision yet")).to_have_count(0, timeout=SLOW)
    keyboard.push("Submit review")
    expect(page.get_by_text("Nothing waits for review")).to_be_visible()


def ada_takes_one_and_contests_the_other(keyboard: Keyboard) -> None:
    """She reads why, keeps hers with a reason, and takes what is proposed."""
    page = keyboard.page
    keyboard.sign_in("ada")
    keyboard.push("Answer the review at statement", role="link")
    page.locator("html[data-workbench=ready]").wait_for(state="attached")
    expect(page.locator("#review")).to_contain_text(CONTESTED)
    keyboard.write("Why (needed to keep yours)", KEPT)
    keyboard.push("Keep mine")
    expect(page.locator("#review")).to_contain_text(WHY, timeout=SLOW)
    keyboard.push("Take proposal")
    expect(page.locator("#end")).to_be_visible(timeout=SLOW)
    keyboard.press("Enter")
    expect(page.locator("#thanks-title")).to_have_text("Handed in. Thank you.", timeout=SLOW)
    told = ReviewReply.objects.order_by("created_at").values_list("action", "comment")
    assert list(told) == [("kept", KEPT), ("taken", "")]


def rio_reads_her_answers_and_accepts_them(keyboard: Keyboard) -> None:
    """The round has only the two, with what she said to the one."""
    page = keyboard.page
    rio_opens_adas_labels(keyboard)
    expect(page.get_by_text("2 statements have no decision yet")).to_be_visible()
    expect(page.get_by_text("round 2")).to_be_visible()
    expect(page.get_by_text(KEPT)).to_be_visible()
    rio_accepts_the_rest(keyboard)


def lea_finds_seven_and_decides_the_first(keyboard: Keyboard) -> None:
    """She labelled nothing of it. Seven statements are open: 3, 12, 14, 17, 18, 19 and 20."""
    page = keyboard.page
    keyboard.sign_in("lea")
    page.goto("/projects/idlib/adjudicate/")
    expect(page.locator("main tbody tr")).to_have_count(7)
    page.locator("main tbody a.title").first.press("Enter")
    page.wait_for_load_state()
    keyboard.press("1")
    expect(page.locator(".side-card a[aria-current]")).to_have_count(1)
    keyboard.press("e")
    page.keyboard.insert_text("By the guideline.")
    keyboard.push("Set gold, next")
    expect(page.get_by_text("The gold answer is set.")).to_be_visible()
    page.goto("/projects/idlib/adjudicate/")
    expect(page.locator("main tbody tr")).to_have_count(6)


def figures_are_those_of_a_hand_count(keyboard: Keyboard, project: Project) -> None:
    """66 labels of status on 22 statements; 20 statements agree, 3 and 17 stand two to one.

    Of 66 pairs 62 agree. Coincidences off the diagonal: two statements, four ordered pairs each, over 3 − 1: 4.
    unverified 46, not checkable 11, not enough evidence 6, too vague 3: 66² − 46² − 11² − 6² − 3² = 2074.
    α = 1 − 65 · 4 / 2074. Fleiss: chance is (46² + 11² + 6² + 3²) / 66² = 2282 / 4356, κ = (62/66 − c) / (1 − c).
    """
    page = keyboard.page
    page.goto("/projects/idlib/agreement/")
    keyboard.push("Measure agreement")
    expect(page.get_by_role("progressbar")).to_be_visible()
    measure_agreement(report_id=AgreementReport.objects.get().pk)
    expect(page.get_by_text("Nothing changed since")).to_be_visible(timeout=SLOW)
    question = page.locator("#question-verification")
    expect(question.get_by_text("22 statements with two answers of 22; 3 annotators, 1 article")).to_be_visible()
    for measure, value in (
        ("Equal labels", 62 / 66),
        ("Krippendorff α", 1 - 65 * 4 / 2074),
        ("Fleiss κ", (62 / 66 - 2282 / 4356) / (1 - 2282 / 4356)),
    ):
        cell = question.get_by_role("row", name=measure).first.get_by_role("cell").first
        expect(cell).to_have_text(f"{value:.2f}")
    assert publishable(project).count() == 16

    page.goto("/projects/idlib/")
    stats = page.locator(".stats")
    expect(stats.get_by_text("66 of 66")).to_be_visible()
    expect(stats.get_by_text("16 of 22")).to_be_visible()
    expect(stats.get_by_text("6 contested")).to_be_visible()
    expect(stats.locator(".stat", has_text="Agreement: Verification")).to_contain_text("0.87")
    ada = page.get_by_role("region", name="Members").get_by_role("row", name="Ada Annotator")
    expect(ada).to_contain_text("9 % 2 / 22")  # two of her 22 labels came back
    shown = page.request.get("/api/v1/projects/idlib/figures/verification-by-speaker").json()
    assert {row["basis"] for row in shown["rows"]} == {"gold"}
    # 22 statements; of the two whose status is contested Lea decided one
    assert sum(row["n"] for row in shown["rows"]) == 21
