"""Addresses of evidence: only web pages, and one page under two spellings is one page."""

import pytest

from annotations.schemes.addresses import bare, web_address, web_address_or_empty
from annotations.schemes.checks import AnswerError


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("https://example.org/minutes?year=2019#p3", "https://example.org/minutes?year=2019#p3"),
        (" HTTP://example.org/a\n", "http://example.org/a"),
        ("https://пример.example/страница", "https://пример.example/страница"),
        ("http://[2001:db8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
    ],
)
def test_a_web_address_is_taken(given: str, read: str) -> None:
    assert web_address(given, "url") == read
    assert web_address(read, "url") == read


@pytest.mark.parametrize(
    "address",
    [
        "", "javascript:alert(1)", "java\tscript:alert(1)", "JaVaScRiPt:alert(1)", "&#106;avascript:alert(1)",
        "\x01javascript:alert(1)", "\x00https://example.org", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "ftp://example.org", "//example.org", "\\\\example.org", "example.org", "https:example.org", "https://",
        "https:///path", "https://exa mple.org", "https://example.org/a\tb", "https://example.org/a\nb",
        "https://example.org\\@other.example", "https://bank.example@other.example/", "https://example.org:99999/",
        "https://example.org:x/", "http://[::1/", "https://example.org/\"onclick=", "https://example.org/<b>",
        "https://example.org/\u202egpj.exe", "https://example.org/" + "x" * 2000, "https://example.org/\ud800",
        None, 7, ["https://example.org"],
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_by_name(address: object) -> None:
    with pytest.raises(AnswerError) as error:
        web_address(address, "answers.evidence[0].url")
    assert error.value.field == "answers.evidence[0].url"


def test_an_archived_copy_may_be_left_out() -> None:
    assert web_address_or_empty("", "archived_url") == ""


@pytest.mark.parametrize(
    "other",
    [
        "http://www.example.org/News",
        "HTTPS://EXAMPLE.ORG/news/",
        "https://example.org/news#top",
        "https://example.org/news//",
    ],
)
def test_spellings_of_one_page_are_one(other: str) -> None:
    assert bare("https://example.org/news") == bare(other) == "example.org/news"


def test_other_pages_stay_apart() -> None:
    assert bare("https://example.org/news?id=1") != bare("https://example.org/news?id=2")
