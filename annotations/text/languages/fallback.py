"""Languages without a file of their own: sentences and direct quotations only."""

from __future__ import annotations

from annotations.text.languages.base import Language, words

ORDINAL_DOTS = words("de da no nb nn fi cs sk hu hr sl sr bs tr et lv is pl")


def fallback(code: str) -> Language:
    """The fallback for a primary language subtag such as "de"."""
    return Language(
        code=code,
        name=code,
        ordinal_dots=code in ORDINAL_DOTS,
        joined=frozenset(),
        joined_before=frozenset(),
        lexicon=None,
    )
