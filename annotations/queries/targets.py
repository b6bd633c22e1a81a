"""Who and what a project's stances are about."""

from django.db.models import Count, QuerySet

from annotations.models import Entity, Project, User
from annotations.queries import visibility


def pinned_targets(user: User, project: Project) -> QuerySet[Entity]:
    """The targets that are offered first, in their order."""
    return visibility.entities(user).filter(project=project, pin__isnull=False).order_by("pin", "pk")


def listed(user: User, project: Project) -> QuerySet[Entity]:
    """The project's entities, each with the number of ``article_count`` articles that name it."""
    rows = visibility.entities(user).filter(project=project)
    return rows.annotate(article_count=Count("mentions__article", distinct=True))


def matching(rows: QuerySet[Entity], words: str) -> QuerySet[Entity]:
    """Entities whose name holds every one of the words, in any letter case."""
    for word in words.split():
        rows = rows.filter(canonical_name__icontains=word)
    return rows


def of_kind(rows: QuerySet[Entity], kind: str) -> QuerySet[Entity]:
    """Entities of one kind."""
    return rows.filter(kind=kind)
