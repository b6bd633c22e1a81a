"""Frames with a clause after the cue: colons, that-clauses, bare clauses, relative clauses."""

from __future__ import annotations

from annotations.text.clauses import reported_end
from annotations.text.cues import find_cues
from annotations.text.drafts import CuePlace, Match
from annotations.text.languages.base import words
from annotations.text.sentences import Sentence

_BARE_STOPS = words("in on at during to of after by about for with from and or as nothing yes no")
_DATE_STARTS = words("in on at during after")
_NO_ADJUNCT = frozenset({",", "that", "whether", "how", "what", "why"})
MAX_THING = 9
MAX_ADJUNCT = 8
_PRONOUN_RELATIVES = words("which that who what")
_SAID_OBJECTS = words("nothing yes no so goodbye farewell little much more hello thanks anything something")
_ARTICLES = words("the there a")
_SURE = words("say says said saying told telling tells")
_AS_X_SAID = words("pointed points described emphasized emphasised predicted")
_MARKS = words("\" “ '' ‘ '")


def colon(place: CuePlace) -> Match | None:
    """`X said: C`."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.clausal:
        return None
    at = next((i for i in range(cue + 1, min(len(sentence), cue + 14)) if sentence.lower(i) == ":"), None)
    if at is None or at + 1 >= len(sentence) or _clause_between(sentence, cue + 1, at):
        return None
    return Match("colon", (sentence.span(at + 1, _said_end(sentence, at + 1)),))


def _said_end(sentence: Sentence, first: int) -> int:
    """`X said: "Q," but did not say how`: a long quotation ends where the reporter goes on."""
    goes_on = sentence.lower(first + 1) in {"but", "before", "although", "when"}
    if sentence.is_quoted(first) and sentence.tokens[first].long and goes_on and sentence.next_quoted[first + 1] < 0:
        return first
    return sentence.content_end(first)


def _clause_between(sentence: Sentence, first: int, stop: int) -> bool:
    return any(sentence.is_finite(i) or sentence.is_quoted(i) for i in range(first, stop))


def bare(place: CuePlace) -> Match | None:
    """`X said C` without "that": only after strong verbs and before a finite verb."""
    sentence, cue = place.sentence, place.cue
    marked = sentence.lower(cue + 1) in _MARKS and sentence.is_word(cue + 2)
    if place.word not in sentence.lexicon.cues.bare:
        dated = place.word in sentence.lexicon.cues.clausal and _subject_after_date(sentence, cue + 1)
        return _after_date(place) if dated else None
    if not (marked or sentence.is_word(cue + 1)):
        return None
    start: int | None = cue + 1
    if place.word in sentence.lexicon.cues.tell:
        start = _after_object(sentence, cue)
    elif (sentence.lower(cue + 1) in _BARE_STOPS and not sentence.is_quantity(cue + 1)) or sentence.is_day(cue + 1):
        return _after_date(place) or _after_adjunct(place)
    if start is None or not (
        sentence.has_finite(start + 1, len(sentence)) or _contracted(sentence, start) or _surely_clause(place, start)
    ):
        return None
    lower = sentence.lower(start)
    clear = lower in sentence.lexicon.grammar.pronouns or lower in _ARTICLES or sentence.tokens[start].capital
    if place.word in sentence.lexicon.cues.weak and not clear:
        return None
    return Match("bare-clause", (sentence.span(start, reported_end(place, start)),))


def _contracted(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun with its verb stands at `index`: "he's", "they're"."""
    subject = sentence.lower(index).replace("’", "'").partition("'")
    return bool(subject[1]) and subject[0] in sentence.lexicon.grammar.pronouns | {"that", "there"}


def _surely_clause(place: CuePlace, start: int) -> bool:
    """`says he admires …`: after say a noun phrase opens a clause although no verb of the closed lists follows."""
    sentence = place.sentence
    quoted = any(sentence.is_quoted(i) and sentence.tokens[i].long for i in range(start, min(len(sentence), start + 6)))
    if place.word not in _SURE or (len(sentence) - start < 4 and not quoted):
        return False
    grammar = sentence.lexicon.grammar
    if sentence.lower(start) in grammar.subject_pronouns | grammar.determiners or sentence.tokens[start].capital:
        return True
    return place.speaks and sentence.lower(start) not in _SAID_OBJECTS and not sentence.is_adverb(start)


def as_clause(place: CuePlace) -> Match | None:
    """`As X noted in May, C` and `C, as X noted`."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if left is None or not place.speaks or sentence.lower(left.first - 1) != "as":
        return None
    if not (place.word in sentence.lexicon.cues.closing or place.word in _AS_X_SAID) or not _adjunct_follows(place):
        return None
    comma = next((i for i in range(cue + 1, min(len(sentence) - 2, cue + 12)) if sentence.lower(i) == ","), None)
    goes_on = comma is not None and sentence.lower(comma + 1) in sentence.lexicon.grammar.finite
    goes_on = goes_on and find_cues(sentence)[0] == cue
    if left.first > 2 and sentence.lower(left.first - 2) == "," and (goes_on or len(sentence) - cue < MAX_THING):
        before = sentence.span(sentence.first, left.first - 3)
        after = [sentence.span(comma + 1, sentence.content_end(comma + 1))] if comma is not None and goes_on else []
        return Match("as-clause", (before, *after), sentence.span(left.first, left.last), final=True)
    if left.first > 1 or comma is None or any(sentence.is_finite(i) for i in range(cue + 1, comma)):
        return None
    content = sentence.span(comma + 1, sentence.content_end(comma + 1))
    return Match("as-clause", (content,), sentence.span(left.first, left.last), ends_sentence=True)


def _adjunct_follows(place: CuePlace) -> bool:
    """Whether nothing, "out", whom it was told, or the start of an adjunct stands behind the cue of `as X said`."""
    sentence, after = place.sentence, place.cue + 1
    told = place.word in sentence.lexicon.cues.tell
    if sentence.lower(after) == "out" or (told and sentence.is_word(after) and not sentence.is_finite(after)):
        return True
    ends = sentence.lexicon.grammar.phrase_ends | {",", "."}
    return sentence.lower(after) in ends or sentence.is_day(after)


def _after_object(sentence: Sentence, cue: int) -> int | None:
    """Where the clause starts in `told OBJECT C`."""
    pronouns = sentence.lexicon.grammar.pronouns
    for index in range(cue + 2, min(len(sentence) - 2, cue + 7)):
        lower = sentence.lower(index)
        if lower == "," or lower in _MARKS:
            return None
        if lower in pronouns or lower in _ARTICLES:
            return index
    return None


def _after_date(place: CuePlace) -> Match | None:
    """`X said on Wednesday C`, `X said in an interview C`."""
    sentence, start = place.sentence, place.cue + 1
    if sentence.lower(start) not in _DATE_STARTS and not sentence.is_day(start):
        return None
    while sentence.tells_time(start):
        start += 1
    if start == place.cue + 1:
        return None
    if not sentence.is_word(start) or not any(sentence.is_finite(i) for i in range(start + 1, len(sentence))):
        return None
    return Match("dated-clause", (sentence.span(start, reported_end(place, start)),))


def _after_adjunct(place: CuePlace) -> Match | None:
    """`X said on the radio it was safe`: a pronoun a few words after the preposition begins the clause."""
    sentence, cue = place.sentence, place.cue
    pronouns = sentence.lexicon.grammar.subject_pronouns
    start = next((i for i in range(cue + 3, cue + MAX_ADJUNCT) if sentence.lower(i) in pronouns), None)
    if start is None or sentence.lower(cue + 1) not in _DATE_STARTS or sentence.has_finite(cue + 1, start):
        return None
    if sentence.any_lower(cue + 1, start, _NO_ADJUNCT) or not sentence.has_finite(start + 1, len(sentence)):
        return None
    return Match("dated-clause", (sentence.span(start, reported_end(place, start)),))


def _subject_after_date(sentence: Sentence, first: int) -> bool:
    """Whether a pronoun or a name with its verb follows a date: "announced on Wednesday he would"."""
    for index in range(first + 1, min(len(sentence) - 2, first + 6)):
        pronoun = sentence.lower(index) in sentence.lexicon.grammar.subject_pronouns
        if pronoun or (sentence.tokens[index].capital and not sentence.is_day(index)):
            return any(sentence.lower(i) in sentence.lexicon.grammar.finite for i in range(index + 1, index + 4))
    return False


def relative(place: CuePlace) -> Match | None:
    """`which critics said was unfair`: the verb phrase after the cue is content."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if place.word not in sentence.lexicon.cues.bare or left is None or not place.speaks or place.participle:
        return None
    if (
        sentence.lower(cue + 1) not in sentence.lexicon.grammar.finite
        or sentence.lower(left.first - 1) not in _PRONOUN_RELATIVES
    ):
        return None
    last = next(
        (i - 1 for i in range(cue + 2, len(sentence)) if sentence.lower(i) == ","), sentence.content_end(cue + 1)
    )
    return Match("relative-clause", (sentence.span(cue + 1, last),)) if last > cue + 1 else None
