"""Acts on spans: cut a statement, join it with the next, move the boundary between the two."""

from annotations.models import Statement, Voice
from annotations.text.spans import Span
from annotations.workflow.errors import Invalid
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split
from annotations.workflow.split.succession import replace


def split(sheet: Split, given: Arguments) -> None:
    """``{statement, at}``: cuts it in two at an offset between two of its characters that are no white space."""
    row = given.statement()
    left, right = halves(sheet, given.offset("at"), row.start, row.end)
    replace(sheet, [row], [left, right])


def merge(sheet: Split, given: Arguments) -> None:
    """``{statement}``: joins it with the next one, in the same paragraph or within one quotation."""
    row = given.statement()
    after = following(sheet, row)
    (joined,) = replace(sheet, [row, after], [Span(row.start, after.end)])
    joined.is_statement = row.is_statement or after.is_statement
    if row.voice == Voice.AUTHOR and not sheet.over(joined):
        joined.voice, joined.speaker_id = after.voice, after.speaker_id
        joined.speaker_role_text = after.speaker_role_text


def move(sheet: Split, given: Arguments) -> None:
    """``{statement, at}``: moves its end, which is the boundary with the next one; both keep some text."""
    row = given.statement()
    after = following(sheet, row)
    left, right = halves(sheet, given.offset("at"), row.start, after.end)
    sheet.set_span(row, left)
    sheet.set_span(after, right)


def halves(sheet: Split, at: int, start: int, end: int) -> tuple[Span, Span]:
    """The two parts of ``[start, end)`` around ``at``, without white space at their ends."""
    if start < at < end:
        left, right = sheet.trimmed(start, at), sheet.trimmed(at, end)
        if left and right:
            return left, right
    raise Invalid("at", at, f"does not lie between two characters of [{start}, {end}] that are no white space")


def following(sheet: Split, row: Statement) -> Statement:
    """The statement after ``row``."""
    found = sheet.next_of(row)
    if found is None:
        raise Invalid("statement", str(row.pk), "is the last one: there is none after it")
    return found
