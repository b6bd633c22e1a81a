"""Lines become paragraphs with a role. A line is a paragraph: blank lines are never needed between them."""

from __future__ import annotations

import re

from annotations.text.results import Paragraph, Role
from annotations.text.spans import Span, trimmed

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_FINAL = re.compile(r"""[.!?…。！？।॥؟۔:;,]["'”’»)\]]*$""")
_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATE = re.compile(
    rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+{_MONTH}\.?(?:,?\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})(?:[,\s]+\d{{1,2}}[:.]\d\d(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{{2,5}})?)?\.?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:BYLINE|Byline|AUTHOR|Author)\s*:\s|(?:By|BY) (?:[A-Z][\w.'’-]*|and|AND|de|van|von|for|the)(?:,? (?:[A-Z][\w.'’-]*|and|AND|de|van|von|for|the|of))*$"
)
_CAPTION = re.compile(
    r"\(?(?:Image|Images|Photo|Photos|Picture|Photograph|File photo|FILE PHOTO|Caption|Video|Map|Graphic)\s?(?::|by\b|credit|courtesy)|FILE\s?[-–—]"
)
_CREDIT = re.compile(r"(?:Image|Photo|Picture|Photograph|File photo|Photo credit|Credit)s?: \S")
HEAD_LINES = 5
MAX_HEADLINE_WORDS = 30
MAX_CROSSHEAD_WORDS = 8


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Every line that holds more than white space, in order, with its role. Linear in the length of the text."""
    spans = []
    for line in _LINE.finditer(text):
        if span := trimmed(text, line.start(), line.end()):
            spans.append(span)
    roles: list[Role] = []
    for index, span in enumerate(spans):
        roles.append(_role(text, spans, index, roles))
    return tuple(Paragraph(span, role) for span, role in zip(spans, roles, strict=True))


def _role(text: str, spans: list[Span], index: int, before: list[Role]) -> Role:
    span = spans[index]
    if len(span) > 600:
        return "body"
    line = text[span.start : span.end]
    words = len(_WORD.findall(line))
    if index < HEAD_LINES and _is_dateline(line, words):
        return (
            "headline" if index == 0 and not _has_date(line) and len(spans) > 1 and words > 1 else "dateline"
        )
    if words <= 14 and _BYLINE.match(line):
        return "byline"
    if words and "headline" not in before and all(role in ("byline", "dateline") for role in before):
        return "headline" if _is_headline(text, spans, index, line, words) else "body"
    return _later_role(text, spans, index, line, words, before)


def _later_role(text: str, spans: list[Span], index: int, line: str, words: int, before: list[Role]) -> Role:
    ends_sentence = bool(_FINAL.search(line))
    if words <= 60 and (_CAPTION.match(line) or _CREDIT.search(line)):
        return "caption"
    in_head = index < HEAD_LINES and "body" not in before
    if (
        in_head
        and before
        and before[-1] == "headline"
        and not ends_sentence
        and 4 <= words <= 40
        and not line.startswith(('"', "“"))
    ):
        return "subhead"
    between = "body" in before and index + 1 < len(spans)
    if between and not ends_sentence and 1 <= words <= MAX_CROSSHEAD_WORDS and line[0].isupper():
        return "crosshead"
    return "body"


def _is_headline(text: str, spans: list[Span], index: int, line: str, words: int) -> bool:
    if index + 1 >= len(spans) or words > MAX_HEADLINE_WORDS:
        return False
    return not (line.endswith(".") and words > 20)


def _has_date(line: str) -> bool:
    return bool(_DATE.search(line))


def _is_dateline(line: str, words: int) -> bool:
    """A line that is nothing but a date, or a place in capitals with perhaps a date or an agency."""
    if not words or words > 12:
        return False
    rest = _DATE.sub("", line)
    rest = re.sub(r"\([A-Z][\w./ ]{0,30}\)", "", rest)
    letters = [character for character in rest if character.isalpha()]
    if not letters:
        return rest != line
    return (
        "".join(letters).isupper()
        and len(_WORD.findall(rest)) <= 6
        and not _FINAL.search(line.rstrip("-–— "))
    )
