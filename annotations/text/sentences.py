"""Matrix sentences: the tokens of one sentence of the reporter, with whole quotations inside it as single tokens.

They differ from statements: '"A. B," he said.' is two statements and one matrix sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from annotations.text.languages.base import Lexicon, Words
from annotations.text.spans import Span
from annotations.text.tokens import Token

MAX_TOKENS = 400
CUE_WINDOW = 6
MAX_DATELINE = 14
DASHES = frozenset({"—", "–", "―", "--", "-"})
_LEADS_TO_TIME = frozenset({"the", "a", "an", "his", "her", "on", "in", "at", "during"})
_CLOSING = frozenset({'"', "”"})
_MARKS = frozenset({'"', "”", "“"})
_FINAL = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens first..last (both included) of a sentence."""

    first: int
    last: int


@dataclass(slots=True)
class Sentence:
    """Tokens of one matrix sentence.

    `next_quoted[i]` and `previous_quoted[i]` are the nearest quotations after and before token i, or -1; `lowers[i]` is
    the token in lower case, "" for a quotation. `first` is the first token after a dateline ("OSLO (AP) — The …").
    """

    tokens: list[Token]
    lexicon: Lexicon
    next_quoted: list[int]
    previous_quoted: list[int]
    lowers: list[str]
    first: int = 0

    def __len__(self) -> int:
        return len(self.tokens)

    def lower(self, index: int) -> str:
        """The token in lower case; "" outside the sentence and for quotations."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def is_word(self, index: int) -> bool:
        """Whether an unquoted word or number stands at `index`."""
        return 0 <= index < len(self.tokens) and self.tokens[index].is_word

    def is_quoted(self, index: int) -> bool:
        """Whether a whole quotation stands at `index`."""
        return 0 <= index < len(self.tokens) and self.tokens[index].quoted

    def span(self, first: int, last: int) -> Span:
        """The span from the start of token `first` to the end of token `last`."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    @property
    def titled(self) -> bool:
        """Whether most words begin with a capital letter, as in a headline."""
        words = [token for token in self.tokens if token.is_word]
        return sum(token.capital for token in words) * 3 > len(words) * 2

    def is_day(self, index: int) -> bool:
        """Whether a weekday or month stands at `index`."""
        return self.lower(index).rstrip(".") in self.lexicon.grammar.days or self._is_may(index)

    def _is_may(self, index: int) -> bool:
        """Whether the month of May stands at `index`, not the verb."""
        return index > 0 and self.lower(index) == "may" and self.tokens[index].capital

    def tells_time(self, index: int) -> bool:
        """Whether a word of time or occasion stands at `index`, or what leads to one ("on the" in "on the day")."""
        if not self.is_word(index):
            return False
        lower = self.lower(index)
        if lower in _LEADS_TO_TIME:
            return self.tells_time(index + 1)
        return self.is_day(index) or lower[0].isdigit() or lower in self.lexicon.grammar.time_words

    def is_quantity(self, index: int) -> bool:
        """Whether "at least" or "at most" starts at `index`: no place, and the start of a noun phrase."""
        return self.lower(index) == "at" and self.lower(index + 1) in {"least", "most"}

    def is_adverb(self, index: int) -> bool:
        """Whether an adverb (listed, or in -ly) stands at `index`."""
        lower, grammar = self.lower(index), self.lexicon.grammar
        if lower in grammar.adverbs:
            return True
        if not lower.endswith("ly") or lower in grammar.not_adverbs:
            return False
        return not self.tokens[index].capital or (index == 0 and not self._verb_at(1))

    def _verb_at(self, index: int) -> bool:
        """Whether a reporting word or an auxiliary stands at `index`: "Kelly said", "Jolly has said" are names."""
        return self.lower(index) in self.lexicon.cues.every or self.lower(index) in self.lexicon.grammar.auxiliaries

    def before(self, index: int) -> int:
        """The place of the last token before `index` that is no adverb; -1 when there is none."""
        place = index - 1
        while place > 0 and self.is_adverb(place):
            place -= 1
        return place

    def before_verb(self, index: int) -> int:
        """The place of the last token before `index` that is neither adverb nor auxiliary; -1 when there is none."""
        place = self.before(index)
        while place > 0 and self.lower(place) in self.lexicon.grammar.auxiliaries:
            place = self.before(place)
        return place

    def is_copula(self, index: int) -> bool:
        """Whether a form of "be" stands at `index`."""
        return self.lower(index) in self.lexicon.grammar.copulas

    def is_finite(self, index: int) -> bool:
        """Whether a word stands at `index` that is (or is very likely) a finite verb from a closed list."""
        lower = self.lower(index)
        if lower in self.lexicon.grammar.finite:
            return not self._is_may(index)
        return lower in self.lexicon.cues.every

    def has_finite(self, first: int, stop: int) -> bool:
        """Whether a likely finite verb stands in first..stop (excluded): closed list, contraction or -ed."""
        return any(self._verbal(index) for index in range(first, min(stop, len(self.tokens))))

    def _verbal(self, index: int) -> bool:
        lower = self.lower(index)
        if self.is_finite(index) or lower in self.lexicon.grammar.irregular_past:
            return True
        return lower.endswith(("'s", "’s", "'re", "’re", "'ll", "’ll", "'d", "’d", "'ve", "’ve", "n't", "n’t", "ed"))

    def any_lower(self, first: int, stop: int, wanted: Set[str]) -> bool:
        """Whether one of the wanted words stands in first..stop (excluded)."""
        return any(self.lower(index) in wanted for index in range(max(first, 0), min(stop, len(self.tokens))))

    def places(self, wanted: Words) -> list[int]:
        """Where one of the wanted words stands."""
        if wanted.isdisjoint(self.lowers):
            return []
        return [index for index, lower in enumerate(self.lowers) if lower in wanted]

    def content_end(self, first: int) -> int:
        """The last token of the sentence without its final punctuation, not before `first`.

        A closing mark stays when the quotation opened inside ("… a "matter of time""), and goes when it did not.
        """
        last = len(self.tokens) - 1
        while last > first and not self.tokens[last].quoted and self.tokens[last].text[0] in '.!?"”,;…':
            if self.lower(last) in _CLOSING and self._opened(first, last):
                break
            last -= 1
        return last

    def _opened(self, first: int, closing: int) -> bool:
        """Whether the mark at `closing` closes one that stands at or after `first`."""
        marks = sum(1 for index in range(first, closing) if self.lower(index) in _MARKS)
        return marks % 2 == 1

    def content_end_from(self, first: int, last: int) -> int:
        """`last` moved left over commas, coordinators and adverbs that hang between two contents."""
        grammar = self.lexicon.grammar
        loose = (grammar.coordinators, grammar.adverbs, {",", ";"})
        while last > first and not self.tokens[last].quoted and any(self.lower(last) in words for words in loose):
            last -= 1
        return last


def matrix_sentences(tokens: list[Token], ends: Set[int], lexicon: Lexicon) -> Iterator[Sentence]:
    """The tokens of a paragraph cut into matrix sentences. `ends` are end offsets of statements.

    A sentence of more than MAX_TOKENS tokens is not yielded: no reporter writes one, and attackers do.
    """
    first, last = 0, len(tokens) - 1
    for index, token in enumerate(tokens):
        if index < last and not (token.quoted or token.end in ends or token.text in _FINAL):
            continue
        if _ends_here(tokens, index, ends, lexicon):
            if index + 1 - first <= MAX_TOKENS:
                yield _sentence(tokens[first : index + 1], lexicon)
            first = index + 1


def _sentence(tokens: list[Token], lexicon: Lexicon) -> Sentence:
    following, preceding = [-1] * len(tokens), [-1] * len(tokens)
    quoted = [index for index, token in enumerate(tokens) if token.quoted]
    for before, index in zip([0, *quoted], quoted, strict=False):
        following[before:index] = [index] * (index - before)
    for index, after in zip(quoted, [*quoted[1:], len(tokens) - 1], strict=False):
        preceding[index + 1 : after + 1] = [index] * (after - index)
    lowers = ["" if token.quoted else token.lower for token in tokens]
    return Sentence(tokens, lexicon, following, preceding, lowers, _after_dateline(tokens))


def _after_dateline(tokens: list[Token]) -> int:
    """The index after "OSLO, March 3 (AP) —" at the start of a sentence, else 0."""
    if not tokens[0].is_word or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return 0
    for index, token in enumerate(tokens[1:MAX_DATELINE], start=1):
        if token.text in DASHES:
            return index + 1
        if token.quoted or (token.is_word and token.text.islower()):
            return 0
    return 0


def _ends_here(tokens: list[Token], index: int, ends: Set[int], lexicon: Lexicon) -> bool:
    if index + 1 == len(tokens):
        return True
    token, following = tokens[index], tokens[index + 1]
    if token.quoted:
        return _quotation_ends_sentence(token, following, tokens[index + 1 : index + 2 + CUE_WINDOW], lexicon)
    return token.end in ends or (token.text in _FINAL and following.quoted)


def _is_cue(token: Token, lexicon: Lexicon) -> bool:
    return token.text in lexicon.cues.every


def _quotation_ends_sentence(token: Token, following: Token, window: list[Token], lexicon: Lexicon) -> bool:
    """After '...?"' the sentence goes on with "he asked" or "Lavrov said"; otherwise it ends."""
    last = token.text.rstrip("\"”’»'").rstrip()[-1:]
    if last not in {".", "!", "?", "…"} or following.text in {",", ";"} or _is_cue(following, lexicon):
        return False
    if following.quoted:
        return True
    if following.text in DASHES and len(window) > 1 and window[1].capital:
        return False
    cue = next(
        (place for place, other in enumerate(window) if other.lower in lexicon.cues.every and not other.quoted),
        None,
    )
    stop = next((place for place, other in enumerate(window) if other.quoted or other.text in {".", ","}), len(window))
    if cue is None or cue > stop:
        return True
    return last == "." and not following.text[0].islower()
