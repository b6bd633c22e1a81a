"""Quotations beside a verb that is in no list: `"Q," Doe shot back`, `Doe took to the stage: "Q"`."""

from __future__ import annotations

from annotations.text.drafts import Draft
from annotations.text.sentences import Phrase, Sentence
from annotations.text.speaker_left import left_phrase
from annotations.text.speaker_right import right_phrase
from annotations.text.speakers import can_speak

MAX_DISTANCE = 12


def open_draft(sentence: Sentence) -> Draft | None:
    """The attribution of a long quotation whose reporting verb is unknown; asked only when no other frame matched."""
    quoted = next((i for i, token in enumerate(sentence.tokens) if token.quoted and token.long), None)
    if quoted is None:
        return None
    if quoted == 0:
        return _verb_after(sentence) if _ends_with_comma(sentence) else None
    return _verb_before(sentence, quoted) if sentence.lower(quoted - 1) in {":", ","} else None


def _ends_with_comma(sentence: Sentence) -> bool:
    return sentence.tokens[0].text.rstrip("\"”'’»").endswith(",")


def _verb_after(sentence: Sentence) -> Draft | None:
    """`"Q," Doe shot back` and `"Q," exhorted Doe`."""
    for index in range(1, min(len(sentence), MAX_DISTANCE)):
        if not is_past(sentence, index):
            continue
        phrase = right_phrase(sentence, 2) if index == 1 else left_phrase(sentence, index)
        if phrase is None or not can_speak(sentence, phrase) or (index > 1 and phrase.first != 1):
            return None
        return _draft(sentence, index, phrase, 0, 0)
    return None


def _verb_before(sentence: Sentence, quoted: int) -> Draft | None:
    """`Doe shot back, "Q"` (verb within a few words) and `Doe took to the stage: "Q"`."""
    colon = sentence.lower(quoted - 1) == ":"
    for index in range(1 if colon else max(1, quoted - 4), quoted - 1):
        if not is_past(sentence, index):
            continue
        phrase = left_phrase(sentence, index)
        if phrase is None or not can_speak(sentence, phrase):
            return None
        return _draft(sentence, index, phrase, quoted, sentence.content_end(quoted))
    return None


def is_past(sentence: Sentence, index: int) -> bool:
    """Whether something like a verb in the past, or a reporting word, stands at `index`."""
    lower, token = sentence.lower(index), sentence.tokens[index]
    if token.capital or not token.is_word:
        return False
    return (
        lower.endswith("ed") or lower in sentence.lexicon.grammar.irregular_past or lower in sentence.lexicon.cues.every
    )


def _draft(sentence: Sentence, verb: int, source: Phrase, first: int, last: int) -> Draft:
    content = [sentence.span(first, last)]
    return Draft("open-quotation", content, sentence.span(verb, verb), sentence.span(source.first, source.last))
