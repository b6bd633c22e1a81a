"""Which articles are for training and which for testing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exports.parts import PARTS, SHARES, clusters, part_of


def test_a_part_is_the_first_eight_bytes_of_the_hash_as_a_fraction() -> None:
    # By sha256sum: "0:a" begins with 9d (157 of 256: 61 %), "0:c" with be (190: 74 %), "0:b" with e0 (224: 87 %).
    shares = {"train": 70, "dev": 10, "test": 20}

    assert [part_of(cluster, 0, shares) for cluster in ("a", "c", "b")] == ["train", "dev", "test"]


@given(st.text(), st.integers(0, 2**31))
def test_all_or_nothing_means_what_it_says(cluster: str, seed: int) -> None:
    for part in PARTS:
        assert part_of(cluster, seed, {one: 100 * (one == part) for one in PARTS}) == part


def test_the_shares_are_met_among_many_and_another_seed_splits_anew() -> None:
    first = [part_of(str(number), 1, SHARES) for number in range(10_000)]
    again = [part_of(str(number), 2, SHARES) for number in range(10_000)]

    assert [round(first.count(part) / 100) for part in PARTS] == pytest.approx([80, 10, 10], abs=1)
    assert 0.6 < sum(one == other for one, other in zip(first, again, strict=True)) / 10_000 < 0.7


def test_articles_that_share_something_through_others_are_one_cluster() -> None:
    found = clusters([("d-1", ["sha-1"]), ("d-2", ["near-7"]), ("d-3", ["near-7", "sha-1"]), ("d-4", ["sha-4"])])

    assert found == {"d-1": "d-1", "d-2": "d-1", "d-3": "d-1", "d-4": "d-4"}


@given(st.permutations([("a", [1]), ("b", [1, 2]), ("c", [2]), ("d", [3])]))
def test_the_order_of_articles_does_not_matter(articles: list[tuple[str, list[int]]]) -> None:
    assert clusters(articles) == {"a": "a", "b": "a", "c": "a", "d": "d"}
