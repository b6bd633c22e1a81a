"""The outbox of mails: notices that wait to be mailed are claimed, and then sent or put back. Nothing is recorded.

The rows of ``Notice`` are the outbox. A notice waits a while, so that several in a row make one mail; what its person
read meanwhile, does not want any more or may not open any more is dropped when it is claimed.
"""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Now

from annotations.models import MailState, Notice, User
from annotations.queries import visibility
from annotations.queries.notices import whole
from annotations.workflow.notices import is_mailed

QUIET = timedelta(minutes=2)
"""A mail is due when nothing new came for so long …"""
PATIENCE = timedelta(minutes=15)
"""… or the oldest notice has waited for so long."""
GIVE_UP = timedelta(days=2)
"""What could not be mailed for so long is news to nobody."""
MOST = 50
"""Notices in one mail."""


def people_due() -> list[User]:
    """Everybody to whom a mail is due, by the database's clock."""
    waiting = Notice.objects.filter(mail__in=(MailState.WAITING, MailState.SENDING)).order_by().values("person")
    quiet = waiting.annotate(newest=Max("created_at")).filter(newest__lte=Now() - QUIET)
    late = waiting.filter(created_at__lte=Now() - PATIENCE)
    is_due = Q(pk__in=quiet.values("person")) | Q(pk__in=late.values("person"))
    return list(User.objects.filter(is_due).order_by("pk"))


@transaction.atomic
def claim_mail(*, person: User) -> list[Notice]:
    """The notices that go into the next mail to somebody, oldest first, with what their words need; perhaps none.

    A mail that a dead worker may have sent comes again with the same notices, so that its ``Message-ID`` is the same.
    """
    mine = Notice.objects.filter(person=person).order_by("created_at", "pk")
    begun = _keys(mine.filter(mail=MailState.SENDING))
    keys = begun or _keys(mine.filter(mail=MailState.WAITING)[:MOST])
    list(Notice.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    person.refresh_from_db()
    open_ones = visibility.notices(person).filter(pk__in=keys, created_at__gt=Now() - GIVE_UP)
    found = [one for one in whole(open_ones).order_by("created_at", "pk") if _is_wanted(one, person, begun)]
    Notice.objects.filter(pk__in=keys).exclude(pk__in=[one.pk for one in found]).update(mail=MailState.DROPPED)
    Notice.objects.filter(pk__in=[one.pk for one in found]).update(mail=MailState.SENDING)
    return found


def _keys(rows: Iterable[Notice]) -> list[uuid.UUID]:
    return [row.pk for row in rows]


def _is_wanted(notice: Notice, person: User, begun: list[uuid.UUID]) -> bool:
    """Whether a notice is still worth a mail."""
    return person.is_active and is_mailed(person, notice.kind) and (bool(begun) or notice.read_at is None)


@transaction.atomic
def mail_sent(*, notices: Iterable[Notice]) -> None:
    """The mail server has taken the mail."""
    _put(notices, MailState.SENT)


@transaction.atomic
def mail_failed(*, notices: Iterable[Notice]) -> None:
    """It has not: the notices wait for the next try."""
    _put(notices, MailState.WAITING)


def _put(notices: Iterable[Notice], state: MailState) -> None:
    Notice.objects.filter(pk__in=_keys(notices), mail=MailState.SENDING).update(mail=state)
