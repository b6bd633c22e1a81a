"""Whether a word that can report does report here: guards against nouns, adjectives, passives and infinitives."""

from __future__ import annotations

from annotations.text.languages.base import words
from annotations.text.sentences import Sentence

_PASSIVE_AUXILIARIES = frozenset({"is", "was", "are", "were", "been", "be", "being"})
_NOUN_SUBJECTS = frozenset({"who", "that", "poll", "report", "study", "and", "people", "which", "but"})
_FRONTED_PARTICIPLES = frozenset({"asked", "told", "called", "described", "accused", "known", "found"})
_CHAINS = words(
    """
    continued continues continue refused refuses refuse declined declines decline began begins seemed seems
    appeared appears proceeded proceeds failed fails
    """
)
_BEFORE_BASE = words(
    """
    did does do not never will would could should may might must can cannot didn't didn’t doesn't doesn’t don't don’t
    won't won’t wouldn't wouldn’t couldn't couldn’t
    """
)
_GOING_ON = words("went goes go going gone")
_BEFORE_GERUNDS = words("by without")
_ARTICLES = words("the a an his her its their this")
_CLAUSE_STARTS = words(", while and but")
_SUBJECT_STARTS = frozenset({"that", "the", "there"})
MAX_CUES = 12
MAX_SUBJECT = 5


def find_cues(sentence: Sentence) -> list[int]:
    """Indexes of the reporting words of a matrix sentence, at most MAX_CUES."""
    cues = sentence.lexicon.cues
    found = [
        index
        for index in sentence.places(cues.known)
        if (sentence.lower(index) in cues.every and _reports(sentence, index))
        or (sentence.lower(index) in cues.past and _after_auxiliary(sentence, index))
    ]
    return found[:MAX_CUES]


def _after_auxiliary(sentence: Sentence, index: int) -> bool:
    """Whether a base form is the verb: "did not mention", "would later deny", "went on to describe"."""
    before = sentence.before(index)
    if sentence.lower(before) in _BEFORE_BASE or chain_start(sentence, index) is not None:
        return True
    return _plural_subject(sentence, index - 1) and _opens_clause(sentence, index + 1)


def _plural_subject(sentence: Sentence, index: int) -> bool:
    """Whether "they" or a plural noun stands at `index`: "scholars caution that", "they insist"."""
    lower = sentence.lower(index)
    if lower in {"they", "who", "some", "others", "many", "people"}:
        return True
    return lower.endswith("s") and not lower.endswith(("ss", "'s", "’s", "us", "is")) and sentence.is_word(index)


def _opens_clause(sentence: Sentence, index: int) -> bool:
    lower = sentence.lower(index)
    return lower in sentence.lexicon.grammar.subject_pronouns or lower in _SUBJECT_STARTS or sentence.is_quoted(index)


def _reports(sentence: Sentence, index: int) -> bool:
    word, before = sentence.lower(index), sentence.lower(index - 1)
    cues, grammar = sentence.lexicon.cues, sentence.lexicon.grammar
    if sentence.tokens[index].capital and index and not sentence.titled:
        return False
    fronted = index == 0 or (index == 1 and sentence.lower(0) in {"when", "if", "as"})
    if fronted and word in _FRONTED_PARTICIPLES:
        return False
    if word == "states" and (before in sentence.lexicon.people.adjectives or before == "united"):
        return False
    if word in {"calling", "branding"} and not _participle_position(sentence, index):
        return False
    if before == "to":
        return chain_start(sentence, index) is not None
    if word.endswith("ing") and before in _BEFORE_GERUNDS:
        return True
    if before == "that" and word in cues.clausal and word not in cues.noun_like and sentence.is_word(index - 2):
        return sentence.lower(index + 1) in {",", "that"} or sentence.is_quoted(index + 1)
    if before in grammar.not_before_noun and (word in cues.noun_like or word in cues.adjective_like):
        return False
    if word in cues.noun_like and index and not sentence.is_quoted(index - 1) and not _verb_position(sentence, index):
        return False
    return not (word in cues.passive_like and before in _PASSIVE_AUXILIARIES)


def chain_start(sentence: Sentence, index: int) -> int | None:
    """The verb that governs `to CUE`: "went" in "went on to say", "refused" in "refused to say"; None elsewhere."""
    if sentence.lower(index - 1) != "to":
        return None
    if sentence.lower(index - 2) == "on" and sentence.lower(index - 3) in _GOING_ON:
        return index - 3
    return index - 2 if sentence.lower(index - 2) in _CHAINS else None


def _participle_position(sentence: Sentence, index: int) -> bool:
    before, grammar = sentence.lower(index - 1), sentence.lexicon.grammar
    if index == 0 or before == "," or sentence.is_quoted(index - 1):
        return True
    return (
        before in grammar.auxiliaries
        or before in grammar.adverbs
        or before in {"by", "and", "while", ")", "—", "–", "-"}
    )


def _verb_position(sentence: Sentence, index: int) -> bool:
    """Whether a noun-like form has a subject or an auxiliary right before it."""
    token, before, grammar = sentence.tokens[index - 1], sentence.lower(index - 1), sentence.lexicon.grammar
    if sentence.lower(index + 1) in grammar.finite or sentence.lower(index + 1) in {"said", "say", "says"}:
        return False
    if before.endswith(("'s", "’s")) or before in {"'", "’"}:
        return False
    if before in grammar.pronouns or before in grammar.auxiliaries or before in _NOUN_SUBJECTS or before == ",":
        return True
    if before in sentence.lexicon.cues.documents:
        return True
    if token.capital or sentence.is_adverb(index - 1) or before.endswith("s"):
        return True
    third_person = sentence.lower(index).endswith("s") and sentence.lower(index) != "states"
    return third_person and _opens_clause(sentence, index + 1) and _starts_clause(sentence, index - 1)


def _starts_clause(sentence: Sentence, last: int) -> bool:
    """Whether a short phrase with an article up to `last` starts its clause: "The airline claims that"."""
    first = next((i for i in range(last - 1, max(-1, last - MAX_SUBJECT), -1) if sentence.lower(i) in _ARTICLES), None)
    return first is not None and (first == sentence.first or sentence.lower(first - 1) in _CLAUSE_STARTS)
