"""From one matrix sentence to drafts of its attributions: every cue is tried against the frames, first match wins."""

from __future__ import annotations

from collections.abc import Callable

from annotations.text.cues import chain_start, find_cues
from annotations.text.drafts import CuePlace, Draft, Match
from annotations.text.frames_clause import as_clause, bare, colon, relative, that_clause
from annotations.text.frames_final import final, final_inverted
from annotations.text.frames_object import document_finding, noun_phrase, prepositional, request
from annotations.text.frames_open import open_draft
from annotations.text.frames_passive import passive_drafts
from annotations.text.frames_quoted import (
    after_quotation,
    before_quotation,
    later_quotation,
    noun_phrase_quotation,
)
from annotations.text.frames_verbless import named_colon, signature
from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span, any_overlap
from annotations.text.speaker_phrase import can_speak, left_phrase, right_phrase

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

_ANONYMOUS = frozenset({"before-quotation", "quotation-before"})
_HANGING = frozenset({",", ";", "and", "but", "also", "later", "then", "again", "while", "whereas", "-", "—", "–"})
_BE = words("is was are were be been")
_INNER_CLAUSES = words("who which that with alongside")
_BEFORE_PARTICIPLES = words(", ; - — – -- ) and or but while when after before by in without instead")
_SUBJECT_FROM_SENTENCE = frozenset({"said", "says", "told"})


def drafts_of(sentence: Sentence) -> list[Draft]:
    """The attributions of one matrix sentence, in order of their cues. At most one for "according to X"."""
    found = _by_cues(sentence)
    if according := _according(sentence):
        found = [according, *(draft for draft in found if not _meets(draft, according))]
    found += [draft for draft in passive_drafts(sentence) if not any(_meets(draft, other) for other in found)]
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
        if draft is None or not _fits_after(place, drafts, match):
            continue
        if match.final:
            drafts = [earlier for earlier in drafts if earlier.content[0].start >= match.content[0].end]
        drafts.append(draft)
        if match.final or match.ends_sentence:
            after = max(draft.cue.end, draft.content[-1].end)
    _inherit(sentence, drafts)
    if drafts:
        return drafts
    found = signature(sentence) or open_draft(sentence) or named_colon(sentence)
    return [found] if found else []


def _place(sentence: Sentence, cue: int) -> CuePlace:
    if _shares_subject(sentence, cue):
        return CuePlace(sentence, cue, None, False, "")
    chain = chain_start(sentence, cue)
    left = left_phrase(sentence, cue if chain is None else chain)
    return CuePlace(sentence, cue, left, can_speak(sentence, left), "")


def _shares_subject(sentence: Sentence, cue: int) -> bool:
    """`…, saying C`, `… while insisting C`: what stands before a participle is not its subject."""
    if not sentence.lower(cue).endswith("ing"):
        return False
    before = cue - 1
    while before > 0 and sentence.is_adverb(before):
        before -= 1
    if before < 0 or sentence.is_quoted(before) or sentence.lower(before) in _BEFORE_PARTICIPLES:
        return before >= 0
    left = left_phrase(sentence, cue)
    if left is None or sentence.lower(before) in _BE or sentence.any_lower(left.first, left.last, _INNER_CLAUSES):
        return False
    return any(_is_verb(sentence, i) for i in range(left.first, left.last))


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
        return Draft(match.rule, list(match.content), span, _source(sentence, place.left))
    if match.rule == "that-clause" and place.left and _may_speak(sentence, place.left):
        return Draft(match.rule, list(match.content), span, sentence.span(place.left.first, place.left.last))
    shared = place.participle or (match.rule == "bare-clause" and place.word in _SUBJECT_FROM_SENTENCE)
    if (
        match.rule in {"noun-phrase", "prepositional", "request", "bare-clause", "dated-clause", "relative-clause"}
        and not shared
    ):
        return None
    if _continues_subject(place) or (
        place.word in _SUBJECT_FROM_SENTENCE and match.rule in {"before-quotation", "colon", "that-clause"}
    ):
        return Draft(match.rule, list(match.content), span, None, inherits=True)
    return None


def _source(sentence: Sentence, phrase: Phrase) -> Span:
    """The span of the phrase, without the verb in "He's telling"."""
    span = sentence.span(phrase.first, phrase.last)
    pronoun = sentence.lower(phrase.last).replace("’", "'").partition("'")
    if pronoun[1] and pronoun[0] in sentence.lexicon.grammar.pronouns:
        return Span(span.start, sentence.tokens[phrase.last].start + len(pronoun[0]))
    return span


def _may_speak(sentence: Sentence, phrase: Phrase) -> bool:
    """A lenient test for `… say that C`: any noun phrase that starts its clause."""
    grammar = sentence.lexicon.grammar
    first, last = sentence.lower(phrase.first), sentence.lower(phrase.last)
    if first in grammar.not_subject_starts or last in grammar.not_subject_ends or phrase.first > 2:
        return False
    return last.endswith("s") or last in grammar.person_starts


def _continues_subject(place: CuePlace) -> bool:
    """`…, adding that C`, `… and said C`: the cue shares the subject of its sentence."""
    sentence, cue = place.sentence, place.cue
    if place.participle or _before_adverbs(sentence, cue) in {"and", "but"}:
        return True
    return place.left is None and cue > 0 and (sentence.lower(cue - 1) == "," or sentence.is_quoted(cue - 1))


def _before_adverbs(sentence: Sentence, cue: int) -> str:
    """The word before the cue and its adverbs: "and" in "and repeatedly says"."""
    before = cue - 1
    while before > 0 and sentence.is_adverb(before):
        before -= 1
    return sentence.lower(before)


def _cue_span(sentence: Sentence, cue: int) -> Span:
    """The cue with the auxiliaries and negations right before it ("has not said"), without adverbs."""
    chain = chain_start(sentence, cue)
    first = cue if chain is None else chain
    while first > 0 and sentence.lower(first - 1) in sentence.lexicon.grammar.auxiliaries:
        first -= 1
    return sentence.span(first, cue)


def _fits_after(place: CuePlace, drafts: list[Draft], match: Match) -> bool:
    """Whether the draft may stand beside the one before; cuts the content of that one when it goes on with this cue."""
    if not drafts or match.final:
        return True
    sentence, last = place.sentence, drafts[-1]
    part = last.content[-1]
    cue = sentence.tokens[place.cue]
    if not part.start < cue.start < part.end:
        return True
    if match.rule == "quotation-before":
        return _before_own_quotation(sentence, last, match)
    if not _coordinated(place, match.rule):
        return False
    cut = place.cue - 1
    if place.left and place.speaks and place.left.first <= place.cue:
        cut = place.left.first - 1
    while cut > 0 and not sentence.is_quoted(cut) and _hangs(sentence, cut):
        cut -= 1
    if sentence.tokens[cut].end > part.start:
        last.content[-1] = Span(part.start, sentence.tokens[cut].end)
    return True


def _before_own_quotation(sentence: Sentence, last: Draft, match: Match) -> bool:
    """`X said that C - "Q," she said`: C ends before Q; in `X scolded him: "Q," she said` Q stays with the first cue."""
    part, quotation = last.content[-1], match.content[0]
    if quotation.start <= part.start:
        last.content[-1] = Span(part.start, min(part.end, max(quotation.end, part.start + 1)))
        return False
    cut = next(i for i, token in enumerate(sentence.tokens) if token.start >= quotation.start) - 1
    while cut > 0 and not sentence.is_quoted(cut) and _hangs(sentence, cut):
        cut -= 1
    if sentence.tokens[cut].end > part.start:
        last.content[-1] = Span(part.start, sentence.tokens[cut].end)
    return True


def _hangs(sentence: Sentence, index: int) -> bool:
    return sentence.lower(index) in _HANGING


def _coordinated(place: CuePlace, rule: str) -> bool:
    sentence, cue, left = place.sentence, place.cue, place.left
    if place.participle or _before_adverbs(sentence, cue) in {"and", "but"} or place.word in {"added", "adding"}:
        return True
    if left is None or left.first == 0:
        return False
    before = sentence.lower(left.first - 1)
    if before == "," and rule in {"before-quotation", "quotation-before"}:
        return True
    if before in {"while", "whereas", "but"} and sentence.lower(left.first - 2) in {",", ";", "-", "—", "–"}:
        return True
    return before in {"and", "but"} and sentence.lower(left.first) in sentence.lexicon.grammar.pronouns


def _inherit(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give drafts without a source of their own the source of the sentence, or its grammatical subject.

    Who finds neither and holds no quotation is dropped: nobody could check it.
    """
    main = next((draft.source for draft in drafts if draft.source), None)
    for draft in drafts:
        if draft.inherits:
            named = main if main and main.start < draft.cue.start else None
            draft.source = named or _subject(sentence, draft.cue.start)
    drafts[:] = [draft for draft in drafts if draft.source or draft.sourceless or draft.rule in _ANONYMOUS]


def _subject(sentence: Sentence, before: int) -> Span | None:
    """The noun phrase left of the first finite verb before the offset."""
    for index in range(_main_clause(sentence) + 1, len(sentence)):
        token = sentence.tokens[index]
        if token.start >= before:
            return None
        if _is_verb(sentence, index):
            phrase = left_phrase(sentence, index)
            if phrase and can_speak(sentence, phrase) and sentence.lower(phrase.first) != "who":
                return sentence.span(phrase.first, phrase.last)
    return None


def _main_clause(sentence: Sentence) -> int:
    """Where the main clause starts: after the first comma when the sentence opens with "When", "While", "After"."""
    if sentence.lower(0) not in sentence.lexicon.grammar.subordinators:
        return 0
    return next((i + 1 for i in range(1, len(sentence)) if sentence.lower(i) == ","), 0)


def _is_verb(sentence: Sentence, index: int) -> bool:
    lower = sentence.lower(index)
    if sentence.is_finite(index) or lower in sentence.lexicon.grammar.irregular_past:
        return True
    return lower.endswith("ed") and lower == sentence.tokens[index].text


def _according(sentence: Sentence) -> Draft | None:
    """`According to X, C`, `C, according to X` and `As stated in X, C`."""
    lexicon = sentence.lexicon
    for index, lower in enumerate(sentence.lowers):
        if lower not in lexicon.according_starts:
            continue
        length = next((len(words) for words in lexicon.according if _stands_at(sentence, index, words)), 0)
        if length and (draft := _according_at(sentence, index, length)):
            return draft
    return None


def _stands_at(sentence: Sentence, index: int, words: tuple[str, ...]) -> bool:
    return all(sentence.lower(index + offset) == word for offset, word in enumerate(words))


def _according_at(sentence: Sentence, index: int, length: int) -> Draft | None:
    source = right_phrase(sentence, index + length)
    if source is None:
        return None
    after = source.last + 1
    fronted = sentence.lower(after) == "," and not any(sentence.is_finite(i) for i in range(index))
    first, last = sentence.first, index - 1
    if fronted and index > first + 1 and sentence.lower(after + 1) in sentence.lexicon.grammar.finite:
        content = [sentence.span(first, index - 2), sentence.span(after + 1, sentence.content_end(after + 1))]
        cue = sentence.span(index, index + length - 1)
        return Draft("according", content, cue, sentence.span(source.first, source.last))
    if index <= sentence.first + 1 or fronted:
        first, last = after, len(sentence) - 1
        while first <= last and sentence.lower(first) == ",":
            first += 1
        last = sentence.content_end(first) if first <= last else -1
    while last > first and sentence.lower(last) == ",":
        last -= 1
    if last < first or (last == first and not sentence.is_quoted(first)):
        return None
    cue = sentence.span(index, index + length - 1)
    return Draft("according", [sentence.span(first, last)], cue, sentence.span(source.first, source.last))
