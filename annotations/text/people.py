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
MAX_NAMESAKES = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A person holds a role: the words of the title as the text gives them, and where it says so."""

    position: int
    name: str
    words: frozenset[str]


@dataclass(slots=True)
class Directory:
    """The people of one text. `full`: surname to full names in order; `gender`: name or surname to "m" or "f"."""

    lexicon: Lexicon
    names: list[Name] = field(default_factory=list)
    full: dict[str, list[str]] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    roles: dict[str, list[Held]] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    occurrences: Counter[str] = field(default_factory=Counter)
    organisations: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)

    def canonical(self, name: str, titles: Sequence[str] = ()) -> str:
        """The full name behind a surname or a fuller form of the same name; the name itself when none is known.

        Two people may share a surname: a title ("Mrs.") decides between them, else the one named first.
        """
        words = name.split()
        if len(words) == 1 and (short := self._organisation_behind(name)):
            return short
        known = self.full.get(words[-1], [])
        if len(words) > 1:
            known = [full for full in known if set(words[:-1]) & set(full.split()) or _initial(words[0])]
        wanted = self._gender_of_titles(titles)
        fitting = [full for full in known if not wanted or self.gender_of(full) in {"", wanted}]
        return next(iter(fitting or known), name)

    def _organisation_behind(self, name: str) -> str | None:
        """`UN` and `U.N.` are the United Nations, `Commission` the European Commission, if the text names them so."""
        plain = name.replace(".", "")
        if plain.isupper() and len(plain) > 1:
            return self.initials.get(plain)
        found = (
            self.organisations.get(name.lower(), []) if name.lower() in self.lexicon.people.organisation_heads else []
        )
        return found[0][1] if found else None

    def organisation(self, head: str, position: int) -> str | None:
        """The organisation last named before `position` whose name holds the word: "the ministry"."""
        found = self.organisations.get(head, [])
        at = bisect_right(found, (position, ""))
        return found[at - 1][1] if at else None

    def gender_of(self, name: str) -> str:
        """One of "m", "f" and, when the text does not tell, ""; the full name counts before the surname."""
        people, first = self.lexicon.people, name.split(maxsplit=1)[0].lower()
        if " " in name and first in people.first_names_feminine:
            return "f"
        if " " in name and first in people.first_names_masculine:
            return "m"
        return self.gender.get(name) or self.gender.get(name.rsplit(maxsplit=1)[-1], "")

    def _gender_of_titles(self, titles: Sequence[str]) -> str:
        people = self.lexicon.people
        return next(
            ("f" if t in people.feminine else "m" for t in titles if t in people.feminine or t in people.masculine), ""
        )

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
    directory.occurrences.update(name.text for name in directory.names)
    directory.starts = [name.span.start for name in directory.names]
    for name in directory.names:
        words = name.text.split()
        if 2 <= len(words) <= 4 and is_person_like(name.text, lexicon.people):
            known = directory.full.setdefault(words[-1], [])
            if name.text not in known and len(known) < MAX_NAMESAKES:
                known.append(name.text)
    for name in directory.names:
        _note_organisation(directory, name)
    for name in directory.names:
        _note_gender(directory, name)
        _note_titles(text, directory, name)
    return directory


def _note_organisation(directory: Directory, name: Name) -> None:
    """Names of several words by the heads in them, and by their initials."""
    words = name.text.split()
    if len(words) < 2:
        return
    people = directory.lexicon.people
    if name.text not in people.places and is_person_like(name.text, people):
        return
    directory.initials.setdefault("".join(word[0] for word in words if word[0].isupper()), name.text)
    heads = {word.lower() for word in words} & people.organisation_heads
    if words[-1].lower().rstrip(".") in people.company_words:
        heads.add("company")
    for head in sorted(heads):
        directory.organisations.setdefault(head, []).append((name.span.start, name.text))


def _note_gender(directory: Directory, name: Name) -> None:
    people = directory.lexicon.people
    titles = set(name.titles)
    gender = "f" if titles & people.feminine else "m" if titles & people.masculine else ""
    if gender:
        directory.gender.setdefault(name.text, gender)
    elif " " in name.text and (gender := directory.gender_of(name.text)):
        directory.gender.setdefault(name.surname, gender)


def _note_titles(text: str, directory: Directory, name: Name) -> None:
    people = directory.lexicon.people
    if not is_person_like(name.text, people) or name.text in people.places:
        return
    titles = list(name.titles) or _title_before(text, name, directory)
    titles += _title_after(text, name, directory)
    for role in dict.fromkeys(word for word in titles if word in people.roles):
        held = directory.roles.setdefault(role, [])
        if len(held) < MAX_TITLES_PER_ROLE:
            held.append(Held(name.span.start, directory.canonical(name.text, titles), frozenset(titles)))
        gender = "f" if role in people.feminine else "m" if role in people.masculine else ""
        if gender:
            directory.gender.setdefault(name.text, gender)


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
