"""Addresses made of names: small Latin letters, digits and hyphens, whatever letters the name is written in.

Greek and Cyrillic letters become those that newspapers write for them. Other scripts have no such letters that a reader
would know again; of a name in one of them only its Latin letters and digits are left.
"""

from __future__ import annotations

import re
import unicodedata

MAX_ADDRESS = 60
_ROOM = len("-999")
_LATIN = "ß ss,ı i,ø o,ł l,đ d,æ ae,œ oe,þ th,ð d,ħ h,ŋ n,ə e"
_GREEK = (
    "α a,β v,γ g,δ d,ε e,ζ z,η i,θ th,ι i,κ k,λ l,μ m,ν n,ξ x,ο o,π p,ρ r,σ s,ς s,τ t,υ y,φ f,χ ch,ψ ps,ω o,ου ou,ού ou"
)
_CYRILLIC = (
    "а a,б b,в v,г g,ґ g,д d,ђ dj,ѓ gj,е e,ё yo,є ye,ж zh,з z,ѕ dz,и i,і i,ї yi,й y,ј j,к k,ќ kj,л l,љ lj,м m,н n,њ nj,"
    "о o,п p,р r,с s,т t,ћ c,у u,ў u,ф f,х kh,ц ts,ч ch,џ dz,ш sh,щ shch,ъ ,ы y,ь ,э e,ю yu,я ya"
)
_LETTERS = dict(pair.split(" ") for pair in f"{_LATIN},{_GREEK},{_CYRILLIC}".split(","))
_KNOWN = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_APOSTROPHES = re.compile("['’ʼ]")
_BETWEEN = re.compile("[^a-z0-9]+")


def address_of(name: str, kind: str) -> str:
    """``name`` as an address that has room for a number behind it; ``kind`` stands where no letter of it is left."""
    latin = _latin(unicodedata.normalize("NFD", _latin(unicodedata.normalize("NFC", name.lower()))))
    bare = "".join(one for one in unicodedata.normalize("NFKD", latin).lower() if not unicodedata.combining(one))
    words = _BETWEEN.sub("-", _APOSTROPHES.sub("", bare)).strip("-")
    whole = words if re.search("[a-z]", words) else f"{kind}-{words}"
    return whole[: MAX_ADDRESS - _ROOM].strip("-")


def _latin(text: str) -> str:
    return _KNOWN.sub(lambda found: _LETTERS[found[0]], text)
