"""The test command: which parts it runs and how it counts."""

from pathlib import Path

import pytest

from factcheck import testing
from factcheck.testing import Outcome

LINT = ["ruff check", "ruff format", "mypy", "import contracts", "templates", "migrations", "deployment"]


@pytest.mark.parametrize(
    ("parts", "expression", "names"),
    [
        (["core"], None, ["core"]),
        (["browser"], None, ["browser"]),
        (["tests/foundation"], None, ["tests"]),
        ([], "span", ["tests"]),
        (
            ["lint"],
            None,
            LINT,
        ),
        (
            [],
            None,
            [*LINT, "suite", "browser"],
        ),
    ],
)
def test_each_part_has_its_stages(parts: list[str], expression: str | None, names: list[str]) -> None:
    assert [stage.name for stage in testing.stages(parts, expression)] == names


@pytest.mark.parametrize("part", ["everything", "tests/nowhere", "../elsewhere"])
def test_an_unknown_part_is_refused_with_the_known_ones(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    status = testing.run([part], None)
    said = capsys.readouterr().err
    assert (status, said) == (2, f"Unknown part {part!r}: use lint, core, suite, browser, or a path below tests/.\n")


def test_tests_are_counted_from_all_suites(tmp_path: Path) -> None:
    results = tmp_path / "results.xml"
    results.write_text(
        '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1"/>'
        '<testsuite tests="2" failures="0" errors="0" skipped="0"/></testsuites>'
    )
    assert testing.counts(results) == (4, 2, 1)


def test_a_run_that_broke_before_it_counted_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / "results.xml").touch()
    assert testing.counts(tmp_path / "results.xml") == (0, 0, 0)


def test_one_failed_stage_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [Outcome("ruff check", 0, 1, 0, 0.5), Outcome("suite", 120, 0, 0, 60)]
    assert testing.report(outcomes, 61.25) == 1
    assert capsys.readouterr().out.splitlines()[-1].strip("=") == " 1 failed, 120 passed in 61.25s "


def test_everything_passed_is_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert testing.report([Outcome("suite", 120, 0, 0, 60)], 60) == 0
    assert capsys.readouterr().out.splitlines()[-1].strip("=") == " 120 passed in 60.00s "


def test_nothing_run_is_no_success() -> None:
    assert testing.report([], 0) == 1
