"""`manage.py test`: every check of the project, each run even when an earlier one failed.

The closing line has pytest's form and counts a check such as `ruff` as one test.
"""

import argparse
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as ET

from factcheck import browser, postgres
from factcheck.browser import BrowserError
from factcheck.postgres_binaries import PostgresError

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("lint", "core", "suite", "browser")
CORE = ("tests/text", "tests/schemes", "tests/agreement")
"""Tests of the pure core: no database, no browser, two seconds."""
FAST_NOT_SAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
"""A server for tests loses nothing worth keeping. What a test took back, vacuuming would count as tables that are and
stay empty, and every query be planned for such.
"""
NO_DATABASE = "postgresql://factcheck@/factcheck?host=/nonexistent"


@dataclass(frozen=True)
class Stage:
    """One command of the test run; `tests` says that it is pytest, which counts its own tests."""

    name: str
    part: str
    command: tuple[str, ...]
    tests: bool = False
    environ: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of one stage."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}, or a path below tests/ (default: everything)"
    )
    parser.add_argument("-k", metavar="EXPRESSION", help="only tests whose name matches, as in pytest")


def main(arguments: list[str]) -> int:
    """Run the command; returns 0 when everything passed."""
    parser = argparse.ArgumentParser(prog="manage.py test", description=__doc__)
    add_arguments(parser)
    options = parser.parse_args(arguments)
    return run(options.parts, options.k)


def run(parts: list[str], expression: str | None) -> int:
    """Run the stages of the parts and print what came of them; returns the exit status."""
    unknown = [part for part in parts if part not in PARTS and not is_test_path(part)]
    if unknown:
        sys.stderr.write(f"Unknown part {unknown[0]!r}: use {', '.join(PARTS)}, or a path below tests/.\n")
        return 2
    began = time.monotonic()
    chosen = list(stages(parts, expression))
    try:
        with ExitStack() as until_done:
            supply(chosen, until_done)
            outcomes = [run_stage(stage) for stage in chosen]
    except (PostgresError, BrowserError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return report(outcomes, time.monotonic() - began)


def is_test_path(part: str) -> bool:
    """Return whether a part names a file or folder of tests, perhaps with `::name`."""
    path = (ROOT / part.split("::", maxsplit=1)[0]).resolve()
    return path.exists() and path.is_relative_to(ROOT / "tests")


def stages(parts: list[str], expression: str | None) -> Iterator[Stage]:
    """Yield the stages to run, in order: what fails fastest comes first."""
    paths = [part for part in parts if part not in PARTS]
    selected = ["-k", expression] if expression else []
    if paths or (expression and not parts):
        yield pytest("tests", "suite", [*paths, *selected])
        return
    everything = not parts
    if everything or "lint" in parts:
        yield from lint_stages()
    if "core" in parts:
        yield pytest("core", "core", [*(path for path in CORE if (ROOT / path).exists()), *selected])
    if everything or "suite" in parts:
        yield pytest("suite", "suite", ["-n", "2", "-m", "not browser", *selected])
    if everything or "browser" in parts:
        yield pytest("browser", "browser", ["-m", "browser", *selected])


def lint_stages() -> Iterator[Stage]:
    """Yield the checks of the code as it is written."""
    python = sys.executable
    manage = (python, "manage.py")
    production = {
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "ALLOWED_HOSTS": "factcheck.example",
        "DATABASE_URL": NO_DATABASE,
    }
    import_linter = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    yield Stage("ruff check", "lint", (python, "-m", "ruff", "check", "."))
    yield Stage("ruff format", "lint", (python, "-m", "ruff", "format", "--check", "."))
    yield Stage("mypy", "lint", (python, "-m", "mypy"))
    yield Stage("import contracts", "lint", (python, "-c", import_linter, "--no-cache"))
    yield Stage("templates", "lint", (python, "-m", "djlint", "--lint", "--quiet", "templates"))
    yield Stage("migrations", "lint", (*manage, "makemigrations", "--check", "--dry-run"))
    deploy = (*manage, "check", "--deploy", "--fail-level", "WARNING")
    yield Stage("deployment", "lint", deploy, environ=production)


def pytest(name: str, part: str, arguments: list[str]) -> Stage:
    """Return a stage that runs pytest."""
    slowest = ("--durations=10", "--durations-min=0.5")
    return Stage(name, part, (sys.executable, "-m", "pytest", "-q", *slowest, *arguments), tests=True)


def supply(chosen: list[Stage], until_done: ExitStack) -> None:
    """Start or find what the stages need: a database server, a browser."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    parts = {stage.part for stage in chosen}
    if "browser" in parts:
        os.environ["FACTCHECK_CHROMIUM"] = browser.ensure()
    if parts == {"core"}:
        os.environ["DATABASE_URL"] = NO_DATABASE
    elif not os.environ.get("DATABASE_URL"):
        folder = Path(until_done.enter_context(tempfile.TemporaryDirectory(prefix="factcheck-")))
        folder.chmod(0o711)
        os.environ["DATABASE_URL"] = until_done.enter_context(postgres.running(folder, FAST_NOT_SAFE)).url()
        if any(stage.tests for stage in chosen):
            make_template()


def make_template() -> None:
    """Migrate one database, of which each test process then takes a copy; without it each one migrates itself."""
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    if subprocess.run(migrate, cwd=ROOT, capture_output=True, check=False).returncode == 0:
        os.environ["TEST_TEMPLATE"] = postgres.ROLE


def run_stage(stage: Stage) -> Outcome:
    """Run one stage, its output going to the terminal."""
    sys.stdout.write(f"\n── {stage.name} ──\n")
    sys.stdout.flush()
    began = time.monotonic()
    environ = {**os.environ, **stage.environ}
    if not stage.tests:
        status = subprocess.run(stage.command, cwd=ROOT, env=environ, check=False).returncode
        return Outcome(stage.name, int(status == 0), int(status != 0), 0, time.monotonic() - began)
    with tempfile.NamedTemporaryFile(suffix=".xml") as results:
        command = [*stage.command, f"--junitxml={results.name}"]
        status = subprocess.run(command, cwd=ROOT, env=environ, check=False).returncode
        passed, failed, skipped = counts(Path(results.name))
    # A run that found no test, or broke before the first, has failed whatever it counted.
    return Outcome(stage.name, passed, failed or int(status != 0), skipped, time.monotonic() - began)


def counts(results: Path) -> tuple[int, int, int]:
    """Return how many tests passed, failed and were skipped, from pytest's JUnit file."""
    try:
        suites = ET.parse(results).getroot().iter("testsuite")
    except ET.ParseError:
        return 0, 0, 0
    totals = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in suites:
        for name in totals:
            totals[name] += int(suite.get(name, "0"))
    failed = totals["failures"] + totals["errors"]
    return totals["tests"] - failed - totals["skipped"], failed, totals["skipped"]


def report(outcomes: list[Outcome], seconds: float) -> int:
    """Print one line for each stage and the closing line; returns the exit status."""
    sys.stdout.write("\n")
    for outcome in outcomes:
        word = "FAILED" if outcome.failed else "passed"
        number = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
        sys.stdout.write(f"{outcome.name:<18} {word}  {outcome.seconds:6.1f} s  {number}\n")
    sums = {
        "failed": sum(outcome.failed for outcome in outcomes),
        "passed": sum(outcome.passed for outcome in outcomes),
        "skipped": sum(outcome.skipped for outcome in outcomes),
    }
    said = ", ".join(f"{number} {word}" for word, number in sums.items() if number) or "no tests ran"
    sys.stdout.write(f"{f' {said} in {seconds:.2f}s ':=^100}\n")
    return int(bool(sums["failed"]) or not sums["passed"])
