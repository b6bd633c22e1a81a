"""Mails about notices: only if set up, only to those who may open what they lead to, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db.models.functions import Now

from annotations.jobs.mail import send
from annotations.models import Membership, Notice, Statement, User
from annotations.workflow.mail import GIVE_UP, claim_mail
from annotations.workflow.members import remove_member
from annotations.workflow.notices import mark_read
from annotations.workflow.people import choose_mail
from tests.api import worlds
from tests.factories import people, talks
from tests.factories.notices import mail_states

pytestmark = pytest.mark.django_db

KINDS = ("mentioned", "answered")


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    """The operator has set mail up."""
    settings.MAIL_IS_SET_UP = True
    settings.BASE_URL = "https://facts.example.org"
    settings.DEFAULT_FROM_EMAIL = "facts@example.org"


@pytest.fixture
def statement() -> Statement:
    """A statement of a project; Rio has a mail address."""
    made = worlds.labelled().statement
    choose_mail(actor=people.reviewer(), email="rio@example.org", kinds=KINDS)
    return made


def call_rio(statement: Statement, body: str = "Rio?", caller: User | None = None) -> Notice:
    """Somebody calls Rio in a comment; his notice."""
    said = talks.begun(statement, caller or people.annotator(), body, people.reviewer())
    return Notice.objects.get(comment=said)


def minutes_pass(minutes: int = 3) -> None:
    """All notices are so much older."""
    Notice.objects.update(created_at=Now() - timedelta(minutes=minutes))


def test_a_mail_says_who_did_what_and_where_and_nothing_of_the_text(statement: Statement) -> None:
    said = call_rio(statement, "The secret word is bridge").comment
    minutes_pass()
    send(0)

    (letter,) = mail.outbox
    assert (letter.to, letter.from_email, letter.subject) == (
        ["rio@example.org"],
        "facts@example.org",
        "Ada Annotator calls you in a comment",
    )
    assert letter.body == (
        "Ada Annotator calls you in a comment (Idlib)\n"
        f"https://facts.example.org/projects/idlib/statements/{statement.pk}/#c-{said.pk}\n\n"
        "-- \nWhat comes by mail is your choice: https://facts.example.org/notices/mail/\n"
    )
    assert mail_states(people.reviewer()) == ["sent"]


def test_several_within_minutes_come_in_one_mail_and_once(statement: Statement) -> None:
    for body in ("One", "Two", "Three"):
        call_rio(statement, body)
    send(0)
    assert mail.outbox == []
    minutes_pass()
    send(0)
    send(0)

    assert [letter.subject for letter in mail.outbox] == ["3 notices for you"]


def test_who_is_called_on_and_on_is_mailed_after_a_quarter_of_an_hour(statement: Statement) -> None:
    call_rio(statement, "One")
    minutes_pass(16)
    call_rio(statement, "Two")
    send(0)

    assert [letter.subject for letter in mail.outbox] == ["2 notices for you"]


def test_whoever_left_meanwhile_gets_no_mail(statement: Statement) -> None:
    call_rio(statement)
    minutes_pass()
    remove_member(actor=people.lead(), membership=Membership.objects.get(user=people.reviewer()))
    send(0)

    assert (mail.outbox, mail_states(people.reviewer())) == ([], ["dropped"])


@pytest.mark.parametrize("meanwhile", ["read", "unwanted", "no address", "not active", "too old"])
def test_what_is_no_news_any_more_is_not_mailed(statement: Statement, meanwhile: str) -> None:
    call_rio(statement)
    minutes_pass()
    if meanwhile == "read":
        mark_read(actor=people.reviewer())
    elif meanwhile == "unwanted":
        choose_mail(actor=people.reviewer(), email="rio@example.org", kinds=["returned"])
    elif meanwhile == "no address":
        choose_mail(actor=people.reviewer(), email="", kinds=KINDS)
    elif meanwhile == "not active":
        User.objects.filter(username="rio").update(is_active=False)
    else:
        Notice.objects.update(created_at=Now() - GIVE_UP - timedelta(minutes=1))
    send(0)

    assert (mail.outbox, mail_states(people.reviewer())) == ([], ["dropped"])


def test_people_without_an_address_and_other_kinds_never_wait(statement: Statement) -> None:
    choose_mail(actor=people.lead(), email="lea@example.org", kinds=["returned"])
    said = talks.begun(statement, people.annotator(), "Lea? Vic?", people.lead(), people.viewer())

    assert set(Notice.objects.filter(comment=said).values_list("mail", flat=True)) == {"none"}


def test_nothing_is_mailed_where_mail_is_not_set_up(statement: Statement, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = False
    call_rio(statement)
    minutes_pass()
    send(0)

    assert (mail.outbox, mail_states(people.reviewer())) == ([], ["none"])


def test_a_server_that_is_away_is_asked_again_and_others_get_theirs(
    statement: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_mail(actor=people.lead(), email="lea@example.org", kinds=KINDS)
    said = talks.begun(statement, people.annotator(), "You two?", people.reviewer(), people.lead())
    minutes_pass()
    working = EmailBackend.send_messages

    def refuse_rio(self: EmailBackend, letters: Any) -> int:
        if letters[0].to == ["rio@example.org"]:
            raise ConnectionRefusedError
        return int(working(self, letters))

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_rio)
    send(0)
    states = dict(Notice.objects.filter(comment=said).values_list("person__username", "mail"))
    assert (states, [letter.to for letter in mail.outbox]) == ({"rio": "waiting", "lea": "sent"}, [["lea@example.org"]])

    monkeypatch.setattr(EmailBackend, "send_messages", working)
    send(0)
    assert [letter.to for letter in mail.outbox] == [["lea@example.org"], ["rio@example.org"]]


def test_a_mail_that_a_dead_worker_may_have_sent_comes_again_as_the_same(statement: Statement) -> None:
    call_rio(statement, "One")
    minutes_pass()
    claim_mail(person=people.reviewer())
    call_rio(statement, "Two")
    minutes_pass()
    send(0)
    send(0)

    first, second = mail.outbox
    assert (first.subject, second.subject) == ("Ada Annotator calls you in a comment",) * 2
    assert first.extra_headers["Message-ID"] != second.extra_headers["Message-ID"]
    assert mail_states(people.reviewer()) == ["sent", "sent"]


def test_a_name_with_a_newline_breaks_no_header(statement: Statement) -> None:
    User.objects.filter(username="ada").update(display_name="Ada\nBcc: all@example.org")
    call_rio(statement)
    minutes_pass()
    send(0)

    assert mail.outbox[0].subject == "Ada Bcc: all@example.org calls you in a comment"
