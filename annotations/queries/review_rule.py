"""Which handed-in work a project's review rule chooses: the same answer whenever it is asked of the same work."""

import hashlib
import uuid
from collections import defaultdict

from django.db.models import Q
from django.db.models.functions import Now, TruncWeek

from annotations.models import Annotation, Article, Assignment, Purpose, ReviewChoice
from annotations.models.annotation import HANDED_IN
from annotations.queries.answers import chosen_labels, polarities
from annotations.schemes.base import Protocol
from annotations.schemes.versions import as_now

Side = tuple[frozenset[str], frozenset[tuple[str, frozenset[str]]]]


def in_sample(assignment: Assignment, percent: int) -> bool:
    """Whether the assignment belongs to the random share: its key, hashed, spread evenly over 0 to 9,999."""
    digest = hashlib.sha256(b"review" + assignment.pk.bytes).digest()
    return int.from_bytes(digest[:8]) % 10_000 < 100 * percent


def chosen_this_week(assignment: Assignment) -> int:
    """How much other work of the annotator, handed in since Monday, was chosen for review (one query)."""
    rows = Assignment.objects.filter(
        article__project=assignment.article.project_id,
        annotator=assignment.annotator_id,
        purpose=Purpose.WORK,
        review_choice=ReviewChoice.CHOSEN,
        submitted_at__gte=TruncWeek(Now()),
    )
    return rows.exclude(pk=assignment.pk).count()


def agreeing(article: Article, scheme: Protocol) -> set[uuid.UUID]:
    """The annotators whose handed-in labels of the article equal those of all others, with one other at least.

    Equal is what the review page calls so: the same sides and the same labels; merged labels count as one (one query).
    """
    rows = Annotation.objects.filter(
        Q(head__isnull=False), statement__article=article, claim__isnull=True, state__in=HANDED_IN, is_stale=False
    )
    here: dict[uuid.UUID, dict[uuid.UUID, Side]] = defaultdict(dict)
    for statement, annotator, body in rows.values_list("statement", "annotator", "head__answers"):
        now = as_now(body, scheme)
        here[statement][annotator] = polarities(now), frozenset(chosen_labels(now).items())
    compared = {person for sides in here.values() if len(sides) > 1 for person in sides}
    differing = {person for sides in here.values() if len(set(sides.values())) > 1 for person in sides}
    return compared - differing
