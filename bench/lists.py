"""`manage.py bench lists`: pages of lists at a million statements, first, filtered and deep, beside a plain page."""

from __future__ import annotations

import html
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from bench import lists_corpus, search_corpus
from bench.base import Benchmark, Table
from bench.database import database
from bench.search import FLOOR, REQUIRED_MS, milliseconds

API, PAGES = "/api/v1", "/projects/large"
LISTS: Mapping[str, tuple[str, ...]] = {
    f"{PAGES}/labels/": (
        "", "sort=oldest", "label=verification:refuted", "label=stance:against", "state=returned", "state=open",
        "review=accept_with_changes", "person={person}", "person={person}&label=verification:supported&state=accepted",
        "speaker={speaker}", "answered=2025-07-01", "q={word}",
    ),
    f"{PAGES}/gold/": (
        "", "state=open", "state=by_person", "label=verification:refuted", "label=stance:against", "speaker={speaker}",
        "q={word}",
    ),
    f"{PAGES}/adjudicate/": (
        "", "sort=age", "sort=article", "question=verification", "question=stance", "mine=no", "state=decided",
        "state=publishable", "state=all", "q={word}",
    ),
    f"{PAGES}/review/": (
        "", "sort=differing", "sort=member", "member={person}", "state=flagged", "state=talks", "state=old", "q={word}",
    ),
    f"{PAGES}/outcome/": ("",),
    f"{PAGES}/articles/": ("", "sort=title", "sort=length", "stage=labelled", "q={word}"),
    f"{API}/projects/large/articles": ("", "state=labelled", "language=tr"),
    f"{API}/projects/large/adjudication": ("", "state=publishable", "state=all"),
    f"{API}/assignments": ("project=large", "project=large&state=submitted", "annotator={person}"),
    f"{API}/annotations": (
        "project=large", "project=large&state=returned", "project=large&label=refuted",
        "project=large&polarity=against", "annotator={person}",
    ),
}  # fmt: skip
"""Every list with what it is asked; names in braces are filled in by chance."""
DEEP = 5
"""How many pages on a deep page is."""
NEXT = re.compile(rb'href="(\?[^"]*\bat=[^"]*)" rel="next"')


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N", help="how many (default: 1000000)")
    parser.add_argument("--times", type=int, default=20, metavar="N", help="pages of each kind (default: 20)")


def measure(options: Namespace) -> Iterator[Table]:
    """Milliseconds for whole pages as the product answers them, without the network."""
    with database():
        client, corpus, people = world(options.statements)
        floor = sorted(milliseconds(client, FLOOR) for _ in range(options.times + 5))[2:-3]
        yield table(options, client, Chooser(corpus, people), floor[len(floor) // 2])


def world(statements: int) -> tuple[Any, search_corpus.Corpus, list[str]]:
    """The lead's browser, the corpus with its labels, and the keys of the annotators."""
    from django.db import connection
    from django.test import Client

    from annotations.models import Role
    from annotations.queries.protocols import protocol_in_force
    from annotations.workflow.members import add_member, create_person
    from annotations.workflow.projects import create_project
    from factcheck import prepare

    prepare.static()
    lead = create_person(username="lead", display_name="Lead", password="a long pass phrase", is_operator=True)
    project = create_project(actor=lead, slug="large", name="Large")
    people = []
    for number in range(lists_corpus.ANNOTATORS):
        person = create_person(
            username=f"annotator{number}", display_name=f"Annotator {number}", password="a long pass phrase"
        )
        add_member(actor=lead, project=project, username=person.username, role=Role.ANNOTATOR)
        people.append(str(person.pk))
    corpus = search_corpus.Corpus()
    with connection.cursor() as cursor:
        search_corpus.fill(cursor, project.pk, corpus, statements)
        lists_corpus.fill(cursor, project.pk, lead.pk, protocol_in_force(project).row.pk)
    client = Client(headers={"host": "localhost"})
    client.force_login(lead)
    return client, corpus, people


class Chooser:
    """Fills in what a list is asked for, by chance and the same at every run."""

    def __init__(self, corpus: search_corpus.Corpus, people: list[str]) -> None:
        self.chance, self.corpus, self.people = Random(search_corpus.SEED), corpus, people

    def filled(self, asked: str) -> str:
        """The question with its names filled in."""
        word = self.chance.choices(self.corpus.words, cum_weights=self.corpus.weights)[0]
        name = self.chance.choice(self.corpus.names)
        speaker = self.corpus.speakers[name]
        return asked.format(word=word, speaker=speaker, person=self.chance.choice(self.people))


def table(options: Namespace, client: Any, chooser: Chooser, floor: float) -> Table:
    """One row for each list and question, in the order above; the first page, and the deep one where there is one."""
    rows = tuple((name, *spread(client, pages, floor)) for name, pages in asked(client, chooser, options.times))
    columns = ("list", "p50, ms", "p95, ms", "max, ms", "p50, × floor", "verdict")
    note = (
        f"{options.times} pages of each kind, one after the other; whole pages of 50, without the network. "
        f"Floor: a page of the same frame with a list of nine people, {floor:.0f} ms. "
        f"Required: p95 at most {REQUIRED_MS} ms."
    )
    return Table(f"Lists among {options.statements:,} statements", columns, rows, note)


def asked(client: Any, chooser: Chooser, times: int) -> Iterator[tuple[str, list[str]]]:
    """Each kind of page by its name, with so many addresses of it."""
    for path, questions in LISTS.items():
        name = path.removeprefix(PAGES).replace("/api/v1", "API ")
        for question in questions:
            yield f"{name} {question}".strip(), [f"{path}?{chooser.filled(question)}" for _ in range(times)]
        if deep := page_deep(client, path, questions[0]):
            yield f"{name}, page {DEEP + 1}", [deep] * times


def spread(client: Any, addresses: list[str], floor: float) -> tuple[float, float, float, float, str]:
    """p50, p95, maximum, ratio to the floor and verdict of the pages at these addresses; the first is asked before."""
    milliseconds(client, addresses[0])
    return judged(sorted(milliseconds(client, address) for address in addresses), floor)


def judged(took: list[float], floor: float) -> tuple[float, float, float, float, str]:
    """The same of milliseconds in their order."""
    p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95) - 1]
    return p50, p95, took[-1], p50 / floor, "ok" if p95 <= REQUIRED_MS else "too slow"


def page_deep(client: Any, path: str, question: str) -> str:
    """The address of a page of the list far behind its first; empty where it has so few."""
    address = f"{path}?{question}"
    for _ in range(DEEP):
        answer = client.get(address)
        following = answer.json().get("next") if path.startswith(API) else linked(answer.content, path)
        if not following:
            return ""
        address = following
    return address


def linked(page: bytes, path: str) -> str:
    """The address that a page of a list calls the next."""
    found = NEXT.search(page)
    return path + html.unescape(found[1].decode()) if found else ""


BENCHMARK = Benchmark(
    "lists", "Pages of lists at a million statements, by what they are asked for.", {"lists": measure}, add_arguments
)
