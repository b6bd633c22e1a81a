"""Edits of a split: who changed what, and the rows before and after."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from annotations.models.article import Article


class SplitAct(models.TextChoices):
    """What can be done to a split, and how that reads afterwards."""

    SPLIT = "split", _("Statement cut in two")
    MERGE = "merge", _("Two statements joined")
    MOVE = "move", _("Boundary moved")
    MARK = "mark", _("Marked as statement or not")
    ROLE = "role", _("Role changed")
    SPEAKER = "speaker", _("Speaker changed")
    ATTRIBUTE = "attribute", _("Attribution set")
    UNATTRIBUTE = "unattribute", _("Attribution removed")
    CONTINUE = "continue", _("Continued quotation changed")
    INSERT = "insert", _("Editor’s insertion changed")
    CLAIM = "claim", _("Claim written")
    UNCLAIM = "unclaim", _("Claim removed")
    DUPLICATE = "duplicate", _("Duplicate changed")
    RELATE = "relate", _("Relation changed")
    MERGE_ENTITIES = "merge_entities", _("Entities merged")
    UNDO = "undo", _("Edit undone")
    REDO = "redo", _("Edit redone")


TAKING_BACK = (SplitAct.UNDO, SplitAct.REDO)
"""Acts that take back or bring back an earlier edit, which ``undoes`` names."""


class SplitEdit(models.Model):
    """One edit of one article's split. Insert-only; ``id`` is made by the client and makes replays safe.

    ``seq`` is the version of the split that the edit made. ``before`` and ``after`` hold, by table and row, the values
    of the fields that the edit changed (null: no such row). Whether an edit is undone follows from the later rows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="split_edits")
    seq = models.PositiveIntegerField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="split_edits")
    act = models.CharField(max_length=20)
    arguments = models.JSONField()
    body_sha256 = models.CharField(max_length=64)
    is_after_freeze = models.BooleanField()
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="undone_by")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["article", "seq"]
        constraints = [
            models.UniqueConstraint(name="split_edit_seq_unique", fields=["article", "seq"]),
            models.CheckConstraint(name="split_edit_seq_from_1", condition=Q(seq__gte=1)),
            models.CheckConstraint(
                name="split_edit_taking_back_names_its_edit",
                condition=Q(act__in=["undo", "redo"], undoes__isnull=False)
                | (~Q(act__in=["undo", "redo"]) & Q(undoes__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} #{self.seq}"
