"""Speaker labels (`Jane Doe: We will close it`) and introductions of a block quotation (`She wrote:`)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from annotations.text.cues import find_cues
from annotations.text.drafts import Draft
from annotations.text.frames_open import is_past
from annotations.text.interviews import QUESTION_AND_ANSWER, is_initials, people_behind
from annotations.text.people import Directory
from annotations.text.sentences import Sentence
from annotations.text.spans import Span, trimmed
from annotations.text.speaker_left import left_phrase
from annotations.text.speakers import can_speak

_LABEL = re.compile(r"[\"“]?([^\W\d_][\w.'’-]*(?: [\w.'’()-]+){0,4}?):\s+(?=\S)")
_SIGNATURE = re.compile(r"([-–—―]{1,2})\s*([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,4})(?=[,.(]|$)")
_OPENING, _CLOSING = '"“«„', '"”»“'
_WORD = re.compile(r"\w+")
MIN_REPEATS = 3
MAX_LOOK = 2000
MAX_TURN = 5


def label_drafts(text: str, paragraphs: Sequence[Span], directory: Directory) -> dict[int, Draft]:
    """Drafts of labelled paragraphs by the start of the paragraph.

    A label counts when the text names a person with that surname elsewhere, or when it opens at least MIN_REPEATS
    paragraphs (a transcript), and "Q" and "A" where both stand; so do initials of one person that stand twice. Linear:
    one bounded match per paragraph.
    """
    surnames, lexicon = directory.surnames(), directory.lexicon
    speaking = lexicon.cues.documents | lexicon.grammar.person_starts
    headline = paragraphs[0].start if paragraphs else -1
    found = [(paragraph, match) for paragraph in paragraphs if (match := _label(text, paragraph))]
    repeats = Counter(match.group(1) for _, match in found)
    behind = people_behind(text, paragraphs, [(paragraph, match.group(1)) for paragraph, match in found], directory)
    sure = {label for label in repeats if behind and repeats[label] > 1 and (label in behind or is_initials(label))}
    if repeats.keys() >= QUESTION_AND_ANSWER:
        sure |= QUESTION_AND_ANSWER
    repeats.update(dict.fromkeys(sure, MIN_REPEATS))
    drafts: dict[int, Draft] = {}
    turns: dict[int, str] = {}
    for paragraph, match in found:
        label = match.group(1)
        known = label.split()[-1].casefold()
        if repeats[label] < MIN_REPEATS and known not in surnames | (
            speaking if paragraph.start == headline else frozenset()
        ):
            continue
        content = trimmed(text, match.end(), paragraph.end)
        if content is None or (label not in sure and len(_WORD.findall(text, content.start, content.end)) < 3):
            continue
        if known != label.casefold() and _names_again(text, content, label.split()[-1]):
            continue
        first_word = label.split()[0].lower()
        if label not in sure and (len(label) == 1 or first_word in lexicon.people.not_names):
            continue
        source = Span(match.start(1), match.end(1))
        turns[paragraph.start] = label
        drafts[paragraph.start] = Draft(
            "label", [content], Span(source.end, source.end + 1), source, behind=behind.get(label)
        )
    speakers = {start for start, label in turns.items() if repeats[label] >= MIN_REPEATS}
    _take_turns(drafts, paragraphs, speakers, {line.start for line, match in found if repeats[match.group(1)] > 1})
    return {**drafts, **dict(_signed(text, paragraphs))}


def _take_turns(drafts: dict[int, Draft], paragraphs: Sequence[Span], turns: set[int], stops: set[int]) -> None:
    """In a transcript the paragraphs between two labels belong to the first; the last turn ends with its paragraph.

    A turn ends before a paragraph that begins with any label of `stops`.
    """
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.start in turns]
    for here, following in pairwise(places):
        if following - here > MAX_TURN:
            continue
        draft = drafts[paragraphs[here].start]
        for paragraph in takewhile(lambda line: line.start not in stops, paragraphs[here + 1 : following]):
            draft.content.append(paragraph)
            drafts[paragraph.start] = draft


def _signed(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[int, Draft]]:
    """A quotation that fills its paragraph, signed in the next one: `— Jane Doe, teacher`."""
    for quotation, signature in pairwise(paragraphs):
        if text[quotation.start] not in _OPENING or text[quotation.end - 1] not in _CLOSING:
            continue
        match = _SIGNATURE.match(text, signature.start, min(signature.end, signature.start + 120))
        if match and all(word[0].isupper() for word in match.group(2).split()):
            cue, source = Span(match.start(1), match.end(1)), Span(match.start(2), match.end(2))
            yield quotation.start, Draft("signature", [quotation], cue, source)


def _names_again(text: str, content: Span, surname: str) -> bool:
    """`Jane Doe: Where Doe stands on roads`: who is named in the words themselves is what they are about."""
    words = text[content.start : min(content.end, content.start + MAX_LOOK)]
    return re.search(rf"\b{re.escape(surname)}\b", words) is not None


def introduction(sentence: Sentence) -> Draft | None:
    """`She wrote on her page:` at the end of a paragraph: a draft whose content is the next paragraph, still empty."""
    if sentence.lower(len(sentence) - 1) != ":":
        return None
    for cue in reversed(find_cues(sentence)):
        left = left_phrase(sentence, cue)
        if sentence.lower(cue) not in sentence.lexicon.cues.clausal or not can_speak(sentence, left) or left is None:
            continue
        if any(sentence.is_finite(i) or sentence.is_quoted(i) for i in range(cue + 1, len(sentence))):
            return None
        return Draft("block", [], sentence.span(cue, cue), sentence.span(left.first, left.last))
    return _unworded_introduction(sentence)


def _unworded_introduction(sentence: Sentence) -> Draft | None:
    """`She made the following remark:` introduces the next paragraph when that is a quotation."""
    verb = next((index for index in range(1, len(sentence)) if is_past(sentence, index)), None)
    left = left_phrase(sentence, verb) if verb is not None else None
    if verb is None or left is None or not can_speak(sentence, left):
        return None
    return Draft("block-quotation", [], sentence.span(verb, verb), sentence.span(left.first, left.last))


def _label(text: str, paragraph: Span) -> re.Match[str] | None:
    match = _LABEL.match(text, paragraph.start, min(paragraph.end, paragraph.start + 80))
    if match is None or not all(word[0].isupper() or word[0] == "(" for word in match.group(1).split()):
        return None
    return match
