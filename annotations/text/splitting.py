"""Paragraphs become statements: nupunkt line by line, then repairs for what it gets wrong in news.

nupunkt joins lines, so it never sees more than one. Its cuts inside quotations are kept: a quotation of two sentences
is two statements that share one attribution.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import nupunkt

from annotations.text.languages.base import Language
from annotations.text.spans import Span, trimmed

_OTHER_MARKS = re.compile(r"[؟。！？।॥۔]+[\"'”’»)\]」』）]*")
_CREDIT = re.compile(r"(?<=[^\W_]|[.)\"”’]) (?=(?:Image|Photo|Picture|Photograph|File photo|Photo credit)s?: \S)")
_CLOSING_ONLY = re.compile(r"[\"'”’»)\]\s]+$")
_CLOSER_END = re.compile(r"[.!?…؟。！？][\"'”’»)\]]+$")
_ORDINAL_END = re.compile(r"(?<![\w.,])\d{1,2}\.$")
_ARABIC_LETTER_END = re.compile(r"(?<!\w)[\u0621-\u064a]\.$")
_LAST_WORD = re.compile(r"\S+$")
_FIRST_WORD = re.compile(r"[\w'’-]+")
_INITIAL_END = re.compile(r"(?:^|\s)(?:[A-Z]\.)+$")
LOOK_BACK = 24
MAX_TOKEN = 2000
_LONG_RUN = re.compile(rf"\S{{{MAX_TOKEN},}}")


def split(text: str, paragraph: Span, language: Language) -> list[Span]:
    """The sentences of one paragraph: ordered, not overlapping, covering every character but white space."""
    cuts = sorted(set(_cuts(text, paragraph)))
    pieces: list[Span] = []
    start = paragraph.start
    for cut in [*cuts, paragraph.end]:
        if cut <= start:
            continue
        if (piece := trimmed(text, start, cut)) is None:
            continue
        if pieces and _joins(text, pieces[-1], piece, language):
            pieces[-1] = Span(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
        start = cut
    return pieces


def _cuts(text: str, paragraph: Span) -> Iterable[int]:
    """Offsets where a sentence may end: nupunkt's, and after final marks of scripts it does not know."""
    at = paragraph.start
    for run in _LONG_RUN.finditer(text, paragraph.start, paragraph.end):
        yield from _nupunkt_cuts(text, at, run.start())
        at = run.end()
    yield from _nupunkt_cuts(text, at, paragraph.end)
    for credit in _CREDIT.finditer(text, paragraph.start, paragraph.end):
        yield credit.start()
    for mark in _OTHER_MARKS.finditer(text, paragraph.start, paragraph.end):
        yield mark.end()


def _nupunkt_cuts(text: str, start: int, end: int) -> list[int]:
    if end - start < 2:
        return []
    return [start + stop for _, stop in nupunkt.sent_spans(text[start:end]) if stop < end - start]


def _joins(text: str, left: Span, right: Span, language: Language) -> bool:
    """Whether a cut between the two pieces is wrong."""
    tail = text[max(left.start, left.end - LOOK_BACK) : left.end]
    head = text[right.start : right.start + 2 * LOOK_BACK]
    if _CLOSING_ONLY.fullmatch(head) or head[0] in ",;:)]":
        return True
    if _CLOSER_END.search(tail) and head[0].islower():
        return True
    if language.ordinal_dots and _ORDINAL_END.search(tail):
        return True
    return bool(_ARABIC_LETTER_END.search(tail)) or _abbreviation_goes_on(tail, head, language)


def _abbreviation_goes_on(tail: str, head: str, language: Language) -> bool:
    last, first = _LAST_WORD.search(tail), _FIRST_WORD.match(head)
    if last is None or first is None:
        return False
    return last.group().strip("\"'“”‘’(") in language.joined and first.group() in language.joined_before
