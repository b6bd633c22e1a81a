"""Gold that may be published: what a release asks, and how many people stand behind an answer."""

from django.db.models import Case, Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from annotations.models import Adjudication, Annotation, AnnotationState, GoldApproval, Project, StatementState
from annotations.queries.docket import in_force, is_away
from annotations.queries.queue import production
from annotations.queries.row_by_row import there_is


def publishable(project: Project) -> QuerySet[Adjudication]:
    """The gold that may be published, one row per statement, each with ``stood_behind``.

    Decided in every question, resting on the labels as they are, of a live statement of an article that is there and
    is no calibration or training, and with as many people behind it as the project wants.
    """
    counted = decided(project).annotate(stood_behind=stood_behind(), is_away=is_away())
    return counted.filter(is_away=False, stood_behind__gte=project.approvals_required)


def decided(project: Project) -> QuerySet[Adjudication]:
    """The gold decided in every question, of live statements of articles that are no calibration or training."""
    rows = in_force(Adjudication.objects.filter(statement__article__project=project, is_open=False))
    return rows.filter(
        production("statement__article__"),
        statement__state=StatementState.LIVE,
        statement__is_statement=True,
        statement__article__deleted_at__isnull=True,
    )


def is_publishable(adjudication: Adjudication, project: Project) -> bool:
    """Whether an adjudication of the project is among them."""
    return publishable(project).filter(pk=adjudication.pk).exists()


def people_behind(adjudication: Adjudication) -> int:
    """``stood_behind`` of one adjudication."""
    rows = Adjudication.objects.filter(pk=adjudication.pk).annotate(stood_behind=stood_behind())
    found: int = rows.values_list("stood_behind", flat=True).get()
    return found


def stood_behind() -> Combinable:
    """How many people stand behind the outer adjudication: the decision itself, and everybody who approved it.

    Where a third person decides, whoever has a label of their own on the statement does not count.
    """
    counting = GoldApproval.objects.filter(adjudication=OuterRef("pk")).exclude(
        _labelled_it("approver", "adjudication__statement"), _third("adjudication__statement")
    )
    approvals = Coalesce(Subquery(counting.order_by().values("adjudication").annotate(n=Count("pk")).values("n")), 0)
    decision = Case(
        When(_third("statement") & Q(_labelled_it("decided_by", "statement")), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    return approvals + decision


def _labelled_it(person: str, statement: str) -> Coalesce:
    own = Annotation.objects.filter(statement=OuterRef(statement), annotator=OuterRef(person))
    return there_is(own.exclude(state=AnnotationState.WITHDRAWN))


def _third(statement: str) -> Q:
    return Q(**{f"{statement}__article__project__third_person_adjudicates": True})
