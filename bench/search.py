"""`manage.py bench search`: the search page at a million statements, by kind of question, beside a plain list page."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Any
from urllib.parse import urlencode

from bench.base import Benchmark, Table
from bench.database import database
from bench.search_corpus import COMMON, SEED, Corpus, fill

REQUIRED_MS = 100
"""At the 95th percentile, at a million statements."""
PAGE = "/projects/large/search/"
FLOOR = "/projects/large/people/"


def word(chance: Random, corpus: Corpus) -> str:
    """A word as often as texts have it, the ten commonest left out."""
    return next(w for w in chance.choices(corpus.words, cum_weights=corpus.weights, k=50) if w not in COMMON)


def questions(c: Random, k: Corpus) -> Mapping[str, Callable[[], Mapping[str, str]]]:
    """Every kind of question, by chance ``c`` from the corpus ``k``."""
    return {
        "one word": lambda: {"q": word(c, k)},
        "two words": lambda: {"q": f"{word(c, k)} {word(c, k)}"},
        "a very common word": lambda: {"q": c.choice(COMMON)},
        "two very common words": lambda: {"q": " ".join(c.sample(COMMON, 2))},
        "a phrase": lambda: {"q": f'"{word(c, k)} {word(c, k)}"'},
        "a phrase of common words": lambda: {"q": '"{} {}"'.format(*c.sample(COMMON, 2))},
        "one word, one left out": lambda: {"q": f"{word(c, k)} -{c.choice(COMMON)}"},
        "a speaker": lambda: {"speaker": c.choice(k.names)},
        "a misspelt speaker": lambda: {"speaker": f"{c.choice(k.names)[:-1]}x"},
        "a word of a speaker": lambda: {"q": word(c, k), "speaker": c.choice(k.names)},
        "a mention": lambda: {"mention": c.choice(k.names)},
        "a word, ready to label": lambda: {"q": word(c, k), "state": "ready"},
        "a word in a month": lambda: {"q": word(c, k), "since": "2024-05-01", "until": "2024-05-31"},
        "a word in one language": lambda: {"q": word(c, k), "language": "tr"},
        "everything": dict,
        "articles: one word": lambda: {"in": "articles", "q": word(c, k)},
        "articles: two words": lambda: {"in": "articles", "q": f"{word(c, k)} {word(c, k)}"},
        "articles: a speaker": lambda: {"in": "articles", "speaker": c.choice(k.names)},
    }


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--statements", type=int, default=1_000_000, metavar="N", help="how many (default: 1000000)")
    parser.add_argument("--times", type=int, default=40, metavar="N", help="questions of each kind (default: 40)")


def measure(options: Namespace) -> Iterator[Table]:
    """Milliseconds for whole pages as the product answers them, without the network."""
    with database():
        from django.db import connection
        from django.test import Client

        from annotations.workflow.members import create_person
        from annotations.workflow.projects import create_project
        from factcheck import prepare

        prepare.static()
        lead = create_person(username="lead", display_name="Lead", password="a long pass phrase", is_operator=True)
        project = create_project(actor=lead, slug="large", name="Large")
        corpus = Corpus()
        with connection.cursor() as cursor:
            fill(cursor, project.pk, corpus, options.statements)
        client = Client(headers={"host": "localhost"})
        client.force_login(lead)
        floor = sorted(milliseconds(client, FLOOR) for _ in range(options.times + 5))[2:-3]
        yield table(options, client, corpus, floor[len(floor) // 2])


def table(options: Namespace, client: Any, corpus: Corpus, floor: float) -> Table:
    """One row for each kind of question, in the order above."""
    rows = []
    for name, asked in questions(Random(SEED), corpus).items():
        milliseconds(client, f"{PAGE}?{urlencode(asked())}")
        took = sorted(milliseconds(client, f"{PAGE}?{urlencode(asked())}") for _ in range(options.times))
        p50, p95 = took[len(took) // 2], took[int(len(took) * 0.95) - 1]
        verdict = "ok" if p95 <= REQUIRED_MS else "too slow"
        rows.append((name, p50, p95, took[-1], p50 / floor, verdict))
    columns = ("question", "p50, ms", "p95, ms", "max, ms", "p50, × floor", "verdict")
    note = (
        f"{options.times} questions of each kind, one after the other; whole pages of 25, without the network. "
        f"Floor: a page of the same frame with a list of one person, {floor:.0f} ms. "
        f"Required: p95 at most {REQUIRED_MS} ms."
    )
    return Table(f"Search among {options.statements:,} statements", columns, tuple(rows), note)


def milliseconds(client: Any, address: str) -> float:
    """How long the page took; anything but a page is an error."""
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return took


BENCHMARK = Benchmark(
    "search", "The search page at a million statements, by kind of question.", {"search": measure}, add_arguments
)
