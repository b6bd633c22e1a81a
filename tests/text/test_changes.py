"""Two texts compared word by word."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.changes import Piece, changes

WORDS = st.lists(st.sampled_from(["one", "two", " ", "\n", ".", "é", "\n\n"]), max_size=40).map("".join)


def text(pieces: list[Piece], *kinds: str) -> str:
    """The pieces of these kinds, joined."""
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


@given(WORDS, WORDS)
def test_the_pieces_give_both_texts_back(before: str, after: str) -> None:
    pieces = changes(before, after)
    assert text(pieces, "kept", "removed") == before
    assert text(pieces, "kept", "added") == after
    assert all(piece.text for piece in pieces)


def test_a_word_is_replaced_inside_its_line() -> None:
    assert changes("Be fair.\nBe kind.\n", "Be fair.\nBe very kind.\n") == [
        Piece("kept", "Be fair.\nBe "),
        Piece("added", "very "),
        Piece("kept", "kind.\n"),
    ]


def test_texts_that_are_long_and_quite_different_are_compared_as_a_whole() -> None:
    before, after = "".join(f"a{n}\n" for n in range(2_000)), "".join(f"b{n}\n" for n in range(2_000))
    assert changes(before, after) == [Piece("removed", before), Piece("added", after)]
