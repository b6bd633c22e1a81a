"""What the frames hand on: attributions of one matrix sentence before speakers are resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotations.text.sentences import Phrase, Sentence
from annotations.text.spans import Span


@dataclass(slots=True)
class Draft:
    """One attribution in the making.

    `inherits`: the source is the subject of the sentence, looked up later. `sourceless`: nobody is named or
    needs to be. `left_open`: its last quotation is not closed in its paragraph. `behind`: whom the article says a label
    stands for.
    """

    rule: str
    content: list[Span]
    cue: Span
    source: Span | None
    inherits: bool = False
    sourceless: bool = False
    left_open: bool = False
    behind: str | None = None
    end: int = field(default=0)

    def covers(self, span: Span) -> bool:
        """Whether the span lies inside one of the contents, give or take a closing mark."""
        return any(part.start <= span.start and span.end <= part.end + 1 for part in self.content)


@dataclass(frozen=True, slots=True)
class CuePlace:
    """A cue in its sentence with the phrase on its left. `speaks`: that phrase looks like somebody."""

    sentence: Sentence
    cue: int
    left: Phrase | None
    speaks: bool

    @property
    def word(self) -> str:
        """The cue in lower case; the past form stands for a base form after an auxiliary ("did not mention")."""
        lower, cues = self.sentence.lower(self.cue), self.sentence.lexicon.cues
        return cues.past.get(lower, lower)

    @property
    def participle(self) -> bool:
        """Whether the cue is an -ing form without "is" or "was" before it."""
        return self.word.endswith("ing") and not self.progressive

    @property
    def progressive(self) -> bool:
        """Whether the cue is an -ing form that is the verb of its clause: "is saying"."""
        before = self.sentence.before(self.cue)
        return self.word.endswith("ing") and (
            self.sentence.is_copula(before) or self.sentence.lower(before).endswith(("'s", "’s", "'re", "’re"))
        )


@dataclass(frozen=True, slots=True)
class Match:
    """What a frame found: the contents, and the source when the frame itself decides on it.

    `final`: the attribution ends its sentence and takes everything before it.
    """

    rule: str
    content: tuple[Span, ...]
    source: Span | None = None
    final: bool = False
    ends_sentence: bool = False
