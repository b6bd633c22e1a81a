"""What a person would be given next, without giving it."""

from dataclasses import dataclass

from django.db.models import F

from annotations.models import Article, ArticleState, Assignment, AssignmentState, Project, User


@dataclass(frozen=True, slots=True)
class NextWork:
    """The article that comes next, and the assignment if the person has it in hand already."""

    article: Article
    assignment: Assignment | None
    waiting: int


def next_work(user: User, project: Project) -> NextWork | None:
    """What ``workflow.assign.take_next`` would hand out; ``waiting`` counts the articles with a free place for them."""
    in_hand = (
        Assignment.objects.filter(
            annotator=user,
            article__project=project,
            article__deleted_at__isnull=True,
            state__in=(AssignmentState.RETURNED, AssignmentState.ACTIVE),
        )
        .select_related("article")
        .order_by("-state", "created_at")
        .first()
    )
    free = (
        Article.objects.filter(
            project=project,
            state=ArticleState.FROZEN,
            reserved__lt=F("required"),
            deleted_at__isnull=True,
        )
        .exclude(replaced_by__isnull=False)
        .exclude(assignments__annotator=user)
        .order_by("-priority", "id")
    )
    if in_hand is not None:
        return NextWork(in_hand.article, in_hand, free.count())
    article = free.first()
    return NextWork(article, None, free.count()) if article else None
