"""The command: which benchmarks there are, and what it says when it is asked for something else."""

import os
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import registry, results, run
from bench.base import BenchError, Benchmark, Table

COUNT = Table("Apples", ("where", "number"), (("tree", 3),))


@pytest.fixture
def apples(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """One benchmark of two parts, whose results go to a folder that is returned."""

    def count(options: Namespace) -> Iterator[Table]:
        yield COUNT

    def refuse(options: Namespace) -> Iterator[Table]:
        raise BenchError("There are no pears: plant some.")

    found = (
        Benchmark("apples", "Counts apples.", {"tree": count, "ground": count}),
        Benchmark("pears", "Counts pears.", {"tree": refuse}),
    )
    monkeypatch.setattr(registry, "BENCHMARKS", found)
    monkeypatch.setattr(results, "write", lambda name, _, tables: (tmp_path / name).write_text(str(len(tables))))
    return tmp_path


def test_the_benchmarks_have_these_names() -> None:
    assert [benchmark.name for benchmark in registry.BENCHMARKS] == [
        "text",
        "import",
        "readers",
        "search",
        "lists",
        "agreement",
        "annotate",
        "export",
    ]


def test_every_benchmark_says_in_one_line_what_it_measures() -> None:
    assert [each.name for each in registry.BENCHMARKS if "\n" in each.help or not each.help.endswith(".")] == []


def test_without_a_name_the_benchmarks_are_listed(apples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main([]) == 0
    assert capsys.readouterr().out == "apples  Counts apples.\npears   Counts pears.\n"


def test_an_unknown_name_is_refused_with_the_known_ones(apples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["plums"]) == 2
    assert capsys.readouterr().err == "Unknown benchmark 'plums': use apples, pears.\n"


def test_an_unknown_part_is_refused_with_the_known_ones(apples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as refusal:
        run.main(["apples", "roof"])
    assert refusal.value.code == 2
    assert "unknown part 'roof': use tree, ground" in capsys.readouterr().err


def test_a_run_of_all_parts_is_printed_and_kept(apples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["apples"]) == 0
    assert "\nApples\nwhere  number\ntree        3\n" in capsys.readouterr().out
    assert (apples / "apples").read_text() == "2"


def test_each_part_runs_in_a_process_of_its_own(
    apples: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def who(options: Namespace) -> Iterator[Table]:
        yield Table("Who", ("which",), ((f"process {os.getpid()}",),))

    monkeypatch.setattr(registry, "BENCHMARKS", (Benchmark("apples", "Counts.", {"tree": who, "ground": who}),))

    run.main(["apples"])

    told = {line for line in capsys.readouterr().out.splitlines() if line.startswith("process ")}
    assert len(told) == 2
    assert f"process {os.getpid()}" not in told


def test_a_run_of_some_parts_is_only_printed(apples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["apples", "tree"]) == 0
    assert capsys.readouterr().out.count("\nApples\n") == 1
    assert list(apples.iterdir()) == []


def test_what_cannot_be_measured_is_one_sentence(apples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["pears"]) == 1
    assert capsys.readouterr().err == "There are no pears: plant some.\n"
