"""Sites on the loopback address that say what a test wants, and the ways to them."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

PUBLIC = "93.184.215.14"
"""The address that ``page.example`` has in these tests; connections to it go to a site."""
Answer = Callable[[socket.socket, bytes], None]


@dataclass
class Site:
    """A server whose connections each get one answer; it remembers how many came and what they asked.

    One that does not listen speaks at once.
    """

    answer: Answer
    listens: bool = True
    port: int = 0
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    def serve(self, client: socket.socket) -> None:
        """Read a request's head, answer, hang up."""
        with client, suppress(OSError):
            head = b""
            while self.listens and b"\r\n\r\n" not in head and (piece := client.recv(65536)):
                head += piece
            self.requests.append(head)
            self.answer(client, head)


@contextmanager
def running(site: Site, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """The site, answering on a port of the loopback address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        site.port = server.getsockname()[1]

        def accept() -> None:
            with suppress(OSError):
                while True:
                    client, _ = server.accept()
                    site.connections += 1
                    threading.Thread(target=handle, args=(client,), daemon=True).start()

        def handle(client: socket.socket) -> None:
            with suppress(OSError):
                site.serve(tls.wrap_socket(client, server_side=True) if tls else client)

        threading.Thread(target=accept, daemon=True).start()
        yield site
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)


@dataclass
class Network:
    """A resolver and a connector: the public address leads to ``site``, every other one to the canary."""

    site: Site
    canary: Site
    names: dict[str, Sequence[str]] = field(default_factory=lambda: {"page.example": [PUBLIC]})
    looked_up: list[str] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)

    def resolve(self, name: str, port: int) -> Sequence[str]:
        """The addresses of a name of the test; others are unknown."""
        self.looked_up.append(name)
        if name not in self.names:
            raise socket.gaierror("unknown")
        return self.names[name]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        """A connection to the site or to the canary."""
        self.connected.append((address, port))
        there = self.site if address == PUBLIC else self.canary
        return socket.create_connection(("127.0.0.1", there.port), seconds)


def saying(*parts: bytes) -> Answer:
    """An answer of these bytes."""

    def answer(client: socket.socket, request: bytes) -> None:
        for part in parts:
            client.sendall(part)

    return answer


def response(body: bytes = b"", *headers: str, kind: str = "text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """The bytes of a response."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def hops(count: int, last: str) -> Answer:
    """A site that redirects to its own ``/1``, ``/2``…, and at hop ``count`` to ``last``; beyond it has nothing."""

    def answer(client: socket.socket, request: bytes) -> None:
        path = request.split(b" ")[1].decode()
        number = 0 if path == "/start" else int(path[1:]) if path[1:].isdigit() else count
        if number >= count:
            client.sendall(response(status="404 Not Found"))
            return
        location = last if number + 1 == count else f"/{number + 1}"
        client.sendall(response(b"", f"Location: {location}", status="302 Found"))

    return answer


@cache
def certificate(name: str) -> bytes:
    """A certificate and its key for ``name``, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.public_bytes(pem) + private


def secure(folder: Path, name: str, seen: list[str | None]) -> ssl.SSLContext:
    """A server's TLS with the certificate of ``name``; ``seen`` gets the names that clients ask for."""
    file = folder / f"{name}.pem"
    file.write_bytes(certificate(name))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    context.sni_callback = lambda _socket, asked, _context: seen.append(asked)
    return context


def trusting(name: str) -> ssl.SSLContext:
    """A client's TLS that trusts the certificate of ``name`` alone."""
    return ssl.create_default_context(cadata=certificate(name).decode().partition("-----BEGIN PRIVATE")[0])
