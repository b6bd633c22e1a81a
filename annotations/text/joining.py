"""Attributions of a whole text: drafts per paragraph, then quotations that stand alone join the speaker beside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from annotations.text.drafts import Draft
from annotations.text.frames import drafts_of
from annotations.text.labels import introduction, label_drafts
from annotations.text.languages.base import Lexicon
from annotations.text.people import Directory
from annotations.text.quotations import Quotation
from annotations.text.sentences import Sentence, matrix_sentences
from annotations.text.spans import Span
from annotations.text.tokens import Token, with_quotations

MAX_GAP = 400
MAX_STATEMENT = 6000
_QUOTED_RULES = (
    "quotation-before",
    "before-quotation",
    "later-quotation",
    "block",
    "block-quotation",
    "open-quotation",
)


@dataclass(slots=True)
class _Paragraph:
    """One paragraph while its quotations look for a speaker. `alone`: quotations that are a whole matrix sentence."""

    span: Span
    first: Token
    drafts: list[Draft] = field(default_factory=list)
    alone: list[tuple[Token, int]] = field(default_factory=list)
    introduces: Draft | None = None


@dataclass(slots=True)
class _State:
    """What the paragraph before left behind: its last speaker, and an unclosed quotation still without one."""

    last: Draft | None = None
    waiting: list[Span] = field(default_factory=list)
    introduced: Draft | None = None


def find_drafts(
    text: str,
    paragraphs: Sequence[Span],
    statements: Sequence[Span],
    quotations: Sequence[Quotation],
    directory: Directory,
) -> list[Draft]:
    """Every draft of the text, in order. Linear: sentences of more than a few hundred tokens are passed over."""
    drafts: list[Draft] = []
    state = _State()
    lexicon = directory.lexicon
    labelled = label_drafts(text, paragraphs, directory)
    starts = [quotation.span.start for quotation in quotations]
    statement_starts = [statement.start for statement in statements]
    for span in paragraphs:
        inside = quotations[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        here = statements[bisect_left(statement_starts, span.start) : bisect_right(statement_starts, span.end - 1)]
        if not here or any(len(statement) > MAX_STATEMENT for statement in here):
            state = _State()
            continue
        paragraph = _read(text, span, here, inside, lexicon)
        if paragraph is None:
            continue
        if span.start in labelled:
            _take_label(paragraph, labelled[span.start])
        _take_introduction(paragraph, state)
        _place_alone(paragraph, state)
        _settle(text, paragraph, inside, state)
        drafts += [draft for draft in paragraph.drafts if not drafts or draft is not drafts[-1]]
    return drafts


def _read(
    text: str, span: Span, statements: Sequence[Span], quotations: Sequence[Quotation], lexicon: Lexicon
) -> _Paragraph | None:
    tokens = with_quotations(text, span.start, span.end, quotations)
    if not tokens:
        return None
    paragraph = _Paragraph(span, tokens[0])
    ends = {statement.end for statement in statements}
    for sentence in matrix_sentences(tokens, ends, lexicon):
        found = drafts_of(sentence)
        for token in _standing_alone(sentence):
            if not any(draft.covers(Span(token.start, token.end)) for draft in found):
                paragraph.alone.append((token, len(paragraph.drafts)))
        if not found and paragraph.drafts and _goes_on_quoting(sentence, _quoting(paragraph.drafts)):
            _add(_quoting(paragraph.drafts), sentence.span(0, sentence.content_end(0)))
        paragraph.drafts += found
        paragraph.introduces = introduction(sentence)
    return paragraph


def _goes_on_quoting(sentence: Sentence, draft: Draft) -> bool:
    """`"We will close it" and other things.` or `That makes it "a danger to all".` after an attributed quotation."""
    if not any(token.is_word for token in sentence.tokens):
        return False
    first = sentence.tokens[0]
    if first.quoted and first.long and not sentence.has_finite(1, len(sentence)):
        return True
    return draft.rule in _QUOTED_RULES and any(token.quoted and token.long for token in sentence.tokens)


def _take_introduction(paragraph: _Paragraph, state: _State) -> None:
    """The paragraph after `She wrote:` is what she wrote, unless it names another speaker itself."""
    draft, state.introduced = state.introduced, paragraph.introduces
    if draft and draft.rule == "block-quotation" and not paragraph.first.quoted:
        return
    if draft and not paragraph.drafts and paragraph.introduces is None:
        draft.content.append(paragraph.span)
        paragraph.drafts.append(draft)
        paragraph.alone.clear()


def _take_label(paragraph: _Paragraph, draft: Draft) -> None:
    """A label speaks for its whole paragraph; whom the paragraph quotes, the labelled speaker quotes."""
    paragraph.drafts[:] = [draft]
    paragraph.alone.clear()


def _standing_alone(sentence: Sentence) -> list[Token]:
    if any(token.is_word for token in sentence.tokens):
        return []
    return [token for token in sentence.tokens if token.quoted]


def _place_alone(paragraph: _Paragraph, state: _State) -> None:
    """Give every quotation that is a sentence of its own to the attribution it belongs to."""
    for token, before in paragraph.alone:
        opens = token.start == paragraph.span.start
        continued = state.last is not None and state.last.left_open
        if opens and not token.closed and not paragraph.drafts and not continued:
            continue
        host = _host(paragraph, state.last, before, opens)
        if host is not None:
            _add(host, Span(token.start, token.end))
            host.left_open = not token.closed


def _host(paragraph: _Paragraph, last: Draft | None, before: int, opens: bool) -> Draft | None:
    if before:
        return _quoting(paragraph.drafts[:before])
    if paragraph.drafts:
        return paragraph.drafts[0]
    if last is None:
        return None
    if last.rule in _QUOTED_RULES or last.left_open or (opens and last.end >= paragraph.span.start - MAX_GAP):
        return last
    return None


def _quoting(drafts: Sequence[Draft]) -> Draft:
    """The last draft; the one before it when that one quotes and the last only adds: "Q," X said, noting C."""
    last = drafts[-1]
    if len(drafts) > 1 and last.rule not in _QUOTED_RULES and drafts[-2].rule in _QUOTED_RULES:
        return drafts[-2] if drafts[-2].source == last.source or last.cue.start - drafts[-2].cue.end < 150 else last
    return last


def _add(draft: Draft, span: Span) -> None:
    draft.content.append(span)
    if len(draft.content) > 1 and draft.content[-2].start > span.start:
        draft.content.sort()


def _settle(text: str, paragraph: _Paragraph, quotations: Sequence[Quotation], state: _State) -> None:
    """Join an unclosed quotation that waited, and note what this paragraph leaves behind."""
    open_at = quotations[-1].span.start if quotations and not quotations[-1].closed else None
    for draft in paragraph.drafts:
        draft.end = max(draft.cue.end, draft.content[-1].end)
        draft.left_open = open_at is not None and any(part.start <= open_at < part.end for part in draft.content)
    first = paragraph.first
    if state.waiting and paragraph.drafts and text[paragraph.span.start] in "\"“«„'‘":
        paragraph.drafts[0].content[:0] = state.waiting
        state.waiting = []
    unclosed = first.quoted and not first.closed
    if not unclosed:
        state.waiting = []
    elif not paragraph.drafts and not _holds(state.last, first):
        state.waiting.append(Span(first.start, first.end))
    if paragraph.drafts:
        state.last = paragraph.drafts[-1]
    elif state.last and not _holds(state.last, first):
        state.last = None


def _holds(draft: Draft | None, token: Token) -> bool:
    return draft is not None and bool(draft.content) and draft.content[-1].start == token.start
