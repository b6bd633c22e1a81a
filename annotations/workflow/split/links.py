"""Acts on leads between statements of the article: duplicates and relations."""

from annotations.models import RelationType, StatementRelation
from annotations.workflow.errors import Invalid
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split
from annotations.workflow.split.succession import goes_round


def duplicate(sheet: Split, given: Arguments) -> None:
    """``{statement, of}``: it says the same as another one; null takes that back."""
    row = given.statement()
    row.duplicate_of_id = None if given.body.get("of") is None else given.statement("of").pk
    if goes_round(sheet, row):
        given.refuse("of", "is, step by step, a duplicate of this very statement")


def relate(sheet: Split, given: Arguments) -> None:
    """``{statement, to, type, on}``: draws a lead of that type to another statement, or takes it away."""
    row, to, on = given.statement(), given.statement("to"), given.flag("on")
    kind = given.choice("type", RelationType.values)
    if row.pk == to.pk:
        given.refuse("to", "is the statement itself")
    ends = (row.pk, to.pk, kind)
    there = [one for one in sheet.relations.values() if (one.from_statement_id, one.to_statement_id, one.type) == ends]
    if bool(there) == on:
        raise Invalid("on", on, "changes nothing: it is so already")
    for one in there:
        del sheet.relations[one.pk]
    if on:
        fresh = StatementRelation(from_statement=row, to_statement=to, type=kind)
        sheet.relations[fresh.pk] = fresh
