"""Proper names in running text: where they stand, and the part of them that names a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.text.languages.base import Lexicon, People
from annotations.text.spans import Span

_UPPER = "".join(chr(code) for code in range(0x250) if chr(code).isupper()) + "\u0370-\u03ff\u0400-\u042f\u1e00-\u1eff"
_WORD = rf"[{_UPPER}](?:\w|[-'’](?=\w))*"
_DOTTED = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Col|Lt|Maj|Capt|Sgt|Prof|Rev|St|Jr|Sr)\."
_INITIAL = rf"(?:[{_UPPER}]\.)+"
_PIECE = rf"(?:{_DOTTED}|{_INITIAL}|{_WORD})"
_PARTICLE = r"(?:de|van|von|der|den|bin|al|el|la|da|del|di|dos|du|le|ibn)"
_RUN = re.compile(rf"(?<!\w){_PIECE}(?:(?:(?<=s)['’])?[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_PIECE})*")
_PIECES = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
_OWNERS = re.compile(r"s['’]$")
_POSSESSIVE_ENDS = frozenset("s'’")
_JOINTS = frozenset({" of ", " for ", " of the ", " for the "})
MAX_JOINT = 9
MAX_NAME_WORDS = 5

_Piece = tuple[int, str]
"""Where a word of a run starts, and the word without "'s"."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the titles before it; `span` and `text` leave the titles out."""

    span: Span
    text: str
    titles: tuple[str, ...]

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.text.rsplit(" ", 1)[-1]


def find_names(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Name]:
    """The names in text[start:end], in order. Linear in the length of the range."""
    for first, last, joined in _runs(text, start, end, lexicon.people):
        group: list[_Piece] = []
        for piece in _PIECES.finditer(text, first, last):
            word = piece.group()
            bare = _POSSESSIVE.sub("", word) if word[-1] in _POSSESSIVE_ENDS else word
            if _OWNERS.search(word) and _next_word(text, piece.end(), last) in lexicon.people.organisation_words:
                bare = word
            group.append((piece.start(), bare))
            if bare != word:
                yield from _name(group, lexicon, joined)
                group = []
        yield from _name(group, lexicon, joined)


def _next_word(text: str, start: int, stop: int) -> str:
    """The piece after `start`, in lower case: "union" in `Cyclists’ Union`."""
    following = _PIECES.search(text, start, stop)
    return following.group().lower() if following else ""


def _runs(text: str, start: int, end: int, people: People) -> Iterator[tuple[int, int, bool]]:
    """Runs of capitalised words; `Ministry of Defence` is one (joined) run."""
    held: tuple[int, int, bool] | None = None
    for run in _RUN.finditer(text, start, end):
        if held and _continues(text, held, run.start(), people):
            held = (held[0], run.end(), True)
            continue
        if held:
            yield held
        held = (run.start(), run.end(), False)
    if held:
        yield held


def _continues(text: str, held: tuple[int, int, bool], start: int, people: People) -> bool:
    """Whether only "of" or "for" stands between an organisation's head and the next run."""
    if start - held[1] > MAX_JOINT or held[2] or text[held[1] : start] not in _JOINTS:
        return False
    return text[held[0] : held[1]].rsplit(" ", 1)[-1].lower() in people.organisation_heads


def _name(pieces: list[_Piece], lexicon: Lexicon, joined: bool) -> Iterator[Name]:
    """The name inside a run of capitalised words, without what leads it in and without titles.

    In a `joined` run ("Ministry of Defence") no word is a title.
    """
    people, grammar = lexicon.people, lexicon.grammar
    pieces = pieces[-3 * MAX_NAME_WORDS :]
    keys = [word.lower().rstrip(".") for _, word in pieces]
    first, stop = 0, len(keys)
    while first < stop and (keys[first] in people.not_names or keys[first] in grammar.days or "-of-" in keys[first]):
        first += 1
    while stop > first and (keys[stop - 1] in people.not_names or keys[stop - 1] in grammar.days):
        stop -= 1
    cut = first if joined else _titles_end(keys, first, stop, people)
    name, titles = pieces[cut:stop], keys[first:cut]
    if name and name[-1][1]:
        start, last = name[-1]
        yield Name(Span(name[0][0], start + len(last)), " ".join(word for _, word in name), tuple(titles))


def _titles_end(keys: list[str], first: int, stop: int, people: People) -> int:
    """The index of the first piece after the last title; a run of titles only holds no name, but "UN" alone is one."""
    for last in range(stop - 1, first - 1, -1):
        if keys[last] in people.titles:
            return last if last == stop - 1 and keys[last] in people.state_initials else last + 1
    return first


def is_person_like(name: str, people: People) -> bool:
    """Whether nothing in the name betrays an organisation: no "Ministry", not all capitals."""
    return people.organisation_words.isdisjoint(name.lower().split()) and not (name.isupper() and len(name) > 1)
