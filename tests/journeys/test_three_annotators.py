"""Three people read the seed article where one expects them to differ; review, an answer, a contest, a third person."""

import pytest
from playwright.sync_api import Page, expect

from annotations.imports import demo
from annotations.imports.demo_script import body_of
from annotations.imports.playback_stage import seed_bodies
from annotations.models import Annotation, Assignment, Decision, Project, ReviewReply
from annotations.queries.gold import publishable
from annotations.workflow.annotate import submit
from annotations.workflow.review import decide, open_review
from tests.factories import adjudications, agreement, people, projects
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
    rio_returns_two(keyboard, work["ada"])
    ada_takes_one_and_contests_the_other(keyboard)
    projects.reviewed(work["ada"])
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


def rio_returns_two(keyboard: Keyboard, work: Assignment) -> None:
    """One with a proposal, before he sits down; one in the browser, where he accepts the rest."""
    rio = people.reviewer()
    open_review(actor=rio, assignment=work)
    label = Annotation.objects.select_related("assignment", "head").get(
        assignment=work, statement=projects.statements(work)[19]
    )
    proposed = body_of("+ author > ent:syria_gov = against", label.head.answers, demo.entity_ids(work.article.project))
    decide(
        actor=rio,
        annotation=label,
        seen=label.head_id,
        decision=Decision.RETURN,
        reason="stance_missed",
        comment=WHY,
        proposed=proposed,
    )
    label = Annotation.objects.select_related("assignment", "head").get(
        assignment=work, statement=projects.statements(work)[17]
    )
    decide(actor=rio, annotation=label, seen=label.head_id, decision=Decision.RETURN, comment=CONTESTED)
    page = keyboard.page
    keyboard.sign_in("rio")
    page.goto("/projects/idlib/review/")
    keyboard.push("Russia ready to continue work on Idlib with Turkey", role="link")
    expect(page.get_by_text("20 statements have no decision yet")).to_be_visible()
    page.wait_for_load_state()
    keyboard.press("Shift+A")
    expect(page.get_by_text("have no decision yet")).to_have_count(0)
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
    α = 1 − 65 · 4 / 2074.
    """
    question = next(one for one in agreement.measured(project).figures["questions"] if one["key"] == "verification")
    assert question["report"]["size"] == {"units": 22, "pairable": 22, "labels": 66, "annotators": 3, "clusters": 1}
    figures = question["report"]["figures"]
    assert figures["percent"]["value"] == pytest.approx(62 / 66)
    assert figures["alpha_nominal"]["value"] == pytest.approx(1 - 65 * 4 / 2074)
    assert publishable(project).count() == 16
    page = keyboard.page
    page.goto("/projects/idlib/")  # the overview has its figures counted
    expect(page.get_by_role("heading", name="Idlib").first).to_be_visible()
    shown = page.request.get("/api/v1/projects/idlib/figures/verification-by-speaker").json()
    assert {row["basis"] for row in shown["rows"]} == {"gold"}
    # 22 statements; of the two whose status is contested Lea decided one
    assert sum(row["n"] for row in shown["rows"]) == 21
    page.goto("/projects/idlib/agreement/")
    expect(page.get_by_text("0.87").first).to_be_visible()
