"""What `bench readers` reads, and how it judges."""

import io

import pytest

from annotations.imports import format_by_key
from annotations.imports.base import Options
from bench.import_corpus import articles
from bench.readers import hostile_row, speed_row
from bench.readers_files import MANY, ONE


@pytest.mark.parametrize("name", MANY)
def test_a_made_up_file_holds_the_articles_in_every_format(name: str) -> None:
    key, _, made = MANY[name]
    texts = list(articles(3))
    rows = list(format_by_key(key).read(io.BytesIO(made(texts).encode()), "bench", Options()))
    assert [row.draft and row.draft.text.split() for row in rows] == [text.split() for text in texts]


@pytest.mark.parametrize("name", ONE)
def test_a_made_up_file_holds_its_article(name: str) -> None:
    key, _, made = ONE[name]
    (text,) = articles(1)
    (row,) = format_by_key(key).read(io.BytesIO(made(text).encode()), "bench", Options())
    assert row.draft is not None
    assert text.split("\n")[2] in row.draft.text


def test_a_format_is_compared_with_the_library_under_it() -> None:
    assert speed_row("CSV", 2.0, 0.5, 0.1, 100) == ("CSV", 100, 2.0, 200.0, 4.0, 5.0)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [(1.0, 5.0, "ok"), (6.0, 0.1, "too slow"), (2.0, 8.0, "too slow")],
)
def test_a_file_is_too_slow_when_one_of_its_sizes_is(first: float, second: float, verdict: str) -> None:
    answers = [{"seconds": seconds, "problem": ""} for seconds in (first, second)]
    assert hostile_row("dots", 1.0, *answers) == ("dots", 1.0, first, second, "read", verdict)
