"""A statement gives way to others: its claims, relations and duplicates go to them."""

from django.utils import timezone

from annotations.models import Claim, Origin, Statement, StatementRelation, StatementState
from annotations.models.identity import uuid7
from annotations.text.spans import Span
from annotations.workflow.split.document import Split, new_statement, span_of


def replace(split: Split, olds: list[Statement], spans: list[Span]) -> list[Statement]:
    """Puts statements at ``spans`` in the place of ``olds``; they take after the first of those."""
    for old in olds:
        old.state = StatementState.REPLACED
    fresh = [new_statement(split, olds[0], span, Origin.MANUAL) for span in spans]
    for old in olds:
        hand_over(split, old, fresh)
    return fresh


def hand_over(split: Split, old: Statement, heirs: list[Statement]) -> None:
    """Claims go to the heir that holds their words, relations to all heirs; duplicates of ``old`` are the first's.

    Labels made after the freeze may point to a claim: then it stays with its statement, and the heir gets a copy.
    """
    for claim in split.claims_of(old):
        if claim.is_live:
            _hand_claim(split, claim, _heir_of(claim, heirs))
    _hand_relations(split, old, heirs)
    for row in split.live:
        if row.duplicate_of_id == old.pk:
            row.duplicate_of_id = heirs[0].pk if row not in heirs else None
    for heir in heirs:
        if goes_round(split, heir):
            heir.duplicate_of_id = None


def goes_round(split: Split, start: Statement) -> bool:
    """Whether following "duplicate of" from a statement leads back to it."""
    seen = {start.pk}
    row = split.statements.get(start.duplicate_of_id) if start.duplicate_of_id else None
    while row is not None and row.pk not in seen:
        seen.add(row.pk)
        row = split.statements.get(row.duplicate_of_id) if row.duplicate_of_id else None
    return row is not None and row.pk == start.pk


def _heir_of(claim: Claim, heirs: list[Statement]) -> Statement:
    start, end = claim.support_start, claim.support_end
    if start is None or end is None:
        return heirs[0]
    return max(heirs, key=lambda heir: min(end, heir.end) - max(start, heir.start))


def _hand_claim(split: Split, claim: Claim, heir: Statement) -> None:
    index = max((row.index for row in split.claims_of(heir)), default=-1) + 1
    if split.is_frozen:
        columns = {field.attname: getattr(claim, field.attname) for field in Claim._meta.concrete_fields}
        claim = Claim(**{**columns, "id": uuid7(), "created_at": timezone.now()})
        split.claims[claim.pk] = claim
    claim.statement_id, claim.index = heir.pk, index
    _clip_support(claim, span_of(heir))


def _clip_support(claim: Claim, where: Span) -> None:
    if claim.support_start is None or claim.support_end is None:
        return
    start, end = max(claim.support_start, where.start), min(claim.support_end, where.end)
    claim.support_start, claim.support_end = (start, end) if start < end else (None, None)


def _hand_relations(split: Split, old: Statement, heirs: list[Statement]) -> None:
    known = {_ends(row) for row in split.relations.values()}
    for row in list(split.relations.values()):
        if old.pk not in (row.from_statement_id, row.to_statement_id):
            continue
        del split.relations[row.pk]
        for heir in heirs:
            one = heir.pk if row.from_statement_id == old.pk else row.from_statement_id
            other = heir.pk if row.to_statement_id == old.pk else row.to_statement_id
            fresh = StatementRelation(from_statement_id=one, to_statement_id=other, type=row.type)
            if one != other and _ends(fresh) not in known:
                known.add(_ends(fresh))
                split.relations[fresh.pk] = fresh


def _ends(row: StatementRelation) -> tuple[object, object, str]:
    return row.from_statement_id, row.to_statement_id, str(row.type)
