"""The benchmark of agreement measures what it says, on few labels."""

from __future__ import annotations

from argparse import Namespace

from annotations.agreement.reliability import in_order
from bench import agreement
from bench.agreement_worker import labels


def test_there_is_a_table_for_each_kind_of_corpus_with_every_work() -> None:
    tables = list(agreement.measure(Namespace(labels=400, resamples=20)))
    assert [table.title for table in tables] == ["Agreement: 20 statements an article", "Agreement: isolated claims"]
    assert [[row[0] for row in table.rows] for table in tables] == [list(agreement.WORKS.values())] * 2
    assert [[row[-1] for row in table.rows] for table in tables] == [[None, None, "aim met", "aim met", None, None]] * 2


def test_the_labels_are_two_on_each_statement_by_different_annotators() -> None:
    data = in_order(labels(400, 20))
    assert data.counts().sum(axis=1).tolist() == [2.0] * 200
    assert (data.annotator[::2] != data.annotator[1::2]).all()
    assert len(data.clusters) == 10


def test_a_slow_alpha_is_called_so() -> None:
    given = [agreement.verdict("alpha_nominal", {"seconds": seconds}) for seconds in (1.9, 9.9, 10.1)]
    assert given == ["aim met", "ok", "too slow"]
