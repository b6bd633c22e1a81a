"""Languages without a file of their own: sentences and direct quotations only.

Abbreviations and line words are the English ones: they do no harm elsewhere, and a text whose tag is wrong or missing
is English more often than anything else.
"""

from __future__ import annotations

from dataclasses import replace

from annotations.text.languages.base import Language, words
from annotations.text.languages.en_splitting import ENGLISH_BREAKS, ENGLISH_LINES

ORDINAL_DOTS = words("da no nb nn fi cs sk hu hr sl sr bs et lv is pl")


def fallback(code: str) -> Language:
    """The fallback for a primary language subtag such as "nl"; any string will do."""
    breaks = replace(ENGLISH_BREAKS, ordinal_dots=code in ORDINAL_DOTS)
    return Language(code=code, name=code, breaks=breaks, lines=ENGLISH_LINES)
