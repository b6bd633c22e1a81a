"""What one set of answers says otherwise than another: question by question, stance by stance."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.schemes.answers import read
from annotations.schemes.builtin import quick
from annotations.schemes.changes import Change, by_question, changes, stance_changes

SCHEME = quick.PROTOCOL


def side(target: str, polarity: str = "favor") -> dict[str, Any]:
    """The article's voice on a proposition."""
    return {"holder_kind": "author", "target_kind": "proposition", "target_text": target, "polarity": polarity}


def differ(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, int | None, Any, Any]]:
    """Question, place, and both values, stances as target and polarity."""
    return [
        (one.question, one.part, plain(one.old), plain(one.new))
        for one in changes(SCHEME, read(old, SCHEME), read(new, SCHEME))
    ]


def plain(value: Any) -> Any:
    """A stance as ``target polarity``; "no stance" as such; other values as they are."""
    if not isinstance(value, dict):
        return value
    said = [f"{one['target_text']} {one['polarity']}" for one in value["stances"]]
    return said or (["no stance"] if value["no_stance"] else [])


def test_equal_answers_differ_in_nothing() -> None:
    body = {"labels": {"verification": ["refuted"]}, "stances": [side("the bridge")]}
    assert differ(body, body) == []


def test_a_label_is_one_answer() -> None:
    old, new = ({"labels": {"verification": [key]}, "no_stance": True} for key in ("refuted", "supported"))
    assert differ(old, new) == [("verification", None, ["refuted"], ["supported"])]


def test_of_several_stances_only_the_one_that_differs_is_told() -> None:
    old = {"stances": [side("the bridge"), side("the mayor")]}
    new = {"stances": [side("the bridge"), side("the mayor", "against")]}
    assert differ(old, new) == [("stance", 1, ["the mayor favor"], ["the mayor against"])]


def test_another_target_is_another_answer_to_the_same_stance() -> None:
    old, new = {"stances": [side("the bridge"), side("a rod")]}, {"stances": [side("a road"), side("the bridge")]}
    assert differ(old, new) == [("stance", 1, ["a rod favor"], ["a road favor"])]


def test_a_stance_may_be_left_out_or_come_behind_the_others() -> None:
    one, two = {"stances": [side("a")]}, {"stances": [side("a"), side("b")]}
    assert differ(two, one) == [("stance", 1, ["b favor"], [])]
    assert differ(one, two) == [("stance", 1, [], ["b favor"])]


def test_no_stance_instead_of_one_says_so() -> None:
    assert differ({"stances": [side("a")]}, {"no_stance": True}) == [("stance", 0, ["a favor"], ["no stance"])]
    assert differ({"no_stance": True}, {"stances": [side("a")]}) == [("stance", 0, ["no stance"], ["a favor"])]
    assert differ({}, {"no_stance": True}) == [("stance", None, [], ["no stance"])]


def test_evidence_stands_under_its_name_where_no_question_asks_for_it() -> None:
    assert set(by_question(SCHEME, read({}, SCHEME))) == {"stance", "verification", "evidence", "checks", "searches"}


SIDES = [side(target, polarity) for target in "abc" for polarity in ("favor", "against")]
STANCES = st.lists(st.sampled_from(SIDES), max_size=4)


@given(STANCES, STANCES)
def test_each_stance_is_told_once_and_the_changes_lead_from_old_to_new(old: list[Any], new: list[Any]) -> None:
    told = stance_changes("stance", {"stances": old, "no_stance": False}, {"stances": new, "no_stance": False})
    assert len({one.part for one in told}) == len(told)
    left = list(old)
    for one in told:
        for gone in one.old["stances"]:
            left.remove(gone)
        left += one.new["stances"]
    assert sorted(map(str, left)) == sorted(map(str, new))


def test_a_change_says_what_it_is_about() -> None:
    (found,) = changes(SCHEME, read({"no_stance": True}, SCHEME), read({}, SCHEME))
    assert found == Change("stance", None, {"stances": [], "no_stance": True}, {"stances": [], "no_stance": False})
