"""Releases asked for and made."""

from typing import Any

from annotations.exports.parts import SHARES
from annotations.exports.releasing import ask_release, prepare_release
from annotations.models import Project, Release
from tests.factories import people


def asked(project: Project, version: str = "1.0.0", **more: Any) -> Release:
    """A release that Lea asked for; no worker has begun."""
    wanted: dict[str, Any] = {"title": "Idlib", "selection": {}, "formats": [], "shares": SHARES, **more}
    return ask_release(actor=people.lead(), project=project, version=version, **wanted)


def published(project: Project, version: str = "1.0.0", **more: Any) -> Release:
    """A release with its files. It reads a snapshot, so nothing it should see may wait in an open transaction."""
    release = asked(project, version, **more)
    prepare_release(release_id=release.pk)
    release.refresh_from_db()
    return release
