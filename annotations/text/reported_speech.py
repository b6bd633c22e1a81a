"""Reported speech in languages with a `Reporting`: light rules, precision first, one code for all of them.

A source is the literal phrase beside the cue and a speaker the name inside it; a surname becomes the full name that the
text gives, a pronoun or a dropped subject the last named speaker. Nothing else is resolved.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotations.text.attribution import quotations_only
from annotations.text.languages.base import Language
from annotations.text.quotations import Quotation, QuotedWords, editorial_insertions
from annotations.text.reported_frames import Found, frames
from annotations.text.reported_items import Clause, read_clauses, read_items
from annotations.text.reported_people import Speakers, read_names
from annotations.text.results import Attribution
from annotations.text.spans import Span

# Estimates, lower than what the full rules reach in English: there is no gold for these languages to measure on.
CONFIDENCE = {
    "light-quotation": 0.75,
    "light-colon": 0.7,
    "light-before": 0.6,
    "light-that": 0.6,
    "light-according": 0.6,
    "light-final": 0.6,
    "light-verb-final": 0.5,
}
UNNAMED = 0.4
NO_CUE = "no reporting words beside the quotation"
MAX_STATEMENT = 6000
MAX_OPENING = 5


@dataclass(slots=True)
class _Draft:
    """One attribution in the making."""

    found: Found
    content: list[Span]


def report_speech(
    text: str,
    paragraphs: Sequence[Span],
    statements: Sequence[Span],
    quotations: Sequence[Quotation],
    language: Language,
) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their first content; longer quotations of nobody known are among them."""
    if language.reporting is None:
        return quotations_only(text, quotations)
    drafts: list[_Draft] = []
    quotation_starts = [quotation.span.start for quotation in quotations]
    statement_starts = [statement.start for statement in statements]
    for span in paragraphs:
        inside = quotations[bisect_left(quotation_starts, span.start) : bisect_left(quotation_starts, span.end)]
        here = statements[bisect_left(statement_starts, span.start) : bisect_left(statement_starts, span.end)]
        if all(len(statement) <= MAX_STATEMENT for statement in here):
            items = read_items(text, span, inside, language)
            drafts += _drafts(read_clauses(items, {statement.end for statement in here}, language, language.reporting))
    _carry_on(drafts, quotations)
    quoted = QuotedWords(quotations)
    speakers = Speakers(language.reporting, read_names(text, language))
    found = [_attribution(text, draft, speakers, quoted) for draft in drafts]
    taken = QuotedWords(_as_quotations(drafts))
    alone = [quotation for quotation in quotations if not taken.covers(quotation.span.start)]
    nobody = (replace(one, speaker_reason=NO_CUE) for one in quotations_only(text, alone))
    return tuple(sorted([*found, *nobody], key=lambda one: one.content[0]))


def _drafts(clauses: Iterable[Clause]) -> list[_Draft]:
    """The drafts of a paragraph. `„A“, sagte sie. „B.“ Und: „C.“`: quotations belong to who was quoted right before."""
    drafts: list[_Draft] = []
    quoting: _Draft | None = None
    for clause in clauses:
        found = [_Draft(one, list(one.content)) for one in frames(clause)]
        if not found and quoting and _only_quotes(clause):
            quoting.content += [Span(item.start, item.end) for item in clause.items if item.kind == "quote"]
        else:
            quoting = next((draft for draft in found if _quotes(draft)), None)
        drafts += found
    return drafts


def _only_quotes(clause: Clause) -> bool:
    """Whether a clause is quotations alone, or `Und: „…“`."""
    if clause.folded(0) in clause.reporting.links and any(clause.folded(i) == ":" for i in range(MAX_OPENING)):
        return clause.has_quote
    return all(item.kind != "word" for item in clause.items)


def _quotes(draft: _Draft) -> bool:
    """Whether the content of a draft is a quotation."""
    return draft.found.rule in {"light-quotation", "light-colon", "light-before"}


def _carry_on(drafts: Sequence[_Draft], quotations: Sequence[Quotation]) -> None:
    """A quotation left open belongs to whoever says its continuation in the next paragraph, and the other way round."""
    by_start = {part.start: draft for draft in drafts for part in draft.content}
    for place in range(1, len(quotations)):
        before, after = quotations[place - 1].span, quotations[place].span
        if not quotations[place].continues:
            continue
        left, right = by_start.get(before.start), by_start.get(after.start)
        if left and not right:
            left.content.append(after)
            by_start[after.start] = left
    for place in range(len(quotations) - 1, 0, -1):
        before, after = quotations[place - 1].span, quotations[place].span
        right = by_start.get(after.start)
        if quotations[place].continues and right and before.start not in by_start:
            right.content.insert(0, before)
            by_start[before.start] = right


def _as_quotations(drafts: Sequence[_Draft]) -> list[Quotation]:
    spans = sorted(part for draft in drafts for part in draft.content)
    return [Quotation(span, "", True, False) for span in spans]


def _attribution(text: str, draft: _Draft, speakers: Speakers, quoted: QuotedWords) -> Attribution:
    found, content = draft.found, tuple(sorted(draft.content))
    speaker, reason = speakers.of(text, found)
    return Attribution(
        source=found.source,
        cue=found.cue,
        content=content,
        quote_type=quoted.quote_type(text, content),
        speaker=speaker,
        speaker_reason=reason,
        editorial_insertions=editorial_insertions(text, content, quoted),
        nested_in=None,
        rule=found.rule,
        confidence=CONFIDENCE[found.rule] if speaker else min(UNNAMED, CONFIDENCE[found.rule]),
    )
