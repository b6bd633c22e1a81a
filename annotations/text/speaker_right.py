"""The noun phrase on the right of a reporting word: "said X, the spokesman for Y", "according to X"."""

from __future__ import annotations

from annotations.text.sentences import Phrase, Sentence

MAX_PHRASE = 23
_SENTENCE_STOPS = frozenset({";", ":", ".", "!", "?", "—", "–", "―", "--"})
_KEPT_PREPOSITIONS = frozenset({"at", "from", "with", "of", "and"})


def right_phrase(sentence: Sentence, start: int) -> Phrase | None:
    """The noun phrase that starts at `start`, after "said" or "according to", with its apposition."""
    if start >= len(sentence) or sentence.is_quoted(start):
        return None
    if not sentence.is_word(start) and sentence.lower(start) not in {"[", "("}:
        return None
    end = start
    while end < len(sentence) and end - start < MAX_PHRASE and not _ends_right(sentence, start, end):
        if sentence.lower(end) == "," and (closing := _apposition_end(sentence, start, end)):
            end = closing
            break
        if sentence.lower(end) == ",":
            break
        end += 1
    last = end - 1
    while last >= start and sentence.lower(last) == ",":
        last -= 1
    return Phrase(start, last) if last >= start else None


def _ends_right(sentence: Sentence, start: int, index: int) -> bool:
    lower = sentence.lower(index)
    if sentence.is_quoted(index) or lower in _SENTENCE_STOPS or lower in {"…", "..."}:
        return True
    if index == start or lower == ",":
        return False
    if sentence.is_day(index) or _new_subject(sentence, index):
        return True
    grammar, cues = sentence.lexicon.grammar, sentence.lexicon.cues
    if lower in cues.noun_like and sentence.lower(index - 1) in grammar.not_before_noun:
        return False
    ends = lower in grammar.phrase_ends or lower in grammar.subordinators or lower in cues.every
    return ends and not _goes_on(sentence, index)


def _new_subject(sentence: Sentence, index: int) -> bool:
    """`According to Doe the bridge …`: an article or a pronoun right after a name starts the clause."""
    grammar = sentence.lexicon.grammar
    starts = sentence.lower(index) in grammar.subject_pronouns or sentence.lower(index) in {"the", "a", "an"}
    return starts and sentence.tokens[index].text.islower() and sentence.tokens[index - 1].capital


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether "of", "at", "from", "and" continue the phrase: "professor at the University", "Cruz and Rubio"."""
    lower = sentence.lower(index)
    if lower not in _KEPT_PREPOSITIONS or index + 1 >= len(sentence):
        return False
    if sentence.lower(index - 1) in sentence.lexicon.grammar.pronouns:
        return False
    following = sentence.tokens[index + 1]
    return (following.capital and not sentence.is_day(index + 1)) or (lower != "and" and following.lower == "the")


def _apposition_end(sentence: Sentence, start: int, comma: int) -> int | None:
    """The index after ", the spokesman for ...": None when what follows the comma is no apposition."""
    following = sentence.lower(comma + 1)
    if not sentence.is_word(comma + 1) or comma == start:
        return None
    people = sentence.lexicon.people
    named = sentence.tokens[comma + 1].capital and sentence.lower(comma - 1) in people.roles
    if not named and following not in {"the", "a", "an", "his", "her", "its", "one"} and following not in people.titles:
        return None
    stop = comma + 1
    while stop < len(sentence) and stop - comma < 18 and not sentence.is_quoted(stop):
        lower = sentence.lower(stop)
        if lower in {",", ".", ";", ":"} or lower in sentence.lexicon.cues.every:
            break
        if lower in sentence.lexicon.grammar.finite or lower in sentence.lexicon.grammar.irregular_past:
            return None
        stop += 1
    if stop >= len(sentence) or sentence.lower(stop) in {",", "."}:
        return stop
    return None
