"""What reviewers made of a person's labels, once their rounds are finished."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from annotations.models import Decision, Project, ReasonCode, Review, ReviewItem, User
from annotations.queries import visibility
from annotations.queries.answers import Mark, draw, names_in
from annotations.queries.evidence import checked_article
from annotations.queries.verdicts import TITLES, Verdict, bodies_of, verdict, with_details
from annotations.schemes.base import Protocol
from annotations.schemes.versions import merged

CHANGED = (Decision.ACCEPT_WITH_CHANGES, Decision.RETURN)


@dataclass(frozen=True, slots=True)
class Pair:
    """How often reviewers would have one answer instead of another; either side may be several marks, or none."""

    question: str
    is_stance: bool
    was: tuple[Mark, ...]
    becomes: tuple[Mark, ...]
    count: int


@dataclass(frozen=True, slots=True)
class FieldCount:
    """In how many labels reviewers would have another answer to one question, or only named it."""

    title: str | Promise
    replaced: int
    returned: int

    @property
    def count(self) -> int:
        """Both together."""
        return self.replaced + self.returned


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of decisions, reasons, questions and label pairs, most frequent first.

    ``reasons`` are (code, name, count).
    """

    accepted: int
    replaced: int
    returned: int
    reasons: tuple[tuple[str, str, int], ...]
    fields: tuple[FieldCount, ...]
    pairs: tuple[Pair, ...]

    @property
    def total(self) -> int:
        """How many decisions there are."""
        return self.accepted + self.replaced + self.returned


def decisions(user: User, project: Project) -> QuerySet[Review]:
    """The decision in force of each finished round on each of the person's labels."""
    later = Review.objects.filter(
        Q(created_at__gt=OuterRef("created_at")) | Q(created_at=OuterRef("created_at"), id__gt=OuterRef("id")),
        annotation=OuterRef("annotation"),
        round=OuterRef("round"),
    )
    mine = visibility.reviews(user).filter(visibility.finished_review(), annotator=user)
    return mine.filter(~Exists(later), assignment__article__project=project)


def changed(user: User, project: Project) -> QuerySet[Review]:
    """Those decisions that changed or returned a label, with statement and article."""
    rows = decisions(user, project).filter(decision__in=CHANGED)
    return with_details(rows).select_related(
        "reviewer", "reply__revision", "revision", "annotation__statement", "assignment__article"
    )


def verdicts(reviews: Sequence[Review], scheme: Protocol) -> list[Verdict]:
    """The reviews spelled out (two queries at most, for names)."""
    names = names_in(body for review in reviews for body in bodies_of(review))
    return [verdict(review, scheme, names, checked_article(review.assignment.article)) for review in reviews]


def summary(user: User, project: Project, scheme: Protocol) -> Summary:
    """What the reviewers decided, in numbers (four queries)."""
    rows = decisions(user, project)
    by_decision = dict(rows.order_by().values_list("decision").annotate(n=Count("pk")))
    by_reason = rows.filter(decision__in=CHANGED).exclude(reason="").order_by().values_list("reason")
    reasons = sorted(by_reason.annotate(n=Count("pk")), key=lambda row: (-row[1], row[0]))
    items = ReviewItem.objects.filter(review__in=rows)
    proposed = items.filter(proposes=True).values_list("question", "original", "suggested")
    return Summary(
        accepted=by_decision.get(Decision.ACCEPT, 0),
        replaced=by_decision.get(Decision.ACCEPT_WITH_CHANGES, 0),
        returned=by_decision.get(Decision.RETURN, 0),
        reasons=tuple((code, str(ReasonCode(code).label), count) for code, count in reasons),
        fields=tuple(_fields(items, scheme)),
        pairs=tuple(_pairs(proposed, scheme)),
    )


def _fields(items: QuerySet[ReviewItem], scheme: Protocol) -> Iterable[FieldCount]:
    by_question = items.order_by().values_list("question", "review__decision")
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for question, decision, n in by_question.annotate(n=Count("review", distinct=True)):
        counted[question][decision] = n
    for key, found in sorted(counted.items(), key=lambda one: (-one[1].total(), one[0])):
        asked = scheme.question(key)
        title = asked.title if asked else TITLES.get(key, key)
        yield FieldCount(title, found[Decision.ACCEPT_WITH_CHANGES], found[Decision.RETURN])


def _pairs(items: Iterable[tuple[str, Any, Any]], scheme: Protocol) -> Iterable[Pair]:
    counted = Counter(
        (question, _marks(question, was, scheme), _marks(question, becomes, scheme))
        for question, was, becomes in items
        if _has_labels(question, scheme)
    )
    for (key, was, becomes), count in counted.most_common():
        asked = scheme.question(key)
        yield Pair(asked.title if asked else key, bool(asked and asked.kind == "stance"), was, becomes, count)


def _has_labels(question: str, scheme: Protocol) -> bool:
    """Whether the question's answers are labels; texts and evidence make no pairs to count."""
    asked = scheme.question(question)
    return question not in TITLES if asked is None else asked.label_set is not None


def _marks(question: str, value: Any, scheme: Protocol) -> tuple[Mark, ...]:
    body = value if isinstance(value, dict) else {"labels": {question: value or []}}
    shown = draw(merged(body, scheme), scheme, names_in([]))
    return shown.stance_marks or shown.status_marks
