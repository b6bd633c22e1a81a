"""A child process that answers one line of JSON with one line of JSON, within a time limit.

What runs away (a splitter that is quadratic) or must not be imported here (other people's libraries) runs in one.
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from factcheck.bootstrap import ROOT, clean_environ

MOMENT = 5.0
"""Seconds that a child has to end by itself."""


class ChildFailed(Exception):
    """The child ended without an answer; the message is the last line that it wrote on standard error."""


class TooSlow(Exception):
    """The child did not answer in time and was killed."""


class Child:
    """A running child. `ask` may be called again and again."""

    def __init__(self, process: subprocess.Popen[str], complaints: IO[str]) -> None:
        self.process = process
        self.complaints = complaints

    def ask(self, request: Any, seconds: float) -> Any:
        """The answer to a request. Raises TooSlow after `seconds`, ChildFailed when the child is gone."""
        assert self.process.stdin
        assert self.process.stdout
        try:
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise ChildFailed(self.complaint()) from None
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            self.process.kill()
            raise TooSlow
        line = self.process.stdout.readline()
        if not line:
            raise ChildFailed(self.complaint())
        return json.loads(line)

    def complaint(self) -> str:
        """The last line on the child's standard error, once it has ended."""
        self.process.wait()
        self.complaints.seek(0)
        return ([line for line in self.complaints.read().splitlines() if line.strip()] or ["no message"])[-1]


@contextmanager
def running(command: Sequence[str]) -> Iterator[Child]:
    """Start a child in the checkout's folder. When the block ends it may clean up for a moment, then it is killed."""
    with (
        tempfile.TemporaryFile("w+") as complaints,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=clean_environ(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as process,
    ):
        try:
            yield Child(process, complaints)
            process.communicate(timeout=MOMENT)  # closes its standard input, which ends `serve`
        except subprocess.TimeoutExpired:
            pass
        finally:
            process.kill()


def serve(answer: Callable[[Any], Any]) -> None:
    """The child's side: answer every line of standard input until it is closed."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line))) + "\n")
        sys.stdout.flush()


def peak_mb() -> float | None:
    """The most memory that this process has held, in MB, where the system tells (getrusage counts the parent's too)."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return None
    most = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")), None)
    return int(most) * 1024 / 1e6 if most else None


def forget_peak_mb() -> float | None:
    """Begin ``peak_mb`` anew at what is held now, and return it; None where the system keeps the peak (not Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return None
    return peak_mb()
