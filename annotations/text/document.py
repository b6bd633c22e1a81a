"""The one public entry of the text core: `analyse(text, language)`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotations.text.attribution import attribute
from annotations.text.boundaries import left_over, placed
from annotations.text.entities import find_entities
from annotations.text.languages import find_language
from annotations.text.languages.base import Language
from annotations.text.languages.guess import LANGUAGE_NAMES, guess_language
from annotations.text.layout import find_paragraphs
from annotations.text.people import read_people
from annotations.text.quotations import find_quotations
from annotations.text.reported_entities import speakers_as_entities
from annotations.text.reported_speech import report_speech
from annotations.text.results import (
    Analysis,
    Attribution,
    Entity,
    Mention,
    Paragraph,
    Role,
    Statement,
    Voice,
)
from annotations.text.spans import Span
from annotations.text.splitting import split

__all__ = [
    "ANALYSER_VERSION",
    "Analysis",
    "Attribution",
    "Entity",
    "Mention",
    "Paragraph",
    "Role",
    "Statement",
    "Voice",
    "analyse",
]

ANALYSER_VERSION = "6"
NO_STATEMENTS: frozenset[Role] = frozenset({"dateline", "byline", "crosshead", "boilerplate"})


def analyse(
    text: str, language: str = "en", *, boundaries: Sequence[Span] | None = None, captions: Sequence[str] = ()
) -> Analysis:
    """Paragraphs, statements, attributions and entities of one article.

    `text` is taken as it is (no normalisation): every span is in code points of exactly this string. `language` is a
    BCP-47 tag; unknown languages get sentences and direct quotations, and a note that says so. Never raises
    on any text.

    `boundaries` are statements that somebody else has made, in order: they become the statements, whatever the splitter
    thinks, and attributions are laid over them. Raises BoundaryError when they overlap, are out of order or run past
    the end of the text. `captions` are lines that are known to be captions, whatever they look like.
    """
    known = find_language(language)
    paragraphs = find_paragraphs(text, known.lines, frozenset(captions))
    pieces = [(span, index) for index, paragraph in enumerate(paragraphs) for span in _pieces(text, paragraph, known)]
    attributions, entities = _who_says_what(text, paragraphs, [span for span, _ in pieces], known)
    notes = _notes(known)
    if boundaries is not None:
        paragraphs, pieces = placed(text, paragraphs, boundaries)
        notes += _gaps(text, boundaries)
    notes += _other_language(text, known)
    statements = _statements(paragraphs, pieces, attributions)
    return Analysis(language, ANALYSER_VERSION, paragraphs, statements, attributions, entities, notes)


def _pieces(text: str, paragraph: Paragraph, language: Language) -> list[Span]:
    """The statement spans of a paragraph: a line that is no statement stays whole."""
    if paragraph.role in NO_STATEMENTS:
        return [paragraph.span]
    return split(text, paragraph.span, language)


def _who_says_what(
    text: str, paragraphs: Sequence[Paragraph], spans: Sequence[Span], language: Language
) -> tuple[tuple[Attribution, ...], tuple[Entity, ...]]:
    lines = [paragraph.span for paragraph in paragraphs if paragraph.role not in NO_STATEMENTS]
    quotations = find_quotations(text, lines, language.dialogue_dashes)
    if language.lexicon is None:
        said = report_speech(text, lines, spans, quotations, language)
        return said, speakers_as_entities(text, lines, said, language.reporting) if language.reporting else ()
    directory = read_people(text, lines, language.lexicon)
    attributions = attribute(text, lines, spans, quotations, directory)
    return attributions, find_entities(text, paragraphs, spans, attributions, directory)


def _statements(
    paragraphs: Sequence[Paragraph], pieces: Sequence[tuple[Span, int]], attributions: Sequence[Attribution]
) -> tuple[Statement, ...]:
    covering = _covering([span for span, _ in pieces], attributions)
    found = []
    for place, (span, index) in enumerate(pieces):
        role = paragraphs[index].role
        over = covering[place]
        speaker = attributions[over[0]].speaker if over else None
        voice: Voice = "attributed" if over else "author"
        found.append(Statement(span, index, role, role not in NO_STATEMENTS, voice, speaker, tuple(over)))
    return tuple(found)


def _covering(spans: Sequence[Span], attributions: Sequence[Attribution]) -> list[list[int]]:
    """For every statement the attributions whose content overlaps it, the outermost first.

    A question comes after its answer: `Asked whether it was safe, Doe said: “No.”` is Doe's.
    """
    ends = [span.end for span in spans]
    covering: list[list[int]] = [[] for _ in spans]
    for index, attribution in enumerate(attributions):
        for part in attribution.content:
            place = bisect_left(ends, part.start + 1)
            while place < len(spans) and spans[place].start < part.end:
                if index not in covering[place][-1:]:
                    covering[place].append(index)
                place += 1
    for over in covering:
        over.sort(
            key=lambda index: (
                attributions[index].nested_in is not None,
                attributions[index].rule == "question",
                attributions[index].content[0].start,
            )
        )
    return covering


def _notes(language: Language) -> tuple[str, ...]:
    if language.lexicon is not None:
        return ()
    if language.reporting is not None:
        return (f"Speakers in {language.name} are proposed by a few simple rules; many are missed. Check them.",)
    marks_only = "sentences are split by their final marks, and direct quotations have no speakers"
    return (f"There are no rules for the language “{language.code}”: {marks_only}.",)


def _other_language(text: str, language: Language) -> tuple[str, ...]:
    """A note when the small words of a text are clearly those of another language than the one it is said to be in."""
    guess = guess_language(text)
    if guess is None or guess == language.code:
        return ()
    return (f"The text reads like {LANGUAGE_NAMES[guess]} ({guess}), not {language.name}.",)


def _gaps(text: str, boundaries: Sequence[Span]) -> tuple[str, ...]:
    outside = left_over(text, boundaries)
    return (f"{outside} characters of the text stand outside the given statements.",) if outside else ()
