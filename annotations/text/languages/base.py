"""What a language module provides. A language is one file that builds a `Language`, and one line in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotations.text.languages.reporting import Reporting

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
    known: Words = field(init=False)

    def __post_init__(self) -> None:
        """Derive `clausal` (takes a clause or a quotation), `closing` (may end a sentence), `every` cue and `known`.

        `known` is every cue and every base form.
        """
        clausal = self.say | self.tell
        object.__setattr__(self, "clausal", clausal)
        object.__setattr__(self, "closing", clausal & self.final)
        object.__setattr__(self, "every", clausal | self.noun_phrase)
        object.__setattr__(self, "known", self.every | self.past.keys())


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
class Breaks:
    """Where a sentence does not end although a dot says so, and where it does although an abbreviation stands there.

    Abbreviations are written with their dot, in the case of the text. `never` end a sentence; `may_end` do before one
    of the `starters`, words that begin a sentence and continue no name; `joined` do not before one of `joined_before`
    ("U.S." before "Senator"). `ordinal_dots`: "3. Oktober" does not end a sentence. `lower_goes_on`: a short word
    without a vowel, or with dots inside, is an abbreviation before a word in lower case.
    """

    never: Words = frozenset()
    may_end: Words = frozenset()
    starters: Words = frozenset()
    joined: Words = frozenset()
    joined_before: Words = frozenset()
    ordinal_dots: bool = False
    lower_goes_on: bool = False


@dataclass(frozen=True, slots=True)
class LineWords:
    """Words that tell what a line is for. Months, weekdays and everything for boilerplate are in lower case.

    `bylines` stand before a name ("By"), `byline_labels` and `captions` before a colon, `published` before a date.
    `boilerplate`: whole lines; `boilerplate_starts` and `boilerplate_parts`: how a line begins, what it holds.
    """

    months: Words = frozenset()
    weekdays: Words = frozenset()
    bylines: Words = frozenset()
    byline_labels: Words = frozenset()
    captions: Words = frozenset()
    published: Words = frozenset()
    boilerplate: Words = frozenset()
    boilerplate_starts: Words = frozenset()
    boilerplate_parts: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Language:
    """A language: how its sentences and lines are told apart and how it reports speech.

    `lexicon` drives the full rules, `reporting` the light ones; a language has one of them or neither.
    `dialogue_dashes`: a paragraph that begins with a dash glued to its first word is speech.
    """

    code: str
    name: str
    breaks: Breaks
    lines: LineWords
    lexicon: Lexicon | None = None
    reporting: Reporting | None = None
    dialogue_dashes: bool = False
