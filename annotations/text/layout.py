"""Lines become paragraphs with a role. A line is a paragraph: blank lines are never needed between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from annotations.text.languages.base import LineWords, Words
from annotations.text.line_patterns import LinePatterns, line_patterns
from annotations.text.results import Paragraph, Role
from annotations.text.spans import exact, trimmed

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FINAL = re.compile(r"""[.!?…。！？।॥؟۔:;,]["'”’“‘»«›)\]」』]*$""")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_AGENCY = re.compile(r"\([A-Za-z][\w./ ]{0,30}\)")
_OPENING = "\"'“„«»‘‚"
_CLOSING = "\"'”“»«’‘"
HEAD_LINES = 5
MAX_HEADLINE_WORDS = 30
MAX_CROSSHEAD_WORDS = 8
MAX_CROSSHEAD = 80
MAX_SHORT_LINE = 600
MAX_BYLINE_WORDS = 14
MAX_HEADLINE_SENTENCE = 20
MAX_SUBHEAD_WORDS = 40
MAX_CAPTION_WORDS = 60


@dataclass(slots=True)
class _Layout:
    """What is known of the lines before: which roles occurred, and the last one."""

    lines: int
    patterns: LinePatterns
    seen: set[Role] = field(default_factory=set)
    last: Role | None = None

    @property
    def before_headline(self) -> bool:
        """Whether nothing but bylines, datelines and furniture of the page has occurred."""
        return self.seen <= {"byline", "dateline", "boilerplate"}


def find_paragraphs(text: str, words: LineWords, captions: Words = frozenset()) -> tuple[Paragraph, ...]:
    """Every line that holds more than white space, in order, with its role. Linear in the length of the text.

    `captions` are whole lines that are known to be captions.
    """
    trimmed_lines = (trimmed(text, line.start(), line.end()) for line in _LINE.finditer(text))
    spans = [span for span in trimmed_lines if span is not None]
    layout = _Layout(len(spans), line_patterns(words))
    found = []
    for index, span in enumerate(spans):
        line = exact(text, span)
        role = "caption" if line in captions else _role(line, index, layout)
        layout.seen.add(role)
        layout.last = role
        found.append(Paragraph(span, role))
    return tuple(found)


def _role(line: str, index: int, layout: _Layout) -> Role:
    if len(line) > MAX_SHORT_LINE:
        return "body"
    words = len(_WORD.findall(line))
    if layout.lines > 1 and not any(character.isalnum() for character in line):
        return "boilerplate"
    is_last = index + 1 == layout.lines
    if layout.lines > 1 and layout.patterns.is_boilerplate(line):
        return "boilerplate"
    if index < HEAD_LINES and _is_dateline(line, words, layout.patterns):
        return "dateline" if index or is_last or words == 1 or layout.patterns.date.search(line) else "headline"
    if words <= MAX_BYLINE_WORDS and layout.patterns.is_byline(line):
        return "byline"
    if words and layout.before_headline:
        return "body" if is_last or not _is_headline(line, words) else "headline"
    return _later_role(line, words, index, layout)


def _is_headline(line: str, words: int) -> bool:
    return words <= MAX_HEADLINE_WORDS and not (line.endswith(".") and words > MAX_HEADLINE_SENTENCE)


def _later_role(line: str, words: int, index: int, layout: _Layout) -> Role:
    if words <= MAX_CAPTION_WORDS and layout.patterns.is_caption(line):
        return "caption"
    if _FINAL.search(line):
        return "body"
    after_headline = index < HEAD_LINES and layout.last == "headline"
    if after_headline and 4 <= words <= MAX_SUBHEAD_WORDS and line[0] not in _OPENING:
        return "subhead"
    return "crosshead" if _is_crosshead(line, words, index, layout) else "body"


def _is_crosshead(line: str, words: int, index: int, layout: _Layout) -> bool:
    between = "body" in layout.seen and index + 1 < layout.lines
    quoted = line[0] in _OPENING and line[-1] in _CLOSING
    starts = quoted or (line[0].isalnum() and not line[0].islower())
    return between and starts and 1 <= words <= MAX_CROSSHEAD_WORDS and len(line) <= MAX_CROSSHEAD


def _is_dateline(line: str, words: int, patterns: LinePatterns) -> bool:
    """A line that is nothing but a date, or a place in capitals with perhaps a date or an agency."""
    if not words or words > 12:
        return False
    rest = _AGENCY.sub("", patterns.date.sub("", line))
    letters = "".join(character for character in rest if character.isalpha())
    if not letters:
        return rest != line
    return letters.isupper() and len(_WORD.findall(rest)) <= 6 and not _FINAL.search(line.rstrip("-–— "))
