"""What was settled before open questions were marked gets the mark and the figure that it would get today."""

from importlib import import_module

import pytest
from django.db import connection

from annotations.models import Adjudication
from tests.factories import adjudications

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

FORGET = """
ALTER TABLE annotations_adjudication DISABLE TRIGGER adjudication_insert_only;
UPDATE annotations_adjudication SET is_open = false, verdict_entropy = 0;
ALTER TABLE annotations_adjudication ENABLE TRIGGER adjudication_insert_only;
"""


def figures() -> list[tuple[bool, float]]:
    """Whether each statement is open, and the entropy of its verdicts."""
    rows = Adjudication.objects.order_by("statement__start").values_list("is_open", "verdict_entropy")
    return [(is_open, round(bits, 9)) for is_open, bits in rows]


@pytest.mark.parametrize("statuses", [("supported", "refuted"), ("supported", "refuted", "refuted")])
def test_the_migration_says_of_old_rows_what_settling_says_of_new_ones(statuses: tuple[str, ...]) -> None:
    adjudications.contested(statuses)
    now = figures()
    assert now[0][0]
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        cursor.execute(import_module("annotations.migrations.0018_adjudication_guards").SAY_WHAT_IS_OPEN)
    assert figures() == now
