"""Label protocols: pure data and rules. To add one, write ``builtin/<key>.py`` and add its line here."""

from annotations.schemes.base import Protocol
from annotations.schemes.builtin import quick

PROTOCOLS: tuple[Protocol, ...] = (quick.PROTOCOL,)


def protocol(key: str) -> Protocol:
    """The built-in protocol of that key; ``KeyError`` names the keys that exist."""
    for candidate in PROTOCOLS:
        if candidate.key == key:
            return candidate
    raise KeyError(f"no protocol {key!r}; there are {', '.join(p.key for p in PROTOCOLS)}")
