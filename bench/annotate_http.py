"""Saving and taking work over HTTP, beside a bare view of the same server and database; then whether all is there."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench import annotate_world as world
from bench.annotate_server import Server, cpu_seconds, postmaster, serving
from bench.base import Cell, Table
from bench.child import Child, running
from bench.database import database

ANNOTATORS = (1, 4, 16, 64)
PRODUCT, FLOOR = "factcheck.wsgi:application", "bench.annotate_floor:application"
FASTEST = {"one by one": 1_500, "batched": 6_000}
"""Labels a second to lay in statements for."""
PACE = {"one by one": 1.0, "take next": 5.0}
BUSY = " Other programs were using the machine (see the load average): CPU figures hold, times do not."
TURNS = 5
WARM_UP = 16
"""Annotators who make every process ready before anything is measured."""


@dataclass(slots=True)
class Bench:
    """What runs: the load generator, the people, the articles given out so far, the keys of acknowledged revisions."""

    options: Namespace
    people: Sequence[world.SignedIn]
    load: Child
    database_pid: int
    is_busy: bool
    given: int = 0
    stored: list[str] = field(default_factory=list)

    def plans(
        self, server: Server, story: str, people: Sequence[world.SignedIn], pace: float = 0, turns: int = 1
    ) -> list[Any]:
        """What each of some people does, in a run of which so many make up the seconds of the options."""
        return [
            {
                "story": story,
                "port": server.port,
                "cookie": one.cookie,
                "csrf": one.csrf,
                "pace": pace,
                "number": number,
                "of": len(people),
                **self.hand_out(story, one, len(people), pace, turns),
            }
            for number, one in enumerate(people)
        ]

    def hand_out(self, story: str, one: world.SignedIn, among: int, pace: float, turns: int) -> Mapping[str, int]:
        """Articles for one of so many people, enough for the whole run."""
        from django.db import connection

        if story not in FASTEST:
            return {"first": 0, "count": 0}
        rate = 1 / pace if pace else FASTEST[story] / among
        count = int(self.options.seconds / turns * rate / world.STATEMENTS) + 4
        first, self.given = self.given, self.given + 2 * count
        with connection.cursor() as cursor:
            world.give(cursor, one.user, first, count)
        return {"first": first, "count": count}

    def run(self, server: Server, plans: Sequence[Any], seconds: float | None = None) -> Run:
        """Everybody at once for some seconds, those of the options if it is not said."""
        seconds = seconds or self.options.seconds
        before = (cpu_seconds(server.pid), cpu_seconds(self.database_pid))
        happened = self.load.ask({"plans": plans, "seconds": seconds}, seconds + 120)
        after = (cpu_seconds(server.pid), cpu_seconds(self.database_pid))
        self.stored += happened["stored"]
        web, base = (None if a is None or b is None else b - a for a, b in zip(before, after, strict=True))
        took = {kind: sorted(1000 * one for one in times) for kind, times in happened["took"].items()}
        return Run(took, len(happened["stored"]), happened["seconds"], web, base, happened["cpu"])


@dataclass(frozen=True, slots=True)
class Run:
    """One run: milliseconds by kind of request, sorted; labels; seconds; CPU seconds of web, database and load."""

    took: Mapping[str, Sequence[float]]
    labels: int
    seconds: float
    web: float | None
    base: float | None
    load: float

    def with_(self, other: Run) -> Run:
        """Both as one."""
        return Run(
            {kind: sorted([*times, *other.took[kind]]) for kind, times in self.took.items()},
            self.labels + other.labels,
            self.seconds + other.seconds,
            None if self.web is None or other.web is None else self.web + other.web,
            None if self.base is None or other.base is None else self.base + other.base,
            self.load + other.load,
        )

    def at(self, kind: str, share: float) -> float:
        """The time within which that share of the requests was answered."""
        times = self.took[kind]
        return times[min(len(times) - 1, int(share * len(times)))]

    def each(self, cpu: float | None, count: int) -> Cell:
        """CPU milliseconds for one of so many."""
        return None if cpu is None else 1000 * cpu / max(count, 1)


def measure(options: Namespace) -> Iterator[Table]:
    """Fills a database, then saves and takes work in it."""
    is_busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    with database(), running([sys.executable, "-m", "bench.annotate_load"]) as load:
        from django.db import connection

        from bench.annotate_floor import TABLE

        project, people = world.people(2 * max(ANNOTATORS))
        with connection.cursor() as cursor:
            world.fill(cursor, project, options.statements)
            cursor.execute(TABLE)
            cursor.execute("SELECT pg_backend_pid()")
            pid = postmaster(cursor.fetchone()[0])
        bench = Bench(options, people, load, pid, is_busy)
        yield saving(bench)
        yield taking(bench)
        yield history(bench)


def saving(bench: Bench) -> Table:
    """The floor, then labels one by one and in batches, by number of annotators."""
    columns = (
        *("way", "annotators", "p50, ms", "p95, ms", "p50, × floor", "requests/s", "labels/s", "labels, % of floor"),
        *("web CPU, ms/label", "database CPU, ms/label", "load CPU, ms/label"),
    )
    runs = in_turns(bench)
    rows: list[tuple[Cell, ...]] = []
    for story in ("floor", "one by one", "batched"):
        for count in ANNOTATORS:
            run, floor = runs[story, count], runs["floor", count]
            labels, median = run.labels or len(run.took["save"]), run.at("save", 0.5)
            pace, fastest = labels / run.seconds, len(floor.took["save"]) / floor.seconds
            rows.append(
                (
                    *(story, count, median, run.at("save", 0.95), median / floor.at("save", 0.5)),
                    *(len(run.took["save"]) / run.seconds, pace, 100 * pace / fastest),
                    *(run.each(cpu, labels) for cpu in (run.web, run.base, run.load)),
                )
            )
    note = (
        f"{bench.options.seconds} s each, as fast as answers come, floor and product in {TURNS} turns; "
        f"{bench.options.statements:,} statements; batches of 100. Floor: a bare Django view that commits one INSERT "
        "and returns its row, same server, same database. The load generator shares the cores. Required: one after the "
        "other at most 3 × floor; with 64 annotators 300 labels/s one by one and 2,000 in batches; at most 5 ms of web "
        "CPU a label."
    )
    return Table("Saving labels", columns, tuple(rows), note + (BUSY if bench.is_busy else ""))


def in_turns(bench: Bench) -> Mapping[tuple[str, int], Run]:
    """A run by way and number of annotators. Floor and product take turns: the machine is not always equally fast."""
    runs: dict[tuple[str, int], Run] = {}
    with serving(FLOOR) as bare, serving(PRODUCT) as product:
        ways = (("floor", bare, TURNS), ("one by one", product, TURNS), ("batched", product, 1))
        for story, server, _ in ways:
            bench.run(server, bench.plans(server, story, bench.people[:WARM_UP]), seconds=1)
        for count in ANNOTATORS:
            for turn in range(TURNS):
                for story, server, turns in ways:
                    if turn < turns:
                        plans = bench.plans(server, story, bench.people[:count], turns=turns)
                        run = bench.run(server, plans, bench.options.seconds / turns)
                        runs[story, count] = runs[story, count].with_(run) if turn else run
    return runs


def taking(bench: Bench) -> Table:
    """The next article: by one person, by 64 people at work, and by 64 at the very same time."""
    rows: list[tuple[Cell, ...]] = []
    workers, takers = bench.people[: max(ANNOTATORS)], bench.people[max(ANNOTATORS) :]
    with serving(PRODUCT) as server:
        bench.run(server, bench.plans(server, "take next", takers[:WARM_UP]), seconds=1)
        for name, plans in (
            ("one person", bench.plans(server, "take next", takers[:1])),
            (
                "64 at work",
                bench.plans(server, "take next", takers, PACE["take next"])
                + bench.plans(server, "one by one", workers, PACE["one by one"]),
            ),
            ("64 at once", bench.plans(server, "take next", takers)),
        ):
            run = bench.run(server, plans)
            rows.append((name, len(run.took["next"]), run.at("next", 0.5), run.at("next", 0.95), run.took["next"][-1]))
    note = (
        "One person, and 64 at once, take an article and give it back as fast as answers come. At work: 64 people "
        "label a statement a second, and 64 others take an article and give it back every five seconds. "
        "Required: at work at most 20 ms at p95."
    )
    return Table("Taking the next article", ("who", "taken", "p50, ms", "p95, ms", "max, ms"), tuple(rows), note)


def history(bench: Bench) -> Table:
    """Every acknowledged label against the tables: none lost, none doubled, none that nobody sent."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id::text FROM annotations_revision")
        kept = {row[0] for row in cursor.fetchall()}
        cursor.execute(
            "SELECT count(*) - count(DISTINCT statement_id) FROM annotations_annotation WHERE seq = 1 AND head_id IN "
            "(SELECT id FROM annotations_revision r WHERE r.annotation_id = annotations_annotation.id)"
        )
        doubled = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM annotations_event WHERE verb = 'annotation.revised'")
        events = cursor.fetchone()[0]
    sent = set(bench.stored)
    row = (len(bench.stored), len(kept), len(sent - kept), doubled, len(kept) - len(sent & kept), events)
    columns = ("acknowledged", "stored", "lost", "doubled", "stored and not acknowledged", "events")
    note = (
        "Doubled: statements with more labels than the one that was sent. Stored and not acknowledged: on their way "
        "when a run ended."
    )
    return Table("History of all runs", columns, (row,), note)
