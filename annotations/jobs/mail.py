"""Mails about notices: written and sent by the worker, never in a request, and only if mail is set up."""

import logging
import uuid
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from procrastinate.contrib.django import app

from annotations.models import Notice, User
from annotations.queries.notices import address_of, words_of
from annotations.workflow.mail import claim_mail, mail_failed, mail_sent, people_due

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="annotations.jobs.mail.send", queueing_lock="mail", lock="mail")
def send(timestamp: int) -> None:
    """Mails what is due. What the server refuses is tried again a minute later; others get theirs all the same."""
    del timestamp  # when this was due does not matter
    if not settings.MAIL_IS_SET_UP:
        return
    for person in people_due():
        notices = claim_mail(person=person)
        if notices:
            _send(person, notices)


def _send(person: User, notices: Sequence[Notice]) -> None:
    try:
        letter(person, notices).send()
    except OSError as error:  # no connection, or refused (``smtplib`` says so with subclasses)
        log.warning("mail to person %s failed: %s", person.pk, type(error).__name__)
        mail_failed(notices=notices)
    else:
        mail_sent(notices=notices)


def letter(person: User, notices: Sequence[Notice]) -> EmailMessage:
    """One mail about all of the notices: who did what, in which project, and where. No text of an article leaves."""
    count = len(notices)
    subject = words_of(notices[0]) if count == 1 else ngettext("%d notice for you", "%d notices for you", count) % count
    lines = [f"{words_of(one)} ({one.project.name})\n{settings.BASE_URL}{address_of(one)}" for one in notices]
    end = _("What comes by mail is your choice: %(href)s") % {"href": f"{settings.BASE_URL}/notices/mail/"}
    return EmailMessage(
        subject=" ".join(subject.split()),
        body="\n\n".join([*lines, f"-- \n{end}"]) + "\n",
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[person.email],
        headers={"Message-ID": message_id(notices), "Auto-Submitted": "auto-generated"},
    )


def message_id(notices: Sequence[Notice]) -> str:
    """The same for the same notices: a mail that is sent twice after a crash shows once."""
    key = uuid.uuid5(uuid.NAMESPACE_OID, " ".join(str(one.pk) for one in notices))
    return f"<{key}@{urlsplit(settings.BASE_URL).hostname}>"
