"""Where somebody's words stand in quotation marks, including marks that are never closed.

Knows “ ” ‘ ’ " ' '' `` '' « » » « ‹ › „ “ ‚ ‘ ” ” 「 」 『 』 of any language and, on request, dialogue between dashes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from annotations.text.results import QuoteType
from annotations.text.spans import Span, trimmed

_MARK = re.compile(r"''|``|[\"“”„«»‹›‘’‚「」『』']")
_WORD = re.compile(r"\w+")
_CLOSERS = {
    '"': '"”', "“": '”"', "”": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "「": "」", "『": "』",
    "''": ("''",), "``": ("''",), "‘": "’", "'": "'", "‚": "‘’",
}  # fmt: skip
_SINGLE = frozenset({"‘", "'", "‚", "‹", "›"})
_EITHER_WAY = frozenset({"”", "»", "›", "“"})
_DIALOGUE = re.compile(r"[—―](?=[^\W\d_]|[¿¡«“\"])")
_ASIDE = re.compile(r"(?<=\s)[—―](?=\w)")
_SPEECH_AGAIN = re.compile(r"(?<=\w)[—―][.,;:]?")
MAX_SINGLE_QUOTED = 400
MAX_APOSTROPHES = 6
MAX_MARKS = 2000


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks. `closed` is False when the paragraph ends first.

    `continues` is True when the quotation of the paragraph before was left open and this one carries it on.
    """

    span: Span
    mark: str
    closed: bool
    continues: bool

    def inner(self, text: str) -> str:
        """The quoted words without the outer marks."""
        end = self.span.end - (len(self.mark) if self.closed else 0)
        return text[self.span.start + len(self.mark) : end]


def find_quotations(text: str, paragraphs: Sequence[Span], dialogue: bool = False) -> list[Quotation]:
    """All quotations, in order, without overlap; a quotation never spans two paragraphs (it `continues` instead).

    `dialogue`: a paragraph that begins with a dash glued to its first word is speech, as in Spanish.
    """
    found: list[Quotation] = []
    open_before = False
    for paragraph in paragraphs:
        here = list(_spoken(text, paragraph)) if dialogue and _DIALOGUE.match(text, paragraph.start) else []
        here = here or _in_paragraph(text, paragraph, open_before)
        open_before = bool(here) and not here[-1].closed
        found += here
    return found


def _spoken(text: str, paragraph: Span) -> Iterator[Quotation]:
    """`—No lo sé —dijo Juan—. Mañana veremos.`: what stands outside the reporter's aside."""
    at = paragraph.start
    while at < paragraph.end:
        aside = _ASIDE.search(text, at + 1, paragraph.end)
        said = trimmed(text, at, aside.start() if aside else paragraph.end)
        if said and _WORD.search(text, said.start, said.end):
            yield Quotation(said, "", True, False)
        again = _SPEECH_AGAIN.search(text, aside.end(), paragraph.end) if aside else None
        at = again.end() if again else paragraph.end


def _in_paragraph(text: str, paragraph: Span, open_before: bool) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    marks = list(islice(_MARK.finditer(text, paragraph.start, paragraph.end), MAX_MARKS))
    inner = _inner_marks(marks)
    for match in marks:
        mark, at = match.group(), match.start()
        if at in inner:
            continue
        if opened and _closes(text, opened, match):
            found.append(_quotation(opened, match.end(), True, open_before and not found, paragraph))
            opened = None
        elif opened is None and open_before and at == paragraph.start and mark in _CLOSERS.keys() - _SINGLE:
            opened = (at, "«" if mark == "»" else mark)
        elif opened is None and open_before and not found and _only_closes(text, mark, at, match.end()):
            found.append(Quotation(Span(paragraph.start, match.end()), "", True, True))
        elif (opened is None and _opens(text, match, paragraph.end)) or (
            opened and opened[1] == '"' == mark and _looks_opening(text, at, match.end())
        ):
            opened = (at, mark)
    if opened:
        found.append(_quotation(opened, paragraph.end, False, open_before and not found, paragraph))
    return found


def _inner_marks(marks: Sequence[re.Match[str]]) -> set[int]:
    """Where guillemets stand inside guillemets: `« Comme on dit : « Qui ne risque rien n’a rien » »`."""
    guillemets = [(mark.start(), mark.group()) for mark in marks if mark.group() in {"«", "»"}]
    found: set[int] = set()
    for (_, before), first, second, (_, after) in zip(
        guillemets, guillemets[1:], guillemets[2:], guillemets[3:], strict=False
    ):
        if before == "«" == first[1] and second[1] == "»" == after:
            found |= {first[0], second[0]}
    return found


def _quotation(opened: tuple[int, str], end: int, closed: bool, continues: bool, paragraph: Span) -> Quotation:
    return Quotation(Span(opened[0], end), opened[1], closed, continues and opened[0] == paragraph.start)


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, end: int) -> str:
    return text[end] if end < len(text) else " "


def _looks_opening(text: str, at: int, end: int) -> bool:
    before, after = _before(text, at), _after(text, end)
    return (before.isspace() or before in "(–—") and (after.isalnum() or after in "[($¿¡")


def _looks_closing(text: str, at: int, end: int) -> bool:
    return not _before(text, at).isspace() and not _after(text, end).isalnum()


def _only_closes(text: str, mark: str, at: int, end: int) -> bool:
    if mark in {"”", "»"}:
        return True
    return mark == '"' and _looks_closing(text, at, end)


def _opens(text: str, match: re.Match[str], limit: int) -> bool:
    mark, at, end = match.group(), match.start(), match.end()
    if mark not in _CLOSERS:
        return False
    if mark in _EITHER_WAY and not _looks_opening(text, at, end) and (mark != "“" or _looks_closing(text, at, end)):
        return False
    if mark not in _SINGLE:
        return not (mark == '"' and _is_inch(text, at, end))
    before, after = _before(text, at), _after(text, end)
    if before.isalnum() or not (after.isalnum() or after in "[$¿¡") or after.isdigit():
        return False
    return _closing_single(text, mark, end, min(limit, end + MAX_SINGLE_QUOTED)) is not None


def _is_inch(text: str, at: int, end: int) -> bool:
    return _before(text, at).isdigit() and not _after(text, end).isalnum()


def _closing_single(text: str, mark: str, start: int, limit: int) -> int | None:
    """Where a single mark opened before `start` is closed: the first of its closers that is no apostrophe."""
    for closer in _CLOSERS[mark]:
        at = start - 1
        for _ in range(MAX_APOSTROPHES):
            at = text.find(closer, at + 1, limit)
            if at < 0:
                break
            if _looks_closing(text, at, at + 1):
                return at
    return None


def _closes(text: str, opened: tuple[int, str], match: re.Match[str]) -> bool:
    style, mark = opened[1], match.group()
    if style in _SINGLE:
        return mark in _CLOSERS[style] and _looks_closing(text, match.start(), match.end())
    if style == '"' == mark:
        return not _looks_opening(text, match.start(), match.end())
    if style == mark == "“":
        return _looks_closing(text, match.start(), match.end())
    return mark in _CLOSERS[style]


class QuotedWords:
    """Answers how much of a span stands inside quotation marks."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self._spans = [quotation.span for quotation in quotations]
        self._ends = [span.end for span in self._spans]

    def covers(self, position: int) -> bool:
        """Whether the code point at `position` stands inside quotation marks."""
        index = bisect_left(self._ends, position + 1)
        return index < len(self._spans) and self._spans[index].start <= position

    def quote_type(self, text: str, content: Sequence[Span]) -> QuoteType:
        """direct: every word is quoted; indirect: none is; mixed: some are. Computed, never guessed."""
        quoted = plain = False
        for span in content:
            at = span.start
            for inner in self._spans[bisect_left(self._ends, span.start + 1) : bisect_left(self._ends, span.end) + 1]:
                start, end = max(at, min(inner.start, span.end)), min(inner.end, span.end)
                plain = plain or bool(_WORD.search(text, at, start))
                quoted = quoted or bool(_WORD.search(text, start, end))
                at = max(start, end)
            plain = plain or bool(_WORD.search(text, at, span.end))
        if not quoted:
            return "indirect"
        return "mixed" if plain else "direct"


_INSERTION = re.compile(r"\[[^\[\]\n]{1,200}\]")


def editorial_insertions(text: str, content: Sequence[Span], quoted: QuotedWords) -> tuple[Span, ...]:
    """Square brackets inside quoted content: words of the editor, not of the speaker."""
    brackets = (match for span in content for match in _INSERTION.finditer(text, span.start, span.end))
    return tuple(
        Span(match.start(), match.end())
        for match in brackets
        if quoted.covers(match.start()) and trimmed(text, match.start() + 1, match.end() - 1)
    )
