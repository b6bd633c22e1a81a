"""What the newest answers on a statement still need."""

import uuid

from annotations.models import Annotation, Assignment
from annotations.queries.evidence import checked_article
from annotations.queries.protocols import protocol_in_force
from annotations.schemes.answers import read
from annotations.schemes.checks import AnswerError
from annotations.schemes.completeness import Missing, missing


def still_missing(assignment: Assignment, statement: uuid.UUID) -> tuple[Missing, ...]:
    """What keeps the assignment's answers on ``statement`` from being complete; nothing where none were given."""
    row = (
        Annotation.objects.filter(assignment=assignment, statement=statement, claim=None).select_related("head").first()
    )
    if row is None or row.head is None or row.head.is_complete:
        return ()
    scheme = protocol_in_force(assignment.article.project).scheme
    try:
        return missing(read(row.head.answers, scheme), scheme, checked_article(assignment.article))
    except AnswerError:  # answered under labels that are hidden since; the person answers anew
        return ()
