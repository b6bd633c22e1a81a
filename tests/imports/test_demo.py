"""The demonstration: four weeks played by the rules, the same each time, with log-ins that are shown once."""

import re
from collections import Counter
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.db import transaction

from annotations.imports import demo
from annotations.models import (
    Adjudication,
    AgreementReport,
    Article,
    Assignment,
    Event,
    GuidelineVersion,
    Import,
    ImportRow,
    Membership,
    Project,
    ReviewReply,
    Revision,
    User,
)
from annotations.queries.gold import publishable

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = datetime(2026, 3, 29, tzinfo=UTC)


def play(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_it_makes_people_in_every_role_whose_new_passwords_work_and_is_loaded_once() -> None:
    lines = re.findall(r"^  (\w+) +(.+?)  +(\w+) +(\S{12})$", play("--if-empty"), re.MULTILINE)
    assert [(role, name, username) for role, name, username, _ in lines] == [
        ("lead", "Tomás Rey", "tomas"),
        ("reviewer", "Ruth Okafor", "ruth"),
        ("annotator", "Noor Haddad", "noor"),
        ("annotator", "Aiko Watanabe", "aiko"),
        ("annotator", "Mateo Ferrer", "mateo"),
        ("reviewer", "Ines Brandt", "ines"),
        ("viewer", "Vera Lind", "vera"),
    ]
    assert all(authenticate(username=username, password=password) for *_, username, password in lines)
    assert len({password for *_, password in lines}) == 7
    roles = {(m.user.username, m.role) for m in Membership.objects.select_related("user")}
    assert roles == {(username, role) for role, _, username, _ in lines}
    assert play("--if-empty") == ""
    with pytest.raises(CommandError, match="needs an empty database"):
        play()
    assert (Project.objects.count(), User.objects.count()) == (1, 7)


def test_there_is_something_to_see_on_every_page() -> None:
    demo.play(TODAY)
    assert Counter(Article.objects.values_list("language", "state")) == {
        ("en", "frozen"): 1,
        ("en", "labelled"): 4,
        ("de", "labelled"): 1,
        ("ar", "labelled"): 1,
        ("en", "segmented"): 4,
        ("es", "segmented"): 1,
        ("tr", "segmented"): 1,
        ("fr", "segmented"): 1,
    }
    assert list(Import.objects.values_list("state", flat=True)) == ["done"] * 4
    assert Counter(ImportRow.objects.values_list("outcome", flat=True)) == {"new": 12, "near": 1}
    work = Counter(Assignment.objects.values_list("annotator__username", "state"))
    assert work == {
        ("noor", "accepted"): 4,
        ("noor", "submitted"): 1,
        ("noor", "active"): 1,
        ("aiko", "accepted"): 5,
        ("aiko", "submitted"): 1,
        ("mateo", "accepted"): 3,
        ("mateo", "submitted"): 2,
    }
    assert list(GuidelineVersion.objects.order_by("version").values_list("version", flat=True)) == [
        "1.0.0",
        "1.1.0",
        "1.2.0",
    ]
    assert Counter(ReviewReply.objects.values_list("author__username", "action")) == {
        ("aiko", "taken"): 2,
        ("aiko", "kept"): 1,
        ("mateo", "changed"): 1,
        ("mateo", "kept"): 1,
    }
    assert list(AgreementReport.objects.values_list("state", flat=True)) == ["done"] * 2
    assert Event.objects.filter(verb="statement.decided").count() == 7
    assert publishable(Project.objects.get()).count() == 3


def test_its_acts_are_spread_over_four_weeks_and_none_is_of_today() -> None:
    demo.play(TODAY)
    times = list(Event.objects.order_by("at").values_list("at", flat=True))
    assert (times[0], times[-1].date().isoformat()) == (datetime(2026, 3, 2, 9, tzinfo=UTC), "2026-03-28")
    assert len({at.date() for at in times}) == 27
    saved = Revision.objects.order_by("created_at").values_list("created_at", flat=True)
    assert saved[0] > datetime(2026, 3, 3, 9, 10, tzinfo=UTC)
    assert not Assignment.objects.filter(submitted_at__gte=TODAY).exists()


def test_two_playbacks_leave_the_same_behind() -> None:
    seen = []
    for _time in range(2):
        with transaction.atomic():
            demo.play(TODAY)
            seen.append(left_behind())
            transaction.set_rollback(True)
    assert seen[0] == seen[1]


def left_behind() -> dict[str, list[Any]]:
    """What happened when, every label and every gold answer, by names instead of ids."""
    labels = Revision.objects.order_by("created_at", "annotation__statement__start").values_list(
        "created_at", "annotation__annotator__username", "annotation__statement__exact", "answers__labels"
    )
    stances = Revision.objects.order_by("created_at", "stances__position").values_list(
        "created_at", "stances__holder__key", "stances__target__key", "stances__target_text", "stances__polarity__key"
    )
    gold = Adjudication.objects.order_by("statement__exact", "seq").values_list(
        "statement__exact", "seq", "decided_at", "decided_by__username", "is_open", "verdict_entropy", "rationale"
    )
    acts = Event.objects.values_list("at", "actor__username", "verb")
    return {
        "acts": sorted(acts, key=str),
        "labels": list(labels),
        "stances": list(stances),
        "gold": list(gold),
    }
