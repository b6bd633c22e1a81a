"""Files of every import format, made of the articles of `bench/import_corpus.py`; files written to hang one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

ARTICLE = "<p>The harbour authority said on Tuesday that the pier will stay closed until the end of May, or longer.</p>"


def html(text: str) -> str:
    """A page with what stands around an article."""
    menu = "".join(f"<li><a href='/{place}'>Section {place}</a></li>" for place in range(30))
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n") if line)
    return f"<html><head><title>News</title></head><body><nav>{menu}</nav><article>{lines}</article></body></html>"


def jsonl(texts: Sequence[str]) -> str:
    """One article a line."""
    return "".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts))


def doccano(texts: Sequence[str]) -> str:
    """One example a line, with a span."""
    return "".join(json.dumps({"id": n, "text": text, "label": [[0, 5, "X"]]}) + "\n" for n, text in enumerate(texts))


def label_studio(texts: Sequence[str]) -> str:
    """One array of tasks."""
    tasks = [{"id": number, "data": {"text": text}, "annotations": []} for number, text in enumerate(texts)]
    return json.dumps(tasks)


def table(texts: Sequence[str]) -> str:
    """One article a row."""
    return "id,text\n" + "".join(f'{n},"{text.replace(chr(34), chr(34) * 2)}"\n' for n, text in enumerate(texts))


def split_table(texts: Sequence[str]) -> str:
    """One line of an article a row."""
    rows = (
        f'{n},"{line.replace(chr(34), chr(34) * 2)}"\n'
        for n, text in enumerate(texts)
        for line in text.split("\n")
        if line
    )
    return "article,statement\n" + "".join(rows)


MANY: dict[str, tuple[str, str, Callable[[Sequence[str]], str]]] = {
    "JSON Lines": ("jsonl", "json", jsonl),
    "doccano": ("doccano", "json", doccano),
    "Label Studio": ("label_studio", "json, whole", label_studio),
    "CSV": ("csv_table", "csv", table),
    "CSV of statements": ("csv_table", "csv", split_table),
}
"""Formats of many articles: their key, the library that is their floor, and how a file is made."""
ONE: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "plain text": ("plain_text", "decode", str),
    "web page": ("html", "lxml", html),
    "Markdown": ("markdown", "markdown-it", lambda text: text.replace("\n", "\n\n")),
}
"""Formats of one article."""


def page(inner: str, head: str = "") -> str:
    """A page with an article and something hostile behind it."""
    return f"<html><head>{head}</head><body><article>{ARTICLE * 5}{inner}</article></body></html>"


PAGES: dict[str, Callable[[int], str]] = {
    "nested div": lambda n: page("<div>" * n),
    "nested table": lambda n: page("<table><tr><td>" * (n // 3)),
    "nested list": lambda n: page("<ul><li>a" * (n // 2)),
    "open b and i": lambda n: page("<b><i>x</b>" * (n // 2)),
    "paragraphs": lambda n: page("<p>A short line of text.</p>" * n),
    "inline elements": lambda n: page("<p>" + "<span>abc</span> " * n + "</p>"),
    "headings": lambda n: page("<h1>A heading</h1>" * n),
    "links": lambda n: page("<a href=/x>link text here</a> " * n),
    "line breaks": lambda n: page("line of words<br>" * n),
    "quotations": lambda n: page("<blockquote>x" * n),
    "times": lambda n: page("<time datetime='2020-01-01'>then</time>" * n),
    "attributes of one element": lambda n: page(f"<p {' '.join(f'a{number}=1' for number in range(n))}>x</p>"),
    "a long attribute": lambda n: page(f"<p title='{'a' * 20 * n}'>x</p>"),
    "entities": lambda n: page("<p>" + "&amp;" * n + "</p>"),
    "a DTD that multiplies": lambda n: "<!DOCTYPE html [" + f"<!ENTITY a '{'b' * n}'>]>" + page("&a;" * n),
    "comments": lambda n: page("<!-- x -->" * n),
    "an open comment": lambda n: page("<!-- " + "x " * n),
    "open brackets": lambda n: page("<" * 10 * n),
    "dates": lambda n: page("<p>" + "2020-01-01 11/11/11 " * n + "</p>"),
    "digits": lambda n: page("<p>" + "1" * 20 * n + "</p>"),
    "white space": lambda n: page("<p>" + " " * 20 * n + "x</p>"),
    "a long title": lambda n: page("", f"<title>{'a - ' * n}</title>"),
    "meta elements": lambda n: page("", "<meta name=author content='Ann B'>" * n),
    "nested JSON-LD": lambda n: page("", "<script type='application/ld+json'>" + "[" * 5 * n + "</script>"),
    "scripts": lambda n: page("<script>x()</script>" * n),
}
"""Pages written to hang a reader, by the number of repetitions."""
MARKDOWN: dict[str, Callable[[int], str]] = {
    "emphasis": lambda n: "*a **b " * n,
    "brackets": lambda n: "[" * 4 * n,
    "links": lambda n: "[a](" * n,
    "pictures": lambda n: "![" * n,
    "quotations": lambda n: "> " * n + "a",
    "lists": lambda n: "".join("  " * (number % 50) + "- a\n" for number in range(n)),
    "backticks": lambda n: "".join("`" * (number % 300) + " " for number in range(n // 10)),
    "references": lambda n: "[a]: x\n\n" + "[a] " * n,
    "table": lambda n: "|a|b\n|-|-\n" + "|b|c\n" * n,
    "HTML": lambda n: "<a " * n,
    "escapes": lambda n: "\\*" * n,
}
