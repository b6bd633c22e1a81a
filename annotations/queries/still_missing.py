"""What the newest answers on a statement still need."""

import uuid

from django.db.models import QuerySet

from annotations.models import Annotation, Assignment
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import scheme_in_force
from annotations.schemes.answers import read
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import Missing, missing
from factcheck.compiled import Compiled


def _answered(assignment: uuid.UUID, statement: uuid.UUID) -> QuerySet[Annotation]:
    rows = Annotation.objects.filter(assignment=assignment, statement=statement, claim=None)
    return rows.select_related("head")


ANSWERED = Compiled(_answered, "uuid", "uuid")


def still_missing(assignment: Assignment, statement: uuid.UUID) -> tuple[Missing, ...]:
    """What keeps the assignment's answers on ``statement`` from being complete; nothing where none were given."""
    row = next(iter(ANSWERED.rows(assignment.pk, statement)), None)
    if row is None or row.head is None or row.head.is_complete:
        return ()
    scheme = scheme_in_force(assignment.article.project)
    try:
        return missing(read(row.head.answers, scheme), scheme, checked_article(assignment.article))
    except AnswerError:  # answered under labels that are hidden since; the person answers anew
        return ()
