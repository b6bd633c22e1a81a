"""Whether a noun phrase looks like somebody who can speak."""

from __future__ import annotations

from annotations.text.sentences import Phrase, Sentence

_QUANTIFIERS = frozenset({"some", "many", "others", "several", "few", "most"})


def can_speak(sentence: Sentence, phrase: Phrase | None) -> bool:
    """Whether the phrase looks like somebody: a name, a pronoun, or a common noun for people."""
    if phrase is None:
        return False
    grammar = sentence.lexicon.grammar
    words = [index for index in range(phrase.first, phrase.last + 1) if sentence.is_word(index)]
    if not words or len(words) > 25:
        return False
    first, last = sentence.lower(words[0]), sentence.lower(words[-1])
    if first.partition("'")[0].partition("’")[0] in grammar.pronouns:
        return len(words) <= 3 or sentence.lower(words[1]) == "and"
    if len(words) == 1 and first in _QUANTIFIERS:
        return True
    if last in grammar.not_subject_ends:
        return False
    if first == "which":
        return len(words) == 1
    if first in grammar.not_subject_starts:
        return sentence.is_quantity(words[0])
    if any(sentence.tokens[index].capital for index in words):
        return True
    if last in sentence.lexicon.people.roles:
        return True
    return first in grammar.person_starts or first[0].isdigit() or last.endswith(grammar.person_endings)
