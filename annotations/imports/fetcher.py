"""The one place where the product opens a connection to an address that somebody typed.

Everything about it is there so that nothing but a public page can be reached: the name is looked up once, all of its
addresses must be public, the connection goes to the address that was checked, and every redirect is checked anew.
Nothing of the machine takes part: no proxy, no environment, no netrc, no cookies, no Referer. Only a job calls it.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import TypeVar

import certifi
from django.conf import settings
from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError

from annotations.imports.addresses import is_public
from annotations.imports.web_address import FetchRefused, WebAddress, follow, location_text, parse
from factcheck import VERSION

__all__ = ["FetchRefused", "Fetched", "Limits", "fetch"]

CONTENT_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
ENCODINGS = ("", "identity", "gzip", "x-gzip")
"""Content encodings that can be unpacked piece by piece within a limit."""
REDIRECTS = (301, 302, 303, 307, 308)
HEADERS = {
    "User-Agent": f"Factcheck/{VERSION}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
PIECE = 64 * 1024

Resolve = Callable[[str, int], Sequence[str]]
"""(name, port) -> IP addresses; ``OSError`` when there are none."""
Connect = Callable[[str, int, float], socket.socket]
"""(IP address, port, seconds) -> connected socket; ``OSError`` when there is none."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a site's answer is borne. ``seconds`` covers everything, from the look-up to the last byte."""

    seconds: float = 15
    connect_seconds: float = 5
    body_bytes: int = 5 * 1000 * 1000
    header_bytes: int = 64 * 1000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: where it was in the end, what the site says it is, its unpacked bytes.

    ``charset`` is the header's, "" when it names none; the reader of the bytes looks further.
    """

    url: str
    content_type: str
    charset: str
    body: bytes


def look_up(name: str, port: int) -> list[str]:
    """The IP addresses of a name, without the search list of the machine."""
    found = socket.getaddrinfo(f"{name}.", port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def open_socket(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an IP address."""
    return socket.create_connection((address, port), timeout=seconds)


def trust() -> ssl.SSLContext:
    """Certificates of public sites, their names checked."""
    return ssl.create_default_context(cafile=certifi.where())


def fetch(
    url: str,
    *,
    limits: Limits | None = None,
    resolve: Resolve = look_up,
    connect: Connect = open_socket,
    tls: Callable[[], ssl.SSLContext] = trust,
) -> Fetched:
    """The page at ``url``; ``FetchRefused`` with one of eight codes for an address or an answer that is not taken.

    Never called in a web process: it may take ``limits.seconds``.
    """
    limits = limits or Limits()
    visit = Visit(limits, Deadline(limits.seconds), resolve, connect, tls)
    address = parse(url)
    for _ in range(limits.redirects + 1):
        found = visit.get(address)
        if isinstance(found, Fetched):
            return found
        address = found
    raise FetchRefused("bad_answer")


class Deadline:
    """The moment at which a fetch ends, whatever the site does."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; ``FetchRefused`` when there are none."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise FetchRefused("too_slow")
        return left

    def call(self, act: Callable[[], Answer]) -> Answer:
        """What ``act`` returns or raises, unless that takes too long: then its thread is left behind."""
        answers: list[Answer] = []
        errors: list[BaseException] = []

        def run() -> None:
            try:
                answers.append(act())
            except Exception as error:
                errors.append(error)

        thread = threading.Thread(target=run, daemon=True, name="fetch look-up")
        thread.start()
        thread.join(self.left())
        if errors:
            raise errors[0]
        if not answers:
            raise FetchRefused("too_slow")
        return answers[0]

    @contextmanager
    def over(self, opened: socket.socket) -> Iterator[None]:
        """Ends the connection of a socket at the deadline: reads then end, be they of one byte per second.

        It holds the connection by a descriptor of its own, because TLS takes the socket's away.
        """
        handle = opened.dup()

        def shut() -> None:
            with suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self.left(), shut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            handle.close()


@dataclass(frozen=True, slots=True)
class Visit:
    """One fetch with its redirects."""

    limits: Limits
    deadline: Deadline
    resolve: Resolve
    connect: Connect
    tls: Callable[[], ssl.SSLContext]

    def get(self, address: WebAddress) -> Fetched | WebAddress:
        """The page, or where the site sends us."""
        opened = self.reach(address)
        try:
            with opened, self.deadline.over(opened):
                found = self.ask(opened, address)
        except FetchRefused:
            self.deadline.left()  # an answer that was cut off at the deadline looks like a bad one
            raise
        except (OSError, HTTPException, HTTPError, ValueError):
            self.deadline.left()
            raise FetchRefused("bad_answer") from None
        self.deadline.left()
        return found

    def reach(self, address: WebAddress) -> socket.socket:
        """A connection to an address that was checked, and to no other."""
        for checked in self.checked(address):
            with suppress(OSError):
                return self.connect(checked, address.port, min(self.deadline.left(), self.limits.connect_seconds))
        self.deadline.left()
        raise FetchRefused("bad_answer")

    def checked(self, address: WebAddress) -> Sequence[str]:
        """The addresses of a host. One that is not public spoils all, and a name that has none is refused in the same
        words, so that nobody learns which names exist inside a network.
        """
        if address.port not in settings.FETCH_PORTS:
            raise FetchRefused("port_refused")
        try:
            found = [address.host] if address.is_ip else self.deadline.call(lambda: self.look_up(address))
        except (OSError, UnicodeError):
            found = []
        if not found or not all(map(is_public, found)):
            raise FetchRefused("address_refused")
        return found

    def look_up(self, address: WebAddress) -> Sequence[str]:
        return self.resolve(address.host, address.port)

    def ask(self, opened: socket.socket, address: WebAddress) -> Fetched | WebAddress:
        """Sends the request over the connection and takes the answer."""
        opened.settimeout(self.deadline.left())
        secure = address.scheme == "https"
        channel = self.tls().wrap_socket(opened, server_hostname=address.host) if secure else opened
        connection = HTTPConnection(address.host, address.port, timeout=self.deadline.left())
        connection.auto_open = 0
        connection.sock = channel
        try:
            headers = {"Host": address.authority, **HEADERS}
            connection.request("GET", address.target, headers=headers, preload_content=False)
            with closing(connection.getresponse()) as response:
                return self.take(response, address)
        finally:
            connection.close()

    def take(self, response: BaseHTTPResponse, address: WebAddress) -> Fetched | WebAddress:
        """What the answer is: a page, or a redirect."""
        headers = response.headers
        if sum(len(name) + len(value) for name, value in headers.iteritems()) > self.limits.header_bytes:
            raise FetchRefused("bad_answer")
        if response.status in REDIRECTS and "Location" in headers:
            return follow(address, location_text(headers["Location"]))
        kind, charset = content_type(headers.get("Content-Type", ""))
        encoding = headers.get("Content-Encoding", "").strip().lower()
        if response.status != 200 or kind not in CONTENT_TYPES or encoding not in ENCODINGS:
            raise FetchRefused("bad_answer")
        return Fetched(address.url, kind, charset, self.body(response))

    def body(self, response: BaseHTTPResponse) -> bytes:
        """The unpacked body, piece by piece up to the limit."""
        body = bytearray()
        while piece := response.read(min(PIECE, self.limits.body_bytes + 1 - len(body))):
            body += piece
            self.deadline.left()
            if len(body) > self.limits.body_bytes:
                raise FetchRefused("too_large")
        return bytes(body)


def content_type(header: str) -> tuple[str, str]:
    """A Content-Type header as kind and charset, both in lower case and "" when not given."""
    message = Message()
    message["Content-Type"] = header
    charset = message.get_content_charset() or ""
    return header.partition(";")[0].strip().lower(), charset.strip().lower()
