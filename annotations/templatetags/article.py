"""The article with its marks, and the row of numbers above it: ``{% load article %}``.

Hundreds of each stand on one page; a template for each would be half of the time that the page takes, and
``format_html`` for each a third: what is not our own is escaped here, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Protocol

from django import template
from django.utils.safestring import SafeString

from annotations.templatetags.components import glyph, speaker_mark

register = template.Library()

LONG = 8
"""Paragraphs of a turn from which on each of them, and not the turn, is left out while it is out of sight."""
BLOCKS = {
    "headline": "<h1>{}</h1>",
    "subhead": '<p class="sub">{}</p>',
    "dateline": '<p class="dateline">{}</p>',
    "byline": '<p class="dateline">{}</p>',
    "crosshead": "<h2>{}</h2>",
}
NO_LANE = '<div class="no-lane" aria-hidden="true"></div>'
SKIPPED = '<svg class="glyph" aria-hidden="true"><use href="#i-skip"/></svg>'


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

    role: str
    pieces: tuple[PieceLike, ...]


class TurnLike(Protocol):
    """Paragraphs of one speaker, with a lane beside them unless they are headings; see ``web.article_view.Turn``."""

    speaker: dict[str, str] | None
    lane: bool
    blocks: list[BlockLike]


@register.simple_tag
def article_text(turns: Iterable[TurnLike]) -> SafeString:
    """The whole text, turn by turn, with the monogram of who speaks in the margin."""
    return SafeString("".join(map(_turn, turns)))


@register.simple_tag
def spine(marks: Iterable[Mark]) -> SafeString:
    """The row of numbers: a link for each statement."""
    return SafeString("".join(map(_number, marks)))


def _turn(turn: TurnLike) -> str:
    kind = "turn turn-long" if len(turn.blocks) > LONG else "turn"
    blocks = "\n".join(map(_block, turn.blocks))
    return f'<div class="{kind}">{_lane(turn) if turn.lane else NO_LANE}<div>\n{blocks}\n</div></div>\n'


def _lane(turn: TurnLike) -> str:
    return f'<div class="lane" aria-hidden="true">{speaker_mark(turn.speaker["name"] if turn.speaker else None)}</div>'


def _block(block: BlockLike) -> str:
    return BLOCKS.get(block.role, "<p>{}</p>").format("".join(map(_piece, block.pieces)))


def _piece(piece: PieceLike) -> str:
    """A statement is a link to its card, with its number and what was answered."""
    mark = piece.mark
    if mark is None:
        return "".join(escape(run.text) for run in piece.runs)
    skipped, now = _skipped(mark), _now(mark)
    return (
        f'<span class="at" id="s{mark.number}">'
        f'<a class="stmt" href="{escape(mark.href)}" data-s="{mark.id}"{_hue(mark.stance)}{skipped}{now}>'
        f'<span class="vn"{_hue(mark.seal)}{skipped}>{_drawing(mark)}{mark.number}{_heard(mark)}</span>'
        f"{''.join(map(_run, piece.runs))}</a></span>"
    )


def _number(mark: Mark) -> str:
    returned = " data-returned" if mark.returned else ""
    heard = f' aria-label="{mark.number}: {escape(mark.words)}"' if mark.words else ""
    return (
        f'<a href="{escape(mark.href)}"{_hue(mark.seal)}{_skipped(mark)}{returned}{_now(mark)}{heard}>'
        f"{_drawing(mark)}<span>{mark.number}</span></a>"
    )


def _run(run: RunLike) -> str:
    return f'<span data-part="{escape(run.part)}">{escape(run.text)}</span>' if run.part else escape(run.text)


def _hue(style: str) -> str:
    return f' data-v="{escape(style)}"' if style else ""


def _skipped(mark: Mark) -> str:
    return " data-skipped" if mark.skipped else ""


def _now(mark: Mark) -> str:
    return ' aria-current="step"' if mark.current else ""


def _drawing(mark: Mark) -> str:
    """Only where something was answered: hundreds of drawings that nobody sees are what a cold page waits for."""
    if mark.skipped:
        return SKIPPED
    return glyph(mark.seal) if mark.seal else ""


def _heard(mark: Mark) -> str:
    return f'<span class="visually-hidden" data-words>{escape(mark.words)}</span>' if mark.words else ""
