"""Addresses of pages, read strictly: what a browser would guess at is refused, so that nothing is read in two ways.

``urllib.parse.urlsplit`` drops tabs, takes a backslash as it is and leaves it to others what ``0x7f.1`` means; the
place that checks an address and the place that connects must never disagree about it. Syntax: RFC 3986, RFC 1123.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urljoin

MESSAGES = {
    "url_scheme": "Only addresses that begin with http:// or https:// are fetched, and https never leads back to http.",
    "url_userinfo": "The address holds a user name or a password: leave it out.",
    "url_host": "The address cannot be read: write it like https://www.example.org/page.",
    "port_refused": "The address names a port that is not fetched from.",
    "address_refused": "The site is not found at an address of the public Internet.",
    "too_large": "The page is too large.",
    "too_slow": "The site took too long to answer.",
    "bad_answer": "The site did not answer with a page of text.",
}
"""Everything a person is ever told about a fetch: fixed sentences, so that no answer of a site can be read in them."""

URL_CHARACTERS = 2000
PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_WEB_SCHEME = re.compile(r"(https?)://", re.I)
_PARTS = re.compile(r"https?://(?P<authority>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?:#.*)?", re.I | re.S)
_AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^\[\]:]+)(?::(?P<port>[0-9]{1,5}))?", re.I)
_UNREADABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\\ud800-\udfff]")
_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_NAME = re.compile(rf"(?:{_LABEL}\.)+(?![0-9]+$|0x[0-9a-f]*$){_LABEL}")
"""Two labels or more, the last one no number: a resolver takes ``127.1`` and ``0x7f.1`` for addresses."""
_KEPT = "!$%&'()*+,/:;=?@[]~-._"


class FetchRefused(Exception):
    """An address that is not fetched, or an answer that is not taken. ``code`` is one of ``MESSAGES``."""

    def __init__(self, code: str) -> None:
        super().__init__(MESSAGES[code])
        self.code = code
        self.message = MESSAGES[code]


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A page's address in parts. ``host`` is a name in ASCII or an IP address (IPv6 without brackets)."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """What goes into the Host header: the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address in one piece, without its fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def is_ip(self) -> bool:
        """Whether the host is an IP address and no name."""
        return _is_ip(self.host)


def parse(url: str) -> WebAddress:
    """The address of a page; ``FetchRefused`` says what is wrong with it."""
    scheme = _WEB_SCHEME.match(url)
    if not scheme:
        raise FetchRefused("url_scheme")
    parts = _PARTS.fullmatch(url)
    if not parts or len(url) > URL_CHARACTERS:
        raise FetchRefused("url_host")
    if "@" in parts["authority"]:
        raise FetchRefused("url_userinfo")
    authority = _AUTHORITY.fullmatch(parts["authority"])
    if not authority or _UNREADABLE.search(url):
        raise FetchRefused("url_host")
    key = scheme[1].lower()
    target = quote(parts["path"] or "/", safe=_KEPT) + quote(parts["query"] or "", safe=_KEPT)
    return WebAddress(key, read_host(authority["host"]), int(authority["port"] or PORTS[key]), target)


def read_host(written: str) -> str:
    """A host in the one form that is checked, connected to and named to the site; ``FetchRefused`` if it is none.

    Names of other scripts become ASCII (IDNA 2003, which also folds full-width and circled digits).
    """
    if written.startswith("["):
        host = written[1:-1].lower()
        if not _is_ip(host):
            raise FetchRefused("url_host")
        return ipaddress.ip_address(host).compressed
    try:
        host = written.encode("idna").decode("ascii").lower().removesuffix(".") if len(written) <= 253 else ""
    except UnicodeError:
        host = ""
    if not host or len(host) > 253 or not (_is_ip(host) or _NAME.fullmatch(host)):
        raise FetchRefused("url_host")
    return host


def follow(address: WebAddress, location: str) -> WebAddress:
    """Where a redirect leads, with everything checked anew. A secure page never leads to an insecure one."""
    if _UNREADABLE.search(location):
        raise FetchRefused("url_host")
    led = parse(location if _SCHEME.match(location) else urljoin(address.url, location))
    if (address.scheme, led.scheme) == ("https", "http"):
        raise FetchRefused("url_scheme")
    return led


def location_text(header: str) -> str:
    """A Location header as text. HTTP hands its bytes over as Latin-1; sites that do not escape write UTF-8."""
    return header.encode("latin-1", "replace").decode("utf-8", "replace")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
