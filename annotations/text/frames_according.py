"""Frames with a phrase instead of a verb: `According to X, C`, `C, according to X`, `As stated in X, C`."""

from __future__ import annotations

from annotations.text.drafts import Draft
from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span
from annotations.text.speaker_right import right_phrase

MAX_TAIL = 12
_READING = words("seen obtained reviewed viewed read examined verified consulted cited quoted")
_RELATIVES = words("who which whose")
_COORDINATORS = frozenset({"and", "but"})
_BRACKETS = frozenset({"(", ")"})


def according_draft(sentence: Sentence) -> Draft | None:
    """`According to X, C`, `C, according to X` and `As stated in X, C`."""
    lexicon = sentence.lexicon
    if lexicon.according_starts.isdisjoint(sentence.lowers):
        return None
    for index, lower in enumerate(sentence.lowers):
        if lower not in lexicon.according_starts:
            continue
        length = next((len(words) for words in lexicon.according if _stands_at(sentence, index, words)), 0)
        if length and (draft := _according_at(sentence, index, length)):
            return draft
    return None


def _stands_at(sentence: Sentence, index: int, words: tuple[str, ...]) -> bool:
    return all(sentence.lower(index + offset) == word for offset, word in enumerate(words))


def _according_at(sentence: Sentence, index: int, length: int) -> Draft | None:
    first_of_source = index + length
    source = right_phrase(sentence, first_of_source)
    if source is None:
        return None
    if (maker := _maker(sentence, source)) is not None:
        source, first_of_source = maker, maker.first
    elif index <= sentence.first + 1:
        source = _to_comma(sentence, source)
    content = _content(sentence, index, source.last + 1)
    if not content:
        return None
    cue = sentence.span(index, first_of_source - 1)
    return Draft("according", content, cue, sentence.span(source.first, source.last))


def _to_comma(sentence: Sentence, source: Phrase) -> Phrase:
    """`According to residents on both banks, C`: at the start of a sentence the source goes on to its comma."""
    for index in range(source.last + 1, min(len(sentence), source.last + MAX_TAIL)):
        if sentence.lower(index) == ",":
            return Phrase(source.first, index - 1)
        if not sentence.is_word(index) or sentence.has_finite(index, index + 1):
            return source
    return source


def _maker(sentence: Sentence, thing: Phrase) -> Phrase | None:
    """`a tally by the agency`, `audio provided by the agency`: who made it is the source, the rest is cue.

    Who has only seen it ("papers obtained by the paper") is not.
    """
    by = next((i for i in (thing.last + 1, thing.last + 2) if sentence.lower(i) == "by"), None)
    return right_phrase(sentence, by + 1) if by is not None and sentence.lower(by - 1) not in _READING else None


def _content(sentence: Sentence, index: int, after: int) -> list[Span]:
    """What stands before the words at `index`, after the source that ends before `after`, or on both sides of them."""
    first = _clause_start(sentence, index)
    fronted = sentence.lower(after) == "," and not sentence.has_finite(first, index)
    goes_on = sentence.lower(after) == "," and sentence.lower(after + 1) in _COORDINATORS
    if index > first + 1 and (goes_on or (fronted and sentence.has_finite(after + 1, after + 2))):
        return [sentence.span(first, _without_comma(sentence, first, index)), _rest(sentence, after + 1)]
    if index <= first + 1 or fronted:
        first = _past_relative(sentence, after)
        while sentence.lower(first) == ",":
            first += 1
        return [_rest(sentence, first)] if first + 1 < len(sentence) or sentence.is_quoted(first) else []
    last = _without_comma(sentence, first, index)
    return [] if last < first or (last == first and not sentence.is_quoted(first)) else [sentence.span(first, last)]


def _past_relative(sentence: Sentence, comma: int) -> int:
    """`According to people familiar with it, who asked for secrecy, C`: the comma after the relative clause."""
    if sentence.lower(comma) != "," or sentence.lower(comma + 1) not in _RELATIVES:
        return comma
    return next((i for i in range(comma + 2, len(sentence) - 2) if sentence.lower(i) == ","), comma)


def _clause_start(sentence: Sentence, index: int) -> int:
    """Where the clause around the words at `index` starts: after `which,`, `that,`, `because,` or an open bracket."""
    link = index - 2 if sentence.lower(index - 1) == "," else index - 1
    if link > sentence.first and sentence.lower(link) in sentence.lexicon.grammar.subordinators:
        return link + 1
    opened = next((i for i in range(index - 1, sentence.first, -1) if sentence.lower(i) in _BRACKETS), None)
    return sentence.first if opened is None or sentence.lower(opened) == ")" else opened + 1


def _without_comma(sentence: Sentence, first: int, stop: int) -> int:
    last = stop - 1
    while last > first and sentence.lower(last) == ",":
        last -= 1
    return last


def _rest(sentence: Sentence, first: int) -> Span:
    return sentence.span(first, sentence.content_end(first))
