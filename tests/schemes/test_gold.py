"""How several answers become one: every policy as a table, and how far answers differ."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.schemes.gold import Outcome, decided, entropy, vote

POLICIES = ("single_reviewed", "unanimous", "majority", "always")

TABLE = [
    # answers, voters, outcome under single_reviewed, unanimous, majority, always
    ("a", 1, "a single_reviewed", "a single_reviewed", "a single_reviewed", "- open"),
    ("aa", 2, "a unanimous", "a unanimous", "a unanimous", "- open"),
    ("ab", 2, "- open", "- open", "- open", "- open"),
    ("a", 2, "- open", "- open", "- open", "- open"),
    ("aaa", 3, "a unanimous", "a unanimous", "a unanimous", "- open"),
    ("aab", 3, "- open", "- open", "a majority", "- open"),
    ("aa", 3, "- open", "- open", "a majority", "- open"),
    ("abc", 3, "- open", "- open", "- open", "- open"),
    ("aabb", 4, "- open", "- open", "- open", "- open"),
    ("aaab", 4, "- open", "- open", "a majority", "- open"),
    ("aab", 5, "- open", "- open", "- open", "- open"),
    ("", 2, "- open", "- open", "- open", "- open"),
]


def told(outcome: Outcome) -> str:
    return f"{outcome.key or '-'} {outcome.method}"


@pytest.mark.parametrize(("keys", "voters", "single", "unanimous", "majority", "always"), TABLE)
def test_each_policy_settles_what_its_table_says(
    keys: str, voters: int, single: str, unanimous: str, majority: str, always: str
) -> None:
    found = [told(vote(list(keys), voters, policy)) for policy in POLICIES]
    assert found == [single, unanimous, majority, always]


@given(st.lists(st.sampled_from("abc"), max_size=9), st.integers(0, 4), st.sampled_from(POLICIES), st.randoms())
def test_the_order_of_the_voters_changes_nothing(
    keys: list[str], silent: int, policy: str, chance: random.Random
) -> None:
    mixed = keys[:]
    chance.shuffle(mixed)
    voters = len(keys) + silent
    if voters:
        assert vote(keys, voters, policy) == vote(mixed, voters, policy)
        assert entropy(keys, voters) == pytest.approx(entropy(mixed, voters))


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), st.sampled_from(POLICIES))
def test_a_settled_answer_is_that_of_more_than_half(keys: list[str], policy: str) -> None:
    outcome = vote(keys, len(keys), policy)
    assert outcome.key is None or 2 * keys.count(outcome.key) > len(keys)


@pytest.mark.parametrize(
    ("key", "by_policy", "outcome"),
    [
        ("a", Outcome("a", "unanimous"), Outcome("a", "unanimous")),
        ("b", Outcome("a", "unanimous"), Outcome("b", "adjudicated")),
        (None, Outcome("a", "unanimous"), Outcome(None, "adjudicated")),
        ("a", Outcome("a", "majority"), Outcome("a", "adjudicated")),
        ("a", Outcome("a", "single_reviewed"), Outcome("a", "adjudicated")),
        ("a", Outcome(None, "open"), Outcome("a", "adjudicated")),
    ],
)
def test_a_persons_decision_stands_over_the_policys(key: str | None, by_policy: Outcome, outcome: Outcome) -> None:
    assert decided(key, by_policy) == outcome


@pytest.mark.parametrize(
    ("keys", "voters", "bits"),
    [("aa", 2, 0.0), ("ab", 2, 1.0), ("aab", 3, 0.9183), ("abc", 3, 1.585), ("a", 2, 1.0), ("aabb", 4, 1.0)],
)
def test_entropy_is_shannons_in_bits(keys: str, voters: int, bits: float) -> None:
    assert entropy(list(keys), voters) == pytest.approx(bits, abs=1e-4)
