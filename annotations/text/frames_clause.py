"""Frames without a whole quotation: that-clauses, colons, bare clauses, clauses that end in "X said"."""

from __future__ import annotations

from annotations.text.drafts import CuePlace, Match
from annotations.text.sentences import Sentence
from annotations.text.speaker_phrase import can_speak, right_phrase

_LEADS = frozenset(
    ["in", "on", "at", "during", "after", "before", "as", "when", "while", "with", "for", "by", "from", "despite", "although", "though", "since", "under", "following", "speaking", "asked", "if", "because", "like", "even", "to", "until", "once", "but", "and"]
)
_LEADS_AFTER_BUT = frozenset(["in", "as", "when", "even", "after", "while", "on", "at"])
_CLAUSE_WORDS = frozenset({"that", "whether", "why", "how"})
_BARE_STOPS = frozenset(["in", "on", "at", "during", "to", "of", "after", "by", "about", "for", "with", "from", "and", "or", "as", "nothing", "yes", "no"])
_DATE_STARTS = frozenset(["in", "on", "at", "during", "after"])
_NOT_FACTS = frozenset({"is", "was"})


def colon(place: CuePlace) -> Match | None:
    """`X said: C`."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.clausal | {"asked", "asks"}:
        return None
    at = next((i for i in range(cue + 1, min(len(sentence), cue + 14)) if sentence.lower(i) == ":"), None)
    if at is None or at + 1 >= len(sentence):
        return None
    return Match("colon", (sentence.span(at + 1, sentence.content_end(at + 1)),))


def that_clause(place: CuePlace) -> Match | None:
    """`X said [on Tuesday] that C`; "that" is part of the content."""
    sentence = place.sentence
    if place.word not in sentence.lexicon.cues.clausal:
        return None
    at = _conjunction(sentence, place.cue)
    if at is None or at + 1 >= len(sentence):
        return None
    return Match("that-clause", (sentence.span(at, sentence.content_end(at)),))


def _conjunction(sentence: Sentence, cue: int) -> int | None:
    noun_like = sentence.lexicon.cues.noun_like
    for index in range(cue + 1, min(len(sentence), cue + 16)):
        lower = sentence.lower(index)
        if sentence.is_quoted(index) or lower == ";":
            return None
        if lower in _CLAUSE_WORDS and not (lower == "that" and sentence.lower(index + 1) in _NOT_FACTS):
            return index
        if sentence.is_finite(index) and lower not in noun_like:
            return None
    return None


def final(place: CuePlace) -> Match | None:
    """`C, X said[, adjunct].`: everything before the comma is content."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if left is None or left.first < 2 or sentence.lower(left.first - 1) != "," or not place.speaks:
        return None
    if place.word not in sentence.lexicon.cues.clausal & sentence.lexicon.cues.final or not _tail_is_adjunct(
        place
    ):
        return None
    stop = left.first - 1
    if _only_leads_in(sentence, stop) or left.last - left.first >= 14:
        return None
    words = [i for i in range(stop) if sentence.is_word(i) or sentence.is_quoted(i)]
    verbal = any(
        sentence.is_finite(i) or sentence.lower(i).endswith(("ed", "s")) or sentence.is_quoted(i)
        for i in range(stop)
    )
    if len(words) < 4 or not verbal:
        return None
    return Match("final", (sentence.span(0, stop - 1),), sentence.span(left.first, left.last), final=True)


def _tail_is_adjunct(place: CuePlace) -> bool:
    """Whether nothing but "on Tuesday", ", speaking at …" follows the cue."""
    sentence, after = place.sentence, place.cue + 1
    grammar, cues = sentence.lexicon.grammar, sentence.lexicon.cues
    words = sum(1 for i in range(after, len(sentence)) if sentence.is_word(i))
    if words > 14 and sentence.lower(after) != ",":
        return False
    if any(
        sentence.is_finite(i) and sentence.lower(i) not in cues.noun_like for i in range(after, len(sentence))
    ):
        return False
    if after >= len(sentence) or sentence.lower(after) in {".", ",", ";"} or sentence.is_day(after):
        return True
    return (
        sentence.lower(after) in grammar.phrase_ends or sentence.is_adverb(after) or place.word in cues.tell
    )


def _only_leads_in(sentence: Sentence, stop: int) -> bool:
    """Whether the words before the comma are no clause of their own: "In Ohio, he said …", "When asked, she said …"."""
    first = sentence.lower(0)
    if first not in _LEADS:
        return False
    if not sentence.any_lower(0, stop, frozenset({","})):
        return not (first in {"but", "and"} and sentence.lower(1) not in _LEADS_AFTER_BUT)
    return first in {"but", "and"} and stop > 1 and sentence.lower(1) in _LEADS_AFTER_BUT


def final_inverted(place: CuePlace) -> Match | None:
    """`C, said X[, adjunct].`"""
    sentence, cue = place.sentence, place.cue
    cues = sentence.lexicon.cues
    if cue <= 4 or sentence.lower(cue - 1) != "," or place.word not in cues.say & cues.final or place.speaks:
        return None
    phrase = right_phrase(sentence, cue + 1)
    if phrase is None or not can_speak(sentence, phrase):
        return None
    after = phrase.last + 1
    if any(_starts_clause(sentence, i) for i in range(after, len(sentence))):
        return None
    ends = after >= len(sentence) or sentence.lower(after) in {".", ",", ";"}
    if (
        not ends
        and sentence.lower(after)
        not in sentence.lexicon.grammar.phrase_ends - sentence.lexicon.grammar.auxiliaries
    ):
        return None
    if not any(sentence.is_finite(i) or sentence.lower(i).endswith("ed") for i in range(cue - 1)):
        return None
    return Match(
        "final-inverted", (sentence.span(0, cue - 2),), sentence.span(phrase.first, phrase.last), final=True
    )


def _starts_clause(sentence: Sentence, index: int) -> bool:
    cues, grammar = sentence.lexicon.cues, sentence.lexicon.grammar
    if not sentence.is_finite(index) or sentence.lower(index) in cues.noun_like:
        return False
    return sentence.lower(index) not in grammar.auxiliaries or sentence.lower(index) in grammar.finite - {
        "should",
        "may",
        "might",
    }


def bare(place: CuePlace) -> Match | None:
    """`X said C` without "that": only after strong verbs and before a finite verb."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.bare or not sentence.is_word(cue + 1):
        return None
    start: int | None = cue + 1
    if place.word in sentence.lexicon.cues.tell:
        start = _after_object(sentence, cue)
    elif sentence.lower(cue + 1) in _BARE_STOPS or sentence.is_day(cue + 1):
        return _after_date(place)
    if start is None or not sentence.has_finite(start + 1, len(sentence)):
        return None
    clear = sentence.lexicon.grammar.pronouns | {"the", "there", "a"}
    if place.word in sentence.lexicon.cues.weak and sentence.lower(start) not in clear:
        return None
    return Match("bare-clause", (sentence.span(start, sentence.content_end(start)),))


def _after_object(sentence: Sentence, cue: int) -> int | None:
    """Where the clause starts in `told OBJECT C`."""
    starts = sentence.lexicon.grammar.pronouns | {"the", "a", "there"}
    for index in range(cue + 2, min(len(sentence) - 2, cue + 7)):
        if sentence.lower(index) in starts:
            return index
    return None


def _after_date(place: CuePlace) -> Match | None:
    """`X said on Wednesday C`, `X said in an interview C`."""
    sentence, start = place.sentence, place.cue + 1
    if sentence.lower(start) not in _DATE_STARTS and not sentence.is_day(start):
        return None
    grammar = sentence.lexicon.grammar
    while start < len(sentence) and (
        sentence.lower(start) in grammar.time_words | _DATE_STARTS
        or sentence.is_day(start)
        or sentence.tokens[start].text[0].isdigit()
    ):
        start += 1
    if not sentence.is_word(start) or not any(sentence.is_finite(i) for i in range(start + 1, len(sentence))):
        return None
    return Match("dated-clause", (sentence.span(start, sentence.content_end(start)),))


def noun_phrase(place: CuePlace) -> Match | None:
    """`X condemned the attack`: evaluative verbs with an object, no quotation needed."""
    sentence, cue = place.sentence, place.cue
    if (
        place.word not in sentence.lexicon.cues.evaluative
        or place.participle
        or not place.speaks
        or not sentence.is_word(cue + 1)
    ):
        return None
    if sum(1 for i in range(cue + 1, len(sentence)) if sentence.is_word(i)) < 2:
        return None
    return Match("noun-phrase", (sentence.span(cue + 1, sentence.content_end(cue + 1)),))
