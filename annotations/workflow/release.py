"""Releases: a lead asks for one, a worker writes its files, and it stands for ever; or is withdrawn with a reason."""

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from annotations.models import (
    GuidelineVersion,
    Project,
    Release,
    ReleaseFile,
    ReleasePiece,
    ReleaseState,
    ReleaseStatement,
    User,
)
from annotations.permissions import can_publish
from annotations.workflow.errors import Invalid, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.later import again, later

PREPARE = "annotations.jobs.release.prepare"
SEMANTIC = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
PIECE = 256 * 1024
"""Bytes of a file that stand in one row, before they are compressed."""


@transaction.atomic
def ask_for_release(
    *,
    actor: User,
    project: Project,
    version: str,
    title: str,
    selection: Mapping[str, str],
    formats: Sequence[str] = (),
    shares: Mapping[str, int],
    seed: int = 0,
    notes: str = "",
    datasheet: str = "",
    text_licence: str = "",
    annotation_licence: str = "",
) -> Release:
    """A release that a worker prepares. ``selection`` and ``formats`` were checked by whoever knows the formats.

    ``Invalid``: the version is not ``major.minor.patch``, not above the newest one, or taken; the shares are not
    percents that add up to 100. ``NotAllowed`` for all but leads.
    """
    if not can_publish(actor, project):
        raise NotAllowed("Only leads publish releases.")
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)  # one after the other decides what is above what
    previous = _newest(project)
    check_version(version, previous)
    check_shares(shares)
    if not title.strip():
        raise Invalid("title", title, "is empty: say what the dataset is")
    release = Release(
        project=project,
        version=version,
        title=title.strip(),
        selection=dict(selection),
        formats=list(formats),
        shares=dict(shares),
        seed=seed,
        notes=notes,
        datasheet=datasheet,
        text_licence=text_licence,
        annotation_licence=annotation_licence,
        previous=previous,
        published_by=actor,
    )
    try:
        with transaction.atomic():
            release.save()
    except IntegrityError:
        raise Invalid("version", version, "is being made already") from None
    record(actor=actor, verb="release.asked", obj=release, project=project, after=_told(release))
    later(PREPARE, one_for=release.pk, release_id=str(release.pk))
    return release


def check_version(version: str, previous: Release | None) -> None:
    """Refuses (``Invalid``) what is no semantic version, or none above the newest."""
    if not SEMANTIC.fullmatch(version):
        raise Invalid("version", version, "is not three numbers such as 1.0.0 (https://semver.org)")
    if previous is not None and numbers(version) <= numbers(previous.version):
        raise Invalid("version", version, f"is not above {previous.version}, the newest release")


def numbers(version: str) -> tuple[int, ...]:
    """A semantic version as numbers that can be compared."""
    return tuple(int(part) for part in version.split("."))


def check_shares(shares: Mapping[str, int]) -> None:
    """Refuses (``Invalid``) shares that are not percents, or do not add up to 100."""
    for part, share in shares.items():
        if not 0 <= share <= 100:
            raise Invalid(part, share, "is no percent from 0 to 100")
    if sum(shares.values()) != 100:
        raise Invalid("shares", sum(shares.values()), "is what train, dev and test add up to; they make 100 percent")


@transaction.atomic
def begin_release(*, release_id: UUID) -> Release | None:
    """The release, whose files are written from now on; None when that is done. What a dead worker left goes."""
    rows = Release.objects.select_for_update(of=("self",)).select_related("project", "published_by", "previous")
    row = rows.filter(pk=release_id, state=ReleaseState.PREPARING).first()
    if row is None:
        return None
    ReleasePiece.objects.filter(file__release=row).delete()
    row.files.all().delete()
    row.members.all().delete()
    return row


@transaction.atomic
def keep_file(*, release: Release, name: str, pieces: Iterable[bytes]) -> ReleaseFile:
    """Stores the bytes of a file as they come, and its checksum; only one piece is in memory."""
    file = ReleaseFile.objects.create(release=release, name=name, sha256="", size=0)
    digest, size = hashlib.sha256(), 0
    for index, content in enumerate(_runs(pieces)):
        digest.update(content)
        size += len(content)
        ReleasePiece.objects.create(file=file, index=index, content=zlib.compress(content))
    file.sha256, file.size = digest.hexdigest(), size
    file.save(update_fields=["sha256", "size"])
    return file


def _runs(pieces: Iterable[bytes]) -> Iterable[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


@transaction.atomic
def keep_members(*, release: Release, statements: Iterable[tuple[UUID, str]]) -> None:
    """Notes which statements are in the release, each with its part."""
    rows = (ReleaseStatement(release=release, statement_id=key, part=part) for key, part in statements)
    ReleaseStatement.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def tell_release(*, release: Release, done: int, total: int) -> None:
    """Says how far it is."""
    Release.objects.filter(pk=release.pk, state=ReleaseState.PREPARING).update(done=done, total=total)


@transaction.atomic
def publish_release(
    *,
    release: Release,
    manifest: Mapping[str, Any],
    changes: Mapping[str, int],
    agreement: Mapping[str, Any],
    guidelines: Iterable[GuidelineVersion],
) -> Release:
    """All files are there: from now on nothing of it changes."""
    row = Release.objects.select_for_update(of=("self",)).select_related("project", "published_by").get(pk=release.pk)
    if row.state != ReleaseState.PREPARING:
        raise WrongState(f"The release is “{row.get_state_display()}” already.")
    row.guidelines.set(guidelines)
    row.manifest, row.changes, row.agreement = dict(manifest), dict(changes), dict(agreement)
    row.state, row.published_at, row.done = ReleaseState.PUBLISHED, Now(), row.total
    row.save(update_fields=["manifest", "changes", "agreement", "state", "published_at", "done"])
    record(actor=row.published_by, verb="release.published", obj=row, project=row.project, after=_told(row))
    row.refresh_from_db()
    return row


@transaction.atomic
def fail_release(*, release: Release, error: str) -> None:
    """The worker cannot go on; the version is free again."""
    row = Release.objects.select_for_update(of=("self",)).select_related("project", "published_by").get(pk=release.pk)
    if row.state != ReleaseState.PREPARING:
        return
    row.state, row.error = ReleaseState.FAILED, error[:500]
    row.save(update_fields=["state", "error"])
    record(actor=row.published_by, verb="release.failed", obj=row, project=row.project, after={"error": row.error})


@transaction.atomic
def resume_releases() -> int:
    """Asks for the jobs of releases that are being made and have none any more; how many."""
    making = Release.objects.filter(state=ReleaseState.PREPARING).values_list("pk", flat=True)
    return again(PREPARE, for_all=making, argument="release_id")


@transaction.atomic
def withdraw_release(*, actor: User, release: Release, reason: str) -> Release:
    """Nobody should use it any more, and everybody can read why; its files stay.

    ``Invalid`` without a reason, ``WrongState`` unless it is published.
    """
    row = Release.objects.select_for_update(of=("self",)).select_related("project").get(pk=release.pk)
    if not can_publish(actor, row.project):
        raise NotAllowed("Only leads withdraw releases.")
    if row.state != ReleaseState.PUBLISHED:
        raise WrongState(f"The release is “{row.get_state_display()}”; only a published one is withdrawn.")
    if not reason.strip():
        raise Invalid("reason", reason, "is empty: say why it should not be used")
    row.state, row.withdrawn_reason = ReleaseState.WITHDRAWN, reason.strip()
    row.save(update_fields=["state", "withdrawn_reason"])
    after = {"version": row.version, "reason": row.withdrawn_reason}
    record(actor=actor, verb="release.withdrawn", obj=row, project=row.project, after=after)
    return row


def _newest(project: Project) -> Release | None:
    """The release with the highest version, withdrawn or not; one that failed does not count."""
    rows = Release.objects.filter(project=project).exclude(state=ReleaseState.FAILED)
    return max(rows, key=lambda row: numbers(row.version), default=None)


def _told(release: Release) -> dict[str, Any]:
    return {"version": release.version, "selection": release.selection, "formats": release.formats}
