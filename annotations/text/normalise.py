"""What may enter the archive: newlines are made uniform once, at import; nothing else is ever altered."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NEWLINE = re.compile(r"\r\n?")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is refused: a rule key, the offset in code points and a sentence for people."""

    rule: str
    position: int
    message: str


class TextError(ValueError):
    """A text that cannot be stored. `rule` is `nul`, `lone-surrogate` or `empty`; `position` is in code points."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.rule = refusal.rule
        self.position = refusal.position


def refuse_lone_surrogates(text: str) -> None:
    """Raise TextError (`lone-surrogate`) for half of a UTF-16 pair: it has no UTF-8 form, hence no hash."""
    if found := _SURROGATE.search(text):
        code = f"U+{ord(found.group()):04X}"
        message = (
            f"Character {found.start()} is a lone surrogate ({code}), which is not text. Save the file as UTF-8 again."
        )
        raise TextError(Refusal("lone-surrogate", found.start(), message))


def normalise(text: str) -> str:
    """The text as it will be stored: CRLF and CR become LF, every other code point stays.

    Raises TextError for a text without any visible character, for NUL (databases refuse it) and for lone surrogates.
    """
    refuse_lone_surrogates(text)
    if (position := text.find("\0")) >= 0:
        message = f"Character {position} is NUL (U+0000), which cannot be stored. Remove it from the text."
        raise TextError(Refusal("nul", position, message))
    if not text.strip():
        raise TextError(Refusal("empty", 0, "The text holds nothing but white space."))
    return uniform_newlines(text)


def uniform_newlines(text: str) -> str:
    """CRLF and CR become LF."""
    return _NEWLINE.sub("\n", text)
