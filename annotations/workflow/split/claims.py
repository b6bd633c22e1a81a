"""Acts on claims: the checkable texts drawn from a statement."""

from django.utils import timezone

from annotations.models import CheckTarget, Claim
from annotations.workflow.split.arguments import Arguments
from annotations.workflow.split.document import Split

MAX_CLAIM = 500


def claim(sheet: Split, given: Arguments) -> None:
    """``{statement, text, check_target, claim?}``: adds a claim, or gives one its next version."""
    row = given.statement()
    words, target = given.words("text", MAX_CLAIM), given.choice("check_target", CheckTarget.values)
    rows = sheet.claims_of(row)
    fresh = Claim(
        statement=row,
        index=max((one.index for one in rows), default=-1) + 1,
        claim_text=words,
        check_target=target,
        author=sheet.actor,
        created_at=timezone.now(),
    )
    if given.has("claim"):
        old = given.claim(row)
        _succeed(old, fresh, max(one.version for one in rows if one.index == old.index))
        if (old.claim_text, old.check_target) == (words, target):
            given.refuse("text", "is what the claim says already")
    sheet.claims[fresh.pk] = fresh


def _succeed(old: Claim, fresh: Claim, newest: int) -> None:
    """The new version keeps all that an edit does not say."""
    kept = ("index", "support_start", "support_end", "claim_types", "claim_date", "claim_date_precision", "location")
    for name in (*kept, "duplicate_of_id", "note"):
        setattr(fresh, name, getattr(old, name))
    fresh.version = newest + 1
    old.is_live = False


def unclaim(_sheet: Split, given: Arguments) -> None:
    """``{claim}``: takes it out; what labels say about it stays."""
    given.claim().is_live = False
