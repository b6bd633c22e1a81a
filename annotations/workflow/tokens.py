"""Tokens for programs: made once, shown once, kept as a digest."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from annotations.models import ApiToken, Project, TokenScope, User
from annotations.workflow.errors import Invalid, NotAllowed
from annotations.workflow.events import record

PREFIX = "fc_"
MAX_DAYS = 366


def digest(secret: str) -> str:
    """What is stored of a secret: SHA-256, hex. 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


@transaction.atomic
def issue_token(
    *, actor: User, name: str, scopes: Sequence[str], days: int = 90, project: Project | None = None
) -> tuple[ApiToken, str]:
    """A token that acts for ``actor``, and its secret, which is never to be seen again."""
    name = " ".join(name.split())
    if not name or len(name) > 100 or "\0" in name:
        raise Invalid("name", name, "has 1 to 100 characters")
    unknown = [scope for scope in scopes if scope not in TokenScope.values]
    if unknown or not scopes:
        raise Invalid("scopes", unknown, f"takes one or more of {', '.join(TokenScope.values)}")
    if not 1 <= days <= MAX_DAYS:
        raise Invalid("days", days, f"is not a number from 1 to {MAX_DAYS}")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        user=actor,
        project=project,
        name=name,
        prefix=secret[:8],
        sha256=digest(secret),
        scopes=sorted(set(scopes)),
        expires_at=timezone.now() + timedelta(days=days),
    )
    record(actor=actor, verb="token.issued", obj=token, project=project, after={"scopes": token.scopes})
    return token, secret


@transaction.atomic
def revoke_token(*, actor: User, token: ApiToken) -> ApiToken:
    """Ends a token now; its owner does."""
    if token.user_id != actor.pk:
        raise NotAllowed("Only its owner revokes a token.")
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(actor=actor, verb="token.revoked", obj=token, project=token.project)
    return token


def use_token(*, secret: str) -> ApiToken | None:
    """The live token behind a secret, or None; notes the use at most once a minute."""
    token = (
        ApiToken.objects.select_related("user", "project")
        .filter(sha256=digest(secret), revoked_at__isnull=True, expires_at__gt=Now(), user__is_active=True)
        .first()
    )
    if token is not None:
        old = Q(last_used_at__isnull=True) | Q(last_used_at__lt=Now() - timedelta(minutes=1))
        ApiToken.objects.filter(old, pk=token.pk).update(last_used_at=Now())
    return token
