"""The noun phrase on the left of a reporting word: "the minister [has also] said", "Jane Doe, 39, a teacher, said"."""

from __future__ import annotations

from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence
from annotations.text.speakers import can_speak

MAX_PHRASE = 23
MAX_APPOSITION = 40
MAX_BRACKET = 26
_HARD_STOPS = frozenset({",", ";", ":", "—", "–", "―", ".", "!", "?", "(", "--", "...", "…"})
_APPOSITION_STARTS = words("a an the his her its their who which one whose now then also former himself herself")
_CLAUSE_STOPS = frozenset({",", ";", ":", "—", "–", "―", ".", "!", "?", "--", "...", "…"})
_SENTENCE_STOPS = frozenset({";", ":", ".", "!", "?", "—", "–", "―", "--"})
_DASHES = frozenset({"—", "–", "―", "--", "-"})
_ADJUNCT_STARTS = words("in on at during after before when while speaking asked citing like along as with")
_NOUNS_BEFORE_NOUNS = frozenset({"news", "police", "intelligence", "press", "government", "media"})
_PLAIN_PREPOSITIONS = frozenset(
    {"with", "upon", "alongside", "of", "by", "without", "despite", "like", "about", "unlike"}
)


def left_phrase(sentence: Sentence, cue: int) -> Phrase | None:
    """The noun phrase that ends just before a cue, over adverbs and auxiliaries: "the minister [has also] said"."""
    last = cue - 1
    while last >= 0 and not sentence.is_quoted(last) and _between_subject_and_verb(sentence, last):
        last -= 1
    if _is_aside(sentence, last):
        last -= 3
    if last < 0 or sentence.is_quoted(last) or sentence.lower(last) in {"and", "but"}:
        return None
    if sentence.lower(last) == ",":
        return _with_apposition(sentence, last)
    if sentence.lower(last) == ")":
        return _before_bracket(sentence, last)
    if sentence.lower(last) in _DASHES:
        return _before_dashes(sentence, last)
    if not sentence.is_word(last) and sentence.lower(last) not in {"'", "’"}:
        return None
    if (head := _relative_head(sentence, last)) is not None:
        return Phrase(head, last)
    return _without_lead(sentence, _phrase_start(sentence, last), last)


def _relative_head(sentence: Sentence, last: int) -> int | None:
    """Where `people who live nearby` starts: a phrase up to `last` that holds a relative clause without commas."""
    pronouns = [index for index in range(last - 1, max(0, last - MAX_PHRASE), -1) if sentence.lower(index) == "who"]
    for who in reversed(pronouns):
        if any(sentence.is_quoted(i) or sentence.lower(i) in _CLAUSE_STOPS for i in range(who, last + 1)):
            continue
        head = left_phrase_without_apposition(sentence, who) if sentence.is_word(who - 1) else None
        verb = last - who > 1 or sentence.has_finite(who + 1, last + 1)
        if head and verb and can_speak(sentence, head):
            return head.first
    return None


def _is_aside(sentence: Sentence, comma: int) -> bool:
    """Whether `, however,` ends at `comma`: "The minister, meanwhile, said"."""
    if comma < 3 or sentence.lower(comma) != "," or sentence.lower(comma - 2) != ",":
        return False
    return sentence.is_adverb(comma - 1) or sentence.lower(comma - 1) in sentence.lexicon.grammar.leading


def _between_subject_and_verb(sentence: Sentence, index: int) -> bool:
    lower, auxiliaries = sentence.lower(index), sentence.lexicon.grammar.auxiliaries
    if lower == "since":
        return sentence.lower(index - 1) in auxiliaries
    return lower in auxiliaries or sentence.is_adverb(index)


def _before_bracket(sentence: Sentence, last: int) -> Phrase | None:
    """NAME (D-Fla.) CUE: the bracket belongs to the phrase."""
    for index in range(last - 1, max(-1, last - MAX_BRACKET), -1):
        if sentence.lower(index) == "(":
            before = left_phrase(sentence, index)
            return Phrase(before.first, last) if before else None
    return None


def _before_dashes(sentence: Sentence, last: int) -> Phrase | None:
    """`NAME — who is a lawyer — CUE`: the phrase before the first dash."""
    for index in range(last - 2, max(0, last - MAX_APPOSITION), -1):
        if sentence.lower(index) in _DASHES:
            before = left_phrase_without_apposition(sentence, index)
            return Phrase(before.first, last - 1) if before and can_speak(sentence, before) else None
    return None


def _phrase_start(sentence: Sentence, last: int) -> int:
    first = last
    while first > 0 and last - first < MAX_PHRASE and not _stops_before(sentence, first - 1):
        if sentence.lower(first) in sentence.lexicon.grammar.subject_pronouns and sentence.lower(first - 1) != "and":
            break
        if sentence.lower(first - 1) == ")":
            opened = next(
                (i for i in range(first - 2, max(-1, first - MAX_BRACKET), -1) if sentence.lower(i) == "("), None
            )
            if opened is None or opened == 0:
                break
            first = opened
            continue
        first -= 1
    return first


def _stops_before(sentence: Sentence, index: int) -> bool:
    """Whether the phrase that starts right after `index` cannot take the token at `index` in."""
    token, lower = sentence.tokens[index], sentence.lower(index)
    if token.quoted or lower in _HARD_STOPS or lower == "-" or lower in sentence.lexicon.grammar.subordinators:
        return True
    if sentence.is_finite(index):
        noun = (
            lower in sentence.lexicon.cues.noun_like
            and sentence.lower(index - 1) in sentence.lexicon.grammar.not_before_noun | _NOUNS_BEFORE_NOUNS
        )
        return not noun
    return lower == "and" and index > 0 and not _coordinates_names(sentence, index)


def _coordinates_names(sentence: Sentence, index: int) -> bool:
    """Whether "and" at `index` joins two parts of one subject: "Putin and Erdogan", "Merkel and her ministers"."""
    if sentence.lower(index - 1).endswith("s") and sentence.lower(index + 1) not in sentence.lexicon.grammar.pronouns:
        return _clause_starts_near(sentence, index - 1)
    if sentence.lower(index - 1) in sentence.lexicon.grammar.subject_pronouns:
        return True
    after = sentence.tokens[index + 1]
    if not sentence.tokens[index - 1].capital or sentence.lower(index - 1) == ",":
        return (
            not after.capital
            and after.lower not in sentence.lexicon.grammar.not_subject_ends
            and (_clause_starts_near(sentence, index - 1))
        )
    return after.capital or after.lower in {"his", "her", "their", "the"}


def _clause_starts_near(sentence: Sentence, index: int) -> bool:
    """Whether at most three words lead from the start of a clause to `index`: "Friends and former foes"."""
    first = index
    while first > 0 and index - first < 3 and sentence.lower(first - 1) not in _CLAUSE_STOPS:
        first -= 1
    starts = first == 0 or sentence.lower(first - 1) in _CLAUSE_STOPS
    return starts and not any(sentence.is_finite(i) for i in range(first, index))


def _without_lead(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """The phrase without "On Wednesday", "But", "With" in front of it."""
    grammar = sentence.lexicon.grammar
    while first < last and sentence.lower(first) in grammar.leading:
        first += 1
    if sentence.is_quantity(first):
        return Phrase(first, last)
    if sentence.lower(first) in grammar.time_starts and last - first >= 2:
        first += 1
        while first < last and sentence.tells_time(first):
            first += 1
    elif sentence.is_day(first) and last > first:
        first += 1
    if sentence.lower(first) in _PLAIN_PREPOSITIONS and first < last:
        first += 1
    while first <= last and not sentence.is_word(first):
        first += 1
    return Phrase(first, last) if first <= last else None


def _with_apposition(sentence: Sentence, comma: int) -> Phrase | None:
    """NAME, 39, a teacher from Ohio, CUE: from the name to the last apposition."""
    best: Phrase | None = None
    for place in range(comma - 1, max(0, comma - MAX_APPOSITION), -1):
        lower = sentence.lower(place)
        if sentence.is_quoted(place) or lower in _SENTENCE_STOPS:
            return best
        if lower != ",":
            continue
        if sentence.lower(place + 1) in {"and", "but", "or", "so"}:
            return best
        head = left_phrase_without_apposition(sentence, place)
        if not head or not _starts_clause(sentence, head.first) or not _is_head(sentence, head, comma):
            continue
        if sentence.lower(head.first - 1) in {"who", "which", "whose"}:
            continue
        if sentence.lower(place + 1) in _ADJUNCT_STARTS:
            return best or head
        if head.first == 0 or _starts_apposition(sentence, place + 1):
            best = Phrase(head.first, comma - 1)
            if sentence.lower(head.first) not in _APPOSITION_STARTS or sentence.lower(head.first - 1) != ",":
                return best
    return best


def _is_head(sentence: Sentence, head: Phrase, comma: int) -> bool:
    """Whether a name stands in the head or the apposition ("a teacher, Jane Doe,"), or the head is described further.

    "The report, published on Monday," and "the aides, led by Doe," are subjects as well.
    """
    if _is_named(sentence, head):
        return True
    if sentence.lower(head.first) not in sentence.lexicon.grammar.determiners or head.last - head.first >= 8:
        return False
    first = head.last + 2
    if sentence.lower(first) in _ADJUNCT_STARTS:
        return can_speak(sentence, head)
    if sentence.lower(first).endswith("ed") or sentence.lower(first) in {"which", "who", "led", "held", "made"}:
        return can_speak(sentence, head)
    return sentence.tokens[first].capital and _is_named(sentence, Phrase(first, comma - 1))


def left_phrase_without_apposition(sentence: Sentence, stop: int) -> Phrase | None:
    """The noun phrase that ends just before `stop`, with no comma in it."""
    if stop < 1 or not (sentence.is_word(stop - 1)):
        return _before_bracket(sentence, stop - 1) if sentence.lower(stop - 1) == ")" else None
    return _without_lead(sentence, _phrase_start(sentence, stop - 1), stop - 1)


def _is_named(sentence: Sentence, phrase: Phrase) -> bool:
    common = {"the", "a", "an", "in", "on", "at"}
    return any(
        sentence.is_word(index) and sentence.tokens[index].capital and sentence.lower(index) not in common
        for index in range(phrase.first, phrase.last + 1)
    )


def _starts_apposition(sentence: Sentence, index: int) -> bool:
    token, lower = sentence.tokens[index], sentence.lower(index)
    if (
        lower in _APPOSITION_STARTS
        or lower in sentence.lexicon.people.titles
        or token.text[:1].isdigit()
        or token.capital
    ):
        return True
    return lower.endswith(("ing", "ed", "man", "er", "or"))


def _starts_clause(sentence: Sentence, index: int) -> bool:
    before, grammar = sentence.lower(index - 1), sentence.lexicon.grammar
    if index == 0 or sentence.is_quoted(index - 1) or before in _HARD_STOPS or sentence.is_adverb(index - 1):
        return True
    return before in grammar.subordinators or before in grammar.coordinators or before in {'"', "”", ")"}
