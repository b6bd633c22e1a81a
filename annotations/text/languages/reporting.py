"""What the light rules of reported speech need to know about a language: words only, no code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_DIACRITICS = re.compile("[\u064b-\u0652\u0670\u0640\u0307]")
_WORD = re.compile(r"[\w'’-]+")


def fold(word: str) -> str:
    """A word as the lists have it: lower case, without Arabic vowel signs; "İ" is "i"."""
    return _DIACRITICS.sub("", word.lower()).replace("’", "'")


@dataclass(frozen=True, slots=True)
class Reporting:
    """Reporting words and the small words around them, folded (see `fold`); phrases have single spaces.

    Cues:
    `cues`: finite forms and groups that report ("sagte", "ifade etti"). `auxiliaries` before `participles` make more of
    them ("a déclaré"). `particles`: "teilte mit" means that "teilte" reports when "mit" follows. `clitics`: pronouns
    glued to a cue ("-t-il"). `prefixes`: letters glued before a cue ("و").
    Sources:
    `according` stand before a source, `according_after` behind one; after `as_said` come a source and a cue ("wie X
    sagte"); `so_said` is such a word that needs no cue and ends the clause (", so X"). `articles`, `links` (inside a
    phrase), `stops` (end a phrase, begin no source), `adverbs` (passed over), `pronouns`, `gendered` ones among them.
    `titles` and `title_endings` are cut off the front of a name; `institutions` are no part of a person's name. After
    one of `according_glued` the source begins with the letter `glue`, which is no part of it ("وفقا لوزارة"). `objects`
    may stand between a quotation and its cue ("le preguntó"). After one of the `views` at the start come a source and a
    quotation ("Pour le maire, « … »"). `relatives` open a clause about the source. A cue that is `attributive` has its
    source behind it ("diyen Koca").
    `names_take_endings`: what follows the apostrophe of a name is a case ending ("Ali'ye").
    Between a cue and its source may stand `times` ("lundi") and what the prepositions `adjuncts` open ("aux
    journalistes"); a name may follow one of the nouns `hearers`. Articles in `oblique` begin no subject. `datives`
    before a noun in `dative_endings` are recipients ("der Zeitung"). Where `verb_final`, `adjuncts` close such words.
    Contents:
    `complementisers` open one ("dass"), as does a comma where one of the `moods` of reported speech follows ("sei");
    `adversatives` after a comma end one ("aber"). One of the verbs `finite`, or in `finite_endings`, goes on with a
    content behind reporting words between commas, as do the `moods`.
    Order:
    `verb_final`, and `drops_subject`: a cue may stand without a source. `cased`: names have capitals; `nouns_capital`:
    so have all nouns.
    """

    cues: frozenset[str]
    according: frozenset[str]
    complementisers: frozenset[str]
    pronouns: frozenset[str]
    stops: frozenset[str]
    articles: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    clitics: tuple[str, ...] = ()
    prefixes: str = ""
    according_after: frozenset[str] = frozenset()
    as_said: frozenset[str] = frozenset()
    so_said: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    title_endings: tuple[str, ...] = ()
    institutions: frozenset[str] = frozenset()
    adversatives: frozenset[str] = frozenset()
    moods: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    views: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()
    gendered: frozenset[str] = frozenset()
    attributive: frozenset[str] = frozenset()
    finite: frozenset[str] = frozenset()
    finite_endings: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()
    adjuncts: frozenset[str] = frozenset()
    hearers: frozenset[str] = frozenset()
    oblique: frozenset[str] = frozenset()
    datives: frozenset[str] = frozenset()
    dative_endings: tuple[str, ...] = ()
    cased: bool = True
    nouns_capital: bool = False
    according_glued: frozenset[str] = frozenset()
    glue: str = ""
    names_take_endings: bool = False
    verb_final: bool = False
    drops_subject: bool = False
    according_needs_comma: bool = True

    particle_of: Mapping[str, frozenset[str]] = field(init=False, compare=False)
    group_starts: frozenset[str] = field(init=False, compare=False)
    according_starts: frozenset[str] = field(init=False, compare=False)
    nobody: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Derive `particle_of` (cue to particles), the first words of phrases, and `nobody` (small words)."""
        particles: dict[str, frozenset[str]] = {}
        for pair in self.particles:
            cue, particle = pair.split(" ", 1)
            particles[cue] = particles.get(cue, frozenset()) | {particle}
        object.__setattr__(self, "particle_of", particles)
        groups = frozenset(phrase.split(" ", 1)[0] for phrase in self.cues | self.according if " " in phrase)
        object.__setattr__(self, "group_starts", groups)
        starts = frozenset(phrase.split(" ", 1)[0] for phrase in self.according)
        object.__setattr__(self, "according_starts", starts)
        object.__setattr__(self, "nobody", self.articles | self.links | self.pronouns)

    def starts_with_cue(self, text: str) -> bool:
        """Whether a text begins with one of the one-word cues."""
        first = _WORD.match(text)
        return first is not None and fold(first.group()) in self.cues
