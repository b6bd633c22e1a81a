"""Initials and grounds for people and speakers: the same name always looks the same."""

import unicodedata
from zlib import crc32

TINTS = 6


def letters(name: str) -> str:
    """One to three letters that stand for a name: ``Sergey Lavrov`` → ``SL``, ``Russia`` → ``Ru``, ``普京`` → ``普京``.

    Words without a letter are passed over, so quotation marks and dashes never become initials.
    """
    words = [word for word in (only_letters(part) for part in name.split()) if word]
    if not words:
        return "?"
    if len(words) == 1:
        return words[0][:1].upper() + words[0][1:2]
    return (words[0][:1] + words[-1][:1]).upper()


def only_letters(word: str) -> str:
    """``word`` without marks and punctuation, composed, so that one code point is one letter."""
    composed = unicodedata.normalize("NFC", word)
    return "".join(char for char in composed if unicodedata.category(char).startswith(("L", "N")))


def tint(name: str) -> int:
    """The ground of a monogram, 1 to 6; stable across processes, unlike ``hash``."""
    return crc32(name.casefold().encode()) % TINTS + 1
