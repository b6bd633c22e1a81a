"""Light rules: which words around a cue are the source."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.text.reported_items import Clause, Cue
from annotations.text.reported_names import name_of

MAX_SOURCE = 10
MAX_NAME = 4


@dataclass(frozen=True, slots=True)
class Phrase:
    """The items first..last (both included)."""

    first: int
    last: int


def right_of(clause: Clause, start: int) -> Phrase | None:
    """The source that begins at `start`, perhaps after adverbs: `el ministro de Exteriores, José Pérez`."""
    while clause.is_word(start) and _passed_over(clause, start):
        start += 1
    return _grown(clause, start, _phrase_end(clause, start))


def _passed_over(clause: Clause, place: int) -> bool:
    """Whether an adverb stands here, or a number with one behind it: `71 yaşındaki Dilek Hanım`."""
    number = clause.items[place].text.isdigit()
    return clause.folded(place + 1 if number else place) in clause.reporting.adverbs


def _phrase_end(clause: Clause, start: int) -> int:
    """The item after the phrase that begins at `start`."""
    if clause.folded(start) in clause.reporting.pronouns:
        return start + 1
    place = start
    while place < min(len(clause.items), start + MAX_SOURCE) and _inside(clause, place, start):
        place += 1
    return _noun_end(clause, start, place) if clause.reporting.nouns_capital else place


def _noun_end(clause: Clause, start: int, end: int) -> int:
    """German: the phrase ends with its last noun and goes on only over "der", "von": `der Sprecher der neuen Stadt`."""
    last, linked = start - 1, True
    for place in range(start, end):
        if clause.items[place].text[0].isupper():
            last, linked = place, False
        elif clause.folded(place) in clause.reporting.links:
            linked = True
        elif not linked and not clause.items[place].text.endswith("."):
            break
    return last + 1


def _inside(clause: Clause, place: int, start: int) -> bool:
    item, reporting = clause.items[place], clause.reporting
    if item.kind != "word" or item.text[0].isdigit() or clause.cue_at(place):
        return False
    small = item.folded in reporting.stops or item.folded in reporting.complementisers
    if place == start and reporting.according_glued and _glues(clause, place - 1):
        return True
    pronoun = item.folded in reporting.pronouns
    if item.folded in reporting.articles:
        return place == start or not small
    return pronoun or not small if place == start else not small and not pronoun


def _glues(clause: Clause, place: int) -> bool:
    """Whether `وفقا` stands at `place`, whose source has a preposition glued to it: `ووفقا لصحيفة النهر`."""
    return clause.folded(place).endswith(tuple(clause.reporting.according_glued))


def _grown(clause: Clause, start: int, end: int) -> Phrase | None:
    """The phrase with an apposition that names it: "der Minister, Hans Müller"."""
    first = Phrase(start, end - 1) if end > start else None
    phrase = _acceptable(clause, first)
    if phrase and clause.folded(end) == "،":
        return _grown_uncased(clause, phrase, end)
    if phrase is None or clause.folded(end) != "," or name_in(clause, phrase) or not clause.reporting.cased:
        return phrase
    after = _phrase_end(clause, end + 1)
    apposition = Phrase(end + 1, after - 1) if after > end + 1 else None
    if apposition and _is_name(clause, apposition) and clause.folded(start) in clause.reporting.articles:
        return Phrase(phrase.first, apposition.last)
    return phrase


def _grown_uncased(clause: Clause, phrase: Phrase, comma: int) -> Phrase:
    """`رئيس البلدية، سامر خليل، إن …`: two to four words between two commas, none of them a small one."""
    after = _phrase_end(clause, comma + 1)
    is_name = clause.folded(after) == "،" and 2 <= after - comma - 1 <= MAX_NAME
    return Phrase(phrase.first, after - 1) if is_name else phrase


def left_of(clause: Clause, cue: Cue, start: int = 0) -> Phrase | None:
    """The source that ends right before the cue, inside start..cue; an apposition between commas is passed over."""
    last = cue.first - 1
    while last >= start and clause.folded(last) in clause.reporting.adverbs:
        last -= 1
    if last > start and clause.folded(last) == ",":
        return _left_of_apposition(clause, cue, last, start)
    if last >= start and clause.folded(last) in clause.reporting.pronouns:
        return Phrase(last, last)
    return _back_from(clause, cue, last, start)


def _back_from(clause: Clause, cue: Cue, last: int, start: int) -> Phrase | None:
    first = last
    while first >= start and cue.first - first <= 2 * MAX_SOURCE and _inside_left(clause, first):
        first -= 1
    while first < last and clause.folded(first + 1) in clause.reporting.adverbs:
        first += 1
    opening = clause.folded(first + 1)
    if opening in clause.reporting.stops and opening not in clause.reporting.articles:
        return None
    return _acceptable(clause, Phrase(first + 1, last)) if first < last else None


def _inside_left(clause: Clause, place: int) -> bool:
    reporting, word = clause.reporting, clause.folded(place)
    ends = word in reporting.complementisers or word in reporting.adversatives
    return clause.is_word(place) and not ends and place not in clause.cue_ends


def _left_of_apposition(clause: Clause, cue: Cue, comma: int, start: int) -> Phrase | None:
    """`Hans Meier, Sprecher der Stadt, sagte`; `la porte-parole, Marie Petit, a dit`, whose apposition is the name."""
    opening = next((i for i in range(comma - 1, max(start, comma - MAX_SOURCE), -1) if clause.folded(i) == ","), None)
    if opening is None or any(not clause.is_word(i) for i in range(opening + 1, comma)):
        return None
    source, apposition = _back_from(clause, cue, opening - 1, start), Phrase(opening + 1, comma - 1)
    if source and not name_in(clause, source) and _names(clause, apposition):
        return Phrase(source.first, apposition.last)
    return source


def _acceptable(clause: Clause, phrase: Phrase | None) -> Phrase | None:
    """The phrase when it looks like somebody: pronoun, article with a noun, title or capital letter."""
    if phrase is None or phrase.last - phrase.first >= MAX_SOURCE:
        return None
    reporting, first = clause.reporting, clause.folded(phrase.first)
    if phrase.first == phrase.last and first in reporting.pronouns:
        return phrase
    while phrase.last > phrase.first and clause.folded(phrase.last) in reporting.nobody | reporting.adverbs:
        phrase = Phrase(phrase.first, phrase.last - 1)
    if all(clause.folded(i) in reporting.nobody for i in range(phrase.first, phrase.last + 1)):
        return None
    if not reporting.cased or first in reporting.articles or first in reporting.titles:
        return phrase
    return phrase if clause.items[phrase.first].text[0].isupper() else None


def name_in(clause: Clause, phrase: Phrase) -> str | None:
    """The name inside a source of a clause; see `name_of`."""
    return name_of("".join(_pieces(clause, phrase)), clause.reporting)


def _pieces(clause: Clause, phrase: Phrase) -> list[str]:
    return [item.text + " " for item in clause.items[phrase.first : phrase.last + 1]]


def _names(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is a name, perhaps behind an article and a title: `la Sra. Carmen Luna`."""
    titled = clause.folded(phrase.first) in clause.reporting.articles and phrase.first < phrase.last
    if titled and clause.folded(phrase.first + 1) in clause.reporting.titles:
        return name_in(clause, phrase) is not None
    return _is_name(clause, phrase)


def _is_name(clause: Clause, phrase: Phrase) -> bool:
    return clause.items[phrase.first].text[0].isupper() and name_in(clause, phrase) is not None
