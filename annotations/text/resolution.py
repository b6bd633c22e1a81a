"""Who a source is: "he", "The minister" and "Lavrov" become a canonical name, always with the reason."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.text.interviews import QUESTION_AND_ANSWER
from annotations.text.languages.base import Lexicon
from annotations.text.languages.base import words as words_of
from annotations.text.names import Name, find_names, is_person_like
from annotations.text.people import Directory
from annotations.text.quotations import QuotedWords
from annotations.text.spans import Span

_BRACKETS = re.compile(r"[\[\]()“”\"]")
_WORDS = re.compile(r"[^\W\d_]+")
_HEAD_ENDS = re.compile(r",| \(| who$| who | of the | for the | from the ")
_INDEFINITE = words_of("a an some one another several many few two three other any no every each most")
_NEXT_WORD = re.compile(r"(['’]s?)? ([a-z][\w-]*)")
NEAR = 450
NEAR_WHO = 60
HISTORY = 12


@dataclass(frozen=True, slots=True)
class Resolved:
    """A canonical name, or None when nobody is named, and the reason for people."""

    name: str | None
    reason: str


NOBODY = Resolved(None, "no source in the text")
ASKED_OR_ANSWERED = Resolved(None, "a question or an answer of an interview")


@dataclass(slots=True)
class Resolver:
    """Resolves sources in the order in which they stand; remembers the last speakers."""

    text: str
    statements: Sequence[Span]
    directory: Directory
    quoted: QuotedWords
    history: list[tuple[str, int]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [statement.start for statement in self.statements]

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon of the text's language."""
        return self.directory.lexicon

    def resolve(self, source: Span | None, *, remember: bool = True, behind: str | None = None) -> Resolved:
        """The speaker behind a source span. Call in ascending order of position.

        `remember`: whether a later "he" may be this speaker. `behind`: whom the article says the source stands for.
        """
        if source is None:
            return NOBODY
        if behind:
            self.history = [*self.history[-HISTORY + 1 :], (behind, source.start)]
            return Resolved(behind, "the article says who speaks after this label")
        if self.text[source.start : source.end] in QUESTION_AND_ANSWER:
            return ASKED_OR_ANSWERED
        words = _WORDS.findall(self.text[source.start : min(source.end, source.start + 400)].lower())
        if words == ["who"]:
            found = self._antecedent(source.start)
        elif self._is_pronoun(words):
            found = self._pronoun(words[-1], source.start)
        else:
            found = self._phrase(source, words)
        if found.name and remember:
            self.history = [*self.history[-HISTORY + 1 :], (found.name, source.start)]
        return found

    def _is_pronoun(self, words: list[str]) -> bool:
        """`he`, `then she`, `but he`: a pronoun with at most two small words before it."""
        grammar = self.lexicon.grammar
        if not words or len(words) > 3 or words[-1] not in grammar.subject_pronouns:
            return False
        small = (grammar.leading, grammar.adverbs, grammar.subordinators)
        return all(any(word in known for known in small) for word in words[:-1])

    def _antecedent(self, position: int) -> Resolved:
        """`Jane Doe, who said …`: the name right before "who"."""
        before = self.directory.names_between(max(0, position - NEAR_WHO), position)
        if not before or self.text[before[-1].span.end : position].strip(", ") != "":
            return Resolved(None, "described, not named")
        return Resolved(self.directory.canonical(before[-1].text, before[-1].titles), "named right before")

    def _phrase(self, source: Span, words: list[str]) -> Resolved:
        name = self.named(source)
        if name:
            canonical = self.directory.canonical(name.text, name.titles)
            return Resolved(canonical, "named" if canonical == name.text else "full name given elsewhere in the text")
        return self._by_title(source, words)

    def named(self, source: Span) -> Name | None:
        """The name in the head of a source phrase, else the first one in its apposition."""
        head = _HEAD_ENDS.split(self.text[source.start : source.end], maxsplit=1)[0]
        stop = source.start + len(head)
        names = [
            name for name in find_names(self.text, source.start, source.end, self.lexicon) if self._names(name, source)
        ]
        in_head = [name for name in names if name.span.start < stop]
        if in_head:
            return in_head[-1]
        return names[0] if names and self.text[stop : stop + 1] == "," else None

    def _names(self, name: Name, source: Span) -> bool:
        return not self._modifies(name, source) and not self._only_starts(name)

    def _only_starts(self, name: Name) -> bool:
        """`Analysts say …`: a plural whose capital only marks the start of the sentence."""
        if " " in name.text or not name.text.endswith("s") or self.statement_at(name.span.start) != name.span.start:
            return False
        if name.text in self.lexicon.people.places:
            return False
        return self.directory.occurrences[name.text] < 2 and name.text not in self.directory.full

    def statement_at(self, position: int) -> int:
        """The start of the statement that holds the position."""
        return self.starts[max(0, bisect_right(self.starts, position) - 1)] if self.starts else -1

    def _modifies(self, name: Name, source: Span) -> bool:
        """Whether the name only describes a noun: "Obama aides", "the Jane Doe campaign's staff"."""
        leading = _WORDS.findall(self.text[source.start : name.span.start].lower())
        if leading[-1:] == ["the"]:
            leading.pop()
        if leading and leading[-1] in self.lexicon.grammar.prepositions:
            return True
        following = _NEXT_WORD.match(self.text, name.span.end, source.end)
        if following is None:
            return False
        word = following.group(2)
        grammar = self.lexicon.grammar
        ends = word in grammar.phrase_ends or word in grammar.prepositions or word in grammar.auxiliaries
        return bool(following.group(1)) or not (ends or word in self.lexicon.cues.every or word.endswith("ly"))

    def _by_title(self, source: Span, words: list[str]) -> Resolved:
        """`The minister`, `Russian foreign minister`."""
        people = self.lexicon.people
        definite = bool(words) and words[0] not in _INDEFINITE
        if definite and len(words) <= 2 and words[-1] in people.organisation_heads:
            if organisation := self.directory.organisation(words[-1], source.start):
                return Resolved(organisation, f"the {words[-1]} named last")
            return Resolved(None, "described, not named")
        if not definite or words[-1] not in people.roles | people.masculine | people.feminine:
            return Resolved(None, "described, not named")
        if name := self.directory.holder(words, source.start):
            return Resolved(name, f"the text calls {name} “{words[-1]}”")
        if len(words) <= 3 and self.history and is_person_like(self.history[-1][0], people):
            return Resolved(self.history[-1][0], "last named speaker")
        return Resolved(None, "described, not named")

    def _pronoun(self, pronoun: str, position: int) -> Resolved:
        if pronoun in self.lexicon.grammar.neuter:
            return self._thing(position)
        wanted = self._gender(pronoun)
        earlier = self._last_speaker(wanted)
        near = self._subject_nearby(position, wanted) if wanted else None
        if earlier and (earlier[1] > position - NEAR or not near):
            newer = near and near[1] > earlier[1] and near[0] != earlier[0]
            if near and newer and self.text.rfind("\n", earlier[1], position) >= 0:
                return Resolved(near[0], "first name in the sentence before")
            return Resolved(earlier[0], "last named speaker")
        if near:
            return Resolved(near[0], "first name in the sentence before")
        if wanted and (before := self._last_named(position, wanted)):
            return Resolved(before, "last person named before whom the pronoun fits")
        return Resolved(None, "pronoun without a known speaker before it")

    def _thing(self, position: int) -> Resolved:
        """`It`, `they`: the last speaker when that is an institution; a single person is neither."""
        if self.history and not self._is_person(self.history[-1][0]) and self.history[-1][1] > position - NEAR:
            return Resolved(self.history[-1][0], "last named speaker")
        return Resolved(None, "pronoun without a known speaker before it")

    def _last_named(self, position: int, wanted: str) -> str | None:
        """The person last named outside quotations within reach whose gender is known to be the wanted one."""
        for name in reversed(self.directory.names_between(max(0, position - NEAR), position)[-40:]):
            canonical = self.directory.canonical(name.text, name.titles)
            if self.directory.gender_of(canonical) == wanted and not self.quoted.covers(name.span.start):
                return canonical
        return None

    def _gender(self, pronoun: str) -> str:
        grammar = self.lexicon.grammar
        return "m" if pronoun in grammar.masculine else "f" if pronoun in grammar.feminine else ""

    def _fits(self, name: str, wanted: str) -> bool:
        known = self.directory.gender_of(name)
        return not (wanted and known and known != wanted)

    def _is_person(self, name: str) -> bool:
        people = self.lexicon.people
        return name not in people.places and is_person_like(name, people)

    def _last_speaker(self, wanted: str) -> tuple[str, int] | None:
        for name, position in reversed(self.history):
            if self._fits(name, wanted) and (not wanted or self._is_person(name)):
                return name, position
        return None

    def _subject_nearby(self, position: int, wanted: str) -> tuple[str, int] | None:
        """The first person named outside quotations in this sentence before `position`, or in the sentence before."""
        index = bisect_right(self.starts, position) - 1
        for place in (index, index - 1):
            if place < 0:
                continue
            statement = self.statements[place]
            stop = position if place == index else statement.end
            for name in self.directory.names_between(statement.start, stop)[:40]:
                if self.quoted.covers(name.span.start) or name.surname not in self.directory.full:
                    continue
                canonical = self.directory.canonical(name.text, name.titles)
                if self._is_person(canonical) and self._fits(canonical, wanted):
                    return canonical, name.span.start
        return None
