"""Markdown becomes markup by an allow-list; nothing of it runs, loads or breaks out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.guideline import TAGS, to_html

HOSTILE = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<style>body{display:none}</style>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='x' onclick='alert(1)'>x</a>",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "<iframe src=javascript:alert(1)>",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "`<img src=x onerror=alert(1)>`",
    "[x]: javascript:alert(1)\n\n[x]",
    "| a |\n|---|\n| <b onclick=alert(1)>x</b> |",
)


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_markdown_is_inert(markdown: str) -> None:
    html = to_html(markdown)
    tags = re.findall(r"<\s*/?\s*([a-zA-Z0-9!]+)([^>]*)>", html)
    assert {name for name, _ in tags} <= TAGS
    assert [rest for _, rest in tags if re.search(r"\bon\w+\s*=\s*[^\"]|javascript:|data:|vbscript:", rest)] == []
    assert re.findall(r'href="(?!https?://|mailto:)[^"]*"', html) == []


@given(st.text(alphabet=st.sampled_from("<>&\"'`*_[]()!#|-\n\t :ajscript/=."), max_size=60))
def test_no_text_makes_a_tag_or_an_attribute_that_is_not_allowed(markdown: str) -> None:
    for name, rest in re.findall(r"<\s*/?\s*([a-zA-Z0-9!]+)([^>]*)>", to_html(markdown)):
        assert name in TAGS
        assert {key for key, _ in re.findall(r'\s([a-z-]+)="([^"]*)"', rest)} <= {"href", "rel", "start"}


def test_headings_begin_below_the_page_s_own() -> None:
    assert to_html("# Rules\n\n###### Deep\n") == "<h2>Rules</h2>\n<h6>Deep</h6>\n"


def test_tables_lists_and_links_are_kept() -> None:
    assert to_html("| a |\n|---|\n| b |\n").replace("\n", "") == (
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>"
    )
    assert to_html("1. *x*\n") == "<ol>\n<li><em>x</em></li>\n</ol>\n"
    assert to_html("[x](https://a.example)") == (
        '<p><a href="https://a.example" rel="noopener noreferrer nofollow">x</a></p>\n'
    )
