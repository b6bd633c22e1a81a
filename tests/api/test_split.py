"""Editing a split over the API."""

import uuid
from itertools import product
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from annotations.models import Article, Event, SplitEdit
from tests.api.caller import Caller, revision
from tests.factories import people, projects, splits

pytestmark = pytest.mark.django_db
ACTS: dict[str, tuple[str, ...]] = {
    "split": ("statement", "at"),
    "merge": ("statement",),
    "move": ("statement", "at"),
    "mark": ("statement", "is_statement"),
    "role": ("statement", "role"),
    "speaker": ("statement", "voice"),
    "attribute": ("statement", "content"),
    "unattribute": ("attribution",),
    "continue": ("statement", "on"),
    "insert": ("attribution", "span", "on"),
    "claim": ("statement", "text", "check_target"),
    "unclaim": ("claim",),
    "duplicate": ("statement",),
    "relate": ("statement", "to", "type", "on"),
    "merge_entities": ("entity", "into"),
}


@pytest.fixture
def article() -> Article:
    """A split article, not frozen."""
    return projects.article(projects.project(), splits.TEXT, frozen=False)


@pytest.fixture
def lea() -> Caller:
    """The lead."""
    return Caller(people.lead())


def post(caller: Caller, article: Article, base: str | None, **body: Any) -> Any:
    """The response to one edit; ``base`` is the whole If-Match header."""
    headers = {} if base is None else {"If_Match": base}
    return caller.post(f"articles/{article.pk}/split/edits", {"id": str(uuid.uuid4()), **body}, **headers)


def test_the_split_travels_with_its_version(article: Article, lea: Caller) -> None:
    response = lea.get(f"articles/{article.pk}/split")

    assert (response.status_code, response["ETag"]) == (200, '"0"')
    whole = response.json()
    assert list(whole) == [
        "version",
        "state",
        "frozen",
        "language",
        "paragraphs",
        "statements",
        "attributions",
        "claims",
        "relations",
        "entities",
        "checks",
        "undo",
        "redo",
        "may_edit",
        "may_freeze",
    ]
    assert whole["statements"][1] == {
        "id": str(splits.live(article)[1].pk),
        "start": 20,
        "end": 110,
        "role": "body",
        "is_statement": True,
        "voice": "attributed",
        "speaker": whole["entities"][0]["id"],
        "version": 1,
        "parent": None,
        "duplicate_of": None,
        "labelled": False,
    }
    said = whole["attributions"][0]
    assert said == {
        "id": said["id"],
        "source": [42, 56],
        "cue": [57, 61],
        "content": [[20, 41]],
        "insertions": [],
        "speaker": whole["entities"][0]["id"],
        "source_kind": "named",
        "quote_type": "direct",
        "attribution_type": "assertion",
        "negated": False,
        "nested_in": None,
        "statements": [whole["statements"][1]["id"]],
        "origin": "auto",
        "rule": said["rule"],
        "confidence": said["confidence"],
    }
    assert lea.get(f"articles/{article.pk}/split?fields=version").json() == {"version": 0}


def test_an_edit_answers_with_what_it_changed(article: Article, lea: Caller) -> None:
    row = splits.live(article)[1]

    response = post(lea, article, '"0"', act="split", statement=str(row.pk), at=71)

    assert (response.status_code, response["ETag"]) == (201, '"1"')
    answer = response.json()
    assert [(one["start"], one["end"]) for one in answer["changed"]["statements"]] == [(20, 71), (71, 110)]
    assert [one["content"] for one in answer["changed"]["attributions"]] == [[[20, 41]], [[80, 109]]]
    assert answer["removed"] == {
        "statements": [str(row.pk)],
        "attributions": [],
        "claims": [],
        "relations": [],
        "entities": [],
    }
    assert (answer["version"], answer["act"], answer["words"]) == (1, "split", "Statement cut in two")
    assert (answer["checks"], answer["undo"], answer["redo"]) == (
        [],
        {"edit": answer["edit"], "words": "Statement cut in two"},
        None,
    )


def test_an_undone_edit_answers_the_other_way_round(article: Article, lea: Caller) -> None:
    row = splits.live(article)[1]
    cut = post(lea, article, '"0"', act="split", statement=str(row.pk), at=71).json()

    undone = post(lea, article, '"1"', act="undo").json()

    assert [one["id"] for one in undone["changed"]["statements"]] == [str(row.pk)]
    assert sorted(undone["removed"]["statements"]) == sorted(one["id"] for one in cut["changed"]["statements"])
    assert (undone["undo"], undone["redo"]) == (None, {"edit": cut["edit"], "words": "Statement cut in two"})


def test_a_replay_answers_200_and_another_body_422(article: Article, lea: Caller) -> None:
    body = {"id": str(uuid.uuid4()), "act": "mark", "statement": str(splits.live(article)[0].pk), "is_statement": False}
    first = post(lea, article, '"0"', **body)

    again = post(lea, article, '"0"', **body)
    other = post(lea, article, '"1"', **{**body, "is_statement": True})

    assert [response.status_code for response in (first, again, other)] == [201, 200, 422]
    assert first.json() == again.json()
    assert SplitEdit.objects.count() == 1


def test_an_edit_says_which_version_it_is_for(article: Article, lea: Caller) -> None:
    body = {"act": "mark", "statement": str(splits.live(article)[0].pk), "is_statement": False}
    assert post(lea, article, None, **body).status_code == 428
    assert post(lea, article, "0", **body).json()["field"] == "If-Match"
    assert post(lea, article, '"0"', **body).status_code == 201

    stale = post(lea, article, '"0"', **body)

    assert (stale.status_code, stale["ETag"], stale.json()["current"]) == (
        412,
        '"1"',
        lea.get(f"articles/{article.pk}/split").json(),
    )


def test_refusals_have_their_status(article: Article, lea: Caller) -> None:
    row = splits.live(article)[0]
    assert post(lea, article, '"0"', act="undo").status_code == 409
    problem = post(lea, article, '"0"', act="split", statement=str(row.pk), at=0).json()
    assert (problem["status"], problem["field"], problem["value"]) == (400, "at", 0)
    assert post(lea, article, '"0"', id="x", act="undo").json()["field"] == "id"
    splits.edit(article, "split", statement=row, at=6)
    closed = post(lea, article, '"1"', act="merge", statement=str(row.pk))
    assert (closed.status_code, closed.json()["field"]) == (409, "statement")


@pytest.mark.parametrize("act", ACTS)
def test_a_value_of_another_kind_in_any_member_is_no_fault(article: Article, lea: Caller, act: str) -> None:
    row = str(splits.live(article)[1].pk)
    whole = lea.get(f"articles/{article.pk}/split").json()
    good: dict[str, Any] = {
        "statement": row,
        "to": whole["statements"][2]["id"],
        "attribution": whole["attributions"][0]["id"],
        "entity": whole["entities"][0]["id"],
        "into": whole["entities"][-1]["id"],
        "at": 71,
        "is_statement": False,
        "role": "caption",
        "voice": "attributed",
        "content": [[20, 41]],
        "span": [24, 30],
        "on": True,
        "text": "x",
        "check_target": "content",
        "type": "contradicts",
    }
    before = (Event.objects.count(), SplitEdit.objects.count())
    bad: tuple[Any, ...] = (None, 10**30, -1, 1.5, [], {}, [[]], "", "x" * 501)
    for member, value in product(ACTS[act], bad):
        sent = {name: good.get(name) for name in ACTS[act]} | {member: value}
        response = post(lea, article, '"0"', act=act, **sent)
        assert (response.status_code, response.json()["field"].split("[")[0]) == (400, member), sent
    assert (Event.objects.count(), SplitEdit.objects.count()) == before


def test_annotators_and_viewers_read_and_reviewers_edit(article: Article) -> None:
    for who, may in ((people.annotator, False), (people.viewer, False), (people.reviewer, True)):
        whole = Caller(who()).get(f"articles/{article.pk}/split").json()
        assert (whole["may_edit"], whole["may_freeze"]) == (may, False)


def test_an_answer_on_a_statement_that_was_cut_is_a_conflict_that_says_so() -> None:
    project = projects.project()
    article = projects.article(project, splits.TEXT)
    work = projects.assignment(project)
    row = splits.live(article)[1]
    splits.edit(article, "split", statement=row, at=71)

    response = Caller(people.annotator()).save(str(uuid.uuid4()), revision(work, row, projects.answers()), base=0)

    problem = response.json()
    assert (response.status_code, problem["code"], problem["value"]) == (409, "wrong_state", str(row.pk))
    assert problem["detail"].startswith("This statement was cut anew meanwhile.")


def test_an_annotator_is_not_told_what_others_labelled() -> None:
    project = projects.project()
    article = projects.article(project, splits.TEXT)
    projects.label_all(projects.assignment(project))
    seen = {
        who.username: {row["labelled"] for row in splits.shown(article, who)["statements"]}
        for who in (people.lead(), people.annotator(), people.second_annotator())
    }
    assert seen == {"lea": {True}, "ada": {True}, "ben": {False}}


@pytest.mark.parametrize("sentences", [1, 500])
def test_the_split_takes_the_same_queries_however_long_it_is(
    sentences: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text = " ".join(f'"It rained {n} times," Mayor Jane Doe said.' for n in range(sentences))
    article = projects.article(projects.project(), f"Rain\n\n{text}\n", frozen=False)
    lead = people.lead()
    assert len(splits.live(article)) == sentences + 1

    with django_assert_num_queries(12):
        splits.document(article, lead)
