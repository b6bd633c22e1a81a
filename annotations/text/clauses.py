"""Where a reported clause ends: at the full stop, or where the reporter speaks on."""

from __future__ import annotations

from annotations.text.drafts import CuePlace
from annotations.text.languages.base import words
from annotations.text.sentences import Sentence

_REPORTER_GOES_ON = words("when after before as")


def reported_end(place: CuePlace, first: int) -> int:
    """The last token of a reported clause: where the reporter speaks on, or the end of the sentence."""
    sentence, left = place.sentence, place.left
    grammar = sentence.lexicon.grammar
    opened = left is not None and left.first == 1 and sentence.lower(0) in grammar.subordinators - grammar.coordinators
    who = left is not None and sentence.lower(left.first) in {"who", "which"} and left.first > 0
    return clause_end(sentence, first, opened=opened, who=who)


def clause_end(sentence: Sentence, first: int, *, opened: bool = False, who: bool = False) -> int:
    """The last token of a clause that starts at `first`.

    `opened`: its sentence began with a subordinator ("While X said C, …"); `who`: it belongs to a relative clause.
    """
    grammar = sentence.lexicon.grammar
    end = _inside_brackets(sentence, first, sentence.content_end(first))
    for index in range(first + 1, end):
        lower, following = sentence.lower(index), sentence.lower(index + 1)
        if who and lower == "," and (sentence.is_finite(index + 1) or following in grammar.irregular_past):
            return index - 1
        if _ends_with_comma(sentence, index) and _new_subject(sentence, index + 1):
            return index
        if index < first + 3:
            continue
        if lower == "but" and following in grammar.auxiliaries:
            return index - 1
        if lower == "," and (opened or following in _REPORTER_GOES_ON):
            return index - 1
        if lower == "," and _new_subject(sentence, index + 1):
            return index - 1
    return end


def _inside_brackets(sentence: Sentence, first: int, end: int) -> int:
    """`end`, or the last token before a bracket that closes and was opened before `first`."""
    depth = 0
    for index in range(first + 1, end + 1):
        depth += (sentence.lower(index) == "(") - (sentence.lower(index) == ")")
        if depth < 0 and sentence.lower(first) != "(":
            return index - 1
    return end


def _new_subject(sentence: Sentence, index: int) -> bool:
    """Whether "and he", "but they" starts at `index`."""
    return (
        sentence.lower(index) in {"and", "but"}
        and sentence.lower(index + 1) in sentence.lexicon.grammar.subject_pronouns
    )


def _ends_with_comma(sentence: Sentence, index: int) -> bool:
    return sentence.is_quoted(index) and sentence.tokens[index].text.rstrip("\"”'’").endswith(",")
