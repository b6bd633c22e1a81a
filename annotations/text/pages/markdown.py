"""Markdown as plain lines: words stay, marks go, code and HTML are left out."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token


def plain_lines(markdown: str) -> list[str]:
    """The words of a Markdown text (CommonMark and tables), one line a paragraph, heading, item or row of a table."""
    lines: list[str] = []
    row: list[str] | None = None
    for token in _parser().parse(markdown):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            lines.append(" | ".join(row))
            row = None
        elif token.type == "inline":
            words = _words(token.children or ())
            if row is None:
                lines += words.split("\n")
            else:
                row.append(words.replace("\n", " "))
    return [line for line in (line.strip() for line in lines) if line.strip("| ")]


def _parser() -> MarkdownIt:
    """Knows HTML, so that it can be left out rather than read as words."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def _words(tokens: Sequence[Token]) -> str:
    """The text of inline tokens; a picture and HTML have none."""
    pieces = {"softbreak": " ", "hardbreak": "\n"}
    return "".join(
        token.content if token.type in ("text", "code_inline", "text_special") else pieces.get(token.type, "")
        for token in tokens
    )
