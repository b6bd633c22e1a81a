"""Light rules: who a speaker is, from the names of the text: full names, surnames, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotations.text.languages.base import Language
from annotations.text.languages.reporting import Reporting, fold
from annotations.text.reported_frames import Found
from annotations.text.reported_names import name_of, without_ending

_PAIR = re.compile(r"(?<![\w’'.-])([^\W\d_][\w’'-]+) (?=([^\W\d_][\w’'-]+))")
_APPOSITION = re.compile(r"(?<=, )([^\W\d_][\w’'-]+ [^\W\d_][\w’'-]+)(?=,)")
NEAR = 450


@dataclass(frozen=True, slots=True)
class Names:
    """Full names as they stand in a text: by surname, and those set off by commas with their places, in order."""

    by_surname: dict[str, str]
    set_off: list[tuple[int, str]]

    def between(self, first: int, position: int) -> str | None:
        """The one name set off by commas in first..position, at most NEAR before its end; None when two are."""
        end = bisect_left(self.set_off, (position, ""))
        start = bisect_left(self.set_off, (max(first, position - NEAR), ""))
        near = {name for _, name in self.set_off[start:end]}
        return near.pop() if len(near) == 1 else None


def read_names(text: str, language: Language) -> Names:
    """`Le maire, Henri Castel, …`: first name and surname, in languages where capitals tell names. One pass."""
    reporting = language.reporting
    if reporting is None or not reporting.cased or reporting.nouns_capital:
        return Names({}, [])
    by_surname: dict[str, str] = {}
    name, end = "", -1
    for pair in _PAIR.finditer(text):
        first, last = pair.group(1), without_ending(pair.group(2), reporting)
        goes_on = pair.start() == end
        if not last[0].isupper() or last.isupper() or not (goes_on or _is_first_name(first, language, reporting)):
            continue
        name, end = f"{name if goes_on else first} {last}", pair.end()
        by_surname.setdefault(last, name)
    known = set(by_surname.values())
    return Names(by_surname, [(at.start(), at[0]) for at in _APPOSITION.finditer(text) if at[0] in known])


def _is_first_name(word: str, language: Language, reporting: Reporting) -> bool:
    folded = fold(word)
    small = reporting.nobody | reporting.stops | reporting.titles | reporting.institutions | language.lines.weekdays
    return word[0].isupper() and not word.isupper() and word not in language.breaks.starters and folded not in small


@dataclass(slots=True)
class Speakers:
    """The speakers named so far: full names by their last word, and the last one with its position."""

    reporting: Reporting
    names: Names
    full: dict[str, str] = field(default_factory=dict)
    pronouns: dict[str, str] = field(default_factory=dict)
    last: tuple[str, int] | None = None

    def of(self, text: str, found: Found) -> tuple[str | None, str]:
        """The speaker of an attribution and why. Call in the order of the text."""
        words = text[found.source.start : found.source.end] if found.source else ""
        if not words or fold(words) in self.reporting.pronouns:
            return self._last_one(found.cue.start, fold(words))
        name = name_of(words, self.reporting)
        if name is None:
            return None, "described, not named"
        surname = name.split()[-1]
        known = self.full.setdefault(surname, self.names.by_surname.get(surname, name) if surname == name else name)
        whole = known if known.endswith(name) else name
        if len(name) > len(known):
            self.full[surname] = name
        self.last = (whole, found.cue.start)
        return whole, "named" if whole == name else "full name given elsewhere in the text"

    def _last_one(self, position: int, pronoun: str) -> tuple[str | None, str]:
        """Who "he" is: nobody who was "she" before."""
        for name, reason in self._near(position):
            if pronoun not in self.reporting.gendered or self.pronouns.setdefault(name, pronoun) == pronoun:
                return name, reason
        return None, "pronoun or dropped subject without a known speaker before it"

    def _near(self, position: int) -> Iterator[tuple[str, str]]:
        name, since = self.last or ("", 0)
        if shortly := self.names.between(since, position):
            yield shortly, "the one named shortly before"
        if self.last and position - since <= NEAR:
            yield name, "last named speaker"
