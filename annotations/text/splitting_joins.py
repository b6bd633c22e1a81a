"""Which cuts between two pieces of a paragraph are wrong: abbreviations, ordinals, list marks, `"Why?" he asked`."""

from __future__ import annotations

import re

from annotations.text.languages.base import Breaks, Language, Words
from annotations.text.spans import Span

_CLOSING_ONLY = re.compile(r"[\"'”’»)\]\s]+$")
_CLOSER_END = re.compile(r"[.!?…؟。！？]\s?[\"'”’»“‘«›)\]]+$")
_CLOSING_HEAD = re.compile(r"[\"'”’»“‘«›)\]]+\s?(?:[,;:]|\.(?!\.))|[”’»›]\s+(?=(\w))")
_SHORT = re.compile(r"(?:(?![aeıioöuüyäáéíóúàâèêîôûœæ])[^\W\d_]){1,4}\.|(?:[^\W\d_]{1,3}[.-]){2,5}")
_ASKING_END = re.compile(r"[!?؟！？]\s?[\"'”’»“‘«›]+$")
_ORDINAL_END = re.compile(r"(?<![\w.,])(?:\d{1,2}|[IVX]{1,5})\.$")
_ARABIC_LETTER_END = re.compile(r"(?<!\w)[\u0621-\u064a]\.$")
_FIRST_WORD = re.compile(r"[\w'’-]+")
_MARKER = re.compile(r"\(?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})[.)]|[•‣▪◦●*–—-]|[\[(]?(?:\.\.\.|…)[\])]?")
_RUN_IN_LETTER = re.compile(r"\(?[a-z]\)\s")
_SIGNATURE = re.compile(r"[—–―-]{1,2}\s?([^\W\d_])[\w.'’-]*(?:,| (\w)[\w.'’-]*|$)")
_ELISION = re.compile(r"(?:[cdjlmnst]|qu)['’](?=\w)", re.IGNORECASE)
_TAGS = re.compile(r"(?:(?:[#@]\w|https?://|pic\.twitter\.com/)\S*\s?)+")
_REPORTER = re.compile(r"[—―]\s?[a-zß-öø-ÿ]")
_OPENING = "\"'“‘«„(["
LOOK_BACK = 24
MAX_NAME_WORDS = 5
MAX_SIGNATURE = 120


def joins(text: str, left: Span, right: Span, language: Language) -> bool:
    """Whether a cut between two neighbouring pieces of a paragraph is wrong. Looks at a bounded window around it."""
    tail = text[max(left.start, left.end - LOOK_BACK) : left.end]
    head = text[right.start : right.start + 4 * LOOK_BACK]
    if _CLOSING_ONLY.fullmatch(head[: 2 * LOOK_BACK]) or head[0] in ",;:)]" or _RUN_IN_LETTER.match(head):
        return True
    closing = _CLOSING_HEAD.match(head)
    if closing and (closing.group(1) or "a").islower():
        return True
    if len(right) <= len(head) and _TAGS.fullmatch(head[: len(right)]):
        return True
    if language.dialogue_dashes and _REPORTER.match(head):
        return True
    if len(left) <= 6 and _MARKER.fullmatch(tail):
        return True
    if _CLOSER_END.search(tail):
        return _reported(tail, head, language) or _signed(text, right)
    return bool(_ARABIC_LETTER_END.search(tail)) or _short_form(text, left, head, language.breaks)


def last_word(text: str, start: int, end: int) -> str:
    """The word that ends at `end`, with its dots but without opening marks and "l'"; its last LOOK_BACK characters."""
    parts = text[max(start, end - LOOK_BACK) : end].split()
    return _ELISION.sub("", parts[-1].lstrip(_OPENING)) if parts else ""


def _reported(tail: str, head: str, language: Language) -> bool:
    """`"Why?" he asked`, `"Stop!" Jane Doe shouted`."""
    if head[0].islower():
        return True
    if language.reporting and language.reporting.starts_with_cue(head):
        return True
    cues = language.lexicon.cues.clausal if language.lexicon else frozenset()
    return bool(_ASKING_END.search(tail)) and _name_and_cue(head, cues)


def _name_and_cue(head: str, cues: Words) -> bool:
    for place, word in enumerate(head.split()[: MAX_NAME_WORDS + 1]):
        if word.rstrip(".,:;!?") in cues:
            return place > 0
        if not word[0].isupper() or word[-1] in ",:;!?":
            return False
    return False


def _signed(text: str, right: Span) -> bool:
    """`"We never gave up." — Jane Doe, mayor`: the name under a quotation, with nothing after it."""
    signature = _SIGNATURE.match(text, right.start, right.end)
    if signature is None or len(right) > MAX_SIGNATURE or text[right.end - 1] in '.!?"”':
        return False
    return signature.group(1).isupper() and (signature.group(2) or "A").isupper()


def _short_form(text: str, left: Span, head: str, breaks: Breaks) -> bool:
    """Whether the dot before the cut belongs to an ordinal, a title, an abbreviation that goes on or an address."""
    last = last_word(text, left.start, left.end)
    found = _FIRST_WORD.match(head)
    first = found.group() if found else ""
    if head[0].islower() and ("/" in last or "@" in last or (breaks.lower_goes_on and _SHORT.fullmatch(last))):
        return True
    if last in breaks.never and not (last in breaks.may_end and first in breaks.starters):
        return head[0].islower() or not last.endswith("!")
    if breaks.ordinal_dots and _ORDINAL_END.search(last):
        return first not in breaks.starters
    return last in breaks.joined and first in breaks.joined_before
