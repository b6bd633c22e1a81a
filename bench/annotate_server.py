"""The web server under measurement, as `up` starts it, and the CPU time of everything below a process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.base import BenchError
from factcheck.bootstrap import ROOT
from factcheck.up import UpError, wait_for_answer

NO_LIMIT = "10000000"
"""Requests a minute of one person: one annotator here is as quick as a hundred people."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, and the process that holds its workers."""

    port: int
    pid: int


@contextmanager
def serving(application: str) -> Iterator[Server]:
    """`factcheck.serve` with that application, until the block ends. BenchError when it does not answer."""
    port = free_port()
    command = [sys.executable, "-m", "factcheck.serve", str(port), application]
    environment = {**os.environ, "REQUESTS_PER_MINUTE": NO_LIMIT, "DATABASE_POOL_SIZE": "4"}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE) as process:
        try:
            wait(process, port)
            yield Server(port, process.pid)
        finally:
            assert process.stdin
            process.stdin.close()


def free_port() -> int:
    """A port on the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Until the server answers over HTTP, as `up` waits for it."""
    try:
        wait_for_answer(process, port)
    except UpError as error:
        raise BenchError(str(error)) from error


def cpu_seconds(*roots: int) -> float | None:
    """User and system time so far of these processes and of all below them, where the system tells (Linux)."""
    try:
        stats = [path.read_text() for path in Path("/proc").glob("[0-9]*/stat")]
    except OSError:
        return None
    rows = [(int(stat.split(" ", 1)[0]), stat.rpartition(")")[2].split()) for stat in stats]
    parents = {pid: int(fields[1]) for pid, fields in rows}
    ticks = {pid: sum(map(int, fields[11:15])) for pid, fields in rows}
    inside = {pid for pid in parents if not set(roots).isdisjoint(ancestors(pid, parents))}
    return sum(ticks[pid] for pid in inside) / os.sysconf("SC_CLK_TCK")


def postmaster(backend: int) -> int:
    """The parent of a backend's process."""
    return int(Path(f"/proc/{backend}/stat").read_text("ascii").rpartition(")")[2].split()[1])


def ancestors(pid: int, parents: dict[int, int]) -> Iterator[int]:
    """The process and all above it."""
    while pid in parents:
        yield pid
        pid = parents[pid]
