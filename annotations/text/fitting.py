"""Two attributions in one sentence: whether the second may stand beside the first, and where the first ends then."""

from __future__ import annotations

from annotations.text.drafts import CuePlace, Draft, Match
from annotations.text.sentences import Sentence
from annotations.text.spans import Span

_BESIDE = frozenset({";", "and", "but", "though", "although", "while", "whereas"})
_OPENING = frozenset({"while", "although", "though", "when", "after", "as"})
_HANGING = frozenset(
    {",", ";", "and", "but", "also", "later", "then", "again", "while", "whereas", "though", "although", "-", "—", "–"}
)


def fits_after(place: CuePlace, drafts: list[Draft], match: Match) -> bool:
    """Whether the draft may stand beside the one before; cuts the content of that one when it goes on with this cue."""
    if not drafts or match.final:
        return True
    sentence, last = place.sentence, drafts[-1]
    part = last.content[-1]
    cue = sentence.tokens[place.cue]
    if not part.start < cue.start < part.end:
        return True
    if match.rule == "quotation-before":
        return _before_own_quotation(sentence, last, match)
    if not _coordinated(place, match.rule):
        return False
    cut = place.cue - 1
    if place.left and place.speaks:
        in_subject = sentence.tokens[place.left.first].start <= last.cue.start
        cut = place.left.last if in_subject else place.left.first - 1
        if in_subject and last.rule == "bare-clause" and not _has_verb(sentence, part.start, cut):
            drafts.pop()
            return True
    while cut > 0 and not sentence.is_quoted(cut) and _hangs(sentence, cut):
        cut -= 1
    if sentence.tokens[cut].end > part.start:
        last.content[-1] = Span(part.start, sentence.tokens[cut].end)
    return True


def _has_verb(sentence: Sentence, start: int, last: int) -> bool:
    """Whether a verb stands between the offset and the token: else `who found the boat` reports nothing."""
    first = next(i for i, token in enumerate(sentence.tokens) if token.start >= start)
    return sentence.has_finite(first, last + 1)


def _before_own_quotation(sentence: Sentence, last: Draft, match: Match) -> bool:
    """`X said that C - "Q," she said`: C ends before Q. In `X scolded him: "Q," she said` Q stays with X."""
    part, quotation = last.content[-1], match.content[0]
    if quotation.start <= part.start:
        last.content[-1] = Span(part.start, min(part.end, max(quotation.end, part.start + 1)))
        return False
    cut = next(i for i, token in enumerate(sentence.tokens) if token.start >= quotation.start) - 1
    while cut > 0 and not sentence.is_quoted(cut) and _hangs(sentence, cut):
        cut -= 1
    if sentence.tokens[cut].end > part.start:
        last.content[-1] = Span(part.start, sentence.tokens[cut].end)
    return True


def _hangs(sentence: Sentence, index: int) -> bool:
    return sentence.lower(index) in _HANGING


def _coordinated(place: CuePlace, rule: str) -> bool:
    """Whether the cue belongs to the reporter: its clause stands beside the content of the draft before, not in it."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if (
        place.participle
        or sentence.lower(sentence.before_verb(cue)) in {"and", "but"}
        or place.word in {"added", "adding"}
    ):
        return True
    if left is None:
        return False
    if left.first <= sentence.first:
        return place.speaks
    before = sentence.lower(left.first - 1)
    if before == ",":
        return rule in {"before-quotation", "quotation-before"} or _after_opening_clause(place)
    return before in _BESIDE and (place.speaks or sentence.lower(left.first) in sentence.lexicon.grammar.pronouns)


def _after_opening_clause(place: CuePlace) -> bool:
    """`While X pledged C1, Y insisted that C2`: the main clause after a subordinate one."""
    return place.speaks and place.sentence.lower(place.sentence.first) in _OPENING
