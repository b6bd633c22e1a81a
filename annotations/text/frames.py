"""From one matrix sentence to drafts of its attributions: every cue is tried against the frames, first match wins."""

from __future__ import annotations

from collections.abc import Callable

from annotations.text.cues import chain_start, find_cues
from annotations.text.drafts import CuePlace, Draft, Match
from annotations.text.fitting import fits_after
from annotations.text.frames_according import according_draft
from annotations.text.frames_clause import as_clause, bare, colon, relative
from annotations.text.frames_final import final, final_inverted
from annotations.text.frames_nominal import nominal_drafts
from annotations.text.frames_object import document_finding, noun_phrase, prepositional, request
from annotations.text.frames_open import open_draft
from annotations.text.frames_own_words import own_words
from annotations.text.frames_passive import passive_drafts
from annotations.text.frames_quoted import (
    after_quotation,
    before_quotation,
    later_quotation,
    noun_phrase_quotation,
)
from annotations.text.frames_that import that_clause
from annotations.text.frames_verbless import named_colon, signature
from annotations.text.sentences import Sentence
from annotations.text.spans import Span, any_overlap
from annotations.text.speaker_left import left_phrase
from annotations.text.speakers import can_speak
from annotations.text.subjects import (
    continues_subject,
    inherit_sources,
    may_speak,
    quoted_person,
    shares_subject,
    source_span,
)

Frame = Callable[[CuePlace], Match | None]

FRAMES: tuple[Frame, ...] = (
    after_quotation,
    as_clause,
    colon,
    that_clause,
    before_quotation,
    noun_phrase_quotation,
    later_quotation,
    final,
    final_inverted,
    relative,
    bare,
    document_finding,
    prepositional,
    request,
    noun_phrase,
)

_NEED_SUBJECT = frozenset({"noun-phrase", "prepositional", "request", "bare-clause", "dated-clause", "relative-clause"})
_QUOTING = frozenset({"before-quotation", "later-quotation", "colon"})
_WITHOUT_CUE = frozenset({"open-quotation", "verbless"})
_SUBJECT_FROM_SENTENCE = frozenset({"said", "says", "told"})


def drafts_of(sentence: Sentence) -> list[Draft]:
    """The attributions of one matrix sentence, in order of their cues. At most one for "according to X"."""
    found = _by_cues(sentence)
    if according := according_draft(sentence):
        found = [according, *(draft for draft in found if not _meets(draft, according))]
    elif (announced := own_words(sentence)) and all(draft.rule in _WITHOUT_CUE for draft in found):
        found = [announced]
    for draft in (*passive_drafts(sentence), *nominal_drafts(sentence)):
        if not any(_meets(draft, other) for other in found):
            found.append(draft)
    return found


def _meets(draft: Draft, other: Draft) -> bool:
    """Whether the two share contents, or one has its cue in what the other says."""
    spans, others = [*draft.content, draft.cue], [*other.content, other.cue]
    return any_overlap(spans, others)


def _by_cues(sentence: Sentence) -> list[Draft]:
    """The attributions with a reporting verb; when there is none, a quotation beside a verb in no list."""
    drafts: list[Draft] = []
    after = 0
    for cue in find_cues(sentence):
        if sentence.tokens[cue].start < after:
            continue
        place = _place(sentence, cue)
        if _first_person(place):
            continue
        match = next((match for frame in FRAMES if (match := frame(place))), None)
        if match is None:
            continue
        draft = _draft(place, match)
        if draft is None or not fits_after(place, drafts, match):
            continue
        if match.final:
            drafts = [earlier for earlier in drafts if earlier.content[0].start >= match.content[0].end]
        drafts.append(draft)
        if match.final or match.ends_sentence:
            after = max(draft.cue.end, draft.content[-1].end)
    inherit_sources(sentence, drafts)
    if drafts:
        return drafts
    found = signature(sentence) or open_draft(sentence) or named_colon(sentence)
    return [found] if found else []


def _place(sentence: Sentence, cue: int) -> CuePlace:
    if quoted := quoted_person(sentence, cue):
        return CuePlace(sentence, cue, quoted, can_speak(sentence, quoted))
    if shares_subject(sentence, cue):
        return CuePlace(sentence, cue, None, False)
    chain = chain_start(sentence, cue)
    left = left_phrase(sentence, cue if chain is None else chain)
    return CuePlace(sentence, cue, left, can_speak(sentence, left))


def _first_person(place: CuePlace) -> bool:
    left = place.left
    return bool(
        left
        and left.first == left.last
        and place.sentence.lower(left.first) in place.sentence.lexicon.grammar.first_second
    )


def _draft(place: CuePlace, match: Match) -> Draft | None:
    """The draft with its source: the frame's, the phrase on the left, or the subject of the sentence."""
    sentence, cue = place.sentence, place.cue
    span = _cue_span(sentence, cue)
    if match.source:
        return Draft(match.rule, list(match.content), span, match.source)
    if place.speaks and place.left:
        return Draft(match.rule, list(match.content), span, source_span(sentence, place.left))
    if match.rule == "that-clause" and place.left and may_speak(sentence, place.left):
        return Draft(match.rule, list(match.content), span, sentence.span(place.left.first, place.left.last))
    if match.rule in _QUOTING and sentence.lower(cue - 1) == "that" and cue > 1:
        return Draft(match.rule, list(match.content), span, sentence.span(cue - 1, cue - 1))
    shared = place.participle or (match.rule == "bare-clause" and place.word in _SUBJECT_FROM_SENTENCE)
    if match.rule in _NEED_SUBJECT and not shared:
        return None
    if continues_subject(place) or (
        place.word in _SUBJECT_FROM_SENTENCE and match.rule in {"before-quotation", "colon", "that-clause"}
    ):
        return Draft(match.rule, list(match.content), span, None, inherits=True)
    return None


def _cue_span(sentence: Sentence, cue: int) -> Span:
    """The cue with the auxiliaries and negations right before it ("has not said"), without adverbs."""
    chain = chain_start(sentence, cue)
    first = cue if chain is None else chain
    while first > 0 and sentence.lower(first - 1) in sentence.lexicon.grammar.auxiliaries:
        first -= 1
    return sentence.span(first, cue)
