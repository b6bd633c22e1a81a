"""Labels one by one: everybody's current answers on statements, narrowed to exactly what a figure counts."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Annotation,
    AnnotationLabel,
    AnnotationState,
    Decision,
    Project,
    Review,
    Revision,
    Stance,
    User,
)
from annotations.models.annotation import HANDED_IN
from annotations.queries import visibility
from annotations.queries.about import HOLDER, SPEAKER, TARGET
from annotations.queries.agreement_scope import midnight
from annotations.queries.progress import ANSWERED, KEPT, labels_of
from annotations.queries.row_by_row import there_is
from annotations.queries.search import AskedLabel, label_named

PARTS: Mapping[str, Q] = {
    "answered": Q(state__in=ANSWERED),
    "handed": Q(state__in=HANDED_IN, is_stale=False),
    "waiting": Q(state=AnnotationState.SUBMITTED),
    "returned": Q(state=AnnotationState.RETURNED),
    "accepted": Q(state=AnnotationState.ACCEPTED),
    "open": Q(state=AnnotationState.DRAFT),
    "stale": Q(is_stale=True),
}
"""``answered`` has an answer, handed in or not; ``handed`` counts as data; ``stale``: its statement was cut anew."""
NOTHING = Q(pk__in=[])
JUDGED, CAME_BACK = "judged", "came_back"


def listed(user: User, project: Project) -> QuerySet[Annotation]:
    """The project's labels that the person may see, whatever their state; withdrawn ones are none."""
    return labels_of(user, project, KEPT)


def by_review(rows: QuerySet[Annotation], user: User, value: str) -> QuerySet[Annotation]:
    """Labels last decided on like that (a ``Decision``), decided on at all, or returned at least once."""
    seen = visibility.reviews(user).filter(annotation=OuterRef("pk"))
    if value == JUDGED:
        return rows.filter(there_is(seen))
    if value == CAME_BACK:
        return rows.filter(there_is(seen.filter(decision=Decision.RETURN)))
    later = Q(created_at__gt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), pk__gt=OuterRef("pk"))
    newer = visibility.reviews(user).filter(later, annotation=OuterRef("annotation"))
    return rows.filter(there_is(seen.filter(~Exists(newer), decision=value)))


def first_complete(user: User, since: date, until: date) -> QuerySet[Revision]:
    """Revisions of these days (the last included) with which a statement was answered completely for the first time."""
    earlier = Revision.objects.filter(annotation=OuterRef("annotation"), is_complete=True, seq__lt=OuterRef("seq"))
    return visibility.revisions(user).filter(~Exists(earlier), _within(since, until), is_complete=True)


def judged_on(user: User, since: date, until: date) -> QuerySet[Review]:
    """Decisions of these days, the last included."""
    return visibility.reviews(user).filter(_within(since, until))


def _within(since: date, until: date) -> Q:
    after = until + timedelta(days=1)
    return Q(created_at__gte=midnight(since.isoformat()), created_at__lt=midnight(after.isoformat()))


def answered_on(rows: QuerySet[Annotation], user: User, day: date) -> QuerySet[Annotation]:
    """Labels whose statement was answered completely for the first time on that day."""
    return rows.filter(Exists(first_complete(user, day, day).filter(annotation=OuterRef("pk"))))


def reviewed_on(rows: QuerySet[Annotation], user: User, day: date) -> QuerySet[Annotation]:
    """Labels that a reviewer decided on that day."""
    return rows.filter(Exists(judged_on(user, day, day).filter(annotation=OuterRef("pk"))))


def spoken_by(rows: QuerySet[Annotation], value: str) -> QuerySet[Annotation]:
    """Labels on statements of one speaker."""
    return rows.filter(SPEAKER.condition("statement__", value) or NOTHING)


def answering(
    rows: QuerySet[Annotation], project: Project, *, label: str = "", holder: str = "", target: str = ""
) -> QuerySet[Annotation]:
    """Labels that chose ``label`` (``question:key``); for stance also whose ``holder`` and ``target`` are these, in
    one and the same stance. One query for the label's rows: by them PostgreSQL knows how many have it.
    """
    chosen = label_named(project, label) if label else None
    if label and chosen is None:
        return rows.filter(NOTHING)
    if chosen and not chosen.is_stance:
        answers = AnnotationLabel.objects.filter(label__in=chosen.rows, question__key=label.partition(":")[0])
        return rows.filter(Exists(answers.filter(revision=OuterRef("head"))))
    stances = Stance.objects.filter(stance_like(chosen, holder, target), revision=OuterRef("head"))
    return rows.filter(Exists(stances))


def stance_like(polarity: AskedLabel | None, holder: str, target: str) -> Q:
    """Stances with this polarity, holder and target; what is empty does not narrow, what can be none matches none."""
    wanted = Q(polarity__in=polarity.rows) if polarity else Q()
    for dimension, value in ((HOLDER, holder), (TARGET, target)):
        if value:
            wanted &= dimension.condition("", value) or NOTHING
    return wanted
