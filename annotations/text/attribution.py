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

# Share of proposals with the right content and source, by rule, on 300 development articles. Measured with
# `manage.py split --jsonl gold.jsonl | python -m bench.rule_precision gold.jsonl`; measure again when a rule changes.
# "signature" and "block-quotation" had few proposals there (all right) and are set lower; no gold marks "nested" and
# "quotation-only": these are guesses.
CONFIDENCE = {
    "quotation-before": 0.96,
    "signature": 0.90,
    "later-quotation": 0.87,
    "passive": 0.86,
    "dated-clause": 0.86,
    "before-quotation": 0.85,
    "document": 0.85,
    "colon": 0.84,
    "according": 0.84,
    "that-clause": 0.83,
    "final": 0.83,
    "as-clause": 0.82,
    "question": 0.81,
    "bare-clause": 0.81,
    "block-quotation": 0.80,
    "parenthetical": 0.79,
    "open-quotation": 0.79,
    "noun-phrase-quotation": 0.76,
    "prepositional": 0.74,
    "final-inverted": 0.72,
    "noun-phrase": 0.72,
    "verbless": 0.67,
    "nominal": 0.57,
    "nested": 0.5,
    "label": 0.45,
    "relative-clause": 0.44,
    "block": 0.43,
    "request": 0.40,
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
        (draft, host, _attribution(text, draft, _resolved(resolver, draft, remember=host is None), quoted))
        for draft, host in sorted(pairs, key=lambda pair: pair[0].cue)
    ]
    found.sort(key=lambda entry: (entry[2].content[0].start, entry[1] is not None, entry[2].content[0].end))
    places = {id(draft): place for place, (draft, _, _) in enumerate(found)}
    return tuple(_nested(attribution, places[id(host)]) if host else attribution for _, host, attribution in found)


def _resolved(resolver: Resolver, draft: Draft, *, remember: bool) -> Resolved:
    return resolver.resolve(draft.source, remember=remember, behind=draft.behind)


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
