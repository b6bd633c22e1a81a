"""Adjudicating on the pages: the queue in its order, one statement decided without a script, nobody learns too much."""

from typing import Any

import pytest
from django.test import Client

from annotations.models import Adjudication, Review, Statement
from annotations.workflow.decide_gold import decide_gold
from tests.factories import adjudications, people, projects
from tests.factories.adjudications import now
from tests.web.visits import signed_in, statuses, words

pytestmark = pytest.mark.django_db

PATH = "/projects/idlib/adjudicate/"


@pytest.fixture
def statement() -> Statement:
    """Ada says supported, Ben refuted."""
    return adjudications.contested()


@pytest.fixture
def rio(statement: Statement) -> Client:
    """The reviewer's browser."""
    return signed_in(people.reviewer())


def form(statement: Statement, **more: Any) -> dict[str, Any]:
    """The form as the page sends it."""
    found = now(statement)
    return {
        "seen": found.version,
        "basis": [str(key) for key in found.basis],
        "stance-0-holder": "",
        "stance-0-target": "",
        "stance-0-polarity": "no_stance",
    } | more


def post(client: Client, statement: Statement, act: str, **data: Any) -> Any:
    """One act on the statement's page."""
    return client.post(f"{PATH}{statement.pk}/{act}/", form(statement, **data))


@pytest.mark.parametrize("tail", ["", "{key}/"])
def test_reviewers_and_leads_adjudicate(statement: Statement, tail: str) -> None:
    found = statuses(PATH + tail.format(key=statement.pk))
    assert found == {"lead": 200, "reviewer": 200, "annotator": 403, "viewer": 403, "outsider": 404}


@pytest.mark.parametrize("act", ["decide", "ask-back", "reopen", "approve"])
def test_acts_are_theirs_alone_and_change_nothing_for_others(statement: Statement, act: str) -> None:
    for user, status in ((people.annotator(), 403), (people.viewer(), 403), (people.outsider(), 404)):
        assert post(signed_in(user), statement, act, comment="?", rationale="?").status_code == status
    assert (now(statement).seq, Review.objects.filter(decision="return").count()) == (1, 0)


def test_a_statement_of_another_project_is_not_there(statement: Statement) -> None:
    projects.project("other")
    assert signed_in(people.lead()).get(f"/projects/other/adjudicate/{statement.pk}/").status_code == 404


def test_the_most_contested_verdict_comes_first_and_stance_behind_it() -> None:
    project = projects.project(annotators_per_article=3)
    projects.article(project)
    projects_answers = {
        "ada": ("supported", "supported", {}),
        "ben": ("refuted", "supported", {}),
        "cleo": ("conflicting", "refuted", {"stances": [projects.stance(project, "jane-doe")]}),
    }
    for name, (first, second, third) in projects_answers.items():
        user = adjudications.member(project, name)
        work = projects.label_all(projects.assignment(project, user))
        rows = projects.statements(work)
        projects.label(work, rows[0], projects.answers(second))
        projects.label(work, rows[1], projects.answers(first))
        projects.label(work, rows[2], projects.answers(**third))
        projects.reviewed(projects.submit(actor=user, assignment=work))
    shown = signed_in(people.reviewer()).get(PATH).context["shown"].rows
    rows = adjudications.project_statements(project)
    assert [row.statement_id for row in shown] == [rows[1].pk, rows[0].pk, rows[2].pk]
    found = [(round(row.verdict_entropy, 3), round(row.other_entropy, 3)) for row in shown]
    assert found == [(1.585, 0.0), (0.918, 0.0), (0.0, 0.918)]


def test_the_queue_is_narrowed_by_question_state_and_text(rio: Client, statement: Statement) -> None:
    def count(asked: str) -> int:
        return len(rio.get(f"{PATH}?{asked}").context["rows"])

    assert [count(one) for one in ("", "question=verification", "question=stance", "q=bridge", "q=zebra")] == [
        1,
        1,
        0,
        1,
        0,
    ]
    post(rio, statement, "decide", **{"label-verification": "refuted"})
    assert [count(one) for one in ("", "state=decided", "state=away", "state=all", "mine=no&state=all")] == [
        0,
        1,
        0,
        4,
        4,
    ]


def test_a_statement_is_decided_without_a_script(rio: Client, statement: Statement) -> None:
    answer = post(rio, statement, "decide", **{"label-verification": "refuted"}, rationale="The minutes.")
    assert (answer.status_code, answer.url) == (302, PATH)
    gold = now(statement).newest
    assert (gold.decided_by, gold.rationale, gold.is_open) == (people.reviewer(), "The minutes.", False)
    assert (gold.answers["no_stance"], gold.answers["labels"]) == (True, {"verification": ["refuted"]})


def test_names_are_hidden_where_work_is_blind_until_they_are_asked_for(rio: Client, statement: Statement) -> None:
    assert "Ada Annotator" not in words(rio.get(f"{PATH}{statement.pk}/"))
    assert "Ada Annotator" in words(rio.get(f"{PATH}{statement.pk}/?names=show"))


def test_taking_an_answer_opens_the_form_with_it(rio: Client, statement: Statement) -> None:
    page = rio.get(f"{PATH}{statement.pk}/")
    for side in page.context["beside"].sides:
        taken = rio.get(f"{PATH}{statement.pk}/?take={side.number}")
        draft = taken.context["form"].form.draft
        assert draft.labels == {"verification": side.ballot.answers.labels["verification"]}
    assert page.context["form"].form.draft.labels == {}


def test_the_stance_set_is_composed_from_everybodys_lines() -> None:
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    doe = projects.stance(project, "jane-doe")
    said = {"holder_kind": "author", "target_kind": "proposition", "target_text": "It is safe", "polarity": "favor"}
    adjudications.labelled(project, "ada", projects.answers(stances=[doe]))
    adjudications.labelled(project, "ben", projects.answers(stances=[doe | {"polarity": "against"}, said]))
    statement = adjudications.project_statements(project)[0]
    rio = signed_in(people.reviewer())
    lines = rio.get(f"{PATH}{statement.pk}/").context["form"].pairs
    assert [(one.field.line.target, one.marked) for one in lines] == [("Jane Doe", 2), ("It is safe", 1), ("", 0)]
    sent = {
        "stance-0-target": "Jane Doe",
        "stance-0-polarity": "neutral",
        "stance-1-target": "It is safe",
        "stance-1-polarity": "",
        "label-verification": "unverified",
    }
    post(rio, statement, "decide", **sent)
    gold = now(statement).newest
    assert list(gold.stances.values_list("target__canonical_name", "polarity__key", "method")) == [
        ("Jane Doe", "neutral", "adjudicated"),
        (None, None, "adjudicated"),
    ]


def test_a_stale_decision_shows_both_versions_and_keeps_what_was_typed(rio: Client, statement: Statement) -> None:
    old = form(statement, **{"label-verification": "refuted", "rationale": "My reasons."})
    post(rio, statement, "ask-back", comment="Which half?")
    answer = rio.post(f"{PATH}{statement.pk}/decide/", old)
    assert answer.status_code == 412
    assert len(answer.context["had_seen"]) == 2
    assert "What you had looked at" in words(answer)
    assert now(statement).seq == 1


def test_a_bad_decision_keeps_the_form(rio: Client, statement: Statement) -> None:
    answer = post(rio, statement, "decide", too_vague="on")
    assert answer.status_code == 409
    assert "rationale" in words(answer)
    assert answer.context["form"].too_vague


def test_a_decided_statement_is_approved_and_opened_again(rio: Client, statement: Statement) -> None:
    post(rio, statement, "decide", **{"label-verification": "refuted"})
    lea = signed_in(people.lead())
    post(lea, statement, "approve")
    assert "2 people stand behind it, 1 needed" in words(lea.get(f"{PATH}{statement.pk}/"))
    post(lea, statement, "reopen", rationale="New minutes.")
    assert list(Adjudication.objects.filter(statement=statement).order_by("seq").values_list("is_open", flat=True)) == [
        True,
        False,
        True,
    ]


def test_whoever_labelled_it_gets_no_form(statement: Statement) -> None:
    ada = adjudications.promoted(statement.article.project, people.annotator())
    page = signed_in(ada).get(f"{PATH}{statement.pk}/")
    assert "a third person decides it" in words(page)
    assert 'id="gold"' not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_costs_the_same_for_one_row_and_for_three(count: int, django_assert_num_queries: Any) -> None:
    adjudications.contested_rows(count)
    rio = signed_in(people.reviewer())
    rio.get(PATH)
    with django_assert_num_queries(13):
        assert len(rio.get(PATH).context["rows"]) == count


class TestStory:
    """A statement's page."""

    def told(self, user: Any, statement: Statement) -> list[str]:
        """The verbs that somebody reads there."""
        page = signed_in(user).get(f"/projects/idlib/statements/{statement.pk}/")
        return [line.act.event.verb for line in page.context["lines"]]

    def test_every_member_opens_it(self, statement: Statement) -> None:
        assert statuses(f"/projects/idlib/statements/{statement.pk}/") == {
            "lead": 200,
            "reviewer": 200,
            "annotator": 200,
            "viewer": 200,
            "outsider": 404,
        }

    def test_it_tells_everything_in_order(self, statement: Statement) -> None:
        decide_gold(
            actor=people.reviewer(),
            statement=statement,
            seen=now(statement).version,
            answers=projects.answers("refuted"),
            rationale="The minutes.",
        )
        assert self.told(people.lead(), statement) == [
            "article.imported",
            "article.segmented",
            "article.frozen",
            "annotation.revised",
            "annotation.revised",
            "review.decided",
            "annotation.revised",
            "annotation.revised",
            "review.decided",
            "statement.settled",
            "statement.decided",
        ]
        page = words(signed_in(people.lead()).get(f"/projects/idlib/statements/{statement.pk}/"))
        assert "“The minutes.”" in page

    def test_an_annotator_reads_nothing_of_colleagues_or_gold(self, statement: Statement) -> None:
        assert self.told(people.annotator(), statement) == [
            "article.imported",
            "article.segmented",
            "article.frozen",
            "annotation.revised",
            "annotation.revised",
            "review.decided",
        ]

    def test_it_is_the_same_byte_for_byte_whatever_a_colleague_answered(self) -> None:
        def seen(second: str, slug: str) -> str:
            statement = adjudications.contested(("supported", second), slug=slug)
            page = signed_in(people.annotator()).get(f"/projects/{slug}/statements/{statement.pk}/")
            return words(page)

        assert seen("refuted", "one").replace("One", "") == seen("conflicting", "two").replace("Two", "")

    def test_the_article_the_search_and_the_review_lead_to_it(self, statement: Statement) -> None:
        href = f'href="/projects/idlib/statements/{statement.pk}/"'
        lea = signed_in(people.lead())
        work = statement.annotations.first().assignment_id
        for path in (f"articles/{statement.article_id}/", "search/?q=bridge", f"review/{work}/"):
            assert href in lea.get(f"/projects/idlib/{path}").content.decode(), path
        assert href in lea.get(f"{PATH}{statement.pk}/").content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same_however_much_happened(self, count: int, django_assert_num_queries: Any) -> None:
        project = projects.project(annotators_per_article=1)
        projects.article(project)
        work = projects.label_all(projects.assignment(project))
        for status in ("supported", "refuted", "unverified")[:count]:
            projects.label(work, projects.statements(work)[0], projects.answers(status))
        lea = signed_in(people.lead())
        path = f"/projects/idlib/statements/{projects.statements(work)[0].pk}/"
        lea.get(path)
        with django_assert_num_queries(18):
            lea.get(path)
