"""Frames without a whole quotation: that-clauses, colons, bare clauses, clauses that end in "X said"."""

from __future__ import annotations

from annotations.text.drafts import CuePlace, Match
from annotations.text.sentences import Sentence
from annotations.text.speaker_phrase import can_speak, right_phrase

_LEADS = frozenset(
    ["in", "on", "at", "during", "after", "before", "as", "when", "while", "with", "for", "by", "from", "despite", "although", "though", "since", "under", "following", "speaking", "asked", "if", "because", "like", "even", "to", "until", "once", "but", "and"]
)
_LEADS_AFTER_BUT = frozenset(["in", "as", "when", "even", "after", "while", "on", "at"])
_CLAUSE_WORDS = frozenset({"that", "whether", "why", "how"})
_BARE_STOPS = frozenset(["in", "on", "at", "during", "to", "of", "after", "by", "about", "for", "with", "from", "and", "or", "as", "nothing", "yes", "no"])
_DATE_STARTS = frozenset(["in", "on", "at", "during", "after"])
_NOT_FACTS = frozenset({"is", "was"})
_NOT_RESUMED = frozenset("who which whose where when after before while as although though citing at in during on".split())
_PRONOUN_RELATIVES = frozenset({"which", "that", "who", "what"})
_REPORTER_GOES_ON = frozenset({"when", "after", "before", "as"})
_SAID_OBJECTS = frozenset("nothing yes no so goodbye farewell little much more hello thanks anything something".split())
_FINDING_CUES = frozenset("show shows showed found finds find revealed reveals suggests suggested suggest indicates indicated".split())
_ARTICLES = frozenset({"the", "there", "a"})
_NAMING = frozenset("called described dubbed labeled branded cited".split())
_NO_OBJECT = frozenset("by viciously up out down".split())
_PROMISING = frozenset("promised promises promise vowed vows vow threatened threatens pledged pledges".split())
_OBJECT_STOPS = frozenset("who which whose where when while although though but and after before as whom".split())
_SURE = frozenset({"say", "says", "said"})
_RELATIVES = frozenset({"who", "which", "whose", "where", "whom"})


def colon(place: CuePlace) -> Match | None:
    """`X said: C`."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.clausal:
        return None
    at = next((i for i in range(cue + 1, min(len(sentence), cue + 14)) if sentence.lower(i) == ":"), None)
    if at is None or at + 1 >= len(sentence) or _clause_between(sentence, cue + 1, at):
        return None
    return Match("colon", (sentence.span(at + 1, sentence.content_end(at + 1)),))


def _clause_between(sentence: Sentence, first: int, stop: int) -> bool:
    return any(sentence.is_finite(i) or sentence.is_quoted(i) for i in range(first, stop))


def reported_end(place: CuePlace, first: int) -> int:
    """The last token of a reported clause: where the reporter speaks on, or the end of the sentence."""
    sentence, left = place.sentence, place.left
    grammar = sentence.lexicon.grammar
    opened = left is not None and left.first == 1 and sentence.lower(0) in grammar.subordinators
    end = sentence.content_end(first)
    for index in range(first + 3, end):
        lower, following = sentence.lower(index), sentence.lower(index + 1)
        if lower == "but" and following in grammar.auxiliaries:
            return index - 1
        if lower == "," and (opened or following in _REPORTER_GOES_ON):
            return index - 1
        if lower == "," and following in {"and", "but"} and sentence.lower(index + 2) in grammar.subject_pronouns:
            return index - 1
    return end


def that_clause(place: CuePlace) -> Match | None:
    """`X said [on Tuesday] that C`; "that" is part of the content."""
    sentence = place.sentence
    if place.word not in sentence.lexicon.cues.clausal:
        return None
    at = _conjunction(sentence, place.cue)
    if at is None or at + 1 >= len(sentence):
        return None
    if _has_object(place, at):
        at = place.cue + 1
    return Match("that-clause", (sentence.span(at, reported_end(place, at)),))


def _has_object(place: CuePlace, at: int) -> bool:
    """`announced a plan that …`: "that" is a relative pronoun, and the object before it is content too."""
    sentence, first = place.sentence, place.cue + 1
    if sentence.lower(at) != "that" or at - first < 2 or place.word in sentence.lexicon.cues.tell:
        return False
    lower, grammar = sentence.lower(first), sentence.lexicon.grammar
    if lower in grammar.phrase_ends or lower in grammar.prepositions or sentence.is_day(first) or sentence.is_adverb(first):
        return False
    return lower in grammar.determiners or not sentence.tokens[first].capital


def _conjunction(sentence: Sentence, cue: int) -> int | None:
    noun_like = sentence.lexicon.cues.noun_like
    if sentence.lower(cue + 1) == "," and sentence.lower(cue + 2) not in _CLAUSE_WORDS:
        return None
    for index in range(cue + 1, min(len(sentence), cue + 16)):
        lower = sentence.lower(index)
        if sentence.is_quoted(index) or lower == ";":
            return None
        if lower in _CLAUSE_WORDS and not (lower == "that" and sentence.lower(index + 1) in _NOT_FACTS):
            return index
        if (sentence.is_finite(index) and lower not in noun_like) or _past_after_subject(sentence, index):
            return None
    return None


def _past_after_subject(sentence: Sentence, index: int) -> bool:
    before = sentence.tokens[index - 1]
    return sentence.lower(index).endswith("ed") and (before.capital or before.lower in sentence.lexicon.grammar.pronouns)


def final(place: CuePlace) -> Match | None:
    """`C, X said[, adjunct].` and `C1, X said, C2.`: what stands before the comma, and the clause after, is content."""
    sentence, left = place.sentence, place.left
    if left is None or left.first < 2 or sentence.lower(left.first - 1) != "," or not place.speaks:
        return None
    if place.word not in sentence.lexicon.cues.closing or left.last - left.first >= 14:
        return None
    stop = left.first - 1
    source = sentence.span(left.first, left.last)
    if (resumed := _resumed(place)) is not None:
        rest = sentence.span(resumed, sentence.content_end(resumed))
        return Match("parenthetical", (sentence.span(_after_lead(sentence, stop), stop - 1), rest), source, final=True)
    if _only_leads_in(sentence, stop) or not _is_clause(sentence, stop) or not _tail_is_adjunct(place):
        return None
    return Match("final", (sentence.span(0, stop - 1),), source, final=True)


def _is_clause(sentence: Sentence, stop: int) -> bool:
    """Whether the tokens before `stop` are at least four words with something like a verb among them."""
    words = sum(1 for i in range(stop) if sentence.is_word(i) or sentence.is_quoted(i))
    return words >= 3 and any(
        sentence.is_finite(i) or sentence.lower(i).endswith(("ed", "s")) or sentence.is_quoted(i) for i in range(stop)
    )


def _resumed(place: CuePlace) -> int | None:
    """Where the reported clause goes on after `, X said,`; None when only an adjunct follows."""
    sentence, after = place.sentence, place.cue + 1
    first = after + 1
    if sentence.lower(after) != "," or first >= len(sentence):
        return None
    lower = sentence.lower(first)
    if lower.endswith("ing") or lower in _NOT_RESUMED or sentence.is_day(first):
        return None
    return first if sentence.has_finite(first, len(sentence)) or sentence.is_quoted(first) else None


def _after_lead(sentence: Sentence, stop: int) -> int:
    """The start of the content: "But" and "And" before the clause are the reporter's when nothing else precedes."""
    return 1 if stop > 2 and sentence.lower(0) in {"but", "and"} and sentence.lower(1) == "," else 0


def _tail_is_adjunct(place: CuePlace) -> bool:
    """Whether nothing but "on Tuesday", ", speaking at …" follows the cue."""
    sentence, after = place.sentence, place.cue + 1
    grammar, cues = sentence.lexicon.grammar, sentence.lexicon.cues
    words = sum(1 for i in range(after, len(sentence)) if sentence.is_word(i))
    if words > 14 and sentence.lower(after) != ",":
        return False
    if any(
        sentence.is_finite(i) and sentence.lower(i) not in cues.noun_like for i in range(after, len(sentence))
    ):
        return False
    if after >= len(sentence) or sentence.lower(after) in {".", ",", ";"} or sentence.is_day(after):
        return True
    return (
        sentence.lower(after) in grammar.phrase_ends or sentence.is_adverb(after) or place.word in cues.tell
    )


def _only_leads_in(sentence: Sentence, stop: int) -> bool:
    """Whether the words before the comma are no clause of their own: "In Ohio, he said …", "When asked, she said …"."""
    first = sentence.lower(0)
    if first not in _LEADS:
        return False
    if not sentence.any_lower(0, stop, frozenset({","})):
        return not (first in {"but", "and"} and sentence.lower(1) not in _LEADS_AFTER_BUT)
    return first in {"but", "and"} and stop > 1 and sentence.lower(1) in _LEADS_AFTER_BUT


def final_inverted(place: CuePlace) -> Match | None:
    """`C, said X[, adjunct].`"""
    sentence, cue = place.sentence, place.cue
    cues = sentence.lexicon.cues
    if cue <= 4 or sentence.lower(cue - 1) != "," or place.word not in cues.closing:
        return None
    phrase = right_phrase(sentence, cue + 1)
    if phrase is None or not can_speak(sentence, phrase):
        return None
    after = phrase.last + 1
    relative = sentence.lower(after) == "," and sentence.lower(after + 1) in _RELATIVES
    if not relative and any(_starts_clause(sentence, i) for i in range(after, len(sentence))):
        return None
    ends = after >= len(sentence) or sentence.lower(after) in {".", ",", ";"}
    if (
        not ends
        and sentence.lower(after)
        not in sentence.lexicon.grammar.phrase_ends - sentence.lexicon.grammar.auxiliaries
    ):
        return None
    if not any(sentence.is_finite(i) or sentence.lower(i).endswith("ed") for i in range(cue - 1)):
        return None
    return Match(
        "final-inverted", (sentence.span(0, cue - 2),), sentence.span(phrase.first, phrase.last), final=True
    )


def _starts_clause(sentence: Sentence, index: int) -> bool:
    cues, grammar = sentence.lexicon.cues, sentence.lexicon.grammar
    if not sentence.is_finite(index) or sentence.lower(index) in cues.noun_like:
        return False
    return sentence.lower(index) not in grammar.auxiliaries or sentence.lower(index) in grammar.finite - {
        "should",
        "may",
        "might",
    }


def bare(place: CuePlace) -> Match | None:
    """`X said C` without "that": only after strong verbs and before a finite verb."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.bare or not sentence.is_word(cue + 1):
        return None
    start: int | None = cue + 1
    if place.word in sentence.lexicon.cues.tell:
        start = _after_object(sentence, cue)
    elif sentence.lower(cue + 1) in _BARE_STOPS or sentence.is_day(cue + 1):
        return _after_date(place)
    if start is None or not (sentence.has_finite(start + 1, len(sentence)) or _contracted(sentence, start) or _surely_clause(place, start)):
        return None
    clear = sentence.lexicon.grammar.pronouns | _ARTICLES
    if place.word in sentence.lexicon.cues.weak and sentence.lower(start) not in clear:
        return None
    return Match("bare-clause", (sentence.span(start, reported_end(place, start)),))


def _contracted(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun with its verb stands at `index`: "he's", "they're"."""
    subject = sentence.lower(index).replace("’", "'").partition("'")
    return bool(subject[1]) and subject[0] in sentence.lexicon.grammar.pronouns | {"that", "there"}


def _surely_clause(place: CuePlace, start: int) -> bool:
    """`says he admires …`: after say a noun phrase opens a clause although no verb of the closed lists follows."""
    sentence = place.sentence
    if place.word not in _SURE or len(sentence) - start < 4:
        return False
    grammar = sentence.lexicon.grammar
    if sentence.lower(start) in grammar.subject_pronouns | grammar.determiners or sentence.tokens[start].capital:
        return True
    return place.speaks and sentence.lower(start) not in _SAID_OBJECTS and not sentence.is_adverb(start)


def _after_object(sentence: Sentence, cue: int) -> int | None:
    """Where the clause starts in `told OBJECT C`."""
    starts = sentence.lexicon.grammar.pronouns | _ARTICLES
    for index in range(cue + 2, min(len(sentence) - 2, cue + 7)):
        if sentence.lower(index) in starts:
            return index
    return None


def _after_date(place: CuePlace) -> Match | None:
    """`X said on Wednesday C`, `X said in an interview C`."""
    sentence, start = place.sentence, place.cue + 1
    if sentence.lower(start) not in _DATE_STARTS and not sentence.is_day(start):
        return None
    grammar = sentence.lexicon.grammar
    while start < len(sentence) and (
        sentence.lower(start) in grammar.time_words
        or sentence.lower(start) in _DATE_STARTS
        or sentence.is_day(start)
        or sentence.tokens[start].text[0].isdigit()
    ):
        start += 1
    if not sentence.is_word(start) or not any(sentence.is_finite(i) for i in range(start + 1, len(sentence))):
        return None
    return Match("dated-clause", (sentence.span(start, reported_end(place, start)),))


def relative(place: CuePlace) -> Match | None:
    """`which critics said was unfair`: the verb phrase after the cue is content."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if place.word not in sentence.lexicon.cues.bare or left is None or not place.speaks or place.participle:
        return None
    if sentence.lower(cue + 1) not in sentence.lexicon.grammar.finite or sentence.lower(left.first - 1) not in _PRONOUN_RELATIVES:
        return None
    last = next((i - 1 for i in range(cue + 2, len(sentence)) if sentence.lower(i) == ","), sentence.content_end(cue + 1))
    return Match("relative-clause", (sentence.span(cue + 1, last),)) if last > cue + 1 else None


def document_finding(place: CuePlace) -> Match | None:
    """`The survey shows support falling`: polls and records speak without a finite clause."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if place.word not in _FINDING_CUES or left is None or sentence.lower(cue + 1) in _NO_OBJECT:
        return None
    documents = sentence.lexicon.cues.documents
    if not any(sentence.lower(i) in documents for i in range(left.first, left.last + 1)):
        return None
    if len(sentence) - cue < 4:
        return None
    return Match("document", (sentence.span(cue + 1, reported_end(place, cue + 1)),), sentence.span(left.first, left.last))


def noun_phrase(place: CuePlace) -> Match | None:
    """`X condemned the attack`: evaluative verbs with an object, no quotation needed."""
    sentence, cue = place.sentence, place.cue
    if place.word not in sentence.lexicon.cues.evaluative or not (_adds(place) if place.participle else place.speaks):
        return None
    if not sentence.is_word(cue + 1) or sentence.lower(cue + 1) in _NO_OBJECT or _names_thing(place):
        return None
    if sentence.lower(cue + 1) == "to" and place.word not in _PROMISING:
        return None
    last = _object_end(sentence, cue + 1)
    if sum(1 for i in range(cue + 1, last + 1) if sentence.is_word(i)) < 2:
        return None
    return Match("noun-phrase", (sentence.span(cue + 1, last),))


def _adds(place: CuePlace) -> bool:
    """`…, calling him a liar`: a participle that shares the subject of the sentence before the comma."""
    return place.cue > 3 and place.sentence.lower(place.cue - 1) in {",", "—", "–", "-", "and"}


def _names_thing(place: CuePlace) -> bool:
    """`a device called the E-meter`: a participle behind a noun, not somebody's act."""
    sentence, left = place.sentence, place.left
    if place.word not in _NAMING or left is None:
        return False
    last = sentence.tokens[left.last]
    return not (last.capital or last.lower in sentence.lexicon.grammar.pronouns or last.lower in sentence.lexicon.people.roles)


def _object_end(sentence: Sentence, first: int) -> int:
    """The last token of the object and what belongs to it: up to a new clause of the reporter."""
    end = sentence.content_end(first)
    for index in range(first + 1, end):
        lower, following = sentence.lower(index), sentence.lower(index + 1)
        if lower == "," and (following in _OBJECT_STOPS or following.endswith("ing")):
            return index - 1
        if lower in {"—", "–", "--", ";", "("} or (lower == "-" and sentence.tokens[index].start > sentence.tokens[index - 1].end):
            return index - 1
        if lower == "and" and (following in sentence.lexicon.cues.every or following.endswith("ed")):
            return index - 1
    return end
