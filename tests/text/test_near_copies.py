"""Nearly the same text: case and punctuation do not matter, a changed paragraph does not hide a copy."""

import string

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.near_copies import near_keys, similarity

PARAGRAPHS = [
    "The harbour authority said on Tuesday that the northern pier will stay closed until the end of May.",
    "Engineers found cracks in eleven of its forty pillars, the authority's director, Ines Calder, told reporters.",
    "Fishermen who land their catch there protested in front of the town hall and asked for compensation.",
    "“Nobody has talked to us since January,” said Piet Oomen, who owns two boats.",
    "The council will discuss a fund of three million on Friday; its opposition wants twice as much.",
    "Repairs of the southern pier took four years and cost more than the whole harbour earns in ten.",
]
WIRE = "\n".join(PARAGRAPHS)
UNRELATED = (
    "A museum in the hills has put nine hundred clocks on show. Most were made by one family, whose last member "
    "gave them away so that somebody winds them each morning. Visitors may help on Sundays, before noon. "
    "The guide says that children like the loud ones, and that the quiet ones are stolen."
)
KEYS = [-1495900155, -1857549357, 688199252]
words = st.lists(st.text(string.ascii_letters, min_size=1, max_size=8), min_size=1, max_size=200)


def test_a_text_is_wholly_like_itself() -> None:
    assert similarity(WIRE, WIRE) == 1.0
    assert len(near_keys(WIRE)) == 16


def test_keys_are_the_same_on_every_machine() -> None:
    assert near_keys("The pier is closed until May.")[:3] == KEYS


def test_a_text_without_a_word_has_no_keys() -> None:
    assert (near_keys("… !"), similarity("… !", "—"), similarity("… !", "word")) == ([], 1.0, 0.0)


@given(words, st.sampled_from([", ", "; ", " — ", "\n", "... ", " “"]))
def test_case_and_punctuation_do_not_count(them: list[str], mark: str) -> None:
    plain, other = " ".join(them), mark.join(them).upper() + "!"
    assert similarity(plain, other) == 1.0
    assert near_keys(plain) == near_keys(other)


@given(words)
def test_keys_are_sixteen_signed_numbers_of_32_bits(them: list[str]) -> None:
    keys = near_keys(" ".join(them))
    assert len(keys) == 16
    assert all(-(2**31) <= key < 2**31 for key in keys)


def test_an_unrelated_text_is_not_alike() -> None:
    assert similarity(WIRE, UNRELATED) < 0.2
    assert not set(near_keys(WIRE)) & set(near_keys(UNRELATED))


def test_a_wire_copy_with_a_changed_paragraph_shares_a_key() -> None:
    changed = ["\n".join([*PARAGRAPHS[:n], f"Edited in house, part {n}.", *PARAGRAPHS[n + 1 :]]) for n in range(6)]
    assert [bool(set(near_keys(WIRE)) & set(near_keys(copy))) for copy in changed] == [True] * 6
    assert all(0.6 <= similarity(WIRE, copy) < 1 for copy in changed)


def test_a_script_without_spaces_is_compared_by_character() -> None:
    assert 0.3 < similarity("港は五月末まで閉鎖される。", "港は四月末まで閉鎖される。") < 1.0
