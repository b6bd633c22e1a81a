"""Deciding gold: by policy, by a person, per question; nothing is decided on what changed since it was looked at."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from annotations.models import (
    Adjudication,
    Annotation,
    Article,
    Assignment,
    Event,
    GoldApproval,
    GoldLabel,
    Review,
    Statement,
)
from annotations.workflow.annotate import submit
from annotations.workflow.approve_gold import approve_gold
from annotations.workflow.ask_back import ask_back
from annotations.workflow.decide_gold import decide_gold, reopen_gold
from annotations.workflow.errors import Invalid, NotAllowed, Stale, WrongState
from annotations.workflow.reply import reply
from tests.factories import adjudications, people, projects
from tests.factories.adjudications import now

pytestmark = pytest.mark.django_db

URL = "https://example.org/bridge"


def decide(statement: Statement, body: Any = None, **more: Any) -> Adjudication:
    """Rio decides on the statement as it is."""
    given = {"actor": people.reviewer(), "seen": now(statement).version} | more
    return decide_gold(statement=statement, answers=body, **given)


def labels(adjudication: Adjudication) -> list[tuple[Any, ...]]:
    """Its gold labels: label, method, how many answers, their distribution."""
    return list(adjudication.labels.values_list("label__key", "method", "n_annotations", "distribution"))


@pytest.mark.parametrize(
    ("policy", "statuses", "first", "second", "state"),
    [
        ("unanimous", ("supported", "refuted"), (None, "open"), ("unverified", "unanimous"), "labelled"),
        ("unanimous", ("unverified", "unverified"), ("unverified", "unanimous"), ("unverified", "unanimous"), "adj"),
        ("majority", ("refuted", "refuted", "supported"), ("refuted", "majority"), ("unverified", "unanimous"), "adj"),
        ("majority", ("refuted", "supported"), (None, "open"), ("unverified", "unanimous"), "labelled"),
        ("always", ("unverified", "unverified"), (None, "open"), (None, "open"), "labelled"),
        ("single_reviewed", ("refuted",), ("refuted", "single_reviewed"), ("unverified", "single_reviewed"), "adj"),
    ],
)
def test_each_policy_settles_by_itself_what_it_may(
    policy: str, statuses: tuple[str, ...], first: tuple[Any, str], second: tuple[Any, str], state: str
) -> None:
    statement = adjudications.contested(statuses, adjudication_policy=policy)
    gold = GoldLabel.objects.order_by("adjudication__statement__start").values_list("label__key", "method")
    assert list(gold)[:2] == [first, second]
    assert Article.objects.get().state == {"adj": "adjudicated"}.get(state, state)
    assert now(statement).newest.is_open == (first[1] == "open")


def test_nothing_is_settled_before_all_places_are_reviewed() -> None:
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    adjudications.labelled(project, "ada", projects.answers())
    assert not Adjudication.objects.exists()


def test_a_person_decides_and_the_answer_says_how_and_on_what() -> None:
    statement = adjudications.contested(("supported", "refuted", "refuted"))
    before = now(statement)
    gold = decide(statement, projects.answers("supported"), rationale="The minutes say so.")
    assert labels(gold) == [("supported", "adjudicated", 3, {"refuted": 2, "supported": 1})]
    assert (gold.seq, gold.decided_by, gold.rationale) == (2, people.reviewer(), "The minutes say so.")
    assert sorted(gold.basis.values_list("pk", flat=True)) == before.basis
    assert gold.guideline.version == "1.0.0"
    assert gold.answers["labels"] == {"verification": ["supported"]}
    assert (gold.is_open, Article.objects.get().state) == (False, "adjudicated")
    assert Event.objects.filter(verb="statement.decided", object_id=statement.pk).count() == 1


def test_annotators_labels_stay_as_they_were() -> None:
    statement = adjudications.contested()
    heads = list(Annotation.objects.order_by("pk").values_list("head", "seq", "state"))
    decide(statement, projects.answers("not_enough_evidence"))
    assert list(Annotation.objects.order_by("pk").values_list("head", "seq", "state")) == heads


def test_what_everybody_said_stays_unanimous_when_a_person_decides_the_rest() -> None:
    statement = adjudications.contested(("refuted", "refuted"), adjudication_policy="unanimous")
    assert labels(decide(statement, projects.answers("refuted")))[0][:2] == ("refuted", "unanimous")
    assert labels(decide(statement, projects.answers("supported")))[0][:2] == ("supported", "adjudicated")


class TestStances:
    """Ada marks Jane Doe with favor; Ben with against, and a proposition besides; both say unverified."""

    @pytest.fixture
    def statement(self) -> Statement:
        """The contested statement."""
        project = projects.project(annotators_per_article=2)
        projects.article(project)
        self.doe = projects.stance(project, "jane-doe")
        ada = projects.answers(stances=[self.doe])
        adjudications.labelled(project, "ada", ada)
        self.said = {"holder_kind": "author", "target_kind": "proposition", "target_text": "It is safe"}
        ben = [self.doe | {"polarity": "against"}, self.said | {"polarity": "favor"}]
        adjudications.labelled(project, "ben", projects.answers(stances=ben))
        return adjudications.project_statements(project)[0]

    def rows(self, adjudication: Adjudication) -> list[tuple[Any, ...]]:
        """Target, polarity, method, marked by how many of how many."""
        rows = adjudication.stances.select_related("target", "polarity")
        return [
            (
                str(row.target or row.target_text),
                row.polarity and row.polarity.key,
                row.method,
                row.n_marked,
                row.n_annotators,
            )
            for row in rows
        ]

    def test_pairs_that_differ_or_that_one_marked_are_open(self, statement: Statement) -> None:
        assert self.rows(now(statement).newest) == [
            ("Jane Doe", None, "open", 2, 2),
            ("It is safe", None, "open", 1, 2),
        ]

    def test_the_set_is_composed_from_the_union_and_what_is_left_out_is_not_kept(self, statement: Statement) -> None:
        gold = decide(statement, projects.answers(stances=[self.doe | {"polarity": "neutral"}]))
        assert self.rows(gold) == [
            ("Jane Doe", "neutral", "adjudicated", 2, 2),
            ("It is safe", None, "adjudicated", 1, 2),
        ]
        assert not gold.is_open

    def test_a_pair_that_nobody_marked_can_be_added(self, statement: Statement) -> None:
        own = self.said | {"target_text": "Nobody may cross", "polarity": "against"}
        gold = decide(statement, projects.answers(stances=[own]))
        assert self.rows(gold)[-1] == ("Nobody may cross", "against", "adjudicated", 0, 2)

    def test_a_question_that_is_left_out_stays_open(self, statement: Statement) -> None:
        gold = decide(statement, {"labels": {"verification": ["supported"]}})
        assert labels(gold)[0][:2] == ("supported", "adjudicated")
        assert [row[2] for row in self.rows(gold)] == ["open", "open"]
        assert (gold.is_open, Article.objects.get().state) == (True, "labelled")


def test_too_vague_is_an_answer_without_a_label() -> None:
    statement = adjudications.contested()
    with pytest.raises(Invalid, match="rationale"):
        decide(statement, too_vague=True)
    gold = decide(statement, too_vague=True, rationale="Which bridge?")
    assert labels(gold) == [(None, "adjudicated", 2, {"refuted": 1, "supported": 1})]
    assert (gold.too_vague, gold.is_open, gold.answers) == (True, False, None)


def evidence(url: str = URL) -> dict[str, Any]:
    """A source as a client sends it."""
    return {"id": str(uuid.uuid4()), "url": url, "title": "Minutes", "quote": "It is safe.", "relation": "supports"}


def test_evidence_is_taken_over_and_added() -> None:
    theirs = evidence()
    project = projects.project(annotators_per_article=2)
    projects.article(project)
    adjudications.labelled(project, "ada", projects.answers("supported", evidence=[theirs]))
    adjudications.labelled(project, "ben", projects.answers("refuted"))
    statement = adjudications.project_statements(project)[0]
    own = evidence("https://example.org/report")
    gold = decide(statement, projects.answers("supported", evidence=[theirs, own]))
    linked = gold.evidence_links.order_by("evidence__url").values_list("evidence__url", "relation", "evidence__links")
    assert [row[:2] for row in linked] == [(URL, "supports"), ("https://example.org/report", "supports")]
    assert [row[2] is not None for row in linked] == [True, False]


def test_a_verdict_of_a_newsroom_needs_its_evidence_here_too() -> None:
    project = projects.project(protocol="newsroom", annotators_per_article=1, adjudication_policy="always")
    projects.article(project)
    nothing = {"labels": {"check_worthiness": ["nfs"]}, "no_stance": True}
    work = projects.assignment(project)
    for row in projects.statements(work):
        projects.label(work, row, nothing)
    projects.reviewed(submit(actor=work.annotator, assignment=work))
    statement = adjudications.project_statements(project)[0]
    body = {"labels": {"check_worthiness": ["cfs"], "verification": ["supported"]}, "no_stance": True}
    with pytest.raises(Invalid, match="needs 1 more of: evidence"):
        decide(statement, body)
    assert not decide(statement, body | {"evidence": [evidence()]}).is_open


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (None, "answers"),
        ({}, "answers"),
        ({"labels": {"verification": ["maybe"]}}, "answers.labels.verification"),
        ({"skip": "unreadable"}, "answers.skip"),
        (
            {"labels": {"verification": ["refuted"]}, "stances": [{"target": str(uuid.uuid4()), "polarity": "favor"}]},
            "",
        ),
    ],
)
def test_a_bad_decision_names_its_field_and_changes_nothing(body: Any, field: str) -> None:
    statement = adjudications.contested()
    with pytest.raises(Invalid) as refusal:
        decide(statement, body)
    assert refusal.value.extra["field"] == (field or "answers.stances[0].target")
    assert now(statement).seq == 1


def test_a_stale_decision_is_refused_with_what_is_there_now() -> None:
    statement = adjudications.contested()
    seen = now(statement)
    decide(statement, projects.answers("refuted"))
    with pytest.raises(Stale) as refusal:
        decide(statement, projects.answers("supported"), seen=seen.version)
    current = refusal.value.extra["current"]
    assert (current["seq"], current["version"]) == (2, now(statement).version)
    assert current["basis"] == [str(key) for key in seen.basis]
    assert now(statement).seq == 2


class TestWho:
    """Who may decide."""

    def test_an_annotator_does_not(self) -> None:
        statement = adjudications.contested()
        with pytest.raises(NotAllowed, match="role"):
            decide(statement, projects.answers(), actor=people.second_annotator())

    def test_whoever_labelled_the_statement_is_no_third_person(self) -> None:
        statement = adjudications.contested()
        ada = adjudications.promoted(statement.article.project, people.annotator())
        with pytest.raises(NotAllowed, match="third person"):
            decide(statement, projects.answers(), actor=ada)

    def test_a_project_may_do_without_the_third_person(self) -> None:
        statement = adjudications.contested()
        statement.article.project.third_person_adjudicates = False
        statement.article.project.save()
        ada = adjudications.promoted(statement.article.project, people.annotator())
        assert decide(statement, projects.answers(), actor=ada).decided_by == ada


class TestReopened:
    """Rio decided; then it is opened again."""

    @pytest.fixture
    def statement(self) -> Statement:
        """A decided statement."""
        statement = adjudications.contested()
        decide(statement, projects.answers("refuted"))
        return statement

    def reopen(self, statement: Statement, rationale: str = "New minutes.") -> Adjudication:
        """Lea opens it."""
        seen = now(statement).version
        return reopen_gold(actor=people.lead(), statement=statement, seen=seen, rationale=rationale)

    def test_the_history_stays_and_the_article_is_open_again(self, statement: Statement) -> None:
        self.reopen(statement)
        history = Adjudication.objects.filter(statement=statement).order_by("seq")
        assert list(history.values_list("seq", "is_open", "labels__label__key", "labels__method")) == [
            (1, True, None, "open"),
            (2, False, "refuted", "adjudicated"),
            (3, True, None, "open"),
        ]
        assert Article.objects.get().state == "labelled"
        decide(statement, projects.answers("supported"))
        assert Article.objects.get().state == "adjudicated"

    def test_it_needs_a_reason_and_something_to_open(self, statement: Statement) -> None:
        with pytest.raises(Invalid, match="say why"):
            self.reopen(statement, " ")
        self.reopen(statement)
        with pytest.raises(WrongState, match="open already"):
            self.reopen(statement)

    def test_rows_of_the_past_cannot_be_changed(self, statement: Statement) -> None:
        approve_gold(actor=people.lead(), statement=statement, seen=now(statement).version)
        with pytest.raises(IntegrityError, match="written once"), transaction.atomic():
            GoldApproval.objects.update(approver=people.reviewer())


class TestAskedBack:
    """Rio asks Ada and Ben which half is meant."""

    @pytest.fixture
    def statement(self) -> Statement:
        """The statement that went back."""
        statement = adjudications.contested()
        seen = now(statement).version
        ask_back(actor=people.reviewer(), statement=statement, seen=seen, comment="Which half is meant?")
        return statement

    def answer(self, review: Review, action: str, **more: Any) -> None:
        """The annotator answers, hands in, and the answer is accepted."""
        user = review.annotator
        reply(actor=user, review=review, action=action, revision_id=uuid.uuid4(), **more)
        projects.reviewed(submit(actor=user, assignment=review.assignment))

    def test_both_get_the_word_and_the_statement_waits(self, statement: Statement) -> None:
        assert list(Review.objects.filter(decision="return").values_list("comment", flat=True)) == [
            "Which half is meant?",
            "Which half is meant?",
        ]
        assert set(Assignment.objects.values_list("state", "return_reason")) == {("returned", "review")}
        with pytest.raises(WrongState, match="0 of 2 reviewed labels"):
            decide(statement, projects.answers())

    def test_whoever_looked_before_is_refused(self) -> None:
        statement = adjudications.contested()
        seen = now(statement).version
        ask_back(actor=people.reviewer(), statement=statement, seen=seen, comment="Which half is meant?")
        with pytest.raises(Stale):
            decide(statement, projects.answers(), seen=seen, actor=people.lead())

    def test_when_they_agree_now_the_policy_settles(self, statement: Statement) -> None:
        for review in Review.objects.filter(decision="return"):
            self.answer(review, "changed", body=projects.answers("refuted"))
        assert labels(now(statement).newest) == [("refuted", "unanimous", 2, {"refuted": 2})]
        assert Article.objects.get().state == "adjudicated"

    def test_when_both_keep_a_person_decides(self, statement: Statement) -> None:
        for review in Review.objects.filter(decision="return"):
            self.answer(review, "kept", comment="It is plain.")
        assert not decide(statement, projects.answers("supported")).is_open

    def test_only_some_may_be_asked_and_nobody_about_their_own(self) -> None:
        statement = adjudications.contested(third := ("supported", "refuted", "refuted"))
        ada = adjudications.promoted(statement.article.project, people.annotator())
        seen = now(statement).version
        with pytest.raises(Invalid, match="annotators"):
            ask_back(actor=ada, statement=statement, seen=seen, comment="Why?", annotators=[ada.pk])
        asked = ask_back(actor=ada, statement=statement, seen=seen, comment="Why?")
        assert len(asked) == len(third) - 1

    def test_it_needs_a_word(self) -> None:
        statement = adjudications.contested()
        with pytest.raises(Invalid, match="comment"):
            ask_back(actor=people.reviewer(), statement=statement, seen=now(statement).version, comment=" ")


class TestApproved:
    """As many people stand behind an answer as the project wants."""

    def approve(self, statement: Statement, actor: Any = None) -> GoldApproval:
        """Lea approves it."""
        return approve_gold(actor=actor or people.lead(), statement=statement, seen=now(statement).version)

    def test_the_decision_is_the_first_approval_and_not_ones_own(self) -> None:
        statement = adjudications.contested()
        with pytest.raises(WrongState, match="no gold answer"):
            self.approve(statement)
        decide(statement, projects.answers())
        with pytest.raises(NotAllowed, match="somebody else"):
            self.approve(statement, people.reviewer())
        first = self.approve(statement)
        assert self.approve(statement) == first
        assert Event.objects.filter(verb="statement.approved").count() == 1

    def test_a_new_decision_begins_without_approvals(self) -> None:
        statement = adjudications.contested()
        decide(statement, projects.answers())
        self.approve(statement)
        assert decide(statement, projects.answers("refuted")).approvals.count() == 0
