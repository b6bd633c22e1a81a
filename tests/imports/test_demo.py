"""The demonstration: played once, by the rules, with log-ins that are shown once."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from annotations.models import Article, Assignment, Event, Import, ImportRow, Membership, Project, Revision, User
from annotations.workflow.assign import take_next
from annotations.workflow.leases import release

pytestmark = pytest.mark.django_db


def play(*arguments: str) -> str:
    """What the command prints."""
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue()


def test_it_makes_people_in_every_role_whose_passwords_work() -> None:
    lines = re.findall(r"^  (\w+) +(.+?)  +(\w+) +(\S+)$", play(), re.MULTILINE)
    assert [(role, name, username) for role, name, username, _ in lines] == [
        ("lead", "Tomás Rey", "tomas"),
        ("reviewer", "Ruth Okafor", "ruth"),
        ("annotator", "Noor Haddad", "noor"),
        ("annotator", "Aiko Watanabe", "aiko"),
        ("viewer", "Vera Lind", "vera"),
    ]
    assert all(authenticate(username=username, password=password) for *_, username, password in lines)
    roles = {(m.user.username, m.role) for m in Membership.objects.select_related("user")}
    assert roles == {(username, role) for role, _, username, _ in lines}


def test_one_assignment_waits_for_the_reviewer() -> None:
    play()
    assert list(Assignment.objects.values_list("annotator__username", "state")) == [("aiko", "submitted")]
    assert Revision.objects.count() == 22
    assert Event.objects.filter(verb="assignment.submitted").count() == 1


def test_every_article_of_the_seeds_comes_in_by_an_import_and_some_are_ready_to_label() -> None:
    play()
    states = Counter(Article.objects.values_list("language", "state"))
    assert states == {
        ("en", "frozen"): 5,
        ("en", "segmented"): 4,
        ("es", "segmented"): 1,
        ("tr", "segmented"): 1,
        ("fr", "segmented"): 1,
        ("de", "segmented"): 1,
        ("ar", "segmented"): 1,
    }
    assert list(Import.objects.values_list("state", flat=True)) == ["done"] * 4
    outcomes = Counter(ImportRow.objects.values_list("outcome", flat=True))
    assert outcomes == {"new": 12, "near": 1}
    assert Event.objects.filter(verb="article.imported").count() == 14


def test_the_seed_article_is_handed_out_first_and_the_others_follow() -> None:
    play()
    noor, project = User.objects.get(username="noor"), Project.objects.get()
    titles = []
    while taken := take_next(actor=noor, project=project):
        titles.append(taken.article.title)
        release(actor=noor, assignment=taken)
    assert titles == [
        "Russia ready to continue work on Idlib with Turkey",
        "Kestrel Bay halts harbour dredging after seabird deaths",
        "“We stopped counting calories and started counting empty plates”",
        "The evening ferry to Skerry is cancelled because of fog, the operator said on Friday.",
        "Lindmoor votes against quarry",
    ]


def test_passwords_are_new_each_time_and_long() -> None:
    passwords = set(re.findall(r" (\S{12})$", play(), re.MULTILINE))
    assert len(passwords) == 5


def test_a_second_demo_is_refused_and_changes_nothing() -> None:
    play()
    with pytest.raises(CommandError, match="needs an empty database"):
        play()
    assert (Project.objects.count(), User.objects.count()) == (1, 5)


def test_if_empty_says_and_does_nothing_the_second_time() -> None:
    play("--if-empty")
    assert play("--if-empty") == ""
