"""Attributions inside what somebody says: `"The engineer told me that it was safe," the mayor said`.

A second pass over the contents of the first, one level deep. It keeps only frames that leave no doubt, and sources that
are named or described: "he said he believes" is nobody else's word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from annotations.text.drafts import Draft
from annotations.text.frames import drafts_of
from annotations.text.languages.base import Lexicon
from annotations.text.sentences import matrix_sentences
from annotations.text.spans import Span
from annotations.text.tokens import tokenise

_CLEAR = frozenset({"according", "that-clause", "bare-clause", "final", "final-inverted", "colon"})
_MARKS = "\"“”„«»'‘’"


def nested_drafts(
    text: str, outer: Sequence[Draft], statements: Sequence[Span], lexicon: Lexicon
) -> list[tuple[Draft, Draft]]:
    """(inner, outer) for every attribution inside a content of an outer one. Linear in the length of the contents."""
    ends = [statement.end for statement in statements]
    opening = lexicon.cues.every | lexicon.according_starts - {"as"}
    return [
        (inner, draft)
        for draft in outer
        for part in draft.content
        if not opening.isdisjoint(text[part.start : part.end].lower().split())
        for inner in _inside(text, _without_marks(text, part), ends, lexicon)
    ]


def _without_marks(text: str, part: Span) -> Span:
    """The content without the marks of a quotation around it."""
    start, end = part.start, part.end
    while start < end - 1 and text[start] in _MARKS:
        start += 1
    while end > start + 1 and text[end - 1] in _MARKS + ",":
        end -= 1
    return Span(start, end)


def _inside(text: str, part: Span, ends: Sequence[int], lexicon: Lexicon) -> Iterator[Draft]:
    here = set(ends[bisect_left(ends, part.start) : bisect_left(ends, part.end)])
    for sentence in matrix_sentences(tokenise(text, part.start, part.end), here, lexicon):
        for draft in drafts_of(sentence):
            if draft.rule in _CLEAR and draft.source and not _is_pronoun(text, draft.source, lexicon):
                yield draft


def _is_pronoun(text: str, source: Span, lexicon: Lexicon) -> bool:
    words = text[source.start : source.end].lower().split()
    return not words or (len(words) < 3 and words[-1] in lexicon.grammar.pronouns | {"which", "that"})
