"""Frames around a whole quotation: before the cue, after it, or after a noun phrase."""

from __future__ import annotations

from annotations.text.cues import find_cues
from annotations.text.drafts import CuePlace, Match
from annotations.text.languages.base import words
from annotations.text.sentences import Phrase, Sentence
from annotations.text.speaker_right import right_phrase
from annotations.text.speakers import can_speak

MAX_TITLE_WORDS = 6
MAX_ADVERBIAL = 12
_OPENINGS = frozenset({":", "-", "–", "—", "―", "--"})
_LINKS = frozenset({",", "-", "–", "—", "―", "--"})
_ASKING = frozenset({"asked", "asks", "joked", "urged", "demanded"})
_LOOSE_SAY = words("said says wrote tweeted asked added stated")
_CLAUSE_LINKS = words("and but which who while as after")
_AFTER_NOUN_QUOTE = words("and but while as who which after for")
_PLACE_PREPOSITIONS = frozenset({"in", "on", "at", "during", "to", "of", "after"})


def after_quotation(place: CuePlace) -> Match | None:
    """`Q, X said` and `Q, said X`; a quotation further right joins: `Q1, X said. Q2`."""
    sentence, cue = place.sentence, place.cue
    quoted = sentence.previous_quoted[cue]
    if quoted < 0 or (place.word not in sentence.lexicon.cues.clausal and place.word not in _ASKING):
        return None
    start = quoted + 1
    while start < cue and sentence.lower(start) in _LINKS:
        start += 1
    found = _inverted_speaker(place, start) or _speaker_before_cue(place, start)
    if found is None or _is_title(place, quoted):
        return None
    content = [sentence.span(_content_start(sentence, quoted), quoted)]
    rest = sentence.next_quoted[cue]
    joined = rest >= 0 and not _another_cue(sentence, max(found.last, cue) + 1, rest)
    joined = joined and not _another_cue(sentence, _last_quoted(sentence) + 1, _last_quoted(sentence) + 5)
    if joined:
        content.append(sentence.span(rest, _last_quoted(sentence)))
    return Match("quotation-before", tuple(content), sentence.span(found.first, found.last), ends_sentence=joined)


def _is_title(place: CuePlace, quoted: int) -> bool:
    """`On the show "Sunday Morning," X said that C`: a short quotation inside a phrase that leads in names a thing."""
    sentence, cue = place.sentence, place.cue
    token = sentence.tokens[quoted]
    if quoted == 0 or token.inner_words > MAX_TITLE_WORDS or not sentence.is_word(quoted - 1):
        return False
    noun_like = sentence.lexicon.cues.noun_like
    if any(sentence.is_finite(i) and sentence.lower(i) not in noun_like for i in range(quoted)) or sentence.lower(
        cue + 1
    ) in {"", ",", ".", "in", "on", "at"}:
        return False
    return sentence.is_word(cue + 1)


def _inverted_speaker(place: CuePlace, start: int) -> Phrase | None:
    """`Q said X`."""
    sentence, cue = place.sentence, place.cue
    if start != cue or place.participle or place.word not in sentence.lexicon.cues.clausal:
        return None
    if sentence.lower(cue + 1) in {"that", "it", "to"} or sentence.any_lower(cue + 1, cue + 6, frozenset({"that"})):
        return None
    return right_phrase(sentence, cue + 1)


def _speaker_before_cue(place: CuePlace, start: int) -> Phrase | None:
    """`Q, X [, apposition,] said`."""
    sentence, cue, left = place.sentence, place.cue, place.left
    if left and left.first == start and place.speaks:
        return left
    if start >= cue or cue - start > 14 or sentence.lower(start) in sentence.lexicon.cues.every:
        return None
    last = cue - 1
    while last > start and sentence.lower(last) in sentence.lexicon.grammar.auxiliaries:
        last -= 1
    noun_like = sentence.lexicon.cues.noun_like
    if any(sentence.is_finite(i) and sentence.lower(i) not in noun_like for i in range(start, last + 1)):
        return None
    phrase = Phrase(start, last)
    return phrase if can_speak(sentence, phrase) else None


def _content_start(sentence: Sentence, quoted: int) -> int:
    """Words before the quotation are content too when they hold no cue of their own: `It is "…," he said`."""
    if quoted and sentence.lower(quoted - 1) in _OPENINGS:
        return quoted
    if any(cue < quoted for cue in find_cues(sentence)):
        return quoted
    start = sentence.first
    while start < quoted and sentence.lower(start) == ",":
        start += 1
    return start


def _last_quoted(sentence: Sentence) -> int:
    return sentence.previous_quoted[-1] if not sentence.tokens[-1].quoted else len(sentence) - 1


def _another_cue(sentence: Sentence, first: int, stop: int) -> bool:
    cues = sentence.lexicon.cues
    return any(sentence.lower(i) in cues.every and sentence.lower(i) not in cues.weak for i in range(first, stop))


def before_quotation(place: CuePlace) -> Match | None:
    """`X said Q` with at most a comma between."""
    sentence, cue = place.sentence, place.cue
    quoted = sentence.next_quoted[cue]
    if quoted < 0 or quoted - cue > 2 or any(sentence.lower(i) != "," for i in range(cue + 1, quoted)):
        return None
    if place.word not in sentence.lexicon.cues.clausal:
        return None
    last = quoted if ends_with_comma(sentence, quoted) else sentence.content_end(quoted)
    return Match("before-quotation", (sentence.span(quoted, last),))


def noun_phrase_quotation(place: CuePlace) -> Match | None:
    """`X called the plan "a disaster"`: the content ends with the quotation."""
    sentence, cue = place.sentence, place.cue
    cues = sentence.lexicon.cues
    quoted = sentence.next_quoted[cue]
    if quoted < 0 or quoted - cue >= 22 or place.word not in cues.noun_phrase:
        return None
    if any(_new_clause(sentence, i) for i in range(cue + 1, quoted)):
        return None
    last = quoted
    while (
        not ends_with_comma(sentence, last)
        and last + 1 < len(sentence)
        and not _quotation_part_ends(sentence, last + 1)
    ):
        last += 1
    return Match("noun-phrase-quotation", (sentence.span(cue + 1, min(last, sentence.content_end(cue + 1))),))


def _new_clause(sentence: Sentence, index: int) -> bool:
    cues = sentence.lexicon.cues
    if sentence.lower(index) in cues.clausal and sentence.lower(index) not in cues.weak:
        return True
    following = sentence.lower(index + 1)
    return sentence.lower(index) == "," and (following in _CLAUSE_LINKS or following.endswith("ing"))


def _quotation_part_ends(sentence: Sentence, index: int) -> bool:
    if sentence.lower(index) in {",", ";", "."}:
        return True
    if sentence.lower(index) in {"and", "but"} and sentence.lower(index + 1) in sentence.lexicon.cues.every:
        return True
    if not sentence.is_quoted(index):
        return False
    return ends_with_comma(sentence, index) or sentence.lower(index + 1) in _AFTER_NOUN_QUOTE


def _clause_before(place: CuePlace) -> int | None:
    """The last token of a clause with a quotation before `, X said at a rally, Q`; it is content as well."""
    sentence, left = place.sentence, place.left
    if left is None or left.first < 3 or sentence.lower(left.first - 1) != ",":
        return None
    return left.first - 2 if sentence.previous_quoted[left.first] >= 0 else None


def ends_with_comma(sentence: Sentence, index: int) -> bool:
    """Whether a quotation stands at `index` whose last mark is a comma: the reporter goes on behind it."""
    return sentence.is_quoted(index) and sentence.tokens[index].text.rstrip("\"”'’").endswith(",")


def later_quotation(place: CuePlace) -> Match | None:
    """`X told reporters on Friday Q`, `X said it was Q`, `X recalled a year later, Q`."""
    sentence, cue = place.sentence, place.cue
    quoted = sentence.next_quoted[cue]
    tell = place.word in sentence.lexicon.cues.tell
    if quoted < 0 or quoted - cue > 14 or any(sentence.is_finite(i) for i in range(cue + 1, quoted)):
        return None
    if not (tell or place.word in _LOOSE_SAY or _after_adverbial(place, quoted)):
        return None
    start = quoted
    direct_object = sentence.lower(cue + 1) not in _PLACE_PREPOSITIONS and not sentence.any_lower(
        cue + 1, quoted, frozenset({","})
    )
    if place.word in sentence.lexicon.cues.bare and not tell and direct_object:
        start = cue + 1
    content = [sentence.span(start, sentence.content_end(start))]
    if (before := _clause_before(place)) is not None:
        content.insert(0, sentence.span(0, before))
    return Match("later-quotation", tuple(content))


def _after_adverbial(place: CuePlace, quoted: int) -> bool:
    """Whether nothing but time and place stand between the cue and `, Q`: "asked a year later, Q"."""
    sentence = place.sentence
    clausal = place.word in sentence.lexicon.cues.clausal or place.word in _ASKING
    return clausal and quoted - place.cue <= MAX_ADVERBIAL and sentence.lower(quoted - 1) in {",", ":"}
