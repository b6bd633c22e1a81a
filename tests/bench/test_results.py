"""Tables as people and programs read them, and the page that keeps one section for each benchmark."""

import json
from pathlib import Path

import pytest

from bench.base import Cell, Table
from bench.results import Conditions, conditions, replaced, without_paths, write
from bench.tables import markdown, plain, shown

ON_TUESDAY = Conditions("python3 manage.py bench apples --data DIR", "2026-11-24", "3.11.7", 2, 0.456)
APPLES = Table("Apples", ("where", "number", "× floor"), (("tree", 1200, 1.0), ("a|b", None, 0.5)), "Ripe ones.")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (None, "–"),
        ("ok", "ok"),
        (23, "23"),
        (1234567, "1,234,567"),
        (0.0, "0.0000"),
        (0.01234, "0.0123"),
        (0.5, "0.50"),
        (95.04, "95.0"),
        (12345.6, "12,346"),
        (-0.5, "-0.50"),
    ],
)
def test_a_cell_is_shown_with_about_three_figures(cell: Cell, said: str) -> None:
    assert shown(cell) == said


def test_a_plain_table_is_aligned_numbers_to_the_right() -> None:
    assert plain(APPLES) == (
        "Apples\n"
        "where  number  × floor\n"
        "tree    1,200     1.00\n"
        "a|b         –     0.50\n"
        "Ripe ones.\n"
    )  # fmt: skip


def test_a_markdown_table_has_a_heading_a_rule_and_its_note() -> None:
    assert markdown(APPLES) == (
        "### Apples\n\n"
        "| where | number | × floor |\n"
        "| --- | ---: | ---: |\n"
        "| tree | 1,200 | 1.00 |\n"
        "| a\\|b | – | 0.50 |\n\n"
        "Ripe ones.\n"
    )


def test_a_section_is_replaced_where_it_stands_and_the_others_stay() -> None:
    page = "# Results\n\n## first\n\nold\n\n### Table\n\n## second\n\nkept\n"
    assert replaced(page, "first", "## first\n\nnew\n") == "# Results\n\n## first\n\nnew\n\n## second\n\nkept\n"
    assert replaced(page, "second", "## second\n\nnew\n").endswith("### Table\n\n## second\n\nnew\n")


def test_a_new_section_comes_last() -> None:
    assert replaced("# Results\n\n## first\n\nold\n", "next", "## next\n") == (
        "# Results\n\n## first\n\nold\n\n## next\n"
    )


def test_a_section_written_twice_is_the_same_page() -> None:
    once = replaced(replaced("# R\n", "a", "## a\n\n1\n"), "b", "## b\n\n2\n")
    assert replaced(once, "a", "## a\n\n1\n") == once


def test_a_run_is_kept_for_people_and_for_programs(tmp_path: Path) -> None:
    write("apples", ON_TUESDAY, [APPLES], tmp_path)
    write("pears", ON_TUESDAY, [], tmp_path)
    page = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    said = "`python3 manage.py bench apples --data DIR` on 2026-11-24: Python 3.11.7, 2 cores, load average 0.46 before"
    assert said in page
    assert [line for line in page.splitlines() if line.startswith("#")] == [
        "# Results of the benchmarks",
        "## apples",
        "### Apples",
        "## pears",
    ]
    assert json.loads((tmp_path / "results" / "apples.json").read_text(encoding="utf-8")) == {
        "benchmark": "apples",
        "command": "python3 manage.py bench apples --data DIR",
        "date": "2026-11-24",
        "python": "3.11.7",
        "cores": 2,
        "load_average": 0.46,
        "tables": [
            {
                "title": "Apples",
                "rows": [
                    {"where": "tree", "number": 1200, "× floor": 1.0},
                    {"where": "a|b", "number": None, "× floor": 0.5},
                ],
                "note": "Ripe ones.",
            }
        ],
    }


def test_the_command_is_kept_without_the_paths_of_a_machine() -> None:
    arguments = ["--data", "/home/noor/data", "--data=../here", "--sizes", "1", "2"]
    assert without_paths(arguments) == ["--data", "DIR", "--data=DIR", "--sizes", "1", "2"]
    assert conditions("text", arguments).command == "python3 manage.py bench text --data DIR --data=DIR --sizes 1 2"
