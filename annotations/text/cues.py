"""Whether a word that can report does report here: guards against nouns, adjectives, passives and infinitives."""

from __future__ import annotations

from annotations.text.sentences import Sentence

_PASSIVE_AUXILIARIES = frozenset({"is", "was", "are", "were", "been", "be", "being"})
_NOUN_SUBJECTS = frozenset({"who", "that", "poll", "report", "study", "and", "people", "which", "but"})
_FRONTED_PARTICIPLES = frozenset({"asked", "told", "called", "described", "accused", "known", "found"})
_AFTER_TO_ALLOWED = frozenset({"on", "continued", "ahead"})
MAX_CUES = 12


def find_cues(sentence: Sentence) -> list[int]:
    """Indexes of the reporting words of a matrix sentence, at most MAX_CUES."""
    every = sentence.lexicon.cues.every
    found = [index for index in range(len(sentence)) if sentence.lower(index) in every and _reports(sentence, index)]
    return found[:MAX_CUES]


def _reports(sentence: Sentence, index: int) -> bool:
    word, before = sentence.lower(index), sentence.lower(index - 1)
    cues, grammar = sentence.lexicon.cues, sentence.lexicon.grammar
    fronted = index == 0 or (index == 1 and sentence.lower(0) in {"when", "if", "as"})
    if fronted and word in _FRONTED_PARTICIPLES:
        return False
    if word in {"calling", "branding"} and not _participle_position(sentence, index):
        return False
    if before in grammar.not_before_noun and before != "to" and (word in cues.noun_like or word in cues.adjective_like):
        return False
    if before == "to":
        return sentence.lower(index - 2) in _AFTER_TO_ALLOWED and sentence.lower(index - 3) in {
            "went",
            "goes",
            "going",
            "go",
        }
    if word in cues.noun_like and index and not sentence.is_quoted(index - 1) and not _verb_position(sentence, index):
        return False
    return not (word in cues.passive_like and before in _PASSIVE_AUXILIARIES)


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
    if before.endswith(("'s", "’s")) or before in {"'", "’"}:
        return False
    if before in grammar.pronouns or before in grammar.auxiliaries or before in _NOUN_SUBJECTS or before == ",":
        return True
    if before in sentence.lexicon.cues.documents:
        return True
    return token.capital or sentence.is_adverb(index - 1) or before.endswith("s")
