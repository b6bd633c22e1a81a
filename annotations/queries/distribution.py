"""Which answers were given to what: stance by target, verification by speaker; from gold where there is any."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from annotations.models import (
    Annotation,
    AnnotationLabel,
    AnnotationState,
    GoldLabel,
    GoldStance,
    Project,
    Stance,
    User,
    Voice,
)
from annotations.queries.progress import current_gold, labels_of
from annotations.queries.protocols import ProtocolInForce
from annotations.schemes import base

HANDED_IN = (AnnotationState.SUBMITTED, AnnotationState.RETURNED, AnnotationState.ACCEPTED)
ROWS = 8
"""So many bars are compared at a glance; the rest is counted as hidden."""

Counted = list[tuple[str, str, int]]
"""(heading, label key, how many)"""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts per row and label. ``basis``: ``gold`` or ``submitted``; ``hidden`` rows are left out for want of room.

    ``rows`` are (heading, one count per label in the order of ``labels``), most answers first.
    """

    basis: str
    labels: tuple[base.Label, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    hidden: int

    @property
    def total(self) -> int:
        """All answers shown."""
        return sum(sum(counts) for _, counts in self.rows)


def stance_by_target(user: User, project: Project, force: ProtocolInForce) -> Distribution | None:
    """Polarities per target: gold, else what is handed in and visible. None when the protocol asks for no stance."""
    question = next((one for one in force.scheme.questions if one.kind == "stance"), None)
    if question is None or question.label_set is None:
        return None
    gold = GoldStance.objects.filter(adjudication__in=current_gold(project), polarity__isnull=False)
    given = Stance.objects.filter(revision__in=_handed_in(user, project).values("head"))
    settled = _targets(gold)
    return _distribution(question.label_set, settled, lambda: _targets(given))


def verification_by_speaker(user: User, project: Project, force: ProtocolInForce) -> Distribution | None:
    """Answers to the first question that has verdicts, per speaker: gold, else what is handed in and visible."""
    question = verdict_question(force.scheme)
    if question is None or question.label_set is None:
        return None
    gold = GoldLabel.objects.filter(
        adjudication__in=current_gold(project), question__key=question.key, label__isnull=False
    )
    heads = _handed_in(user, project).values("head")
    given = AnnotationLabel.objects.filter(revision__in=heads, question__key=question.key)
    settled = _speakers(gold, "adjudication__statement")
    return _distribution(question.label_set, settled, lambda: _speakers(given, "revision__annotation__statement"))


def _handed_in(user: User, project: Project) -> QuerySet[Annotation]:
    return labels_of(user, project, HANDED_IN).filter(is_stale=False)


def verdict_question(scheme: base.Protocol) -> base.Question | None:
    """The question about truth: the first whose labels hold a verdict."""
    asked = (question for question in scheme.questions if question.label_set)
    return next((one for one in asked if one.label_set and any(x.is_verdict for x in one.label_set.labels)), None)


def _targets(rows: "QuerySet[GoldStance] | QuerySet[Stance]") -> Counted:
    names = ("target__canonical_name", "target_claim__claim_text", "target_text", "polarity__key")
    counted = rows.order_by().values(*names).annotate(n=Count("pk")).values_list(*names, "n")
    return [(entity or claim or text, key, n) for entity, claim, text, key, n in counted]


def _speakers(rows: "QuerySet[GoldLabel] | QuerySet[AnnotationLabel]", statement: str) -> Counted:
    names = (f"{statement}__voice", f"{statement}__speaker__canonical_name", "label__key")
    counted = rows.order_by().values(*names).annotate(n=Count("pk")).values_list(*names, "n")
    return [(speaker or nobody(voice), key, n) for voice, speaker, key, n in counted]


def nobody(voice: str) -> str:
    """What stands for a statement without a named speaker."""
    return _("Article’s own voice") if voice == Voice.AUTHOR else _("Nobody named")


def _distribution(label_set: base.LabelSet, gold: Counted, given: Callable[[], Counted]) -> Distribution:
    """The counts as rows; ``given`` is asked only where there is no gold. Keys of retired labels are left out."""
    basis, counted = ("gold", gold) if gold else ("submitted", given())
    table: dict[str, dict[str, int]] = defaultdict(dict)
    for heading, key, count in counted:
        if label_set.label(key := label_set.counts_as(key)) is not None:
            table[heading][key] = table[heading].get(key, 0) + count
    labels = tuple(label for label in label_set.labels if not label.merged_into)
    rows = [(heading, tuple(counts.get(label.key, 0) for label in labels)) for heading, counts in table.items()]
    rows.sort(key=lambda row: (-sum(row[1]), row[0]))
    return Distribution(basis, labels, tuple(rows[:ROWS]), max(len(rows) - ROWS, 0))
