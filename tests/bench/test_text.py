"""What `bench text` measures with: spans, scores, verdicts."""

import json
import sys
from argparse import Namespace
from pathlib import Path

import pytest

from annotations.text.document import analyse
from bench import child, text_quality
from bench.base import BenchError
from bench.sentence_worker import LIBRARIES, aligned, trimmed
from bench.text_corpus import SEED_GOLD, SETS, Data, find_data, lines_of, seed_text
from bench.text_hostile import CLASSIC, judged
from bench.text_libraries import LIBRARIES as MEASURED
from bench.text_scores import predict, score, value

SCORER = """
import argparse, json
parser = argparse.ArgumentParser()
for option in ("--gold", "--pred"):
    parser.add_argument(option)
parser.add_argument("--json", action="store_true")
options = parser.parse_args()
gold, pred = ([json.loads(line) for line in open(path)] for path in (options.gold, options.pred))
right = sum(g["sentences"] == p["sentences"] for g, p in zip(gold, pred))
print(json.dumps({"sentence boundary": {"P": 100.0, "R": 50.0, "F1": 66.7}, "documents right": {"acc": right, "n": 2}}))
"""
GOLD = [
    {"doc_id": "a", "text": "It rained. It stopped.", "sentences": [[0, 10], [11, 22]]},
    {"doc_id": "b", "text": "It rained. It stopped.", "sentences": [[0, 22]]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one set of two sentences and a scorer that compares sentences."""
    (tmp_path / "score.py").write_text(SCORER)
    (tmp_path / SETS[2].file).write_text("".join(json.dumps(document) + "\n" for document in GOLD))
    return tmp_path


@pytest.mark.parametrize(
    ("text", "sentences", "spans"),
    [
        ("A b.  C d.", ["A b.", "C d."], [(0, 4), (6, 10)]),
        ("A  b. C d.", ["A b.", "C d."], [(0, 5), (6, 10)]),
        (" No. No. ", ["No.", "No. "], [(1, 4), (5, 8)]),
        ("A b.", ["A b.", "", " "], [(0, 4)]),
        ("Ä 𝒳. Ö.", ["Ä 𝒳.", "Ö."], [(0, 4), (5, 7)]),
    ],
)
def test_sentences_without_offsets_are_found_in_their_line(
    text: str, sentences: list[str], spans: list[tuple[int, int]]
) -> None:
    assert aligned(text, sentences) == spans


def test_a_sentence_that_was_rewritten_is_not_aligned() -> None:
    with pytest.raises(ValueError, match="does not stand at character 5"):
        aligned("A b. C d.", ["A b.", "c d."])


def test_spans_lose_the_white_space_at_their_ends_and_empty_ones_go() -> None:
    assert trimmed(" A b.  C. ", [(0, 6), (6, 7), (7, 10)]) == [(1, 5), (7, 9)]


def test_lines_come_with_their_offsets() -> None:
    assert lines_of("Head\n\n  \nA b.\n") == [(0, "Head"), (9, "A b.")]


def test_every_library_that_is_measured_has_its_way_of_splitting() -> None:
    assert {library.name for library in MEASURED} == set(LIBRARIES)


def test_a_child_splits_lines_and_says_how_long_it_took() -> None:
    with child.running([sys.executable, "-m", "bench.sentence_worker", "nupunkt"]) as worker:
        answer = worker.ask({"lines": ["He left. She stayed."]}, 60)
    assert answer["spans"] == [[[0, 8], [9, 20]]]
    assert answer["seconds"] >= 0


def test_a_child_that_fails_says_why() -> None:
    command = [sys.executable, "-m", "bench.sentence_worker", "nothing"]
    with child.running(command) as worker, pytest.raises(child.ChildFailed, match="KeyError: 'nothing'"):
        worker.ask({"lines": []}, 60)


def test_a_child_that_takes_too_long_is_given_up() -> None:
    command = [sys.executable, "-c", "import select; select.select([], [], [])"]
    with child.running(command) as worker, pytest.raises(child.TooSlow):
        worker.ask({}, 0.01)


def test_a_child_that_is_no_longer_needed_may_clean_up(tmp_path: Path) -> None:
    code = "import pathlib, sys; sys.stdin.read(); pathlib.Path(sys.argv[1]).touch()"
    with child.running([sys.executable, "-c", code, str(tmp_path / "cleaned")]):
        pass
    assert (tmp_path / "cleaned").exists()


def test_predictions_are_what_the_scorer_reads() -> None:
    (found,) = predict([{"doc_id": "a", "text": "“It works,” Jane Doe said."}])
    assert found == {
        "doc_id": "a",
        "sentences": [[0, 26]],
        "paragraphs": [{"s": 0, "e": 26, "type": "body"}],
        "quotes": [
            {
                "content": [[0, 11]],
                "cue": [[21, 25]],
                "speaker": [[12, 20]],
                "speaker_name": "Jane Doe",
                "type": "direct",
            }
        ],
    }


def test_the_scorer_of_the_data_folder_is_run_on_gold_and_predictions(folder: Path) -> None:
    scores = score(folder, GOLD, predict(GOLD))
    assert scores["documents right"] == {"acc": 1, "n": 2}
    assert value(scores, "sentence boundary", "F1") == 66.7
    assert value(scores, "quoted/cue overlap", "F1") is None


def test_a_scorer_that_fails_is_quoted(folder: Path) -> None:
    (folder / "score.py").write_text("raise SystemExit('text of a differs')")
    with pytest.raises(BenchError, match=r"score\.py failed: text of a differs"):
        score(folder, GOLD, [])


def test_the_named_data_folder_is_taken_with_the_sets_that_it_has(folder: Path) -> None:
    assert find_data(Namespace(data=folder)) == Data(folder, (SETS[2],))


def test_the_data_folder_may_be_named_by_a_variable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_BENCH_DATA", str(folder))
    assert find_data(Namespace(data=None)) == Data(folder, (SETS[2],))


def test_a_named_folder_without_data_is_refused_with_the_files_wanted(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=r"score\.py and at least one of attribution_polnear\.jsonl"):
        find_data(Namespace(data=tmp_path))


def test_without_data_the_seed_is_measured_and_the_wanted_files_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACTCHECK_BENCH_DATA", raising=False)
    monkeypatch.setattr("bench.text_corpus.BESIDE", tmp_path)
    seed, missing = text_quality.measure(Namespace(data=None))
    assert seed.rows[0][0] == "segments"
    assert "score.py and at least one of" in missing.note


def test_the_seed_article_is_counted_against_its_gold() -> None:
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))
    table = text_quality.seed_table(analyse(seed_text()), gold)
    assert [row[1:] for row in table.rows] == [(23, 23, 0), (14, 14, 0)]


def test_a_missed_and_an_extra_segment_are_counted() -> None:
    gold = json.loads(SEED_GOLD.read_text(encoding="utf-8"))
    gold["statements"][0]["end"] -= 1
    table = text_quality.seed_table(analyse(seed_text()), gold)
    assert table.rows[0] == ("segments", 23, 22, 1)


@pytest.mark.parametrize(
    ("times", "most", "cells"),
    [
        ([0.5, 1.0], 1.0, (0.5, 0.5, 2.0, "ok")),
        ([1.1, 2.0], 1.0, (1.1, 1.0, 2.0 / 1.1, "too slow")),
        ([1.1, 2.2], None, (1.1, 1.1, 2.0, "ok")),
        ([0.1, 0.3], 1.0, (0.1, 0.15, pytest.approx(3.0), "too slow")),
        ([0.5, None], 1.0, (0.5, None, None, "too slow")),
    ],
)
def test_a_family_is_judged_by_its_rate_and_its_growth(
    times: list[float | None], most: float | None, cells: tuple[object, ...]
) -> None:
    assert judged([1.0, 2.0], times, most) == cells


def test_there_are_twelve_classic_families() -> None:
    assert len(CLASSIC) == 12
