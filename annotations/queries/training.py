"""How somebody did in the training: their answers beside the known ones."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from annotations.models import (
    Annotation,
    Article,
    Assignment,
    AssignmentState,
    Batch,
    BatchKind,
    Project,
    Purpose,
    Statement,
    User,
)
from annotations.queries.known_answers import Known, handed_in, known_answers
from annotations.queries.protocols import protocol_in_force
from annotations.queries.queue import OPEN_TO_ALL, has_known_answers, is_known, present
from annotations.schemes.base import Protocol
from annotations.schemes.compare import Judged, Score, judged


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: what was answered, what is right and why. ``known`` is None where nobody knows."""

    number: int
    statement: Statement
    given: Annotation
    known: Known | None
    judged: tuple[Judged, ...]

    @property
    def is_right(self) -> bool:
        """Whether every question that is judged has its known answer."""
        return all(one.right for one in self.judged)


def lines(assignment: Assignment, scheme: Protocol) -> list[Line]:
    """Every statement of finished training, in order of the text."""
    known = known_answers([assignment.article_id])
    return [
        _line(number, row, known.get(row.statement_id), scheme)
        for number, row in enumerate(handed_in([assignment]).get(assignment.pk, ()), start=1)
    ]


def _line(number: int, row: Annotation, known: Known | None, scheme: Protocol) -> Line:
    given = row.head.answers if row.head else {}
    entries = judged(scheme, known.body, given) if known else ()
    return Line(number, row.statement, row, known, entries)


def score(rows: Iterable[Line]) -> Score:
    """The score over lines."""
    total = Score()
    for row in rows:
        total = total.plus(row.judged)
    return total


def training_of(user: User, project: Project) -> list[Assignment]:
    """The training that the person has finished, in order."""
    rows = Assignment.objects.filter(
        annotator=user, article__project=project, purpose=Purpose.TRAINING, state=AssignmentState.ACCEPTED
    )
    return list(rows.select_related("article__batch").defer("article__text", "article__raw").order_by("submitted_at"))


def batch_score(user: User, batch: Batch) -> Score | None:
    """The person's score in a training batch; None while they have not finished all of it that has known answers."""
    asked = present(batch.project).filter(batch=batch, state__in=OPEN_TO_ALL).filter(is_known())
    mine = training_of(user, batch.project)
    finished = {one.article_id for one in mine if one.article.batch_id == batch.pk}
    if asked.exclude(pk__in=finished).exists():
        return None
    return training_score([one for one in mine if one.article_id in finished], batch.project)


def training_score(assignments: Iterable[Assignment], project: Project) -> Score:
    """The score over several finished trainings; a handful of queries however many."""
    rows = list(assignments)
    scheme = protocol_in_force(project).scheme
    known = known_answers({one.article_id for one in rows})
    answers = handed_in(rows)
    return score(_line(0, row, known.get(row.statement_id), scheme) for one in rows for row in answers.get(one.pk, ()))


def check_scores(project: Project) -> dict[uuid.UUID, Score]:
    """How everybody's handed-in work compares with what leads answered for that; by person, for leads only."""
    checked = Article.objects.filter(has_known_answers(), project=project, deleted_at__isnull=True)
    checked = checked.exclude(batch__kind=BatchKind.TRAINING)
    done = (AssignmentState.SUBMITTED, AssignmentState.RETURNED, AssignmentState.ACCEPTED)
    work = list(Assignment.objects.filter(article__in=checked, purpose=Purpose.WORK, state__in=done))
    scheme = protocol_in_force(project).scheme
    known = known_answers({one.article_id for one in work})
    leads = {key: one for key, one in known.items() if not one.from_gold}
    answers = handed_in(work)
    found: dict[uuid.UUID, Score] = {}
    for one in work:
        lines_ = [_line(0, row, leads.get(row.statement_id), scheme) for row in answers.get(one.pk, ())]
        found[one.annotator_id] = _sum(found.get(one.annotator_id, Score()), score(lines_))
    return found


def _sum(one: Score, other: Score) -> Score:
    return Score(one.right + other.right, one.asked + other.asked)
