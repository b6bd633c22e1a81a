"""Lists: searching, filtering, sorting, and pages that stay in place while rows come and go."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404, HttpRequest
from django.template import Context, Template
from django.test import RequestFactory

from annotations.models import Project
from annotations.web import paging
from annotations.web.listing import Filter, Listing, Shown, Sort

pytestmark = pytest.mark.django_db

LIST = Listing(
    sorts=(Sort("name", "Name", ("name",)), Sort("state", "State, newest first", ("state", "-created_at"))),
    filters=(
        Filter(
            "demo",
            "Kind",
            [("yes", "Demonstrations"), ("no", "Real ones")],
            lambda rows, value: rows.filter(is_demo=value == "yes"),
        ),
    ),
    search=lambda rows, text: rows.filter(name__icontains=text),
    size=2,
)


@pytest.fixture
def five() -> list[Project]:
    """Five projects, a to e; b and d are demonstrations; e is the newest."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return [
        Project.objects.create(
            slug=name, name=name.upper(), is_demo=name in "bd", created_at=start + timedelta(microseconds=number)
        )
        for number, name in enumerate("abcde")
    ]


def ask(address: str = "") -> HttpRequest:
    return RequestFactory().get(f"/list/{address}")


def show(address: str = "", listing: Listing = LIST) -> Shown:
    return listing.show(ask(address), Project.objects.all())


def names(shown: Shown) -> str:
    return "".join(row.name for row in shown.rows)


def test_the_first_page_knows_its_place_and_what_follows(five: list[Project]) -> None:
    shown = show()
    assert (names(shown), shown.first, shown.last, shown.count, shown.previous_href) == ("AB", 1, 2, 5, "")


def test_pages_follow_one_another_to_the_end_and_back(five: list[Project]) -> None:
    second = show(show().next_href)
    third = show(second.next_href)
    back = show(third.previous_href)
    first = show(back.previous_href)
    assert [(names(page), page.first, page.last) for page in (second, third, back, first)] == [
        ("CD", 3, 4),
        ("E", 5, 5),
        ("CD", 3, 4),
        ("AB", 1, 2),
    ]
    assert (third.next_href, first.previous_href) == ("", "")


def test_a_row_that_goes_away_makes_no_page_skip_one(five: list[Project]) -> None:
    address = show().next_href
    Project.objects.filter(slug="a").delete()
    assert names(show(address)) == "CD"


def test_a_row_that_arrives_makes_no_page_repeat_one(five: list[Project]) -> None:
    address = show().next_href
    Project.objects.create(slug="aa", name="AA")
    assert names(show(address)) == "CD"


def test_equal_sort_values_lose_nobody(five: list[Project]) -> None:
    first = show("?sort=state")
    second = show(first.next_href)
    third = show(second.next_href)
    assert (names(first), names(second), names(third), third.next_href) == ("ED", "CB", "A", "")


def test_search_and_filter_narrow_the_list_and_its_count(five: list[Project]) -> None:
    shown = show("?q=%20b%20&demo=yes")
    assert (names(shown), shown.count, shown.search, shown.is_narrowed) == ("B", 1, "b", True)


def test_a_filter_offers_its_values_and_the_way_out(five: list[Project]) -> None:
    kind = show("?demo=yes&q=b").filters[0]
    assert (kind.chosen, kind.clear_href) == ("Demonstrations", "?q=b")
    assert [(one.title, one.href, one.current) for one in kind.choices] == [
        ("Demonstrations", "?q=b&demo=yes", True),
        ("Real ones", "?q=b&demo=no", False),
    ]


def test_a_value_that_a_filter_does_not_offer_is_no_filter(five: list[Project]) -> None:
    assert (show("?demo=perhaps&sort=beauty").count, show("?demo=perhaps").is_narrowed) == (5, False)


def test_a_change_of_filter_opens_the_first_page(five: list[Project]) -> None:
    second = show(show().next_href)
    assert second.filters[0].choices[0].href == "?demo=yes"


def test_the_count_stops_where_counting_would_cost_too_much(five: list[Project]) -> None:
    shown = show(listing=Listing(sorts=LIST.sorts, count_limit=3))
    assert (shown.count, shown.is_more) == (3, True)


@pytest.mark.parametrize("size", [1, 3])
def test_a_page_costs_two_queries_whatever_its_size(
    five: list[Project], size: int, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        show(listing=Listing(sorts=LIST.sorts, size=size))


@pytest.mark.parametrize(
    "text", ["x", "%00", "W10", "WzEsMl0", "WyJhIiwiYiIsImMiXQ", "W2ZhbHNlLDEsMSwyLDNd", "é", "////"]
)
def test_a_cursor_that_we_did_not_write_is_not_found(five: list[Project], text: str) -> None:
    with pytest.raises(Http404):
        show(f"?at={text}")


def test_a_cursor_with_values_of_the_wrong_kind_is_not_found(five: list[Project]) -> None:
    address = paging.Cursor(False, 1, ("A", "no key at all")).encode()
    with pytest.raises(Http404):
        show(f"?at={address}")


def test_a_search_text_may_hold_anything(five: list[Project]) -> None:
    assert show("?q=%00%27%22%3C%25").count == 0


def test_sorting_by_something_that_may_be_empty_is_refused_while_programming(five: list[Project]) -> None:
    with pytest.raises(TypeError, match="deleted_at: it may be empty"):
        paging.sort_values(five[0], ("deleted_at", "pk"))


def test_an_empty_list_counts_nothing() -> None:
    shown = show()
    assert (shown.rows, shown.count, shown.first, shown.next_href) == ([], 0, 0, "")


def test_the_parts_around_the_table_show_search_filters_order_and_place(five: list[Project]) -> None:
    template = Template(
        "{% load listing %}{% list_filters shown 'Name' %}{% sort_link shown 'name' 'Name' %}"
        "{% pager shown 'projects' %}"
    )
    drawn = " ".join(template.render(Context({"shown": show("?q=%3Cb%3E&demo=no")})).split())
    assert 'value="&lt;b&gt;"' in drawn
    assert '<input type="hidden" name="demo" value="no">' in drawn
    assert "Kind: Real ones" in drawn
    assert "0 projects" in drawn


def test_the_pager_says_where_one_is(five: list[Project]) -> None:
    template = Template("{% load listing %}{% pager shown 'projects' %}")
    assert "<span>3 to 4 of 5 projects</span>" in template.render(Context({"shown": show(show().next_href)}))
