"""Frames with a phrase instead of a verb: `According to X, C`, `C, according to X`, `As stated in X, C`."""

from __future__ import annotations

from annotations.text.drafts import Draft
from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span
from annotations.text.speaker_right import right_phrase


def according_draft(sentence: Sentence) -> Draft | None:
    """`According to X, C`, `C, according to X` and `As stated in X, C`."""
    lexicon = sentence.lexicon
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
    content = _content(sentence, index, source.last + 1)
    if not content:
        return None
    cue = sentence.span(index, first_of_source - 1)
    return Draft("according", content, cue, sentence.span(source.first, source.last))


def _maker(sentence: Sentence, thing: Phrase) -> Phrase | None:
    """`a tally by the agency`, `audio provided by the agency`: who made it is the source, the rest is cue."""
    by = next((i for i in (thing.last + 1, thing.last + 2) if sentence.lower(i) == "by"), None)
    return right_phrase(sentence, by + 1) if by is not None else None


def _content(sentence: Sentence, index: int, after: int) -> list[Span]:
    """What stands before the words at `index`, after the source that ends before `after`, or on both sides of them."""
    first, grammar = sentence.first, sentence.lexicon.grammar
    fronted = sentence.lower(after) == "," and not any(sentence.is_finite(i) for i in range(index))
    if fronted and index > first + 1 and sentence.lower(after + 1) in grammar.finite:
        return [sentence.span(first, index - 2), sentence.span(after + 1, sentence.content_end(after + 1))]
    last = index - 1
    if index <= first + 1 or fronted:
        first = after
        while sentence.lower(first) == ",":
            first += 1
        last = sentence.content_end(first) if first < len(sentence) else -1
    while last > first and sentence.lower(last) == ",":
        last -= 1
    if last < first or (last == first and not sentence.is_quoted(first)):
        return []
    return [sentence.span(first, last)]
