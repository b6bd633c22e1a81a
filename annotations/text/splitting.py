"""Paragraphs become statements: nupunkt line by line, then repairs for what it gets wrong in news.

nupunkt joins lines, so it never sees more than one. Its cuts inside quotations are kept: a quotation of two sentences
is two statements that share one attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import nupunkt

from annotations.text.languages.base import Breaks, Language
from annotations.text.spans import Span, trimmed
from annotations.text.splitting_joins import joins, last_word

_OTHER_MARKS = re.compile(r"[؟。！？।॥۔։።၊။៕᙮]++[\"'”’»)\]」』）]*+")
_CREDIT = re.compile(r" (?=(?:Image|Photo|Picture|Photograph|File photo|Photo credit)s?: \S)(?<=[^\W_] |[.)\"”’] )")
_BULLET = re.compile(r"\s(?=[•‣▪◦●]\s)")
_FOOTNOTES = re.compile(r"(?:\[\d{1,3}\])+(?=\s)")
_DOT_BEFORE_WORD = re.compile(r"\.[\"'”’»)\]]{0,3}\s++(?=[\"'“‘«„(\[]{0,3}([^\W\d_]\w*))")
_GLUED_WORD = re.compile(r"[.!?](?<=[^\W\d_]{3}[.!?])[\"”’»]?(?=([^\W\d_]\w*))")
_ADDRESS = re.compile(r"[/@]|www\.")
_LOWER_WORD = re.compile(r"[^\W\d_]{2,}\.")
_INITIAL_OR_NUMBER = re.compile(r"(?:[^\W\d_]|\d{1,4}|[IVX]{2,5})\.")
LOOK_AHEAD = 24
LONGEST = 50_000
"""Characters given to nupunkt at once: it lists every dot before it decides, and long lists slow the process down."""
MAX_TOKEN = 2000
MAX_SHORT_FORMS = 40
_NO_PROSE = re.compile(rf"\S{{{MAX_TOKEN},}}|(?<!\S)(?:(?:[^\W\d_]{{1,3}}+\.){{2,5}}+\s++){{{MAX_SHORT_FORMS},}}+")
"""No sentence ends inside what has no white space, nor among forty short forms ("e.g. i.e.") one after the other."""


def split(text: str, paragraph: Span, language: Language) -> list[Span]:
    """The sentences of one paragraph: ordered, not overlapping, covering every character but white space."""
    pieces: list[Span] = []
    start = paragraph.start
    for cut in [*sorted(set(_cuts(text, paragraph, language))), paragraph.end]:
        if cut <= start or (piece := trimmed(text, start, cut)) is None:
            continue
        if pieces and joins(text, pieces[-1], piece, language):
            pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
        start = cut
    return pieces


def _cuts(text: str, paragraph: Span, language: Language) -> Iterator[int]:
    """Offsets where a sentence may end: nupunkt's, and the places it does not know."""
    at = paragraph.start
    if len(paragraph) >= MAX_TOKEN or text.count(".", *_ends(paragraph)) >= 2 * MAX_SHORT_FORMS:
        for run in _NO_PROSE.finditer(text, *_ends(paragraph)):
            yield from _nupunkt_cuts(text, at, run.start())
            at = run.end()
    yield from _nupunkt_cuts(text, at, paragraph.end)
    for credit in (*_CREDIT.finditer(text, *_ends(paragraph)), *_BULLET.finditer(text, *_ends(paragraph))):
        yield credit.start()
    for mark in _OTHER_MARKS.finditer(text, *_ends(paragraph)):
        yield mark.end()
    yield from _before_starters(text, paragraph, language.breaks)


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _nupunkt_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """The cuts of nupunkt, a stretch at a time; the next stretch begins at the last cut, whose neighbours are known."""
    while end - start > 1:
        stop = _stretch_end(text, start, end)
        cuts = [start + cut for _, cut in nupunkt.sent_spans(text[start:stop]) if cut < stop - start]
        for cut in cuts:
            yield _after_footnotes(text, cut, end)
        if stop == end:
            return
        start = cuts[-1] if cuts else stop


def _stretch_end(text: str, start: int, end: int) -> int:
    """Where a stretch of at most LONGEST characters ends: after white space, of which there is some (_NO_PROSE)."""
    if end - start <= LONGEST:
        return end
    stop = start + LONGEST
    while stop > start + 1 and not text[stop - 1].isspace():
        stop -= 1
    return stop


def _after_footnotes(text: str, cut: int, end: int) -> int:
    """`It ended.[1] Then …`: the figure of a note stays with the sentence before it."""
    notes = None if text[cut - 1].isspace() else _FOOTNOTES.match(text, cut, end)
    return notes.end() if notes else cut


def _before_starters(text: str, paragraph: Span, breaks: Breaks) -> Iterator[int]:
    """Before a word that begins sentences, also after an abbreviation or initial, and where the space is missing."""
    for dot in _DOT_BEFORE_WORD.finditer(text, *_ends(paragraph)):
        if dot.group(1) in breaks.starters and _may_end(last_word(text, paragraph.start, dot.start() + 1), breaks):
            yield dot.end()
    for dot in _GLUED_WORD.finditer(text, *_ends(paragraph)):
        if dot.group(1) not in breaks.starters or not text[dot.start() - 3 : dot.start()].islower():
            continue
        if not _ADDRESS.search(
            last_word(text, paragraph.start, dot.start()) + text[dot.end() : dot.end() + LOOK_AHEAD]
        ):
            yield dot.end()


def _may_end(word: str, breaks: Breaks) -> bool:
    """Whether a word with its dot may be the last of a sentence: no title, no unknown short form."""
    if word in breaks.never:
        return word in breaks.may_end
    return (
        word in breaks.may_end
        or bool(_INITIAL_OR_NUMBER.fullmatch(word))
        or (word.islower() and bool(_LOWER_WORD.fullmatch(word)))
    )
