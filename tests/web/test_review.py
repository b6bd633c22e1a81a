"""Reviewing a member's labels through the pages: who may, what one decision does, what is refused."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, Assignment, Decision, Project, Review, User
from annotations.workflow.annotate import submit
from annotations.workflow.reply import reply
from annotations.workflow.review import decide, finish_review, open_review
from annotations.workflow.saving import Save, one_saved
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 22


def signed_in(user: User) -> Client:
    """A browser without script in which ``user`` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def labels_of(work: Assignment) -> list[Annotation]:
    """The assignment's labels in order of the text."""
    return list(work.annotations.select_related("head").order_by("statement__start"))


def address(work: Assignment, act: str = "") -> str:
    """A page of the review of an assignment."""
    return f"/projects/{work.article.project.slug}/review/{work.pk}/{act}"


def decision(label: Annotation, decision: str, **more: Any) -> dict[str, Any]:
    """The form of one decision as a browser sends it; the answers of ``projects.answers`` unless ``more`` differs."""
    body = {"seen": str(label.head_id), "decision": decision, "reason": "", "comment": ""}
    fields = {
        "stance-0-holder": "",
        "stance-0-target": "",
        "stance-0-polarity": "no_stance",
        "label-verification": "unverified",
    }
    return body | fields | more


def send(client: Client, work: Assignment, label: Annotation, form: dict[str, Any], **headers: str) -> Any:
    """Post one decision."""
    return client.post(address(work, f"decide/{label.pk}/"), form, headers=headers)


@pytest.fixture
def project() -> Project:
    """A project with one short article of four statements."""
    made = projects.project(annotators_per_article=3)
    projects.article(made)
    return made


@pytest.fixture
def work(project: Project) -> Assignment:
    """Ada's labels, handed in: no stance, unverified."""
    return projects.submitted(project)


@pytest.fixture
def rio() -> Client:
    """The reviewer's browser."""
    return signed_in(people.reviewer())


ACTS = ("start/", "accept-rest/", "finish/")


@pytest.mark.parametrize(
    ("person", "status"),
    [(people.annotator, 403), (people.viewer, 403), (people.outsider, 404), (people.reviewer, 200), (people.lead, 200)],
)
def test_only_reviewers_and_leads_open_inbox_and_review(work: Assignment, person: Any, status: int) -> None:
    client = signed_in(person())
    assert [client.get(url).status_code for url in ("/projects/idlib/review/", address(work))] == [status, status]


@pytest.mark.parametrize(("person", "status"), [(people.annotator, 403), (people.viewer, 403), (people.outsider, 404)])
def test_nobody_else_acts_in_a_review(work: Assignment, person: Any, status: int) -> None:
    client = signed_in(person())
    label = labels_of(work)[0]
    answers = [client.post(address(work, act)).status_code for act in ACTS]
    assert [*answers, send(client, work, label, decision(label, "accept")).status_code] == [status] * 4
    assert Review.objects.count() == 0


def test_ones_own_assignment_is_refused_with_a_clear_page(project: Project) -> None:
    own = projects.submitted(project, people.reviewer())
    answer = signed_in(people.reviewer()).get(address(own))
    assert answer.status_code == 403
    assert "Nobody reviews their own labels." in answer.content.decode()


def test_an_assignment_of_another_project_is_not_found(work: Assignment, rio: Client) -> None:
    projects.project("other")
    assert rio.get(f"/projects/other/review/{work.pk}/").status_code == 404


def test_work_that_is_not_handed_in_is_not_found(project: Project, rio: Client) -> None:
    assert rio.get(address(projects.assignment(project))).status_code == 404


def test_drafts_of_others_count_for_nothing(project: Project, work: Assignment, rio: Client) -> None:
    projects.label_all(projects.assignment(project, people.second_annotator()), "refuted")
    assert [figures for _row, figures in rio.get("/projects/idlib/review/").context["rows"]] == [None]
    assert rio.get(address(work)).context["sheet"].rows[0].others == ()


@pytest.mark.parametrize(
    ("text", "count"), [("A single headline", 1), ("Council votes\n\nIt voted on Monday. Nobody was against it.", 3)]
)
def test_the_review_page_asks_the_database_the_same_for_one_row_and_three(rio: Client, text: str, count: int) -> None:
    made = projects.project()
    article = projects.article(made, text)
    target = made.entities.create(key="council", canonical_name="The council")
    works = []
    for person in (people.annotator(), people.second_annotator()):
        taken = projects.assignment(made, person)
        for statement in projects.statements(taken):
            projects.label(taken, statement, projects.answers(stances=[projects.stance(made, target.key)]))
        works.append(submit(actor=person, assignment=taken))
    label = labels_of(works[0])[0]
    decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision="accept")
    rio.get(address(works[0]))
    with CaptureQueriesContext(connection) as queries:
        answer = rio.get(address(works[0]) + "?others=show")
    assert article.statements.count() == count
    assert (len(answer.context["rows"]), len(queries)) == (count, PAGE_QUERIES)


def test_each_statement_says_how_long_the_member_worked_on_it(project: Project, rio: Client) -> None:
    work = projects.label_all(projects.assignment(project))
    statement = projects.statements(work)[1]
    save = Save(uuid.uuid4(), work.pk, statement.pk, 1, projects.answers("refuted"), active_ms=12_400)
    one_saved(actor=work.annotator, save=save)
    submit(actor=work.annotator, assignment=work)
    answer = rio.get(address(work))
    assert [row.seconds for row in answer.context["sheet"].rows] == [None, 12.4, None, None]
    assert answer.content.decode().count("12.4 s</p>") == 1


def test_looking_holds_nothing_and_start_review_does(work: Assignment, rio: Client) -> None:
    rio.get(address(work))
    work.refresh_from_db()
    assert work.reviewer is None
    rio.post(address(work, "start/"))
    work.refresh_from_db()
    assert work.reviewer == people.reviewer()


def test_whoever_comes_second_reads_along(work: Assignment, rio: Client) -> None:
    open_review(actor=people.lead(), assignment=work)
    page = rio.get(address(work)).content.decode()
    assert "Lea Lead is reviewing this" in page
    assert '<form class="decide"' not in page


def test_a_decision_while_somebody_else_reviews_is_refused_and_its_text_kept(work: Assignment, rio: Client) -> None:
    open_review(actor=people.lead(), assignment=work)
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "return", comment="Whose bridge?"))
    assert answer.status_code == 409
    assert "Lea Lead is reviewing this." in answer.content.decode()
    assert "Whose bridge?" in answer.content.decode()


def test_accepting_leads_to_the_next_row(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "accept"))
    assert answer.headers["Location"] == address(work) + "?row=2#r-2"
    assert list(Review.objects.values_list("annotation", "decision", "proposed")) == [(label.pk, "accept", None)]


def test_the_last_decision_leads_back_to_the_first_open_row(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[3]
    answer = send(rio, work, label, decision(label, "accept"))
    assert answer.headers["Location"] == address(work) + "?row=1#r-1"


def test_replacing_stores_the_reviewers_answer_beside_the_members(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[1]
    form = decision(label, "accept_with_changes", reason="not_independent", **{"label-verification": "refuted"})
    send(rio, work, label, form)
    stored = Review.objects.get()
    assert (stored.decision, stored.reason, stored.proposed["labels"]) == (
        Decision.ACCEPT_WITH_CHANGES,
        "not_independent",
        {"verification": ["refuted"]},
    )
    assert list(stored.items.values_list("question", "original", "suggested")) == [
        ("verification", ["unverified"], ["refuted"])
    ]
    label.head.refresh_from_db()
    assert label.head.answers["labels"] == {"verification": ["unverified"]}


def test_a_stance_is_typed_as_names_and_propositions(project: Project, work: Assignment, rio: Client) -> None:
    mayor = project.entities.get(canonical_name="Jane Doe")
    label = labels_of(work)[1]
    stances = {
        "stance-0-holder": "Jane Doe",
        "stance-0-target": "The bridge is safe",
        "stance-0-polarity": "favor",
        "stance-1-holder": "",
        "stance-1-target": "",
        "stance-1-polarity": "",
    }
    send(rio, work, label, decision(label, "accept_with_changes", comment="She says so.", **stances))
    proposed = Review.objects.get().proposed
    assert proposed["no_stance"] is False
    assert proposed["stances"] == [
        {
            "holder_kind": "entity",
            "holder": str(mayor.pk),
            "target_kind": "proposition",
            "target": None,
            "target_text": "The bridge is safe",
            "polarity": "favor",
            "intensity": None,
            "explicit": True,
        }
    ]


def test_a_holder_nobody_knows_is_refused_in_place(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[1]
    stances = {"stance-0-holder": "Jon Dow", "stance-0-target": "The bridge", "stance-0-polarity": "favor"}
    answer = send(rio, work, label, decision(label, "accept_with_changes", comment="He says so.", **stances))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "is nobody in this project’s list" in page
    assert all(text in page for text in ('value="Jon Dow"', 'value="The bridge"', "He says so."))
    assert Review.objects.count() == 0


def test_returning_needs_a_reason_or_a_word(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[2]
    assert send(rio, work, label, decision(label, "return")).status_code == 409
    assert send(rio, work, label, decision(label, "return", reason="overread")).status_code == 302
    assert list(Review.objects.values_list("decision", "reason", "proposed")) == [("return", "overread", None)]


def test_a_return_may_carry_a_proposal(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[2]
    form = decision(label, "return", reason="guideline", propose="on", **{"label-verification": "too_vague"})
    send(rio, work, label, form)
    assert Review.objects.get().proposed["labels"] == {"verification": ["too_vague"]}


def test_a_changed_mind_replaces_the_decision_of_the_round(work: Assignment, rio: Client) -> None:
    label = labels_of(work)[0]
    send(rio, work, label, decision(label, "return", comment="Why?"))
    send(rio, work, label, decision(label, "accept"))
    row = rio.get(address(work) + "?row=1").context["sheet"].rows[0]
    assert row.verdict.review.decision == Decision.ACCEPT


def test_a_label_that_changed_since_shows_both_versions_and_nothing_is_decided(project: Project, rio: Client) -> None:
    work = projects.assignment(project)
    first = projects.statements(work)[0]
    old = projects.label(work, first, projects.answers("supported")).revision
    projects.label_all(work, "refuted")
    submit(actor=people.annotator(), assignment=work)
    label = labels_of(work)[0]
    answer = send(rio, work, label, decision(label, "accept") | {"seen": str(old.pk)})
    page = answer.content.decode()
    versions = page[page.index("What you looked at") : page.index("Nothing was decided.")]
    assert answer.status_code == 409
    assert ("Supported" in versions, "Refuted" in versions) == (True, True)
    assert Review.objects.count() == 0


def test_accepting_the_rest_leaves_what_is_decided(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    send(rio, work, first, decision(first, "return", comment="Why?"))
    rio.post(address(work, "accept-rest/"), {"seen": [f"{one.pk}:{one.head_id}" for one in rest]})
    assert list(Review.objects.order_by("created_at").values_list("decision", flat=True)) == ["return"] + ["accept"] * 3


def test_accepting_the_rest_is_refused_whole_when_a_label_was_not_seen(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    seen = [f"{one.pk}:{one.head_id}" for one in rest] + [f"{first.pk}:{uuid.uuid4()}"]
    answer = rio.post(address(work, "accept-rest/"), {"seen": seen})
    assert answer.status_code == 409
    assert "The label changed since you looked at it." in answer.content.decode()
    assert Review.objects.count() == 0


def test_a_review_is_not_submitted_before_all_is_decided(work: Assignment, rio: Client) -> None:
    page = rio.get(address(work)).content.decode()
    assert "4 statements have no decision yet" in page
    answer = rio.post(address(work, "finish/"))
    assert answer.status_code == 409
    assert "4 statements have no decision yet." in answer.content.decode()


def test_submitting_goes_back_to_the_inbox_and_the_work_to_the_member(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    send(rio, work, first, decision(first, "return", comment="Why?"))
    rio.post(address(work, "accept-rest/"), {"seen": [f"{one.pk}:{one.head_id}" for one in rest]})
    answer = rio.post(address(work, "finish/"))
    work.refresh_from_db()
    assert (answer.headers["Location"], work.state) == ("/projects/idlib/review/", "returned")
    assert rio.get("/projects/idlib/review/").context["rows"] == []


def test_the_second_round_shows_the_reply_and_opens_only_what_was_replied(work: Assignment, rio: Client) -> None:
    first, *rest = labels_of(work)
    send(rio, work, first, decision(first, "return", comment="Why unverified?"))
    rio.post(address(work, "accept-rest/"), {"seen": [f"{one.pk}:{one.head_id}" for one in rest]})
    finish_review(actor=people.reviewer(), assignment=work)
    returned = Review.objects.get(decision="return")
    reply(
        actor=people.annotator(), review=returned, action="kept", revision_id=uuid.uuid4(), comment="Nobody checked it."
    )
    work.refresh_from_db()
    submit(actor=people.annotator(), assignment=work)
    answer = rio.get(address(work))
    page = answer.content.decode()
    assert [row.is_in_round for row in answer.context["sheet"].rows] == [True, False, False, False]
    assert all(
        text in page for text in ("In round 1:", "Why unverified?", "Kept the answer, because:", "Nobody checked")
    )
    assert page.count('<form class="decide"') == 1


def test_others_answers_wait_behind_a_toggle_where_work_is_blind(
    project: Project, work: Assignment, rio: Client
) -> None:
    projects.submitted(project, people.second_annotator(), "refuted")
    hidden = rio.get(address(work))
    shown = rio.get(address(work) + "?others=show")
    assert hidden.content.decode().count('<details class="others-more">') == 4
    assert [tab for tab, _title, _count in hidden.context["tabs"]] == ["all", "flagged", "open"]
    assert '<details class="others-more">' not in shown.content.decode()
    assert ("differ", 4) in [(tab, count) for tab, _title, count in shown.context["tabs"]]
