"""Which characters a page's bytes are: its mark, what came with it, its own word, else UTF-8 (WHATWG Encoding)."""

import codecs
import re

HEAD = 2048
"""Bytes in which a page names its encoding."""
_META = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{2,40})""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_READ_AS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
}
"""What browsers take these names for."""
_NO_CHARSETS = frozenset(
    {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
)


def decode_page(raw: bytes, told: str = "") -> tuple[str, int]:
    """The page as text and how many bytes did not fit and were replaced; ``told`` is the charset that came with it."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _decoded(raw[len(mark) :], name)
    own = _META.search(raw[:HEAD]) or _XML.search(raw[:HEAD])
    named = _charset(told) or _charset(own.group(1).decode("ascii") if own else "")
    if own and not _charset(told) and named in ("utf-16-le", "utf-16-be"):
        named = "utf-8"
    return _decoded(raw, named or "utf-8")


def _charset(name: str) -> str:
    """Python's name for a page's charset; empty for one that is unknown, or no charset."""
    try:
        found = codecs.lookup(name.strip()[:40]).name if name.strip() else ""
    except (LookupError, ValueError):
        return ""
    if found in _NO_CHARSETS or not _is_text(found):
        return ""
    return _READ_AS.get(found, found)


def _is_text(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name, "ignore"), str)
    except LookupError:
        return False


def _decoded(raw: bytes, name: str) -> tuple[str, int]:
    text = raw.decode(name, "replace")
    already = raw.count("\N{REPLACEMENT CHARACTER}".encode()) if name == "utf-8" else 0
    return text, text.count("\N{REPLACEMENT CHARACTER}") - already
