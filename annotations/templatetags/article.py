"""The article with its marks, and the row of numbers above it: ``{% load article %}``.

Hundreds of each stand on one page; a template for each would be half of the time that the page takes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

STATEMENT = (
    '<span class="at" id="s{0}"><a class="stmt" href="{1}" data-s="{2}"{3}{4}{5}><span class="vn"{6}{4}>'
    '<svg class="glyph" aria-hidden="true"><use href="#{7}"/></svg>{0}'
    '<span class="visually-hidden" data-words>{8}</span></span>{9}</a></span>'
)
NUMBER = (
    '<a href="{0}"{1}{2}{3}{4} aria-label="{5}">'
    '<svg class="glyph" aria-hidden="true"><use href="#{6}"/></svg><span>{7}</span></a>'
)


@dataclass(frozen=True, slots=True)
class Mark:
    """How one statement looks in the article and in the row of numbers; styles are hues of the design."""

    id: str
    number: int
    href: str
    stance: str
    seal: str
    skipped: bool
    returned: bool
    words: str
    current: bool


class RunLike(Protocol):
    """A stretch of text, and which part of an attribution it is."""

    text: str
    part: str


class PieceLike(Protocol):
    """Text with the mark of its statement, or text between statements; see ``web.article_view.Piece``."""

    runs: tuple[RunLike, ...]
    mark: Mark | None


class BlockLike(Protocol):
    """One paragraph."""

    pieces: tuple[PieceLike, ...]


@register.simple_tag
def pieces(block: BlockLike) -> SafeString:
    """The text of a paragraph; each statement is a link to its card, with its number and what was answered."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in block.pieces))


@register.simple_tag
def spine(marks: Iterable[Mark]) -> SafeString:
    """The row of numbers: a link for each statement."""
    return format_html_join("", NUMBER, (_number(mark) for mark in marks))


def _piece(piece: PieceLike) -> SafeString:
    mark = piece.mark
    if mark is None:
        return format_html_join("", "{}", ((run.text,) for run in piece.runs))
    return format_html(
        STATEMENT,
        mark.number,
        mark.href,
        mark.id,
        _hue(mark.stance),
        _flag("data-skipped", mark.skipped),
        _now(mark),
        _hue(mark.seal),
        _drawing(mark),
        mark.words,
        format_html_join("", "{}", ((_run(run),) for run in piece.runs)),
    )


def _number(mark: Mark) -> tuple[object, ...]:
    return (
        mark.href,
        _hue(mark.seal),
        _flag("data-skipped", mark.skipped),
        _flag("data-returned", mark.returned),
        _now(mark),
        f"{mark.number}: {mark.words}" if mark.words else mark.number,
        _drawing(mark),
        mark.number,
    )


def _run(run: RunLike) -> str:
    return format_html('<span data-part="{}">{}</span>', run.part, run.text) if run.part else run.text


def _hue(style: str) -> str:
    return format_html(' data-v="{}"', style) if style else ""


def _flag(name: str, is_set: bool) -> str:
    return format_html(" {}", name) if is_set else ""


def _now(mark: Mark) -> str:
    return format_html(' aria-current="{}"', "step") if mark.current else ""


def _drawing(mark: Mark) -> str:
    return "i-skip" if mark.skipped else f"g-{mark.seal or 'unverified'}"
