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
_RUN = re.compile(rf"(?<!\w){_PIECE}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_PIECE})*")
_PIECES = re.compile(r"\S+")
_POSSESSIVE = re.compile(r"['’]s?$")
MAX_NAME_WORDS = 5


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
    for run in _RUN.finditer(text, start, end):
        group: list[re.Match[str]] = []
        for piece in _PIECES.finditer(text, run.start(), run.end()):
            group.append(piece)
            if _POSSESSIVE.search(piece.group()):
                yield from _name(group, lexicon)
                group = []
        yield from _name(group, lexicon)


def _name(pieces: list[re.Match[str]], lexicon: Lexicon) -> Iterator[Name]:
    """The name inside a run of capitalised words, without what leads it in and without titles."""
    people, grammar = lexicon.people, lexicon.grammar
    pieces = list(pieces[-3 * MAX_NAME_WORDS :])
    while pieces and (_key(pieces[0]) in people.not_names or _key(pieces[0]) in grammar.days):
        pieces.pop(0)
    while pieces and (_key(pieces[-1]) in grammar.days or _key(pieces[-1]) in people.not_names):
        pieces.pop()
    cut = _titles_end(pieces, people)
    name, titles = pieces[cut:], [_key(piece) for piece in pieces[:cut]]
    if not name:
        return
    last = _POSSESSIVE.sub("", name[-1].group())
    if not last:
        return
    words = [piece.group() for piece in name[:-1]] + [last]
    yield Name(Span(name[0].start(), name[-1].start() + len(last)), " ".join(words), tuple(titles))


def _key(piece: re.Match[str]) -> str:
    return _POSSESSIVE.sub("", piece.group()).lower().rstrip(".")


def _titles_end(pieces: list[re.Match[str]], people: People) -> int:
    """The index of the first piece after the last title; a run of titles only holds no name."""
    last = max((i for i, piece in enumerate(pieces) if _key(piece) in people.titles), default=-1)
    return last + 1


def is_person_like(name: str, people: People) -> bool:
    """Whether nothing in the name betrays an organisation: no "Ministry", not all capitals."""
    lowered = name.lower().split()
    return not any(word in people.organisation_words for word in lowered) and not (name.isupper() and len(name) > 1)
