"""Releases as people see them, their bytes, and which articles must stay together."""

import zlib
from collections.abc import Iterator

from django.db.models import Count, QuerySet, Sum

from annotations.models import Project, Release, ReleaseFile, ReleaseState, User
from annotations.queries import visibility
from annotations.queries.release_articles import chosen_articles
from annotations.queries.release_choice import Choice


def releases(user: User, project: Project) -> QuerySet[Release]:
    """The project's releases that the person may see, with their size, newest first."""
    rows = visibility.releases(user).filter(project=project).select_related("published_by", "previous")
    return rows.annotate(file_count=Count("files"), size=Sum("files__size", default=0)).order_by("-asked_at")


def in_the_making(project: Project) -> bool:
    """Whether a release is being made."""
    return Release.objects.filter(project=project, state=ReleaseState.PREPARING).exists()


def file_bytes(file: ReleaseFile) -> Iterator[bytes]:
    """The bytes of a file, piece by piece; one is in memory."""
    pieces = file.pieces.order_by("index").values_list("content", flat=True)
    for index in range(pieces.count()):
        yield zlib.decompress(bytes(pieces[index]))


def linked_articles(project: Project, choice: Choice) -> Iterator[tuple[str, list[object]]]:
    """Each chosen article with what it shares with others: its words, near copies' keys, the version before it."""
    rows = chosen_articles(project, choice).order_by("pk")
    for pk, sha, near, replaces in rows.values_list("pk", "text_sha256", "near_keys", "replaces_id").iterator():
        chain: list[object] = [pk, replaces] if replaces else [pk]
        yield str(pk), [sha, *(("near", key) for key in near), *chain]


def release_named(user: User, project: Project, version: str) -> QuerySet[Release]:
    """The release of that version, if the person may see it; the newest try where some failed."""
    return releases(user, project).filter(version=version)
