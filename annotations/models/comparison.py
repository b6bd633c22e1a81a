"""How far handed-in work agrees with others', kept so that a list of thousands can be in that order."""

from django.db import models
from django.db.models import Case, F, Value, When

from annotations.models.assignment import Assignment

NOBODY_ELSE = -1
"""``differing`` of work that nobody else has done: sorts behind full agreement."""


class Comparison(models.Model):
    """An assignment's labels beside others' on the same statements, statement by statement and person by person.

    Counts derived from labels: written anew by every act that changes what one of them says (``workflow.compare``), and
    read only while the labels that counted as another one (``merges``) still do. ``differing`` is in percent.
    """

    # The row of an assignment is often locked by somebody who waits for its article, which whoever writes here holds:
    # a check of the key would wait for them in turn. Assignments never go away.
    assignment = models.OneToOneField(
        Assignment, models.CASCADE, primary_key=True, related_name="comparison", db_constraint=False
    )
    merges = models.JSONField()
    pairs = models.PositiveIntegerField()
    same_stance = models.PositiveIntegerField()
    same_labels = models.PositiveIntegerField()
    differing = models.GeneratedField(
        expression=Case(
            When(pairs=0, then=Value(NOBODY_ELSE)),
            default=(2 * F("pairs") - F("same_stance") - F("same_labels")) * 50 / F("pairs"),
        ),
        output_field=models.IntegerField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["assignment"]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.differing} %"
