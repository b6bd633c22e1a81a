"""Web pages as files: what becomes a field, and what happens to pages that no reader stands."""

from datetime import date

import pytest

from annotations.imports.page_process import PageProcess
from annotations.text.pages.results import Unusable
from annotations.workflow.store import split_of
from tests.imports.reading import draft, errors, rows, says

TEXT = (
    "The harbour authority said on Tuesday that the northern pier will stay closed until the end of May.\n"
    "Engineers found cracks in eleven of its forty pillars, the authority's director told reporters."
)
BODY = "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))


def page(head: str = "", body: str = BODY, lang: str = "") -> bytes:
    """A page with an article."""
    return f"<!DOCTYPE html><html{lang}><head>{head}</head><body><article>{body}</article></body></html>".encode()


def test_a_page_is_a_draft_that_keeps_its_bytes() -> None:
    raw = page('<meta property="og:site_name" content="Courier"><title>Pier closed</title>', lang=' lang="en-GB"')
    found = draft("html", raw, name="saved/pier.html", language="tr")
    assert (found.text, found.raw) == (f"Pier closed\n{TEXT}", raw)
    assert (found.title, found.source, found.language) == ("Pier closed", "Courier", "en-GB")
    assert (found.url, found.external_id, found.published_at) == ("", "pier", None)


def test_an_address_names_the_article() -> None:
    raw = page('<link rel="canonical" href="/news/pier?a=1">')
    found = draft("html", raw, name="p.html", url="https://courier.example/x")
    assert (found.url, found.external_id) == ("https://courier.example/news/pier?a=1", "")
    assert draft("html", page(), url="https://courier.example/x").url == "https://courier.example/x"


@pytest.mark.parametrize("given", ["javascript:alert(1)", "http://[", "ftp://a.example/x", "x" * 3000])
def test_an_address_that_is_none_is_passed_over(given: str) -> None:
    found = draft("html", page(f'<link rel="canonical" href="{given}">'), url="https://courier.example/x")
    assert found.url in ("https://courier.example/x", f"https://courier.example/{given[:2000]}")


@pytest.mark.parametrize(
    ("head", "url", "day", "precision", "is_inferred"),
    [
        ('<meta property="article:published_time" content="2021-03-02T10:00Z">', "", date(2021, 3, 2), "day", False),
        ('<meta name="date" content="2021-03">', "", date(2021, 3, 1), "month", False),
        ('<meta name="date" content="2021-03-01">', "", date(2021, 3, 1), "day", False),
        ("", "https://courier.example/2021/03/02/pier", date(2021, 3, 2), "day", True),
        ("", "https://courier.example/2021/03/pier", date(2021, 3, 1), "month", True),
        ("", "https://courier.example/pier-2021", None, "", False),
    ],
)
def test_a_date_is_stated_or_inferred(head: str, url: str, day: date | None, precision: str, is_inferred: bool) -> None:
    found = draft("html", page(head), url=url)
    assert (found.published_at, found.published_precision, found.published_is_inferred) == (day, precision, is_inferred)


@pytest.mark.parametrize(
    ("guess", "day", "precision"),
    [
        ("2021-03-02", date(2021, 3, 2), "day"),
        ("2021-03-01", date(2021, 3, 1), "month"),
        ("2021-01-01", date(2021, 1, 1), "year"),
    ],
)
def test_a_searched_date_claims_no_first_of_a_month(guess: str, day: date, precision: str) -> None:
    found = draft("html", page(body=f'<time datetime="{guess}">then</time>{BODY}'))
    assert (found.published_at, found.published_precision, found.published_is_inferred) == (day, precision, True)


def test_bytes_outside_of_the_charset_are_a_warning() -> None:
    raw = page() + b"<p>\xff\xfe</p>"
    (row,) = rows("html", raw)
    assert row.draft is not None
    assert says(row) == ["warning: file: '2 bytes' are not of the page's charset and were replaced; compare the text"]


def test_a_page_of_few_words_is_a_warning() -> None:
    (row,) = rows("html", page(body="<p>Please sign in to read on.</p>"))
    assert row.draft is not None
    assert says(row) == ["warning: text: '6 words' are all that was found on the page; compare the text"]


def test_the_charset_that_came_with_the_page_counts() -> None:
    raw = page(body=BODY.replace("May", "Мая")).decode().encode("windows-1251")
    assert draft("html", raw, encoding="windows-1251").text == TEXT.replace("May", "Мая")


def test_a_title_that_is_too_long_is_cut_with_a_warning() -> None:
    (row,) = rows("html", page(f"<meta property='og:title' content='{'pier ' * 150}'>"))
    assert row.draft is not None
    assert len(row.draft.title) <= 500
    assert says(row) == [f"warning: title: '{('pier ' * 16)[:79]}…' was cut to 500 characters"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", "file: 'Document is empty' is no web page; paste the article's text instead"),
        (b"<p></p>", "file: 'the page' holds no article that could be found; paste the article's text instead"),
        (b"<div>" * 100_000, "file: 'the page' holds no article that could be found; paste the article's text instead"),
        (b"a" * 20_000_001, "file: 'file' is larger than 20000000 bytes"),
    ],
)
def test_what_holds_no_article_says_so(content: bytes, error: str) -> None:
    assert errors("html", content) == [error]


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    process = PageProcess()
    endless = page(body=f"<p {' '.join(f'a{number}=1' for number in range(50_000))}>x</p>{BODY}")
    with pytest.raises(Unusable, match=r"more than 0\.2 seconds.*paste the article's text instead"):
        process.read(endless, "", "", "2026-01-01", seconds=0.2)
    with pytest.raises(Unusable, match=r"more than 0\.2 seconds"):
        process.markdown("![" * 200_000, seconds=0.2)
    assert process.read(page(), "", "", "2026-01-01").text == TEXT
    process.stop()


def test_a_process_that_dies_is_replaced() -> None:
    process = PageProcess()
    assert process.read(page(), "", "", "2026-01-01").text == TEXT
    process.kill()
    assert process.read(page(), "", "", "2026-01-01").text == TEXT
    process.stop()


def test_the_process_knows_no_secrets() -> None:
    assert set(PageProcess.environment()) == {"PYTHONPATH", "PYTHONUTF8"}


def test_the_caption_of_a_picture_is_stored_as_one() -> None:
    caption = "<figure><img src='pier.jpg'><figcaption>The pier in winter</figcaption></figure>"
    found = draft("html", page(body=BODY.replace("</p>", f"</p>{caption}", 1)))
    first, second = TEXT.split("\n")
    assert found.text == f"{first}\nThe pier in winter\n{second}"
    assert [one.role for one in split_of(found, found.text).statements] == ["headline", "caption", "body"]
