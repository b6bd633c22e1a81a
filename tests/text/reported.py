"""What tests of reported speech look at: who is said to say what, in the words of the text."""

from __future__ import annotations

from annotations.text.document import analyse
from annotations.text.languages import find_language
from annotations.text.spans import Span, exact
from annotations.text.splitting import split

Said = tuple[str, str, list[str], str | None]


def said(text: str, language: str) -> list[Said]:
    """Source, cue, contents and speaker of every attribution that has a cue."""
    found = analyse(text, language).attributions
    return [
        (
            exact(text, one.source) if one.source else "",
            exact(text, one.cue),
            [exact(text, p) for p in one.content],
            one.speaker,
        )
        for one in found
        if one.cue
    ]


def types(text: str, language: str) -> list[str]:
    """The quotation types of all attributions."""
    return [one.quote_type for one in analyse(text, language).attributions]


def sentences(text: str, language: str) -> list[str]:
    """The statements of one line."""
    return [exact(text, span) for span in split(text, Span(0, len(text)), find_language(language))]


def roles(text: str, language: str) -> list[str]:
    """The roles of the lines."""
    return [paragraph.role for paragraph in analyse(text, language).paragraphs]
