"""Reports on agreement as pages and API show them, and the statements behind a cell of the confusion matrix."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from annotations.models import (
    AgreementReport,
    AnnotationLabel,
    Batch,
    GuidelineVersion,
    Project,
    ReportState,
    Statement,
    User,
)
from annotations.models.agreement import UNFINISHED
from annotations.queries import visibility
from annotations.queries.agreement_labels import counts_as
from annotations.queries.agreement_scope import Scope, annotations, events_so_far
from annotations.schemes.base import Question


@dataclass(frozen=True, slots=True)
class Newest:
    """What there is for a scope. ``report`` is done; ``changes`` counts acts since it read the labels (0: up to date).

    ``running`` is being made; ``ended`` is the last attempt, when it failed or was cancelled and nothing came after it.
    """

    report: AgreementReport | None
    running: AgreementReport | None
    ended: AgreementReport | None
    changes: int


def newest(user: User, project: Project, scope: Scope) -> Newest:
    """The reports on a scope that matter now, with two queries."""
    rows = list(visibility.agreement_reports(user).filter(project=project, scope_key=scope.key).select_related("actor"))
    done = next((row for row in rows if row.state == ReportState.DONE), None)
    running = next((row for row in rows if row.state in UNFINISHED), None)
    last = rows[0] if rows and rows[0].state in (ReportState.FAILED, ReportState.CANCELLED) else None
    changes = events_so_far(project) - (done.events or 0) if done else 0
    return Newest(done, running, last, changes)


@dataclass(frozen=True, slots=True)
class Choices:
    """What a scope may name: batches, guideline versions, people with labels."""

    batches: list[Batch]
    guidelines: list[GuidelineVersion]
    annotators: list[User]


def choices(user: User, project: Project) -> Choices:
    """What a scope of the project may name; three queries."""
    labelled = visibility.annotations(user).filter(statement__article__project=project).values("annotator")
    return Choices(
        list(Batch.objects.filter(project=project)),
        list(GuidelineVersion.objects.filter(project=project)),
        list(User.objects.filter(pk__in=labelled).order_by("display_name", "pk")),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a confusion matrix: two labels that met; of a pair, the first chose ``row``, the other ``column``."""

    question: Question
    row: str
    column: str

    def keys(self, label: str) -> list[str]:
        """The keys that count as a label."""
        return self.question.label_set.keys_of(label) if self.question.label_set else [label]


def met(user: User, project: Project, scope: Scope, cell: Cell) -> QuerySet[Statement]:
    """The statements on which one annotator chose the cell's row and another its column, as the matrix counts them."""
    inside = annotations(user, project, scope)
    chosen = AnnotationLabel.objects.filter(
        revision__in=inside.values("head"),
        question__key=cell.question.key,
        revision__annotation__statement=OuterRef("pk"),
    ).order_by()
    of_row = chosen.filter(label__key__in=cell.keys(cell.row))
    of_column = chosen.filter(label__key__in=cell.keys(cell.column))
    rows = visibility.statements(user).filter(article__project=project)
    if scope.pair:
        first = of_row.filter(revision__annotation__annotator_id=UUID(scope.first))
        return rows.filter(
            Exists(first), Exists(of_column.filter(revision__annotation__annotator_id=UUID(scope.second)))
        )
    if cell.row != cell.column:
        return rows.filter(Exists(of_row), Exists(of_column))
    twice = of_row.values("revision__annotation__statement").annotate(n=Count("pk")).filter(n__gte=2)
    return rows.filter(Exists(twice))


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who chose what on a statement."""

    annotator: User
    label: str


def chosen_on(
    user: User, project: Project, scope: Scope, question: Question, statements: list[UUID]
) -> dict[UUID, list[Chosen]]:
    """Statement → everybody's labels for the question, in scope; one query however many statements there are."""
    inside = annotations(user, project, scope).filter(statement__in=statements)
    rows = AnnotationLabel.objects.filter(revision__in=inside.values("head"), question__key=question.key)
    found: dict[UUID, list[Chosen]] = {}
    order = ("revision__annotation__annotator__display_name", "label__position")
    for row in rows.select_related("label", "revision__annotation__annotator").order_by(*order):
        annotation = row.revision.annotation
        found.setdefault(annotation.statement_id, []).append(
            Chosen(annotation.annotator, counts_as(question, row.label.key))
        )
    return found


def people_named(keys: set[str]) -> dict[str, User]:
    """The people of a report by their ids, one query."""
    return {str(person.pk): person for person in User.objects.filter(Q(pk__in=keys))}
