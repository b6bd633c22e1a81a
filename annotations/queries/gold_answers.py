"""Gold answers one by one: the adjudication in force of each statement, narrowed to exactly what a figure counts."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import Adjudication, GoldLabel, GoldStance, Project, User
from annotations.queries import visibility
from annotations.queries.about import SPEAKER
from annotations.queries.docket import in_force
from annotations.queries.labels import NOTHING, stance_like
from annotations.queries.progress import TO_BE_SETTLED
from annotations.queries.search import label_named

STATES: Mapping[str, Q] = {
    "settled": Q(is_open=False),
    "open": Q(is_open=True),
    "by_person": Q(is_open=False, decided_by__isnull=False),
    "by_policy": Q(is_open=False, decided_by__isnull=True),
}
"""``settled``: every question has its answer; ``open``: annotators differ on one at least."""


def listed(user: User, project: Project) -> QuerySet[Adjudication]:
    """The adjudications in force of the project's live, frozen statements; none for those who label blind."""
    rows = visibility.adjudications(user).filter(statement__article__project=project)
    return in_force(rows).filter(**{f"statement__{name}": value for name, value in TO_BE_SETTLED.items()})


def spoken_by(rows: QuerySet[Adjudication], value: str) -> QuerySet[Adjudication]:
    """Gold of statements of one speaker."""
    return rows.filter(SPEAKER.condition("statement__", value) or NOTHING)


def answering(
    rows: QuerySet[Adjudication], project: Project, *, label: str = "", holder: str = "", target: str = ""
) -> QuerySet[Adjudication]:
    """Gold that holds ``label`` (``question:key``); for stance with this ``holder`` and ``target`` in the same one.

    One query for the label's rows, as for labels.
    """
    chosen = label_named(project, label) if label else None
    if label and chosen is None:
        return rows.filter(NOTHING)
    if chosen and not chosen.is_stance:
        answers = GoldLabel.objects.filter(label__in=chosen.rows, question__key=label.partition(":")[0])
        return rows.filter(Exists(answers.filter(adjudication=OuterRef("pk"))))
    stances = GoldStance.objects.filter(stance_like(chosen, holder, target), polarity__isnull=False)
    return rows.filter(Exists(stances.filter(adjudication=OuterRef("pk"))))
