"""Frames with a noun phrase after the cue: `X condemned the attack`, `The survey shows support falling`."""

from __future__ import annotations

from annotations.text.drafts import CuePlace, Match
from annotations.text.frames_clause import reported_end
from annotations.text.languages.base import words
from annotations.text.sentences import Sentence

_FINDING_CUES = words(
    "show shows showed found finds find revealed reveals suggests suggested suggest indicates indicated"
)
_NAMING = words("called described dubbed labeled branded cited")
_NO_OBJECT = words("by viciously up out down")
_PROMISING = words("promised promises promise vowed vows vow threatened threatens pledged pledges")
_OBJECT_STOPS = words("who which whose where when while although though but and after before as whom")


def document_finding(place: CuePlace) -> Match | None:
    """`The survey shows support falling`: polls and records speak without a finite clause."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if place.word not in _FINDING_CUES or left is None or sentence.lower(cue + 1) in _NO_OBJECT:
        return None
    documents = sentence.lexicon.cues.documents
    if not any(sentence.lower(i) in documents for i in range(left.first, left.last + 1)):
        return None
    if len(sentence) - cue < 4:
        return None
    return Match(
        "document", (sentence.span(cue + 1, reported_end(place, cue + 1)),), sentence.span(left.first, left.last)
    )


def noun_phrase(place: CuePlace) -> Match | None:
    """`X condemned the attack`: evaluative verbs with an object, no quotation needed."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.evaluative or not (_adds(place) if place.participle else place.speaks):
        return None
    if not sentence.is_word(cue + 1) or sentence.lower(cue + 1) in _NO_OBJECT or _names_thing(place):
        return None
    if sentence.lower(cue + 1) == "to" and place.word not in _PROMISING:
        return None
    last = _object_end(sentence, cue + 1)
    if sum(1 for i in range(cue + 1, last + 1) if sentence.is_word(i)) < 2:
        return None
    return Match("noun-phrase", (sentence.span(cue + 1, last),))


def _adds(place: CuePlace) -> bool:
    """`…, calling him a liar`: a participle that shares the subject of the sentence before the comma."""
    return place.cue > 3 and place.sentence.lower(place.cue - 1) in {",", "—", "–", "-", "and"}


def _names_thing(place: CuePlace) -> bool:
    """`a device called the E-meter`: a participle behind a noun, not somebody's act."""
    sentence, left = place.sentence, place.left
    if place.word not in _NAMING or left is None:
        return False
    last = sentence.tokens[left.last]
    return not (
        last.capital or last.lower in sentence.lexicon.grammar.pronouns or last.lower in sentence.lexicon.people.roles
    )


def _object_end(sentence: Sentence, first: int) -> int:
    """The last token of the object and what belongs to it: up to a new clause of the reporter."""
    end = sentence.content_end(first)
    for index in range(first + 1, end):
        lower, following = sentence.lower(index), sentence.lower(index + 1)
        if lower == "," and (following in _OBJECT_STOPS or following.endswith("ing")):
            return index - 1
        if lower in {"—", "–", "--", ";", "("} or (
            lower == "-" and sentence.tokens[index].start > sentence.tokens[index - 1].end
        ):
            return index - 1
        if lower == "and" and (following in sentence.lexicon.cues.every or following.endswith("ed")):
            return index - 1
    return end
