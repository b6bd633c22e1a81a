"""The benchmark of lists measures what it says."""

from __future__ import annotations

from bench import lists
from bench.search_corpus import Corpus


def test_what_is_asked_is_filled_in_by_chance_and_the_same_at_every_run() -> None:
    corpus = Corpus()
    first, again = (lists.Chooser(corpus, ["ada", "ben"]) for _ in range(2))
    asked = [[one.filled("person={person}&q={word}&speaker={speaker}") for _ in range(3)] for one in (first, again)]
    assert asked[0] == asked[1]
    assert len(set(asked[0])) == 3


def test_the_next_page_is_found_on_a_page() -> None:
    page = b'<a class="btn" href="?sort=age&amp;at=WzEs" rel="next">Next</a>'
    assert lists.linked(page, "/projects/large/gold/") == "/projects/large/gold/?sort=age&at=WzEs"
    assert lists.linked(b"<p>No more</p>", "/projects/large/gold/") == ""


def test_a_list_is_too_slow_at_the_95th_percentile() -> None:
    assert lists.judged([10.0] * 19 + [150.0], floor=5.0) == (10.0, 10.0, 150.0, 2.0, "ok")
    assert lists.judged([10.0] * 18 + [150.0] * 2, floor=5.0) == (10.0, 150.0, 150.0, 2.0, "too slow")
