"""What a page says, and what of it is its article."""

import json

import pytest

from annotations.text.headlines import with_headline
from annotations.text.pages.page import read_page
from annotations.text.pages.results import Page, Unusable

ARTICLE = """
<article><h1>Harbour closes pier until May</h1><p class="byline">By Ines Calder</p>
<p>The harbour authority said on Tuesday that the <b>northern</b> pier will stay closed until the end of May.</p>
<p>Engineers found cracks in eleven of its forty pillars, the authority's director told reporters.</p>
<h2>Anger in town</h2>
<blockquote><p>“Nobody has talked to us since January,” said one owner of two boats.</p></blockquote>
<ul><li>The pier earns a third of the harbour's income.</li><li>Its repair is to cost three million.</li></ul>
<p>Fishermen protested in front of the town hall<br>and asked for compensation &amp; help.</p></article>
"""
LINES = [
    "Harbour closes pier until May",
    "The harbour authority said on Tuesday that the northern pier will stay closed until the end of May.",
    "Engineers found cracks in eleven of its forty pillars, the authority's director told reporters.",
    "Anger in town",
    "“Nobody has talked to us since January,” said one owner of two boats.",
    "The pier earns a third of the harbour's income.",
    "Its repair is to cost three million.",
    "Fishermen protested in front of the town hall",
    "and asked for compensation & help.",
]


def read(head: str = "", body: str = ARTICLE, html: str = "<html>", url: str = "") -> Page:
    """A page with this head and body."""
    page = f"<!DOCTYPE html>{html}<head>{head}</head><body><nav><a href='/'>Home</a></nav>{body}</body></html>"
    return read_page(page.encode(), "", url, "2026-01-01")


def linked(**data: object) -> str:
    """JSON-LD of a news article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **data})}</script>'


def test_the_article_is_one_line_a_paragraph() -> None:
    assert read().text.split("\n") == LINES


def test_scripts_styles_and_comments_are_no_text() -> None:
    body = ARTICLE.replace("<h2>", "<script>secret()</script><style>.secret{}</style><!-- secret --><h2>")
    assert read(body=body).text.split("\n") == LINES


def test_the_caption_of_a_picture_stays_and_is_known_as_one() -> None:
    picture = (
        "<figure><img src='a.jpg' alt='A pier'><figcaption>The pier in <b>winter</b>, seen from the town</figcaption>"
        "</figure> "
    )
    page = read(body=ARTICLE.replace("<h2>", f"{picture}<h2>"))
    assert page.text.split("\n") == [*LINES[:3], "The pier in winter, seen from the town", *LINES[3:]]
    assert page.captions == ["The pier in winter, seen from the town"]


def test_a_figure_keeps_nothing_but_its_caption() -> None:
    figure = "<figure><div>Advertisement</div><img src='a.jpg'><span>Enlarge</span></figure>"
    page = read(body=ARTICLE.replace("<h2>", f"{figure}<h2>"))
    assert (page.text.split("\n"), page.captions) == (LINES, [])


def test_what_a_page_states() -> None:
    page = read(
        head='<title>Pier | Courier</title><meta property="og:site_name" content="The Coast Courier">'
        '<meta property="article:published_time" content="2021-03-02T08:15:00Z">'
        '<meta name="author" content="Ines Calder">'
        '<link rel="canonical" href="/news/pier"><meta property="og:url" content="https://courier.example/og">',
        html='<html lang="en-GB">',
    )
    assert (page.headline, page.authors, page.site) == (LINES[0], "Ines Calder", "The Coast Courier")
    assert (page.published, page.languages) == ("2021-03-02", ["en-GB"])
    assert page.addresses == ["/news/pier", "https://courier.example/og"]


def test_linked_data_goes_first() -> None:
    page = read(
        head='<meta name="date" content="2020-01-01"><meta name="author" content="Web Desk">'
        + linked(
            headline="Harbour &amp; pier",
            author=[{"@type": "Person", "name": "Ines Calder"}, {"name": "P. Oomen"}, "P. Oomen"],
            publisher={"name": "The Coast Courier"},
            datePublished="2021-03-02T08:15:00+02:00",
            inLanguage="en",
        )
    )
    assert (page.headline, page.authors, page.site) == ("Harbour & pier", "Ines Calder, P. Oomen", "The Coast Courier")
    assert (page.published, page.languages) == ("2021-03-02", ["en"])
    assert page.text.split("\n") == ["Harbour & pier", *LINES]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="dc.date" content="2021">', "2021"),
        ('<meta name="pubdate" content="2021/03/02 10:00">', "2021-03-02"),
        ('<meta itemprop="datePublished" content="2021-03">', "2021-03"),
        ('<meta name="date" content="Tue, 02 Mar 2021 10:00:00 GMT">', "2021-03-02"),
        ('<meta name="date" content="20210302">', ""),
        ('<meta name="date" content="yesterday"><meta name="dcterms.date" content="2021-03-02">', "2021-03-02"),
        ('<meta property="article:modified_time" content="2021-03-02">', ""),
        (linked(datePublished={"day": 1}), ""),
        (linked(**{"@type": "", "@graph": [{"@type": ["Thing", "Article"], "datePublished": "2021"}]}), "2021"),
        (linked(**{"@type": "WebPage", "datePublished": "2021"}), ""),
        ('<script type="application/ld+json">{broken</script>', ""),
    ],
)  # fmt: skip
def test_dates_a_page_states(head: str, day: str) -> None:
    assert read(head=head).published == day


def test_a_date_in_the_text_is_a_guess() -> None:
    page = read(body=ARTICLE.replace("By Ines Calder", '<time datetime="2021-03-02">2 March</time>'))
    assert (page.published, page.guessed_day) == ("", "2021-03-02")


@pytest.mark.parametrize("body", ["<p></p>", "<script>only()</script>", "<!-- only -->", "<div>" * 100_000])
def test_a_page_without_an_article_has_a_way_out(body: str) -> None:
    with pytest.raises(Unusable, match="holds no article that could be found; paste the article's text instead"):
        read_page(f"<html><body>{body}".encode(), "", "", "2026-01-01")


def test_no_element_of_a_dtd_is_expanded() -> None:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    entities = f'<!ENTITY a0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/hostname">'
    page = f"<!DOCTYPE html [{entities}]><body>{ARTICLE}<p>&a9; &f;</p>"
    assert read_page(page.encode(), "", "", "2026-01-01").text.startswith("\n".join(LINES))


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        f'<p title="{"a" * 1_000_000}">x</p>',
        "<p>" + "&amp;" * 100_000 + "</p>",
        "<!-- " + "x " * 500_000,
        "<" * 100_000,
        "<table><tr><td>" * 5_000,
        "<ul><li>" * 5_000,
    ],
    ids=["divs", "attribute", "entities", "comment", "brackets", "tables", "lists"],
)
def test_hostile_markup_behind_the_article_leaves_it_as_it_is(hostile: str) -> None:
    lines = read(body=ARTICLE + hostile).text.split("\n")
    assert [line for line in lines if line in LINES] == LINES


def test_too_many_elements_are_too_many() -> None:
    with pytest.raises(Unusable, match="is more than 30000 elements for one article"):
        read(body="<p>Short line.</p>" * 40_000)


@pytest.mark.parametrize(
    ("headline", "first"),
    [
        ("Pier closed", "Pier closed"),
        ("", "The pier is closed."),
        ("THE PIER IS CLOSED", "The pier is closed."),
        ("The pier is closed – The Coast Courier", "The pier is closed."),
        ("The pier", "The pier"),
        ("x" * 501, "The pier is closed."),
    ],
)
def test_a_headline_stands_once_at_the_head(headline: str, first: str) -> None:
    assert with_headline(["The pier is closed.", "Boats are idle."], headline)[0] == first
