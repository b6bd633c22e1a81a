"""Frames where the attribution follows what was said, with and without a clause after it."""

from __future__ import annotations

from annotations.text.drafts import CuePlace, Match
from annotations.text.languages.base import Words, words
from annotations.text.sentences import Sentence
from annotations.text.speaker_right import right_phrase
from annotations.text.speakers import can_speak

MAX_ADJUNCT = 8
_LEADS = words(
    """
    in on at during after before as when while with for by from despite although though since under following
    speaking asked if because like even to until once but and
    """
)
_LEADS_AFTER_BUT = words("in as when even after while on at")
_NOT_RESUMED = words("who which whose where when after before while as although though citing at in during on")
_RELATIVES = words("who which whose where whom")


def final(place: CuePlace) -> Match | None:
    """`C, X said[, adjunct].` and `C1, X said, C2.`: what stands before the comma, and the clause after, is content."""
    sentence, left = place.sentence, place.left
    if left is None or left.first < sentence.first + 2 or sentence.lower(left.first - 1) != "," or not place.speaks:
        return None
    if place.word not in sentence.lexicon.cues.closing or left.last - left.first >= 14:
        return None
    stop = left.first - 1
    source = sentence.span(left.first, left.last)
    if (resumed := _resumed(place)) is not None:
        rest = sentence.span(resumed, sentence.content_end(resumed))
        return Match("parenthetical", (sentence.span(_after_lead(sentence, stop), stop - 1), rest), source, final=True)
    if _only_leads_in(sentence, stop) or not _is_clause(sentence, stop) or not _tail_is_adjunct(place):
        return None
    return Match("final", (sentence.span(sentence.first, stop - 1),), source, final=True)


def _is_clause(sentence: Sentence, stop: int) -> bool:
    """Whether the tokens before `stop` are at least four words with something like a verb among them."""
    words = sum(1 for i in range(stop) if sentence.is_word(i) or sentence.is_quoted(i))
    return words >= 3 and any(
        sentence.is_finite(i) or sentence.lower(i).endswith(("ed", "s")) or sentence.is_quoted(i) for i in range(stop)
    )


def _resumed(place: CuePlace) -> int | None:
    """Where the reported clause goes on after `, X said,`; None when only an adjunct follows."""
    sentence, after = place.sentence, place.cue + 1
    if place.word in sentence.lexicon.cues.tell:
        after = next((i for i in range(after, after + 4) if sentence.lower(i) == ","), after)
    after = _past_adjunct(sentence, after)
    first = after + 1
    if sentence.lower(after) != "," or first >= len(sentence):
        return None
    lower = sentence.lower(first)
    if lower.endswith("ing") or lower in _NOT_RESUMED or sentence.is_day(first):
        return None
    return first if sentence.has_finite(first, len(sentence)) or sentence.is_quoted(first) else None


def _past_adjunct(sentence: Sentence, after: int) -> int:
    """The comma behind `in a statement` when a verb follows it: "The boat, police said in a statement, is lost"."""
    comma = next(
        (i for i in range(after + 1, min(len(sentence) - 1, after + MAX_ADJUNCT)) if sentence.lower(i) == ","), after
    )
    nouns = sentence.lexicon.cues.noun_like
    plain = all(
        sentence.is_word(i) and (not sentence.is_finite(i) or sentence.lower(i) in nouns) for i in range(after, comma)
    )
    return comma if plain and sentence.lower(comma + 1) in sentence.lexicon.grammar.finite else after


def _after_lead(sentence: Sentence, stop: int) -> int:
    """The start of the content: "But" and "And" before the clause are the reporter's when nothing else precedes."""
    return 1 if stop > 2 and sentence.lower(0) in {"but", "and"} and sentence.lower(1) == "," else sentence.first


def _tail_is_adjunct(place: CuePlace) -> bool:
    """Whether nothing but "on Tuesday", ", speaking at …" follows the cue."""
    sentence, after = place.sentence, place.cue + 1
    grammar, cues = sentence.lexicon.grammar, sentence.lexicon.cues
    stop = _participle(sentence, after)
    words = sum(1 for i in range(after, stop) if sentence.is_word(i))
    if words > 14 and sentence.lower(after) != ",":
        return False
    if any(sentence.is_finite(i) and sentence.lower(i) not in cues.noun_like for i in range(after, stop)):
        return False
    if after >= len(sentence) or sentence.lower(after) in {".", ",", ";"} or sentence.is_day(after):
        return True
    return sentence.lower(after) in grammar.phrase_ends or sentence.is_adverb(after) or place.word in cues.tell


def _participle(sentence: Sentence, after: int) -> int:
    """Where `…, adding that …` starts a further attribution; the end of the sentence when nothing does."""
    cues = sentence.lexicon.cues.clausal
    return next(
        (i for i in range(after, len(sentence)) if sentence.lower(i) == "," and _reporting_ing(sentence, i + 1, cues)),
        len(sentence),
    )


def _reporting_ing(sentence: Sentence, index: int, cues: Words) -> bool:
    return sentence.lower(index).endswith("ing") and sentence.lower(index) in cues


def _only_leads_in(sentence: Sentence, stop: int) -> bool:
    """Whether the words before the comma are no clause of their own: "In Ohio, he said …", "When asked, she said …"."""
    first = sentence.lower(0)
    if first not in _LEADS or sentence.is_quantity(0):
        return False
    if not sentence.any_lower(0, stop, frozenset({","})):
        return not (first in {"but", "and"} and sentence.lower(1) not in _LEADS_AFTER_BUT)
    return first in {"but", "and"} and stop > 1 and sentence.lower(1) in _LEADS_AFTER_BUT


def final_inverted(place: CuePlace) -> Match | None:
    """`C, said X[, adjunct]`: everything before the comma is content."""
    sentence, cue = place.sentence, place.cue
    cues = sentence.lexicon.cues
    if cue < sentence.first + 2 or sentence.lower(cue - 1) != "," or place.word not in cues.closing:
        return None
    phrase = right_phrase(sentence, cue + 1)
    if phrase is None or not can_speak(sentence, phrase) or sentence.is_day(phrase.first):
        return None
    after = phrase.last + 1
    if (rest := _inverted_rest(sentence, after)) is not None:
        content = (sentence.span(sentence.first, cue - 2), sentence.span(rest, sentence.content_end(rest)))
        return Match("parenthetical", content, sentence.span(phrase.first, phrase.last), final=True)
    if cue <= sentence.first + 3:
        return None
    relative = sentence.lower(after) in _RELATIVES or (
        sentence.lower(after) == "," and (sentence.lower(after + 1) in _RELATIVES or sentence.lower(after + 1) == "a")
    )
    stop = _participle(sentence, after)
    if not relative and any(_starts_clause(sentence, i) for i in range(after, stop)):
        return None
    ends = after >= len(sentence) or sentence.lower(after) in {".", ",", ";"}
    if (
        not ends
        and sentence.lower(after) not in sentence.lexicon.grammar.phrase_ends - sentence.lexicon.grammar.auxiliaries
    ):
        return None
    if not any(_verbal(sentence, i) for i in range(cue - 1)):
        return None
    return Match(
        "final-inverted",
        (sentence.span(sentence.first, cue - 2),),
        sentence.span(phrase.first, phrase.last),
        final=True,
    )


def _verbal(sentence: Sentence, index: int) -> bool:
    """Whether a verb or a quotation stands at `index`."""
    lower = sentence.lower(index)
    past = lower.endswith("ed") or lower in sentence.lexicon.grammar.irregular_past
    return past or sentence.is_finite(index) or sentence.is_quoted(index)


def _inverted_rest(sentence: Sentence, comma: int) -> int | None:
    """Where the clause goes on in `The bridge, says X, is old`: a finite verb right after the comma."""
    goes_on = sentence.lower(comma) == "," and sentence.lower(comma + 1) in sentence.lexicon.grammar.finite
    return comma + 1 if goes_on and comma + 2 < len(sentence) else None


def _starts_clause(sentence: Sentence, index: int) -> bool:
    cues, grammar = sentence.lexicon.cues, sentence.lexicon.grammar
    if not sentence.is_finite(index) or sentence.lower(index) in cues.noun_like:
        return False
    return sentence.lower(index) not in grammar.auxiliaries or sentence.lower(index) in grammar.finite - {
        "should",
        "may",
        "might",
    }
