"""What people are told, in short."""

from annotations.models import MailState, Notice, User
from annotations.queries.notices import words_of


def told(person: User) -> list[str]:
    """What a person has been told, oldest first, in words."""
    rows = Notice.objects.filter(person=person).select_related("event__actor").order_by("created_at", "pk")
    return [words_of(row) for row in rows]


def kinds(person: User) -> list[str]:
    """The kinds of a person's notices, oldest first."""
    return list(Notice.objects.filter(person=person).order_by("created_at", "pk").values_list("kind", flat=True))


def mail_states(person: User) -> list[str]:
    """Where the mails about a person's notices are, oldest first."""
    return [MailState(row.mail).value for row in Notice.objects.filter(person=person).order_by("created_at", "pk")]
