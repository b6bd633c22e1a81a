"""Before adjudication an annotator reads the same bytes at every address, whatever colleagues labelled."""

import re

import pytest
from django.db import transaction
from django.test import Client

from annotations.models import Annotation, Assignment, Entity, Membership, Statement
from annotations.workflow.annotate import submit
from tests.factories import people, projects
from tests.factories.routes import addresses
from tests.web.visits import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("quick_counting")]

NEW_EACH_TIME = re.compile(
    rb"[A-Za-z0-9]{64}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d\d:\d\d(:\d\d(\.\d+)?)?"
)
"""Tokens against forgery, keys made for a form, the time of the answer: no two answers have them alike."""
SNAPSHOTS = ("api/v1/projects/<slug:slug>/export", "projects/<slug:project>/export/file")
"""These read through a connection of their own, which cannot see what a test takes back: see the last test."""
WHATEVER = ("supported", "refuted")


def handed_in(work: Assignment, status: str) -> Assignment:
    """Ben's labels, every one with a status, and with a stance when that is ``supported``; handed in."""
    stances = {"stances": [projects.stance(work.article.project, "jane-doe")]} if status == "supported" else {}
    for statement in projects.statements(work):
        projects.label(work, statement, projects.answers(status, **stances))
    return submit(actor=work.annotator, assignment=work)


def ids(work: Assignment) -> dict[str, object]:
    """What the addresses are about, with somebody's own assignment and labels in them."""
    label = Annotation.objects.filter(assignment=work).order_by("statement__start").first()
    return {
        "article": work.article_id,
        "assignment": work.pk,
        "statement": Statement.objects.filter(article=work.article, is_statement=True).earliest("start").pk,
        "entity": Entity.objects.get(key="jane-doe").pk,
        "member": Membership.objects.get(user=work.annotator).pk,
        "annotation": label and label.pk,
        "revision": label and label.head_id,
    }


def reads(client: Client, work: Assignment) -> dict[str, tuple[int, bytes]]:
    """Status and body at every address of pages and API."""
    found = {}
    for route, address in addresses(ids(work)).items():
        if route in SNAPSHOTS:
            continue
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        found[route] = (response.status_code, NEW_EACH_TIME.sub(b"", body))
    return found


@pytest.mark.parametrize("is_hers", [True, False], ids=["about her own work", "about her colleague's"])
def test_ada_reads_the_same_at_every_address_whatever_ben_labelled(is_hers: bool) -> None:
    project = projects.project()
    projects.article(project)
    hers = projects.label_all(projects.assignment(project))
    his = projects.assignment(project, people.second_annotator())
    ada = signed_in(people.annotator())
    seen = []
    for status in WHATEVER:
        with transaction.atomic():
            handed_in(his, status)
            seen.append(reads(ada, hers if is_hers else his))
            transaction.set_rollback(True)
    different = [route for route in seen[0] if seen[0][route] != seen[1][route]]
    assert different == []
    open_to_her = {route for route, (status, _body) in seen[0].items() if status == 200}
    assert {"assignments/<uuid:assignment>/", "api/v1/annotations", "projects/<slug:project>/"} - open_to_her == (
        set() if is_hers else {"assignments/<uuid:assignment>/"}
    )


def test_the_comparison_would_notice() -> None:
    project = projects.project()
    projects.article(project)
    his = projects.assignment(project, people.second_annotator())
    ben = signed_in(people.second_annotator())
    seen = []
    for status in WHATEVER:
        with transaction.atomic():
            handed_in(his, status)
            seen.append(reads(ben, his)["api/v1/annotations"])
            transaction.set_rollback(True)
    assert seen[0] != seen[1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("route", SNAPSHOTS)
def test_datasets_are_not_hers(route: str) -> None:
    project = projects.project()
    projects.article(project)
    his = handed_in(projects.assignment(project, people.second_annotator()), "supported")
    answer = signed_in(people.annotator()).get(addresses(ids(his))[route])
    assert answer.status_code in (403, 404)
