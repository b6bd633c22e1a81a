"""Who says what in a text: drafts, resolved speakers, computed quotation types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotations.text.drafts import Draft
from annotations.text.joining import find_drafts
from annotations.text.nesting import nested_drafts
from annotations.text.people import Directory
from annotations.text.quotations import Quotation, QuotedWords, editorial_insertions
from annotations.text.resolution import Resolved, Resolver
from annotations.text.results import Attribution
from annotations.text.spans import Span

# Share of proposals with the right content and source on development articles, by rule.
CONFIDENCE = {
    "quotation-before": 0.95,
    "later-quotation": 0.85,
    "final": 0.84,
    "colon": 0.84,
    "bare-clause": 0.81,
    "that-clause": 0.81,
    "open-quotation": 0.81,
    "according": 0.8,
    "parenthetical": 0.8,
    "document": 0.8,
    "label": 0.8,
    "before-quotation": 0.78,
    "noun-phrase-quotation": 0.76,
    "dated-clause": 0.75,
    "final-inverted": 0.7,
    "noun-phrase": 0.68,
    "prepositional": 0.7,
    "request": 0.7,
    "as-clause": 0.7,
    "passive": 0.5,
    "question": 0.5,
    "signature": 0.9,
    "verbless": 0.8,
    "nested": 0.5,
    "relative-clause": 0.5,
    "block": 0.4,
    "quotation-only": 0.3,
}


def attribute(
    text: str,
    paragraphs: Sequence[Span],
    statements: Sequence[Span],
    quotations: Sequence[Quotation],
    directory: Directory,
) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their first content, each outer one before those nested in it.

    All spans in code points of `text`.
    """
    quoted = QuotedWords(quotations)
    outer = find_drafts(text, paragraphs, statements, quotations, directory)
    inner = nested_drafts(text, outer, statements, directory.lexicon)
    resolver = Resolver(text, statements, directory, quoted)
    pairs: list[tuple[Draft, Draft | None]] = [*((draft, None) for draft in outer), *inner]
    found = [
        (draft, host, _attribution(text, draft, resolver.resolve(draft.source, remember=host is None), quoted))
        for draft, host in sorted(pairs, key=lambda pair: pair[0].cue)
    ]
    found.sort(key=lambda entry: (entry[2].content[0].start, entry[1] is not None, entry[2].content[0].end))
    places = {id(draft): place for place, (draft, _, _) in enumerate(found)}
    return tuple(_nested(attribution, places[id(host)]) if host else attribution for _, host, attribution in found)


def _nested(attribution: Attribution, outer: int) -> Attribution:
    return replace(attribution, nested_in=outer, rule="nested", confidence=CONFIDENCE["nested"])


def _attribution(text: str, draft: Draft, resolved: Resolved, quoted: QuotedWords) -> Attribution:
    content = tuple(draft.content)
    return Attribution(
        source=draft.source,
        cue=draft.cue,
        content=content,
        quote_type=quoted.quote_type(text, content),
        speaker=resolved.name,
        speaker_reason=resolved.reason,
        editorial_insertions=editorial_insertions(text, content, quoted),
        nested_in=None,
        rule=draft.rule,
        confidence=CONFIDENCE[draft.rule],
    )


def quotations_only(text: str, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """For languages without a lexicon: every longer quotation is somebody's, nobody knows whose."""
    quoted = QuotedWords(quotations)
    found = []
    for quotation in quotations:
        if len(quotation.inner(text).split()) >= 4:
            draft = Draft("quotation-only", [quotation.span], quotation.span, None)
            found.append(_anonymous(text, draft, quoted))
    return tuple(found)


def _anonymous(text: str, draft: Draft, quoted: QuotedWords) -> Attribution:
    content = tuple(draft.content)
    insertions = editorial_insertions(text, content, quoted)
    reason = "speakers are not looked for in this language"
    return Attribution(
        None, None, content, "direct", None, reason, insertions, None, draft.rule, CONFIDENCE[draft.rule]
    )
