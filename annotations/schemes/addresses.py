"""Addresses on the web: which are taken, and when two are the same."""

import re
from urllib.parse import urlsplit

from annotations.schemes.checks import AnswerError, text

MAX_ADDRESS = 2_000
SCHEME = re.compile(r"https?://", re.IGNORECASE)
FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"`{}|^\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]|\s")
"""Spaces, controls, marks that turn the direction of text, and what no address holds unescaped (RFC 3986)."""


def web_address(value: object, field: str) -> str:
    r"""``value`` if it is an ``http`` or ``https`` address with a host, its scheme in lower case; spaces around it go.

    A browser drops tabs and line breaks inside a scheme, so no control is taken anywhere: ``java\tscript:`` stays out.
    A user name in an address is refused, for it passes one host off as another.
    """
    address = text(value, MAX_ADDRESS, field).strip(" \t\r\n")
    scheme = SCHEME.match(address)
    if scheme is None:
        raise AnswerError(field, value, "does not begin with http:// or https://")
    if FORBIDDEN.search(address):
        raise AnswerError(field, value, "holds a space or a character that no address has")
    address = scheme[0].lower() + address[scheme.end() :]
    try:
        parts = urlsplit(address)
        known = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        known = False
    if not known or "@" in parts.netloc:
        raise AnswerError(field, value, "is not an address of a web page")
    return address


def web_address_or_empty(value: object, field: str) -> str:
    """The same, or an empty text."""
    return "" if value == "" else web_address(value, field)


def bare(address: str) -> str:
    """What two addresses of one page share: lower case, no scheme, no ``www.``, no fragment, no last slash.

    The database compares alike in ``annotations_bare_address`` (migration ``answer_guards``).
    """
    return re.sub(r"/*(#.*)?$", "", re.sub(r"^https?://(www\.)?", "", address.lower()))
