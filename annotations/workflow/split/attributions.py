"""Acts on attributions: add or change one, take it out, carry a quotation on, mark an editor's insertion."""

import uuid

from django.utils import timezone

from annotations.models import Attribution, Entity, QuoteType, SourceKindInText
from annotations.text.spans import Span, any_overlap
from annotations.workflow.errors import Invalid
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Said, Split, span_of


def attribute(sheet: Split, given: Arguments) -> None:
    """``{statement, content, source, cue, speaker, quote_type, attribution?}``: adds an attribution, or changes one.

    Without a ``quote_type`` the quotation marks tell it. A new one that lies in another's content is nested in it.
    """
    row = given.statement()
    content = given.spans("content")
    if not any_overlap(content, [span_of(row)]):
        given.refuse("content", "touches no character of the statement")
    said = given.attribution() if given.has("attribution") else _new(sheet)
    said.by_hand()
    said.content, said.source, said.cue = content, given.span_or_none("source"), given.span_or_none("cue")
    said.keep_insertions()
    _name(said, given.entity_or_nobody("speaker"))
    if given.body.get("quote_type") is None:
        sheet.quote_type(said)
    else:
        said.row.quote_type = given.choice("quote_type", QuoteType.values)
    if said.row.pk not in sheet.attributions:
        said.row.nested_in_id = _around(sheet, said)
        sheet.attributions[said.row.pk] = said


def _new(sheet: Split) -> Said:
    index = max((said.row.index for said in sheet.attributions.values()), default=-1) + 1
    return Said(Attribution(article=sheet.article, index=index, created_at=timezone.now()))


def _name(said: Said, speaker: Entity | None) -> None:
    said.row.speaker_id = speaker.pk if speaker else None
    if said.row.source_kind in (SourceKindInText.ARTIFACT, SourceKindInText.AUTHOR):
        return
    if said.source is None:
        said.row.source_kind = SourceKindInText.IMPLICIT
    else:
        said.row.source_kind = SourceKindInText.NAMED if speaker else SourceKindInText.UNNAMED


def _around(sheet: Split, said: Said) -> uuid.UUID | None:
    """The innermost attribution one of whose contents holds all of this one's content and its cue."""
    spans = [*said.content, *([said.cue] if said.cue else [])]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    found = [
        (len(part), other.row.pk)
        for other in sheet.attributions.values()
        for part in other.content
        if part.contains(whole) and other.content != said.content
    ]
    return min(found)[1] if found else None


def unattribute(sheet: Split, given: Arguments) -> None:
    """``{attribution}``: takes it out; what nobody else says is then in the article's voice."""
    sheet.drop(given.attribution())


def carry_on(sheet: Split, given: Arguments) -> None:
    """``{statement, on}``: the statement joins the attribution of the one above as further content, or leaves it."""
    row, on = given.statement(), given.flag("on")
    above = sheet.before(row)
    said = next(iter(sheet.over(above)), None) if above else None
    if said is None:
        raise Invalid("statement", str(row.pk), "stands below no statement that somebody says")
    where = span_of(row)
    if said.touches(where) == on:
        raise Invalid("on", on, "changes nothing: it is so already")
    if on:
        said.content = sorted([*said.content, where])
        sheet.quote_type(said)
    else:
        sheet.clip(said, where)


def insert(_sheet: Split, given: Arguments) -> None:
    """``{attribution, span, on}``: says that these words within the content are the editor's, or that they are not."""
    said, span, on = given.attribution(), given.span("span"), given.flag("on")
    if (span in said.insertions) == on:
        raise Invalid("on", on, "changes nothing: it is so already")
    if on and not any(part.contains(span) for part in said.content):
        given.refuse("span", "does not lie in a content of the attribution")
    if on and any_overlap([span], said.insertions):
        given.refuse("span", "overlaps another insertion")
    said.insertions = sorted([*said.insertions, span]) if on else [one for one in said.insertions if one != span]
