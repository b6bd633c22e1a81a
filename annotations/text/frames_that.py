"""The frame `X said [on Tuesday] that C`, with its questions: `X asked whether C`."""

from __future__ import annotations

from annotations.text.clauses import reported_end
from annotations.text.drafts import CuePlace, Match
from annotations.text.languages.base import Words, words
from annotations.text.sentences import Sentence

_CLAUSE_WORDS = words("that whether why how")
_QUESTION_WORDS = words("that whether why how if what who when where which")
_NOT_FACTS = words("is was")
_AIMS = words("to at for")
_AIMING = words("responded responds responding agreed agrees added adds adding pointed points pointing continued")
MAX_THING = 9


def that_clause(place: CuePlace) -> Match | None:
    """`X said [on Tuesday] that C`; "that" is part of the content."""
    sentence = place.sentence
    if place.word not in sentence.lexicon.cues.clausal or _without_agent(place):
        return None
    asking = place.word in sentence.lexicon.cues.asking
    at = _conjunction(sentence, place.cue, _QUESTION_WORDS if asking else _CLAUSE_WORDS)
    if at is None or at + 1 >= len(sentence) or _points_at_thing(sentence, at):
        return None
    if _has_object(place, at):
        at = place.cue + 1
    return Match("that-clause", (sentence.span(at, reported_end(place, at)),))


def _without_agent(place: CuePlace) -> bool:
    """`It was revealed that C`: the subject does not speak."""
    before = place.sentence.before(place.cue)
    return place.sentence.lower(before) in _NOT_FACTS and place.sentence.lower(before - 1) == "it"


def _points_at_thing(sentence: Sentence, at: int) -> bool:
    """`responded to that tweet`, `repeated that approach in May`: "that" before a noun, no clause after it."""
    if sentence.lower(at) != "that" or len(sentence) - at > MAX_THING:
        return False
    verbal = sentence.has_finite(at + 2, len(sentence)) or sentence.any_lower(
        at + 1, len(sentence), sentence.lexicon.grammar.auxiliaries
    )
    return not verbal and sentence.next_quoted[at] < 0


def _has_object(place: CuePlace, at: int) -> bool:
    """`announced a plan that …`: "that" is a relative pronoun, and the object before it is content too."""
    sentence, first = place.sentence, place.cue + 1
    if (
        sentence.lower(first) == ","
        or sentence.lower(at) != "that"
        or at - first < 2
        or place.word in sentence.lexicon.cues.tell
    ):
        return False
    lower, grammar = sentence.lower(first), sentence.lexicon.grammar
    if (
        lower in grammar.phrase_ends
        or lower in grammar.prepositions
        or sentence.is_day(first)
        or sentence.is_adverb(first)
    ):
        return False
    return lower in grammar.determiners or not sentence.tokens[first].capital


def _conjunction(sentence: Sentence, cue: int, opening: Words) -> int | None:
    noun_like = sentence.lexicon.cues.noun_like
    if sentence.lower(cue + 1) == "," and sentence.lower(cue + 2) not in _CLAUSE_WORDS:
        return _after_aside(sentence, cue + 1)
    if sentence.lower(cue + 1) in _AIMS and sentence.lower(cue) in _AIMING:
        return None
    for index in range(cue + 1, min(len(sentence), cue + 16)):
        lower = sentence.lower(index)
        if lower == "so" or (lower == "," and index > cue + 1 and sentence.lower(index + 1) in {"a", "an", "the"}):
            return None
        if sentence.is_quoted(index) or lower == ";":
            return None
        if lower in opening and not (lower == "that" and sentence.lower(index + 1) in _NOT_FACTS):
            return index
        if (sentence.is_finite(index) and lower not in noun_like) or _past_after_subject(sentence, index):
            return None
    return None


def _after_aside(sentence: Sentence, comma: int) -> int | None:
    """Where "that" stands in `said, in a letter to the council, that C`."""
    for index in range(comma + 1, min(len(sentence) - 2, comma + 14)):
        participle = sentence.lower(index).endswith("ing")
        if sentence.is_quoted(index) or (sentence.is_finite(index) and not participle):
            return None
        if sentence.lower(index) == ",":
            return index + 1 if sentence.lower(index + 1) in _CLAUSE_WORDS else None
    return None


def _past_after_subject(sentence: Sentence, index: int) -> bool:
    before = sentence.tokens[index - 1]
    return sentence.lower(index).endswith("ed") and (
        before.capital or before.lower in sentence.lexicon.grammar.pronouns
    )
