"""The bell and the list behind it."""

import re
from typing import Any

import pytest

from annotations.models import Notice, Statement, User
from annotations.workflow.notices import mailed_kinds
from tests.api import worlds
from tests.factories import people, talks
from tests.web.visits import main_of, signed_in, words

pytestmark = pytest.mark.django_db
PATH = "/notices/"


@pytest.fixture
def statement() -> Statement:
    """A statement about which Ada has called Rio."""
    made = worlds.labelled().statement
    call(made, 1)
    return made


def call(statement: Statement, count: int) -> None:
    """Ada calls Rio so many times."""
    for number in range(count):
        talks.begun(statement, people.annotator(), f"Rio? ({number})", people.reviewer())


def bell(user: User, path: str = PATH) -> str:
    """The words of the bell."""
    page = signed_in(user).get(path).content.decode()
    link = page[page.index('href="/notices/"') :]
    return " ".join(re.sub(r"<[^>]*>", " ", link[link.index(">") + 1 : link.index("</a>")]).split())


def test_the_bell_counts_what_is_unread_wherever_one_is(statement: Statement) -> None:
    call(statement, 2)

    assert (bell(people.reviewer()), bell(people.reviewer(), "/projects/idlib/")) == ("Notices 3 unread",) * 2
    assert (bell(people.annotator()), bell(people.outsider())) == ("Notices", "Notices")


def test_the_list_says_who_did_what_and_leads_there(statement: Statement) -> None:
    page = signed_in(people.reviewer()).get(PATH)

    comment = Notice.objects.get().comment_id
    assert "Ada Annotator calls you in a comment New Mayor opens bridge" in words(page)
    assert f'href="/projects/idlib/statements/{statement.pk}/#c-{comment}"' in main_of(page)


def test_rows_are_marked_as_read_some_or_all_without_a_script(statement: Statement) -> None:
    call(statement, 2)
    rio = signed_in(people.reviewer())
    first = Notice.objects.order_by("created_at", "pk")[0]

    assert "Tick the rows first." in words(rio.post(PATH, {"act": "read"}, follow=True))
    assert "1 notice is read now." in words(rio.post(PATH, {"act": "read", "row": str(first.pk)}, follow=True))
    assert "2 notices are read now." in words(rio.post(PATH, {"act": "all"}, follow=True))
    assert bell(people.reviewer()) == "Notices"


def test_filters_narrow_the_list(statement: Statement) -> None:
    rio = signed_in(people.reviewer())
    assert len(rio.get(f"{PATH}?state=unread&kind=mentioned").context["lines"]) == 1
    for query in ("state=read", "kind=returned"):
        assert rio.get(f"{PATH}?{query}").context["lines"] == []


def test_whoever_is_told_nothing_reads_what_would_stand_here() -> None:
    assert "Nobody has told you anything" in words(signed_in(people.outsider()).get(PATH))


def test_what_comes_by_mail_is_chosen_on_a_page(statement: Statement) -> None:
    rio = signed_in(people.reviewer())
    assert "This server sends no mail" in words(rio.get("/notices/mail/"))

    rio.post("/notices/mail/", {"email": "rio@example.org", "kinds": ["mentioned", "replied"]})

    kept = User.objects.get(username="rio")
    assert (kept.email, mailed_kinds(kept)) == ("rio@example.org", ["replied", "mentioned"])
    wrong = rio.post("/notices/mail/", {"email": "nobody"})
    assert "Enter a valid email address." in words(wrong)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_queries_for_three_as_for_one(
    statement: Statement, count: int, django_assert_num_queries: Any
) -> None:
    call(statement, count - 1)
    rio = signed_in(people.reviewer())
    rio.get(PATH)
    with django_assert_num_queries(8):
        assert len(rio.get(PATH).context["lines"]) == count
