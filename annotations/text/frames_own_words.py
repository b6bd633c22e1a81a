"""Frames that say whose words or view follow: `As X put it, C`, `In the words of X, C`, `In X's view, C`."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.text.drafts import Draft
from annotations.text.frames_quoted import ends_with_comma
from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span
from annotations.text.speaker_right import right_phrase
from annotations.text.speakers import can_speak

_PREPOSITIONS = {"words": "in", "view": "in", "opinion": "in", "telling": "in", "account": "by"}
_PUT = frozenset({"put", "puts"})
_ANCHORS = _PUT | frozenset(_PREPOSITIONS)
_MARKS = frozenset({",", ":"})
_LEADS = frozenset({"or", "and", "but", "so", "then", ","})
MAX_SOURCE = 12
MAX_ADJUNCT = 8


def own_words(sentence: Sentence) -> Draft | None:
    """The attribution of `As X put it, C`, `C, as X put it`, `S, in the words of X, V`, `In X's words: "Q"`."""
    if _ANCHORS.isdisjoint(sentence.lowers):
        return None
    for index in sentence.places(_ANCHORS):
        frames = (_put_it,) if sentence.lower(index) in _PUT else (_words_of, _somebodys_words)
        found = next((match for frame in frames if (match := frame(sentence, index))), None)
        if found and (content := _content(sentence, found.phrase.first, found.phrase.last)):
            return Draft("as-clause", content, found.cue, found.source)
    return None


@dataclass(frozen=True, slots=True)
class _Announced:
    """The whole phrase, its cue and whom it names."""

    phrase: Phrase
    cue: Span
    source: Span


def _put_it(sentence: Sentence, put: int) -> _Announced | None:
    """`as Jane Doe once put it on Monday`."""
    if sentence.lower(put + 1) not in {"it", "this"} or not _adjunct_or_end(sentence, put + 2):
        return None
    as_ = next((i for i in range(put - 2, max(-1, put - MAX_SOURCE), -1) if sentence.lower(i) == "as"), None)
    last = sentence.before_verb(put)
    if as_ is None or last <= as_ or not can_speak(sentence, Phrase(as_ + 1, last)):
        return None
    stops = range(put + 2, min(len(sentence) + 1, put + MAX_ADJUNCT))
    end = next((i for i in stops if not sentence.is_word(i)), None)
    if end is None or sentence.has_finite(put + 2, end):
        return None
    return _Announced(Phrase(as_, end - 1), sentence.span(put, put), sentence.span(as_ + 1, last))


def _adjunct_or_end(sentence: Sentence, index: int) -> bool:
    """Whether "on Monday", "bluntly" or the end of the phrase stands at `index`: "put it together" says nothing."""
    ends = sentence.lower(index) in sentence.lexicon.grammar.phrase_ends or not sentence.is_word(index)
    return ends or sentence.is_day(index) or sentence.is_adverb(index)


def _words_of(sentence: Sentence, words: int) -> _Announced | None:
    """`in the words of Jane Doe, the mayor`."""
    before, the, of = (sentence.lower(words + offset) for offset in (-2, -1, 1))
    if before != _PREPOSITIONS[sentence.lower(words)] or the != "the" or of != "of":
        return None
    source = right_phrase(sentence, words + 2)
    if source is None or not can_speak(sentence, source):
        return None
    cue = sentence.span(words - 2, words + 1)
    return _Announced(Phrase(words - 2, source.last), cue, sentence.span(source.first, source.last))


def _somebodys_words(sentence: Sentence, words: int) -> _Announced | None:
    """`in Jane Doe's words`, `by the mayor's own account`."""
    owner = words - 2 if sentence.lower(words - 1) == "own" else words - 1
    if not sentence.lower(owner).endswith(("'s", "’s")):
        return None
    wanted, stops = _PREPOSITIONS[sentence.lower(words)], range(owner - 1, max(-1, owner - MAX_SOURCE), -1)
    opening = next((i for i in stops if sentence.lower(i) == wanted), None)
    if opening is None or not can_speak(sentence, Phrase(opening + 1, owner)):
        return None
    source = sentence.span(opening + 1, owner)
    return _Announced(Phrase(opening, words), sentence.span(owner + 1, words), Span(source.start, source.end - 2))


def _content(sentence: Sentence, first: int, last: int) -> list[Span]:
    """What the phrase first..last announces: the rest of the sentence, or the quotation right beside it."""
    start = sentence.first
    while start < first and sentence.lower(start) in _LEADS:
        start += 1
    end, marked = sentence.content_end(last), sentence.lower(last + 1) in _MARKS
    after = last + 2 if marked else last + 1
    if last >= end:
        return _before(sentence, start, first)
    if after > end or not (marked or sentence.is_quoted(after)):
        return []
    if start == first:
        clause = sentence.has_finite(after, len(sentence)) or sentence.is_quoted(after)
        return [sentence.span(after, end)] if clause else []
    if sentence.lower(first - 1) != ",":
        return []
    if sentence.is_quoted(after):
        return [sentence.span(after, after if ends_with_comma(sentence, after) else end)]
    if sentence.lower(first - 2) in sentence.lexicon.grammar.finite | sentence.lexicon.grammar.prepositions:
        return [sentence.span(after, end)]
    return [sentence.span(start, first - 2), sentence.span(after, end)]


def _before(sentence: Sentence, start: int, first: int) -> list[Span]:
    """`C, as X put it`, `"Q," as X put it`."""
    if sentence.is_quoted(first - 1):
        return [sentence.span(first - 1, first - 1)]
    if first - 2 < start or sentence.lower(first - 1) != "," or not sentence.has_finite(start, first):
        return []
    return [sentence.span(start, first - 2)]
