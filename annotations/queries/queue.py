"""What a member may be given, kind by kind: the one rule behind taking work, showing what comes next, and counting."""

import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from annotations.models import (
    Adjudication,
    Article,
    ArticleState,
    Assignment,
    AssignmentState,
    Batch,
    BatchKind,
    BatchShare,
    Membership,
    Project,
    Purpose,
    Role,
    User,
)
from factcheck.compiled import Compiled

ORDER = ("-priority", "id")
OPEN_TO_ALL = (ArticleState.FROZEN, ArticleState.LABELLED, ArticleState.ADJUDICATED)
"""Articles for everybody stay open after the first annotators are done."""
SPECIAL = (BatchKind.CALIBRATION, BatchKind.TRAINING)
BATCHES = Compiled(lambda project: Batch.objects.filter(project=project).only("kind"), "uuid")
"""What kinds of batches a project has."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Articles that a member may take, for one purpose, in the order in which they are given out.

    ``everybody``: the article gets one more place where all are taken. ``is_choice``: the rows are a choice among
    those of another offer. ``is_plain``: they are all the ``free`` ones that the member has ``not_had``.
    """

    build: Callable[[], QuerySet[Article]]
    purpose: str = Purpose.WORK
    everybody: bool = False
    is_choice: bool = False
    is_plain: bool = False

    @property
    def rows(self) -> QuerySet[Article]:
        """The articles."""
        return self.build()


def offers(member: Membership) -> Iterator[Offer]:
    """What the member may take, the first kind first; limits are not looked at here.

    Training alone until it is passed; then calibration, which everybody gets; then production by priority. A share
    of it (``Project.check_percent``) is chosen among the articles with known answers.
    """
    batches = {batch.pk: batch.kind for batch in BATCHES.rows(member.project_id)}
    kinds = {key: kind for key, kind in batches.items() if kind in SPECIAL}
    if needs_training(member):
        yield Offer(lambda: training(member, batches_of(kinds, BatchKind.TRAINING)), Purpose.TRAINING)
        return
    if calibration := batches_of(kinds, BatchKind.CALIBRATION):
        open_ones = Q(batch__in=calibration, state__in=OPEN_TO_ALL)
        yield Offer(
            lambda: not_had(present(member.project).filter(open_ones), member.user).order_by(*ORDER), everybody=True
        )
    closed = [*kinds, *full_shares(member)] if batches else []
    if member.project.check_percent and is_check_turn(member):
        yield Offer(lambda: _production(member, closed).filter(has_known_answers()), is_choice=True)
    yield Offer(lambda: _production(member, closed), is_plain=not closed)


def _production(member: Membership, closed: list[uuid.UUID]) -> QuerySet[Article]:
    """What is free for the member, but in batches that are ``closed`` to them."""
    rows = not_had(free(member.project), member.user).order_by(*ORDER)
    return rows.filter(Q(batch__isnull=True) | ~Q(batch__in=closed)) if closed else rows


def batches_of(kinds: dict[uuid.UUID, str], kind: str) -> list[uuid.UUID]:
    """The keys of the batches of that kind."""
    return [key for key, found in kinds.items() if found == kind]


def needs_training(member: Membership) -> bool:
    """Whether the member gets training articles only: annotators, where there is a pass mark, until they pass."""
    return (
        member.project.training_pass_percent is not None and member.role == Role.ANNOTATOR and member.trained_at is None
    )


def training(member: Membership, batches: list[uuid.UUID]) -> QuerySet[Article]:
    """The articles of training batches that the member has not had, where the right answers are known."""
    rows = present(member.project).filter(batch__in=batches, state__in=OPEN_TO_ALL).filter(is_known())
    return not_had(rows, member.user).order_by(*ORDER)


def without_training(project: Project) -> QuerySet[Membership]:
    """Annotators who get nothing: they have not passed, and no training article is left for them nor in their hands."""
    rows = present(project).filter(batch__kind=BatchKind.TRAINING, state__in=OPEN_TO_ALL).filter(is_known())
    in_hand = Assignment.objects.filter(
        annotator=OuterRef("user"),
        article__project=project,
        article__deleted_at__isnull=True,
        state__in=(AssignmentState.ACTIVE, AssignmentState.RETURNED),
    )
    waiting = Membership.objects.filter(project=project, is_active=True, role=Role.ANNOTATOR, trained_at__isnull=True)
    return waiting.filter(~Exists(not_had(rows, OuterRef(OuterRef("user")))), ~Exists(in_hand))


def is_known() -> Q:
    """Whether the right answers of an article are known: from a lead, or as gold."""
    return Q(has_known_answers()) | Q(has_gold())


def present(project: Project | uuid.UUID) -> QuerySet[Article]:
    """The project's articles that are neither in the trash nor replaced by a newer version."""
    newer = Article.objects.filter(replaces=OuterRef("pk"), deleted_at__isnull=True)
    return Article.objects.filter(~Exists(newer), project=project, deleted_at__isnull=True)


def free(project: Project | uuid.UUID) -> QuerySet[Article]:
    """Articles with a free place (the index ``article_queue`` holds them in order)."""
    return present(project).filter(state=ArticleState.FROZEN, reserved__lt=F("required"))


def production(article: str = "") -> Q:
    """Not calibration or training; ``article`` leads to the article, as in ``statement__article__``."""
    return Q(**{f"{article}batch__isnull": True}) | ~Q(**{f"{article}batch__kind__in": SPECIAL})


def not_had(rows: QuerySet[Article], user: User | uuid.UUID | OuterRef) -> QuerySet[Article]:
    """Those of the articles of which the person has not had any version."""
    mine = Assignment.objects.filter(annotator=user)
    other = Q(article=OuterRef("first_version")) | Q(article__first_version=OuterRef("first_version"))
    return rows.filter(
        ~Exists(mine.filter(article=OuterRef("pk"))), Q(first_version__isnull=True) | ~Exists(mine.filter(other))
    )


def kind_of(article: Article) -> str:
    """The kind of batch the article is in; production for an article in none."""
    return article.batch.kind if article.batch else BatchKind.PRODUCTION


def versions_had(user: User, article: Article) -> QuerySet[Assignment]:
    """The person's assignments on any version of the article."""
    first = article.first_version_id or article.pk
    return Assignment.objects.filter(Q(article=first) | Q(article__first_version=first), annotator=user)


def has_known_answers() -> Exists:
    """Whether a lead has answered the outer query's article for others to be judged by."""
    answered = Assignment.objects.filter(purpose=Purpose.KNOWN, state=AssignmentState.ACCEPTED)
    return Exists(answered.filter(article=OuterRef("pk")))


def has_gold() -> Exists:
    """Whether a statement of the outer query's article has its gold answer."""
    return Exists(Adjudication.objects.filter(statement__article=OuterRef("pk")))


def full_shares(member: Membership) -> list[uuid.UUID]:
    """The batches of which the member has had their share."""
    shares = BatchShare.objects.filter(member=member).annotate(size=Count("batch__articles"))
    limits = {
        batch: -(-size * percent // 100) for batch, size, percent in shares.values_list("batch", "size", "percent")
    }
    if not limits:
        return []
    had = holding(member).filter(article__batch__in=limits).order_by().values_list("article__batch")
    counts = dict(had.annotate(n=Count("pk")))
    return [batch for batch, limit in limits.items() if counts.get(batch, 0) >= limit]


def holding(member: Membership) -> QuerySet[Assignment]:
    """The member's work: what they hold and what they handed in, not what they gave back."""
    gone = (AssignmentState.RELEASED, AssignmentState.EXPIRED)
    rows = Assignment.objects.filter(annotator=member.user_id, article__project=member.project_id)
    return rows.filter(purpose=Purpose.WORK).exclude(state__in=gone)


def is_check_turn(member: Membership) -> bool:
    """Whether the member's next article should be one with known answers.

    It follows from the member and how many articles they have had, so that asking twice gives the same answer and
    nobody can tell the turns by counting.
    """
    return falls(f"{member.pk} {holding(member).count()}", member.project.check_percent)


def falls(seed: str, percent: int) -> bool:
    """True for so many percent of all seeds."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8]) % 100 < percent
