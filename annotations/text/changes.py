"""What changed between two texts, word by word: kept, removed and added pieces that give both texts back."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LINES = re.compile(r"[^\n]*\n|[^\n]+")
WORDS = re.compile(r"\s+|\w+|[^\w\s]")
AT_ONCE = 600
"""Longer stretches are compared as a whole: comparing takes the square of the length."""

Inside = Callable[[str, str], Iterator["Piece"]]
"""How a stretch that differs is looked into."""

KEPT, REMOVED, ADDED = "kept", "removed", "added"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``kind`` is ``kept``, ``removed`` or ``added``."""

    kind: str
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """The pieces in order: kept and removed ones joined are ``before``, kept and added ones ``after``."""
    return list(_joined(_compared(LINES.findall(before), LINES.findall(after), _words)))


def _words(before: str, after: str) -> Iterator[Piece]:
    return _compared(WORDS.findall(before), WORDS.findall(after), _whole)


def _whole(before: str, after: str) -> Iterator[Piece]:
    yield from (Piece(kind, text) for kind, text in ((REMOVED, before), (ADDED, after)) if text)


def _compared(old: Sequence[str], new: Sequence[str], inside: Inside) -> Iterator[Piece]:
    """Equal ends are cut off first, so that the square is taken of what differs only."""
    start = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    left = min(len(old), len(new)) - start
    tail = next((i for i in range(left) if old[-1 - i] != new[-1 - i]), left)
    yield Piece(KEPT, "".join(old[:start]))
    yield from _differing(old[start : len(old) - tail], new[start : len(new) - tail], inside)
    yield Piece(KEPT, "".join(old[len(old) - tail :]))


def _differing(old: Sequence[str], new: Sequence[str], inside: Inside) -> Iterator[Piece]:
    if max(len(old), len(new)) > AT_ONCE:
        yield from _whole("".join(old), "".join(new))
        return
    for act, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            yield Piece(KEPT, "".join(old[a:b]))
        else:
            yield from inside("".join(old[a:b]), "".join(new[c:d]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one, without empty ones."""
    held: Piece | None = None
    for piece in pieces:
        if held is not None and piece.kind == held.kind:
            held = Piece(held.kind, held.text + piece.text)
        elif piece.text:
            if held is not None:
                yield held
            held = piece
    if held is not None:
        yield held
