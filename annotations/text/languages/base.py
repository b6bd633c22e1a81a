"""What a language module provides. A language is one file that builds a `Language`, and one line in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = frozenset[str]


def words(listing: str) -> Words:
    """The white-space separated words of a listing as a set."""
    return frozenset(listing.split())


def phrases(listing: str) -> frozenset[str]:
    """The comma separated phrases of a listing as a set; line breaks inside a phrase become one space."""
    return frozenset(" ".join(phrase.split()) for phrase in listing.split(","))


@dataclass(frozen=True, slots=True)
class Cues:
    """Reporting words by the pattern they take. All are inflected forms in lower case, not lemmas.

    `past`: base forms that report only after an auxiliary ("did not mention"), with their past forms.
    """

    say: Words
    tell: Words
    noun_phrase: Words
    bare: Words
    final: Words
    weak: Words
    noun_like: Words
    passive_like: Words
    adjective_like: Words
    evaluative: Words
    documents: Words
    past: Mapping[str, str]
    asking: Words

    clausal: Words = field(init=False)
    closing: Words = field(init=False)
    every: Words = field(init=False)

    def __post_init__(self) -> None:
        """Derive `clausal` (takes a clause or a quotation), `closing` (may end a sentence) and `every` cue."""
        clausal = self.say | self.tell
        object.__setattr__(self, "clausal", clausal)
        object.__setattr__(self, "closing", clausal & self.final)
        object.__setattr__(self, "every", clausal | self.noun_phrase)


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed word classes, lower case, that delimit phrases and clauses."""

    pronouns: Words
    subject_pronouns: Words
    possessives: Words
    first_second: Words
    masculine: Words
    feminine: Words
    neuter: Words
    determiners: Words
    not_before_noun: Words
    auxiliaries: Words
    copulas: Words
    finite: Words
    irregular_past: Words
    adverbs: Words
    not_adverbs: Words
    subordinators: Words
    coordinators: Words
    prepositions: Words
    time_starts: Words
    phrase_ends: Words
    leading: Words
    time_words: Words
    days: Words
    person_starts: Words
    person_endings: tuple[str, ...]
    not_subject_starts: Words
    not_subject_ends: Words


@dataclass(frozen=True, slots=True)
class People:
    """Words that surround names: titles, honorifics, and words that betray organisations and gender."""

    titles: Words
    roles: Words
    honorifics: Words
    masculine: Words
    feminine: Words
    organisation_words: Words
    organisation_heads: Words
    company_words: Words
    state_initials: Words
    not_names: Words
    name_particles: Words
    first_names_feminine: Words
    first_names_masculine: Words
    places: frozenset[str]
    adjectives: Words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that attribution needs to know about a language."""

    cues: Cues
    grammar: Grammar
    people: People
    according: tuple[tuple[str, ...], ...]
    according_starts: Words = field(init=False)

    def __post_init__(self) -> None:
        """Derive the first words of `according`."""
        object.__setattr__(self, "according_starts", frozenset(phrase[0] for phrase in self.according))


@dataclass(frozen=True, slots=True)
class Language:
    """A language: how its sentences are repaired and, when known, its attribution lexicon.

    `ordinal_dots`: "3. Oktober" does not end a sentence. `joined`: abbreviations that do not end a sentence when one of
    `joined_before` follows ("U.S." before "Senator").
    """

    code: str
    name: str
    ordinal_dots: bool
    joined: Words
    joined_before: Words
    lexicon: Lexicon | None
