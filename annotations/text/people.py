"""Who is who in one text: full names behind surnames, titles, and what is known of gender."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.text.languages.base import Lexicon
from annotations.text.names import Name, find_names, is_person_like
from annotations.text.spans import Span

_WORDS = re.compile(r"[\w'’-]+")
_WORD_BEFORE = re.compile(r"([\w-]+),? $")
LOOK_BEFORE = 40
LOOK_AFTER = 90
MAX_TITLES_PER_ROLE = 200


@dataclass(frozen=True, slots=True)
class Held:
    """A person holds a role: the words of the title as the text gives them, and where it says so."""

    position: int
    name: str
    words: frozenset[str]


@dataclass(slots=True)
class Directory:
    """The people of one text. `full`: surname to the first full name; `gender`: surname to "m" or "f"."""

    lexicon: Lexicon
    names: list[Name] = field(default_factory=list)
    full: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[Held]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    def canonical(self, name: str) -> str:
        """The full name behind a surname or a fuller form of the same name; the name itself when none is known."""
        words = name.split()
        known = self.full.get(words[-1])
        if known is None or (len(words) > 1 and not set(words[:-1]) & set(known.split()) and not _initial(words[0])):
            return name
        return known

    def surnames(self) -> frozenset[str]:
        """The last words, case folded, of the names that stand at least twice in the text."""
        seen = Counter(name.surname.casefold() for name in self.names)
        return frozenset(surname for surname, times in seen.items() if times > 1)

    def names_between(self, start: int, end: int) -> Sequence[Name]:
        """The names that start in [start, end)."""
        return self.names[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def holder(self, words: Sequence[str], position: int) -> str | None:
        """Who the text calls by these title words ("russian", "foreign", "minister"), nearest before `position`."""
        wanted = frozenset(words)
        role = next((word for word in reversed(words) if word in self.roles), None)
        if role is None:
            return None
        held = self.roles[role]
        at = bisect_right([entry.position for entry in held], position)
        near = list(reversed(held[max(0, at - 20) : at])) + held[at : at + 20]
        return max(near, key=lambda entry: len(entry.words & wanted)).name if near else None


def _initial(word: str) -> bool:
    return len(word) == 2 and word.endswith(".")


def read_people(text: str, paragraphs: Sequence[Span], lexicon: Lexicon) -> Directory:
    """The directory of a text. Linear: looks at a bounded window around each name."""
    directory = Directory(lexicon)
    for paragraph in paragraphs:
        directory.names += find_names(text, paragraph.start, paragraph.end, lexicon)
    directory.starts = [name.span.start for name in directory.names]
    for name in directory.names:
        words = name.text.split()
        if 2 <= len(words) <= 4 and is_person_like(name.text, lexicon.people):
            directory.full.setdefault(words[-1], name.text)
    for name in directory.names:
        _note_gender(directory, name)
        _note_titles(text, directory, name)
    return directory


def _note_gender(directory: Directory, name: Name) -> None:
    people = directory.lexicon.people
    first = name.text.split()[0].lower()
    if set(name.titles) & people.feminine:
        directory.gender[name.surname] = "f"
    elif set(name.titles) & people.masculine:
        directory.gender[name.surname] = "m"
    elif " " in name.text and first in people.first_names_feminine:
        directory.gender.setdefault(name.surname, "f")
    elif " " in name.text and first in people.first_names_masculine:
        directory.gender.setdefault(name.surname, "m")


def _note_titles(text: str, directory: Directory, name: Name) -> None:
    people = directory.lexicon.people
    if not is_person_like(name.text, people) or name.text in people.places:
        return
    titles = list(name.titles) or _title_before(text, name, directory)
    titles += _title_after(text, name, directory)
    for role in dict.fromkeys(word for word in titles if word in people.roles):
        held = directory.roles.setdefault(role, [])
        if len(held) < MAX_TITLES_PER_ROLE:
            held.append(Held(name.span.start, directory.canonical(name.text), frozenset(titles)))
        gender = "f" if role in people.feminine else "m" if role in people.masculine else ""
        if gender:
            directory.gender[name.surname] = gender


def _title_before(text: str, name: Name, directory: Directory) -> list[str]:
    """`… foreign minister Sergey Lavrov` in lower case."""
    window = text[max(0, name.span.start - LOOK_BEFORE) : name.span.start].rsplit("\n", maxsplit=1)[-1]
    found = _WORD_BEFORE.search(window)
    if not found or found.group(1).lower() not in directory.lexicon.people.roles:
        return []
    return [word.lower() for word in _WORDS.findall(window)[-4:] if word.lower() in directory.lexicon.people.titles]


def _title_after(text: str, name: Name, directory: Directory) -> list[str]:
    """`Sergey Lavrov, the Russian foreign minister`."""
    window = text[name.span.end : name.span.end + LOOK_AFTER]
    if not window.startswith(", "):
        return []
    part = _WORDS.findall(re.split(r"[,.;:()\"“”\n]", window[2:], maxsplit=1)[0])
    words = [word.lower() for word in part]
    role = next((i for i, word in enumerate(words) if word in directory.lexicon.people.roles), None)
    if role is None or any(word in directory.lexicon.cues.every for word in words[: role + 1]):
        return []
    names_another = role + 1 < len(part) and part[role + 1][0].isupper()
    return [] if names_another else words[: role + 1]
