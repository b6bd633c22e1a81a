"""Decisions of reviewers made readable: what was, what it should be, why, and what the annotator answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.models import Review, ReviewItem, ReviewReply
from annotations.queries.answers import Body, Names, ShownAnswers, draw, show
from annotations.schemes.base import Protocol
from annotations.schemes.completeness import NOWHERE
from annotations.schemes.evidence import CheckedArticle
from annotations.schemes.versions import merged

TITLES: Mapping[str, str | Promise] = {
    "evidence": _("Evidence"),
    "checks": _("Questions and answers"),
    "searches": _("Where one looked"),
}
"""What is told about any answers, whether or not the protocol has a question for it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that a review is about; both sides hold that answer only. Without ``proposes`` it is only named."""

    title: str | Promise
    was: ShownAnswers
    becomes: ShownAnswers
    proposes: bool = True

    @property
    def says_nothing(self) -> bool:
        """Whether neither side has a label to show: the question is told by its title."""
        return not any(one.stance_marks or one.status_marks for one in (self.was, self.becomes))

    @property
    def is_in_words(self) -> bool:
        """Whether the answers are texts or sources, which no chip can show."""
        sides = (self.was, self.becomes)
        return any(one.texts or one.evidence or one.checks or one.searches for one in sides)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision on one label, with what it proposes, and the member's reply where there is one.

    ``was`` are the answers that were judged; ``reply_answers`` is what the reply made of them (None: no reply yet).
    """

    review: Review
    was: ShownAnswers
    proposed: ShownAnswers | None
    changes: tuple[Change, ...]
    reply: ReviewReply | None = None
    reply_answers: ShownAnswers | None = None

    @property
    def addresses(self) -> list[tuple[str, int | None]]:
        """Question and place of the answers that the decision is about; none where it is about the whole label."""
        return [(item.question, item.part) for item in self.review.items.all()] if self.review.is_partial else []


def with_details(reviews: QuerySet[Review]) -> QuerySet[Review]:
    """The reviews with all that ``verdict`` reads (one query more, for the items)."""
    items = Prefetch("items", ReviewItem.objects.order_by("id"))
    return reviews.select_related("reviewer", "reply__revision", "revision").prefetch_related(items)


def reply_of(review: Review) -> ReviewReply | None:
    """The annotator's answer to the review, if there is one."""
    return getattr(review, "reply", None)


def bodies_of(review: Review) -> Iterable[Body | None]:
    """The answers that a review is about: for ``names_in``."""
    reply = reply_of(review)
    return review.revision.answers, review.proposed, reply.revision.answers if reply else None


def verdict(review: Review, scheme: Protocol, names: Names, article: CheckedArticle = NOWHERE) -> Verdict:
    """A review with its changes spelled out; wants the rows of ``with_details``."""
    reply = reply_of(review)
    return Verdict(
        review=review,
        was=show(review.revision.answers, scheme, names, article),
        proposed=show(review.proposed, scheme, names, article) if review.proposed else None,
        changes=tuple(_change(item, scheme, names, article) for item in review.items.all()),
        reply=reply,
        reply_answers=show(reply.revision.answers, scheme, names, article) if reply else None,
    )


def _change(item: ReviewItem, scheme: Protocol, names: Names, article: CheckedArticle) -> Change:
    question = scheme.question(item.question)
    kind = question.kind if question else item.question
    was, becomes = (
        draw(merged(_one_answer(item.question, kind, value), scheme), scheme, names, article)
        for value in (item.original, item.suggested if item.proposes else None)
    )
    return Change(question.title if question else TITLES.get(kind, item.question), was, becomes, item.proposes)


def _one_answer(question: str, kind: str, value: Any) -> dict[str, Any]:
    """The stored value of one question (see ``schemes.changes.by_question``) as a body with that answer only."""
    if value is None or kind == "stance":
        return value or {}
    if kind in TITLES:
        return {kind: value}
    return {"texts" if kind == "text" else "labels": {question: value}}
