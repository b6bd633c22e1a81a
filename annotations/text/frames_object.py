"""Frames with a noun phrase after the cue: `X condemned the attack`, `The survey shows support falling`."""

from __future__ import annotations

from annotations.text.clauses import reported_end
from annotations.text.drafts import CuePlace, Match
from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence

_FINDING_CUES = words(
    "show shows showed found finds find revealed reveals suggests suggested suggest indicates indicated"
)
_NAMING = words("called described dubbed labeled branded cited")
_NO_OBJECT = words(
    "by viciously up out down in on at from with during along after before and later of for as off into attention"
)
_CALLED = words("meeting hearing session election vote conference")
_HALF_ADJECTIVES = words("pledged alleged confirmed")
_ABOUT = {
    "referring": words("to"),
    "referred": words("to"),
    "pointing": words("to out"),
    "pointed": words("to out"),
    "points": words("to out"),
    "called": words("on for"),
    "calling": words("on for"),
    "calls": words("on for"),
    "spoke": words("about of"),
    "asked": words("for about"),
    "asking": words("for about"),
    "asks": words("for about"),
    "commented": words("on"),
    "complained": words("about of"),
    "boasted": words("about of"),
    "bragged": words("about of"),
    "warned": words("about of against"),
    "warning": words("about of against"),
    "warns": words("about of against"),
    "hinted": words("at"),
    "insisted": words("on"),
    "joked": words("about"),
    "testified": words("about"),
    "wrote": words("about"),
}
_REQUESTING = words("asked asks asking told tells telling advised warned reminded instructed")
_PROMISING = words(
    """
    promising vowing pledging threatening promised promises promise vowed vows vow threatened threatens pledged pledges
    """
)
_NOT_NAMED = words("named identified quoted")
_MARKS = words("\" “ '' ‘ ' $ £ €")
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


def prepositional(place: CuePlace) -> Match | None:
    """`X pointed to the report`, `X called for a vote`: the object of the preposition is content."""
    sentence, cue = place.sentence, place.cue
    if sentence.lower(cue + 1) not in _ABOUT.get(place.word, frozenset()) or not _has_subject(place):
        return None
    if place.word == "asked" and (_is_passive(place) or sentence.lower(cue - 1) in {"when", "if", "once"}):
        return None
    if not (sentence.is_word(cue + 2) or sentence.lower(cue + 2) in _MARKS or sentence.is_quoted(cue + 2)):
        return None
    return Match("prepositional", (sentence.span(cue + 2, _object_end(sentence, cue + 2)),))


def request(place: CuePlace) -> Match | None:
    """`X asked the council to close the bridge`: what somebody is asked or told to do."""
    sentence, cue = place.sentence, place.cue
    if place.word not in _REQUESTING or not _has_subject(place):
        return None
    for index in range(cue + 2, min(len(sentence) - 1, cue + 8)):
        if sentence.is_quoted(index) or sentence.lower(index) in {",", ";", ":"} or sentence.is_finite(index):
            return None
        if sentence.lower(index) == "to":
            if sentence.lower(index + 1) == "be" and sentence.lower(index + 2) in _NOT_NAMED:
                return None
            first = index - 1 if sentence.lower(index - 1) == "not" else index
            return Match("request", (sentence.span(first, _object_end(sentence, first)),))
    return None


def _is_passive(place: CuePlace) -> bool:
    """`were highlighted during the debate`: somebody else's act."""
    return place.sentence.is_copula(place.sentence.before(place.cue)) and not place.progressive


def _starts_object(sentence: Sentence, index: int) -> bool:
    """Whether an object starts at `index`, not the noun of an adjective: "pledged delegates", "reported incidents"."""
    grammar = sentence.lexicon.grammar
    lower = sentence.lower(index)
    return lower in grammar.determiners or lower in {"to", "it", "him", "them"} or sentence.tokens[index].capital


def _has_subject(place: CuePlace) -> bool:
    return _adds(place) if place.participle else place.speaks


def noun_phrase(place: CuePlace) -> Match | None:
    """`X condemned the attack`: evaluative verbs with an object, no quotation needed."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.evaluative or not _has_subject(place):
        return None
    if not sentence.is_word(cue + 1) or sentence.lower(cue + 1) in _NO_OBJECT or _names_thing(place):
        return None
    if _is_passive(place) or (place.word in _HALF_ADJECTIVES and not _starts_object(sentence, cue + 1)):
        return None
    if sentence.lower(cue + 1) == "to" and place.word not in _PROMISING:
        return None
    last = min(_object_end(sentence, cue + 1), reported_end(place, cue + 1))
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
    if place.word == "called" and (_convened(sentence, place.cue) or _names_after_article(place, left)):
        return True
    if _opens_clause(sentence, left.first) and not _finite_after(sentence, place.cue):
        return False
    plural = last.lower.endswith("s") or sentence.lower(place.cue - 1) == ","
    if plural or last.capital or last.lower in sentence.lexicon.grammar.pronouns:
        return False
    return last.lower not in sentence.lexicon.people.roles


def _convened(sentence: Sentence, cue: int) -> bool:
    """`called a special meeting`: not a name for it."""
    return any(sentence.lower(i) in _CALLED for i in range(cue + 2, cue + 4))


def _names_after_article(place: CuePlace, left: Phrase) -> bool:
    """`a charity called Open Hands`, `after founding the group called the Circle`: the name of a thing."""
    sentence = place.sentence
    if sentence.lower(left.last) in sentence.lexicon.people.roles:
        return False
    named = sentence.tokens[place.cue + 1].capital or sentence.tokens[min(place.cue + 2, len(sentence) - 1)].capital
    return named and (sentence.lower(left.first) in {"a", "an"} or sentence.lower(left.first).endswith("ing"))


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Whether a definite phrase starts its clause at `index`: "On Friday the ministry", not "left the group"."""
    definite = sentence.lower(index) in sentence.lexicon.grammar.determiners - {"a", "an"}
    return definite and (index == 0 or sentence.lower(index - 1) == "," or sentence.tells_time(index - 1))


def _finite_after(sentence: Sentence, index: int) -> bool:
    finite = sentence.lexicon.grammar.finite
    return any(sentence.lower(place) in finite for place in range(index, len(sentence)))


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
        if lower == "and" and (
            following in sentence.lexicon.cues.every
            or following in sentence.lexicon.grammar.auxiliaries
            or following.endswith("ed")
        ):
            return index - 1
    return end
