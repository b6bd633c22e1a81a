"""Bytes to characters: strict, and in the encoding that somebody chose or UTF-8; nothing is guessed."""

import codecs

ENCODINGS = (
    "utf-8",
    "utf-16",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-7",
    "iso-8859-9",
    "iso-8859-15",
    "koi8-r",
    "koi8-u",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "tis-620",
)
"""What a person may choose. No others: Python also calls zip and escape codes encodings."""
_SAME = {codecs.lookup(name).name: name for name in ENCODINGS}


class Undecodable(ValueError):
    """Bytes that are no text in this encoding; ``value`` names the first one, ``rule`` the way out."""

    def __init__(self, value: str, rule: str) -> None:
        super().__init__(f"{value!r} {rule}")
        self.value = value
        self.rule = rule


def known_encoding(name: str) -> str | None:
    """The name in our list of an encoding by any of its names; None for one that is not offered."""
    try:
        return _SAME.get(codecs.lookup(name.strip()[:40]).name)
    except (LookupError, ValueError):
        return None


def decode(raw: bytes, encoding: str = "") -> str:
    """The text of a file; a byte order mark at its head is no part of the text. ``Undecodable`` names the byte."""
    chosen = known_encoding(encoding or "utf-8")
    if chosen is None:
        raise Undecodable(encoding, f"is no encoding that is read here; choose one of {', '.join(ENCODINGS)}")
    try:
        return raw.decode("utf-8-sig" if chosen == "utf-8" else chosen)
    except UnicodeDecodeError as error:
        where = f"byte {error.start} (0x{raw[error.start]:02x})"
        advice = "save it as UTF-8, or choose the encoding" if not encoding else "choose its encoding"
        raise Undecodable(where, f"is not {chosen.upper()}; {advice}") from None
