"""Whose words a cue without a speaker of its own reports: the subject it shares with its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.text.drafts import CuePlace, Draft
from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span, any_overlap
from annotations.text.speaker_left import left_phrase
from annotations.text.speakers import can_speak

_ANONYMOUS = frozenset({"before-quotation", "quotation-before"})
_RELATIVES = frozenset({"who", "which"})
_QUOTING = words("quoted quotes quoting cited cites citing paraphrased")
MAX_QUOTED = 14
MAX_SHORT_PHRASE = 6
MAX_JOINED = 16
_INNER_CLAUSES = words("who which that with alongside")
_BEFORE_PARTICIPLES = words(", ; - — – -- ) and or but while when after before by in without instead")


def shares_subject(sentence: Sentence, cue: int) -> bool:
    """`…, saying C`, `… while insisting C`: what stands before a participle is not its subject."""
    if not sentence.lower(cue).endswith("ing"):
        return False
    before = sentence.before(cue)
    if before < 0 or sentence.is_quoted(before) or sentence.lower(before) in _BEFORE_PARTICIPLES:
        return before >= 0
    left = left_phrase(sentence, cue)
    if left is None or sentence.is_copula(before) or sentence.any_lower(left.first, left.last, _INNER_CLAUSES):
        return False
    return any(_is_verb(sentence, i) for i in range(left.first, left.last))


def quoted_person(sentence: Sentence, cue: int) -> Phrase | None:
    """`The paper quoted Doe as saying C`: Doe, whose words they are; None when somebody "was quoted"."""
    if sentence.lower(cue - 1) != "as" or not sentence.lower(cue).endswith("ing"):
        return None
    for index in range(cue - 3, max(0, cue - MAX_QUOTED), -1):
        if sentence.lower(index) in _QUOTING and not sentence.is_copula(sentence.before(index)):
            return Phrase(index + 1, cue - 2)
    return None


def source_span(sentence: Sentence, phrase: Phrase) -> Span:
    """The span of the phrase, without the verb in "He's telling"; "who" comes with the name it stands for."""
    if phrase.first == phrase.last and sentence.lower(phrase.last) in _RELATIVES:
        return sentence.span(_antecedent(sentence, phrase.first), phrase.last)
    span = sentence.span(phrase.first, phrase.last)
    pronoun = sentence.lower(phrase.last).replace("’", "'").partition("'")
    if pronoun[1] and pronoun[0] in sentence.lexicon.grammar.pronouns:
        return Span(span.start, sentence.tokens[phrase.last].start + len(pronoun[0]))
    return span


def _antecedent(sentence: Sentence, relative: int) -> int:
    """Where the name before a relative pronoun starts: "Jane Doe, who", "the engineer who"."""
    last = relative - 2 if sentence.lower(relative - 1) == "," else relative - 1
    return short_phrase_start(sentence, last) if sentence.is_word(last) else relative


def short_phrase_start(sentence: Sentence, last: int) -> int:
    """Where a short noun phrase that ends at `last` starts: at the first capital of a name, else at its article."""
    first = last
    if sentence.tokens[last].capital:
        while sentence.is_word(first - 1) and sentence.tokens[first - 1].capital:
            first -= 1
        return first + 1 if first < last and first == sentence.first and _is_small(sentence, first) else first
    determiners = sentence.lexicon.grammar.determiners
    return next(
        (i for i in range(last, max(-1, last - MAX_SHORT_PHRASE), -1) if sentence.lower(i) in determiners), last
    )


def may_speak(sentence: Sentence, phrase: Phrase) -> bool:
    """A lenient test for `… say that C`: any noun phrase that starts its clause."""
    grammar = sentence.lexicon.grammar
    first, last = sentence.lower(phrase.first), sentence.lower(phrase.last)
    if first in grammar.not_subject_starts or last in grammar.not_subject_ends or phrase.first > 2:
        return False
    return last.endswith("s") or last in grammar.person_starts


def continues_subject(place: CuePlace) -> bool:
    """`…, adding that C`, `… and said C`: the cue shares the subject of its sentence."""
    sentence, cue = place.sentence, place.cue
    if place.participle or sentence.lower(sentence.before_verb(cue)) in {"and", "but"}:
        return True
    return place.left is None and cue > 0 and (sentence.lower(cue - 1) == "," or sentence.is_quoted(cue - 1))


def inherit_sources(sentence: Sentence, drafts: list[Draft]) -> None:
    """Give drafts without a source of their own the source of the sentence, or its grammatical subject.

    Who finds neither and holds no quotation is dropped: nobody could check it.
    """
    main = next((draft.source for draft in drafts if draft.source), None)
    said = [part for draft in drafts for part in draft.content]
    for draft in drafts:
        if draft.inherits:
            named = main if main and main.start < draft.cue.start else None
            joined = _coordinated(sentence, draft.cue.start, said)
            draft.source = joined or named or subject_before(sentence, draft.cue.start) or _opening_name(sentence)
    drafts[:] = [draft for draft in drafts if draft.source or draft.sourceless or draft.rule in _ANONYMOUS]


def _coordinated(sentence: Sentence, cue: int, said: Sequence[Span]) -> Span | None:
    """`…, while Doe called it wrong and said C`: the subject of the verb that "and" joins the cue to.

    Who stands in what somebody else `said` is not, but for the reporter's own "I".
    """
    at = next((i for i in range(len(sentence)) if sentence.tokens[i].start >= cue), 0)
    link = sentence.before_verb(at)
    if link < 1 or sentence.lower(link) not in {"and", "but"}:
        return None
    verb = next((i for i in range(link - 1, max(0, link - MAX_JOINED), -1) if _is_verb(sentence, i)), None)
    phrase = left_phrase(sentence, verb) if verb else None
    if phrase is None or not can_speak(sentence, phrase):
        return None
    subject, own = sentence.span(phrase.first, phrase.last), sentence.lower(phrase.last) in {"i", "we"}
    return subject if own or not any_overlap([subject], said) else None


def subject_before(sentence: Sentence, before: int) -> Span | None:
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


def _opening_name(sentence: Sentence) -> Span | None:
    """`Doe then appears on stage, saying C`: the name or the pronoun at the start of the sentence."""
    first, lower = sentence.first, sentence.lower(sentence.first)
    capitals = (i for i in range(first, len(sentence)) if not (sentence.is_word(i) and sentence.tokens[i].capital))
    last = next(capitals, len(sentence)) - 1
    if last > first or lower in sentence.lexicon.grammar.subject_pronouns:
        return sentence.span(first, last)
    return None if last < first or _is_small(sentence, first) else sentence.span(first, first)


def _is_small(sentence: Sentence, index: int) -> bool:
    """Whether a word that names nobody stands at `index`, whatever its case: "Since", "The", "Asking"."""
    lower, grammar = sentence.lower(index), sentence.lexicon.grammar
    closed = grammar.prepositions | grammar.subordinators | grammar.determiners | grammar.leading
    return lower in closed or sentence.is_adverb(index) or lower.endswith("ing")


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
