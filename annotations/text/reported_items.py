"""The light rules' view of a sentence: words, marks, and whole quotations as single items, with its reporting words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Literal

from annotations.text.languages.base import Language
from annotations.text.languages.reporting import Reporting, fold
from annotations.text.quotations import Quotation
from annotations.text.spans import Span

_ITEM = re.compile(
    r"(?P<word>(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=\w)"
    r"|\w[\w\u0300-\u036f\u0640\u064b-\u065f\u0670]*(?:[-'’.](?=[^\W\d_])\w[\w\u0300-\u036f\u064b-\u065f\u0670]*)*)"
    r"|(?P<mark>([^\w\s])\3*)",
    re.IGNORECASE,
)
MAX_ITEMS = 300
MAX_GROUP = 4
MAX_CUES = 12

Kind = Literal["word", "mark", "quote"]


@dataclass(frozen=True, slots=True)
class Item:
    """A word, a run of one mark or a whole quotation. `folded` is "" for a quotation."""

    start: int
    end: int
    text: str
    folded: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Cue:
    """The items first..last that report; `particle`: what must follow; `clitic`: the pronoun glued to it."""

    first: int
    last: int
    span: Span
    particles: frozenset[str] = frozenset()
    clitic: Span | None = None


@dataclass(slots=True)
class Clause:
    """One sentence of the reporter. `cues` are in order."""

    items: list[Item]
    reporting: Reporting
    language: Language
    cues: list[Cue] = field(default_factory=list)
    cue_starts: dict[int, Cue] = field(default_factory=dict)
    cue_ends: set[int] = field(default_factory=set)
    has_quote: bool = False

    def __post_init__(self) -> None:
        place = 0
        while place < len(self.items) and len(self.cues) < MAX_CUES:
            found = _cue_at(self.items, place, self.reporting)
            if found:
                self.cues.append(found)
            place = found.last + 1 if found else place + 1
        self.cue_starts = {cue.first: cue for cue in self.cues}
        self.cue_ends = {cue.last for cue in self.cues}
        self.has_quote = any(item.kind == "quote" for item in self.items)

    def folded(self, place: int) -> str:
        """The item in folded form; "" outside the clause and for quotations."""
        return self.items[place].folded if 0 <= place < len(self.items) else ""

    def is_quote(self, place: int) -> bool:
        """Whether a quotation stands at `place`."""
        return 0 <= place < len(self.items) and self.items[place].kind == "quote"

    def is_word(self, place: int) -> bool:
        """Whether a word stands at `place`."""
        return 0 <= place < len(self.items) and self.items[place].kind == "word"

    def cue_at(self, place: int) -> Cue | None:
        """The cue that begins at `place`."""
        return self.cue_starts.get(place)

    def span(self, first: int, last: int) -> Span:
        """The span from the start of item `first` to the end of item `last`."""
        return Span(self.items[first].start, self.items[last].end)

    def inside(self, place: int) -> Clause:
        """The words of the quotation at `place` as a clause; empty when they are too many."""
        quotation = self.items[place]
        items = list(_plain(quotation.text, 0, len(quotation.text), self.language))
        moved = [replace(item, start=item.start + quotation.start, end=item.end + quotation.start) for item in items]
        return Clause(moved if len(moved) <= MAX_ITEMS else [], self.reporting, self.language)

    def last_content(self, first: int) -> int:
        """The last item without the final punctuation, not before `first`."""
        last = len(self.items) - 1
        while last > first and self.items[last].kind == "mark" and self.items[last].text[0] in ".!?…,;:۔؟":
            last -= 1
        return last

    def words_between(self, first: int, stop: int) -> int:
        """How many words stand in first..stop (excluded); a quotation counts its own."""
        return sum(len(self.items[i].text.split()) for i in range(first, stop) if self.items[i].kind != "mark")


def _cue_at(items: Sequence[Item], place: int, reporting: Reporting) -> Cue | None:
    item = items[place]
    if item.kind != "word":
        return None
    if item.folded in reporting.group_starts and (found := _group(items, place, reporting)):
        return found
    if item.folded in reporting.cues:
        return Cue(place, place, Span(item.start, item.end))
    return _compound(items, place, reporting) or _glued(item, place, reporting)


def _group(items: Sequence[Item], place: int, reporting: Reporting) -> Cue | None:
    """`ifade etti`, `s'est étonné`, `s'étonne-t-elle`."""
    for size in range(min(MAX_GROUP, len(items) - place), 1, -1):
        last = items[place + size - 1]
        if " ".join(item.folded for item in items[place : place + size]) in reporting.cues:
            return Cue(place, place + size - 1, Span(items[place].start, last.end))
    return _reflexive(items, place, reporting)


def _reflexive(items: Sequence[Item], place: int, reporting: Reporting) -> Cue | None:
    """`s'étonne-t-elle`, `se souvient-il`."""
    last = items[place + 1] if place + 1 < len(items) else items[place]
    clitic = _clitic(last, reporting)
    for ending in reporting.clitics:
        if clitic and f"{items[place].folded} {last.folded.removesuffix(ending)}" in reporting.cues:
            return Cue(place, place + 1, Span(items[place].start, last.end - len(ending)), clitic=clitic)
    return None


def _compound(items: Sequence[Item], place: int, reporting: Reporting) -> Cue | None:
    """`a déclaré`, `a également déclaré`, `a-t-il dit`."""
    first = items[place]
    if first.folded not in reporting.auxiliaries:
        return None
    step = 2 if place + 2 < len(items) and items[place + 1].folded in reporting.adverbs else 1
    if place + step >= len(items) or items[place + step].folded not in reporting.participles:
        return None
    last, clitic = items[place + step], _clitic(first, reporting)
    return Cue(place, place + step, Span(last.start if clitic else first.start, last.end), clitic=clitic)


def _glued(item: Item, place: int, reporting: Reporting) -> Cue | None:
    """`affirme-t-il`, `وقال`, and `teilte`, which reports only together with `mit`."""
    clitic, word = _clitic(item, reporting), item.folded
    for ending in reporting.clitics if clitic else ():
        if word.endswith(ending) and word.removesuffix(ending) in reporting.cues:
            return Cue(place, place, Span(item.start, item.end - len(ending)), clitic=clitic)
    if word[:1] and word[0] in reporting.prefixes and word[1:] in reporting.cues:
        return Cue(place, place, Span(item.start, item.end))
    particles = reporting.particle_of.get(word)
    return Cue(place, place, Span(item.start, item.end), particles) if particles else None


def _clitic(item: Item, reporting: Reporting) -> Span | None:
    for ending in reporting.clitics:
        if item.folded.endswith(ending):
            pronoun = ending.rsplit("-", 1)[1]
            return Span(item.end - len(pronoun), item.end)
    return None


def read_items(text: str, span: Span, quotations: Sequence[Quotation], language: Language) -> list[Item]:
    """The items of text[span]; `quotations` are those inside it, in order."""
    found: list[Item] = []
    at = span.start
    for quotation in quotations:
        found += _plain(text, at, quotation.span.start, language)
        said = text[quotation.span.start : quotation.span.end]
        found.append(Item(quotation.span.start, quotation.span.end, said, "", "quote"))
        at = quotation.span.end
    return found + list(_plain(text, at, span.end, language))


def _plain(text: str, start: int, end: int, language: Language) -> Iterator[Item]:
    at = start
    while match := _ITEM.search(text, at, end):
        at = match.end()
        if match.group("mark"):
            yield Item(match.start(), at, match.group(), match.group(), "mark")
            continue
        word = match.group()
        if at < end and text[at] == "." and (word + "." in language.breaks.never or _is_initial(word)):
            at += 1
            word += "."
        yield Item(match.start(), at, word, fold(word.rstrip(".")), "word")


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def read_clauses(items: Sequence[Item], ends: Set[int], language: Language, reporting: Reporting) -> Iterator[Clause]:
    """Items cut at the statements' ends. A clause of more than MAX_ITEMS items is passed over."""
    first = 0
    for place, item in enumerate(items):
        last = place + 1 == len(items)
        if last or (item.end in ends and not _goes_on(items, place, reporting)):
            if place + 1 - first <= MAX_ITEMS:
                yield Clause(list(items[first : place + 1]), reporting, language)
            first = place + 1


def _goes_on(items: Sequence[Item], place: int, reporting: Reporting) -> bool:
    """`"…." قال الوزير`: a cue right after a quotation belongs to it."""
    return items[place].kind == "quote" and items[place + 1].folded in reporting.cues
