"""Frames with a phrase instead of a verb: `According to X, C`, `C, according to X`, `As stated in X, C`."""

from __future__ import annotations

from annotations.text.drafts import Draft
from annotations.text.sentences import Sentence
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
    source = right_phrase(sentence, index + length)
    if source is None:
        return None
    after = source.last + 1
    fronted = sentence.lower(after) == "," and not any(sentence.is_finite(i) for i in range(index))
    first, last = sentence.first, index - 1
    if fronted and index > first + 1 and sentence.lower(after + 1) in sentence.lexicon.grammar.finite:
        content = [sentence.span(first, index - 2), sentence.span(after + 1, sentence.content_end(after + 1))]
        cue = sentence.span(index, index + length - 1)
        return Draft("according", content, cue, sentence.span(source.first, source.last))
    if index <= sentence.first + 1 or fronted:
        first, last = after, len(sentence) - 1
        while first <= last and sentence.lower(first) == ",":
            first += 1
        last = sentence.content_end(first) if first <= last else -1
    while last > first and sentence.lower(last) == ",":
        last -= 1
    if last < first or (last == first and not sentence.is_quoted(first)):
        return None
    cue = sentence.span(index, index + length - 1)
    return Draft("according", [sentence.span(first, last)], cue, sentence.span(source.first, source.last))
