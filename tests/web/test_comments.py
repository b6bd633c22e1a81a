"""The panel of conversations: on the statement's page without a script, and alone for our script."""

import uuid
from typing import Any

import pytest

from annotations.models import Comment, CommentThread, Statement
from annotations.templatetags.talk import stretches
from tests.api import worlds
from tests.api.worlds import World
from tests.factories import people, talks
from tests.web.visits import main_of, signed_in, statuses, words

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Fragment": "1"}


@pytest.fixture
def world() -> World:
    """Ada's labelled article."""
    return worlds.labelled()


def story(statement: Statement) -> str:
    """The page of a statement."""
    return f"/projects/idlib/statements/{statement.pk}/"


def panel(statement: Statement) -> str:
    """Where the panel's forms post."""
    return f"{story(statement)}comments/"


def sent(body: str = "Who says so?", **more: Any) -> dict[str, Any]:
    """A comment as a form sends it."""
    return {"act": "say", "id": str(uuid.uuid4()), "body": body, **more}


def test_members_reach_the_panel_by_way_of_the_statements_page(world: World) -> None:
    found = {"lead": 302, "reviewer": 302, "annotator": 302, "viewer": 302, "outsider": 404}
    assert statuses(panel(world.statement)) == found


def test_without_a_script_a_comment_is_posted_and_stands_on_the_page(world: World) -> None:
    ada = signed_in(people.annotator())

    answer = ada.post(panel(world.statement), sent("Who says\r\nso?", mention=str(people.reviewer().pk)))

    said = Comment.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{story(world.statement)}#c-{said.pk}")
    page = ada.get(story(world.statement))
    assert said.body == "Who says\nso?"
    assert f'id="c-{said.pk}"' in page.content.decode()
    assert "Begun by Ada Annotator" in words(page)
    assert "calls Rio Reviewer" in words(page)


def test_a_refused_comment_comes_back_with_what_was_typed(world: World) -> None:
    ada = signed_in(people.annotator())
    form = sent("Both of you!", mention=[str(people.second_annotator().pk)])

    for headers in ({}, FRAGMENT):
        answer = ada.post(panel(world.statement), form, headers=headers)
        assert answer.status_code == 409
        text = answer.content.decode()
        assert ("Both of you!" in text, "would let annotators read one another" in text) == (True, True)
    assert Comment.objects.count() == 0


def test_a_conversation_is_resolved_and_opened_again(world: World) -> None:
    thread = talks.begun(world.statement).thread
    rio = signed_in(people.reviewer())

    for act, resolved in (("resolve", True), ("reopen", False)):
        answer = rio.post(panel(world.statement), {"act": act, "thread": str(thread.pk)})
        assert (answer.status_code, CommentThread.objects.get().is_resolved) == (302, resolved)


def test_the_panel_alone_says_where_the_statement_stands(world: World) -> None:
    text = signed_in(people.annotator()).get(panel(world.statement), headers=FRAGMENT).content.decode()

    number, article, work = 1, world.article.pk, world.assignment.pk
    assert "<html" not in text
    for href in (
        story(world.statement),
        f"/projects/idlib/articles/{article}/#{world.statement.pk}",
        f"/assignments/{work}/?s={number}#s{number}",
    ):
        assert f'href="{href}"' in text
    assert "adjudicat" not in text


def test_a_reviewer_jumps_to_reviews_and_adjudication() -> None:
    world = worlds.handed_in()
    text = signed_in(people.reviewer()).get(panel(world.statement), headers=FRAGMENT).content.decode()

    assert f'href="/projects/idlib/review/{world.assignment.pk}/?row=1#r-1"' in text
    assert f'href="/projects/idlib/adjudicate/{world.statement.pk}/"' in text


def test_viewers_read_without_a_form(world: World) -> None:
    talks.begun(world.statement)
    page = signed_in(people.viewer()).get(story(world.statement))

    assert "Who says so?" in words(page)
    assert "<textarea" not in main_of(page)


def test_an_annotator_is_offered_nobody_who_annotates(world: World) -> None:
    page = main_of(signed_in(people.annotator()).get(story(world.statement)))

    offered = {
        one.username
        for one in (people.reviewer(), people.lead(), people.viewer(), people.second_annotator())
        if f'value="{one.pk}"' in page
    }
    assert offered == {"rio", "lea", "vic"}


def test_the_article_lists_open_conversations(world: World) -> None:
    talks.begun(world.statement)
    page = words(signed_in(people.reviewer()).get(f"/projects/idlib/articles/{world.article.pk}/"))
    other = words(signed_in(people.second_annotator()).get(f"/projects/idlib/articles/{world.article.pk}/"))

    assert ("Open conversations 1" in page, "Open conversations" in other) == (True, False)


def test_the_review_page_counts_them_beside_each_statement() -> None:
    world = worlds.handed_in()
    talks.begun(world.statement)
    page = main_of(signed_in(people.reviewer()).get(f"/projects/idlib/review/{world.assignment.pk}/"))

    link = page.index(f'href="{panel(world.statement)}"')
    assert '<span class="count">1' in page[link : page.index("</a>", link)]


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_takes_as_many_queries_for_three_as_for_one(
    world: World, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        talks.answered(talks.begun(world.statement, None, f"No. {number}", people.reviewer()))
    client = signed_in(people.annotator())
    client.get(panel(world.statement), headers=FRAGMENT)
    with django_assert_num_queries(10):
        client.get(panel(world.statement), headers=FRAGMENT)


def test_markup_in_a_comment_is_text(world: World) -> None:
    talks.begun(world.statement, None, "<b>bold</b> & @Rio Reviewer", people.reviewer())
    page = main_of(signed_in(people.reviewer()).get(story(world.statement)))

    assert "&lt;b&gt;bold&lt;/b&gt; &amp; <b>@Rio Reviewer</b>" in page


def test_names_are_set_apart_the_longest_first() -> None:
    assert stretches("@Ann Lee, @Ann and @Anna", ["Ann", "Ann Lee"]) == [
        ("@Ann Lee", True),
        (", ", False),
        ("@Ann", True),
        (" and @Anna", False),
    ]
