"""Which keys may be chosen: one for each act, none that answers a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.schemes.builtin.newsroom import PROTOCOL as NEWSROOM
from annotations.schemes.builtin.quick import PROTOCOL
from annotations.schemes.checks import AnswerError
from annotations.schemes.keys import ACTS, answer_keys, checked, every_key, keys_beside

ANSWERING = answer_keys([PROTOCOL])
TYPED = [chr(code) for code in range(32, 127)]


def test_only_what_differs_is_kept_and_capitals_are_the_same_keys() -> None:
    assert checked({"undo": "Z", "next": "j"}, ANSWERING) == {"undo": "z"}


def test_two_acts_may_change_places() -> None:
    assert every_key(checked({"next": "k", "previous": "j"}, ANSWERING)) == {**ACTS, "next": "k", "previous": "j"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"undo": "h"}, "acts.undo: 'h' is the key of “pickHolder” already"),
        ({"undo": "1"}, "acts.undo: '1' answers a question in one of your projects"),
        ({"undo": "?"}, "acts.undo: '?' has its meaning on every page"),
        ({"undo": "zz"}, "acts.undo: 'zz' is not one letter, figure or sign without Shift, such as z"),
        ({"undo": " "}, "acts.undo: ' ' is not one letter, figure or sign without Shift, such as z"),
        ({"undo": None}, "acts.undo: None is not one letter, figure or sign without Shift, such as z"),
        ({"jump": "z"}, f"acts.jump: 'z' is not one of {', '.join(ACTS)}"),
    ],
)
def test_a_key_that_cannot_be_is_refused_with_its_reason(changes: dict[str, object], message: str) -> None:
    with pytest.raises(AnswerError) as caught:
        checked(changes, ANSWERING)
    assert str(caught.value) == message


@given(st.dictionaries(st.sampled_from(sorted(ACTS)), st.sampled_from(TYPED)))
def test_whatever_is_accepted_leaves_every_act_a_key_of_its_own(changes: dict[str, str]) -> None:
    try:
        keys = every_key(checked(changes, ANSWERING))
    except AnswerError:
        return
    assert len(set(keys.values())) == len(ACTS)
    assert {keys[act] for act in checked(changes, ANSWERING)} & ANSWERING == set()


def test_an_own_key_that_answers_elsewhere_is_the_first_one_there_and_so_is_whoever_took_that() -> None:
    changes = checked({"next": "v", "undo": "j", "talk": "#"}, ANSWERING)
    assert keys_beside(changes, ANSWERING) == {**ACTS, "next": "v", "undo": "j", "talk": "#"}
    assert keys_beside(changes, answer_keys([NEWSROOM])) == {**ACTS, "talk": "#"}


@given(st.permutations(sorted(set(TYPED) - set(" ?/") - ANSWERING)), st.sets(st.sampled_from(TYPED)))
def test_beside_whatever_answers_every_act_has_a_key_of_its_own(chosen: list[str], found: set[str]) -> None:
    answering = {key.lower() for key in found} - set(ACTS.values())
    keys = keys_beside(dict(zip(ACTS, dict.fromkeys(key.lower() for key in chosen), strict=False)), answering)
    assert len(set(keys.values())) == len(ACTS)
    assert set(keys.values()) & answering == set()
