"""Quotations whose speaker stands beside them without a verb: `"Q" — Jane Doe` and `… Jane Doe: "Q"`."""

from __future__ import annotations

from annotations.text.drafts import Draft
from annotations.text.languages.base import words
from annotations.text.sentences import DASHES, Sentence
from annotations.text.spans import Span
from annotations.text.speaker_left import left_phrase_without_apposition
from annotations.text.speakers import can_speak

MAX_SIGNATURE = 14
_UTTERANCES = words("verdict message answer response reply conclusion advice warning explanation question reaction")


def signature(sentence: Sentence) -> Draft | None:
    """`"Q" — Jane Doe, teacher`: a quotation signed with a dash; the dash is the cue."""
    dash = next((place for place in sentence.places(DASHES) if place and sentence.is_quoted(place - 1)), None)
    if dash is None or not sentence.is_word(dash + 1) or len(sentence) - dash > MAX_SIGNATURE:
        return None
    last = sentence.content_end(dash + 1)
    if not sentence.tokens[dash + 1].capital or sentence.has_finite(dash + 1, last + 1):
        return None
    named = next((i - 1 for i in range(dash + 2, last + 1) if sentence.lower(i) in {",", "("}), last)
    if not all(sentence.tokens[i].capital or not sentence.is_word(i) for i in range(dash + 1, named + 1)):
        return None
    return Draft("signature", [sentence.span(0, dash - 1)], sentence.span(dash, dash), sentence.span(dash + 1, named))


def named_colon(sentence: Sentence) -> Draft | None:
    """`It did not surprise Jane Doe: "Q"`, `From the report: "Q"`, `Jane Doe's verdict: "Q"`: who speaks."""
    last = len(sentence) - 1
    quoted = sentence.previous_quoted[last] if not sentence.is_quoted(last) else last
    if quoted < 2 or sentence.lower(quoted - 1) != ":" or not sentence.tokens[quoted].long:
        return None
    phrase = left_phrase_without_apposition(sentence, quoted - 1)
    if phrase is None or not can_speak(sentence, phrase):
        return None
    if sentence.lower(phrase.last) in _UTTERANCES and sentence.lower(phrase.last - 1).endswith(("'s", "’s")):
        owner = sentence.span(phrase.first, phrase.last - 1)
        said = [sentence.span(quoted, sentence.content_end(quoted))]
        return Draft("verbless", said, sentence.span(phrase.last, phrase.last), Span(owner.start, owner.end - 2))
    documents = sentence.lexicon.cues.documents
    if not sentence.tokens[phrase.last].capital and sentence.lower(phrase.last) not in documents:
        return None
    content = [sentence.span(quoted, sentence.content_end(quoted))]
    source = sentence.span(phrase.first, phrase.last)
    return Draft("verbless", content, sentence.span(quoted - 1, quoted - 1), source)
