"""The adjudicators' queue: statements by how far their annotators differ, verdicts before everything else.

Nobody finds anything here whose role does not read labels: what is contested says what colleagues answered.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from annotations.models import (
    Adjudication,
    Annotation,
    AnnotationState,
    GoldLabel,
    GoldMethod,
    GoldStance,
    Project,
    StatementState,
    User,
)
from annotations.queries import visibility
from annotations.queries.docket import in_force, is_away
from annotations.queries.gold import stood_behind
from annotations.queries.queue import production
from annotations.queries.row_by_row import there_is

TO_DECIDE = Q(is_open=True, is_away=False)
STATES: Mapping[str, Q] = {
    "open": TO_DECIDE,
    "away": Q(is_away=True),
    "decided": Q(is_open=False, is_away=False, decided_by__isnull=False),
    "publishable": Q(
        is_open=False, is_away=False, stood_behind__gte=F("statement__article__project__approvals_required")
    ),
    "approval": Q(is_open=False, is_away=False, stood_behind__lt=F("statement__article__project__approvals_required")),
    "all": Q(),
}
"""``open`` can be decided now; ``away`` is with its annotators; ``approval`` lacks people who stand behind it,
``publishable`` does not."""
MOST_CONTESTED = ("-verdict_entropy", "-other_entropy", "decided_at", "pk")


def adjudications(user: User, project: Project) -> QuerySet[Adjudication]:
    """The adjudications in force of the live statements that the person may read, each with three figures.

    ``is_away``: its labels changed or are with their annotators; ``stood_behind``: how many people stand behind it, the
    decision itself among them; ``is_mine``: the person labelled the statement.
    """
    mine = Annotation.objects.filter(statement=OuterRef("statement"), annotator=user)
    rows = in_force(visibility.adjudications(user)).filter(
        production("statement__article__"),
        statement__article__project=project,
        statement__state=StatementState.LIVE,
        statement__is_statement=True,
    )
    return rows.annotate(
        is_away=is_away(),
        stood_behind=stood_behind(),
        is_mine=there_is(mine.exclude(state=AnnotationState.WITHDRAWN)),
    )


def queue(user: User, project: Project, state: str = "open") -> QuerySet[Adjudication]:
    """The project's rows in one of ``STATES``, with all that a list draws (two queries more)."""
    labels = Prefetch("labels", GoldLabel.objects.select_related("question", "label").order_by("question__position"))
    stances = Prefetch("stances", GoldStance.objects.select_related("holder", "target", "target_claim", "polarity"))
    rows = adjudications(user, project).filter(STATES[state])
    shown = rows.select_related("statement__article", "statement__speaker", "decided_by")
    return shown.defer("statement__article__text", "statement__article__raw").prefetch_related(labels, stances)


def differs_in(rows: QuerySet[Adjudication], question: str) -> QuerySet[Adjudication]:
    """Those in which this question is open; the stance question by the word ``stance``."""
    if question == "stance":
        return rows.filter(Exists(GoldStance.objects.filter(adjudication=OuterRef("pk"), method=GoldMethod.OPEN)))
    still_open = GoldLabel.objects.filter(adjudication=OuterRef("pk"), method=GoldMethod.OPEN, question__key=question)
    return rows.filter(Exists(still_open))


def may_decide(rows: QuerySet[Any], project: Project) -> QuerySet[Any]:
    """Those that the person may decide under the project's third-person rule."""
    return rows.filter(is_mine=False) if project.third_person_adjudicates else rows


def next_to_decide(user: User, project: Project, but: UUID | None = None) -> UUID | None:
    """The statement that comes next, most contested first; never ``but`` and none that the person may not decide."""
    rows = may_decide(adjudications(user, project).filter(TO_DECIDE), project).exclude(statement=but)
    return rows.order_by(*MOST_CONTESTED).values_list("statement", flat=True).first()
