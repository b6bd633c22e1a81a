"""Reports in a noun: `Doe's claim that C`, `their fear that C`, `Doe came to the conclusion that C`."""

from __future__ import annotations

from annotations.text.clauses import clause_end
from annotations.text.drafts import Draft
from annotations.text.languages.base import words
from annotations.text.sentences import Sentence
from annotations.text.spans import Span
from annotations.text.speaker_left import left_phrase
from annotations.text.speakers import can_speak
from annotations.text.subjects import short_phrase_start, subject_before

_NOUNS = words(
    """
    claim claims allegation allegations accusation accusations belief argument arguments assertion assertions concern
    concerns fear fears hope hopes conclusion suggestion statement promise warning warnings contention insistence
    complaint complaints case prediction acknowledgment view admission
    """
)
_LIGHT_VERBS = words(
    """
    made makes making make raised raises raising reached reaching came comes coming gave gives giving voiced voices
    voicing drew floated issued issuing repeated
    """
)
_OPENINGS = words("despite amid given")
MAX_ADJECTIVES = 2
MAX_DISTANCE = 5


def nominal_drafts(sentence: Sentence) -> list[Draft]:
    """The nouns of one matrix sentence that report, with somebody who has or makes them."""
    return [draft for index in sentence.places(_NOUNS) if (draft := _at(sentence, index))]


def _at(sentence: Sentence, index: int) -> Draft | None:
    that = index + 1
    if sentence.lower(that) != "that" or that + 2 >= len(sentence) or sentence.is_finite(that + 1):
        return None
    found = _possessor(sentence, index) or _maker(sentence, index)
    if found is None:
        return None
    source, cue = found
    opened = sentence.lower(sentence.first) in _OPENINGS | sentence.lexicon.grammar.subordinators
    content = sentence.span(that, clause_end(sentence, that, opened=opened))
    return Draft("nominal", [content], sentence.span(cue, index), source)


def _possessor(sentence: Sentence, index: int) -> tuple[Span, int] | None:
    """`his claim`, `Doe's latest claim`: the possessor, and where the words after it start."""
    for place in range(index - 1, max(-1, index - 2 - MAX_ADJECTIVES), -1):
        if sentence.lower(place) in sentence.lexicon.grammar.possessives:
            return sentence.span(place, place), place + 1
        if sentence.lower(place).endswith(("'s", "’s")):
            return sentence.span(short_phrase_start(sentence, place), place), place + 1
        if not sentence.is_word(place):
            return None
    return None


def _maker(sentence: Sentence, index: int) -> tuple[Span, int] | None:
    """`Doe made the case`, `Doe read it and came to the conclusion`: the subject of the verb, and the verb."""
    for place in range(index - 1, max(0, index - MAX_DISTANCE), -1):
        if sentence.lower(place) in _LIGHT_VERBS:
            phrase = left_phrase(sentence, place)
            if phrase and can_speak(sentence, phrase):
                return sentence.span(phrase.first, phrase.last), place
            source = subject_before(sentence, sentence.tokens[place].start)
            return (source, place) if source and sentence.lower(place - 1) == "and" else None
        if not sentence.is_word(place):
            return None
    return None
