"""What sites answer: pages that are taken, and answers that would never end, that explode, or that are no page."""

import socket
import ssl
import threading
import traceback
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from annotations.imports import fetcher
from annotations.imports.fetcher import Fetched, FetchRefused, Limits, fetch
from factcheck import VERSION
from tests.imports.fetch_site import (
    PUBLIC,
    Answer,
    Network,
    Site,
    hops,
    response,
    running,
    saying,
    secure,
    trusting,
)

PAGE = "<p>Çok güzel.</p>".encode()
QUICK = Limits(seconds=0.4, body_bytes=100_000)
"""Ends what would not end; a refusal for another reason comes long before."""


@contextmanager
def site(answer: Answer, tls: ssl.SSLContext | None = None) -> Iterator[Network]:
    """The network with a site that answers so."""
    with running(Site(answer), tls) as there, running(Site(saying())) as canary:
        yield Network(there, canary)


def got(answer: Answer, limits: Limits | None = None, url: str = "http://page.example/") -> Fetched | str:
    """What a fetch of the site brings: a page, or the code of its refusal. The machine's own servers see nobody."""
    with site(answer) as network:
        try:
            return fetch(url, limits=limits, resolve=network.resolve, connect=network.connect)
        except FetchRefused as refused:
            return refused.code
        finally:
            assert network.canary.connections == 0


def endless(*parts: bytes) -> Answer:
    """An answer that begins so and repeats its last part until nobody listens."""

    def answer(client: socket.socket, request: bytes) -> None:
        client.sendall(b"".join(parts[:-1]))
        while True:
            client.sendall(parts[-1])

    return answer


def dripping(*parts: bytes) -> Answer:
    """An answer that goes on for ever with single bytes, some of them a second."""

    def answer(client: socket.socket, request: bytes) -> None:
        client.sendall(b"".join(parts))
        pause = threading.Event()
        while not pause.wait(0.05):
            client.sendall(b"a")

    return answer


def gzipped(size: int, bits: int = 31) -> bytes:
    """So many zeros, packed."""
    pack = zlib.compressobj(9, zlib.DEFLATED, bits)
    return b"".join([*(pack.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)), pack.flush()])


# ---- pages that are taken


def test_a_page_comes_with_its_address_kind_charset_and_bytes() -> None:
    page = response(PAGE, kind='Text/HTML; Charset="ISO-8859-9"')
    assert got(saying(page), url="HTTP://Page.Example/a/%C3%A7?q=1#part") == Fetched(
        "http://page.example/a/%C3%A7?q=1", "text/html", "iso-8859-9", PAGE
    )


def test_plain_text_without_a_charset_comes_as_it_is() -> None:
    assert got(saying(response(b"\xff\xfe", kind="text/plain"))) == Fetched(
        "http://page.example/", "text/plain", "", b"\xff\xfe"
    )


def test_a_packed_page_is_unpacked() -> None:
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = pack.compress(PAGE) + pack.flush()
    assert got(saying(response(packed, "Content-Encoding: gzip", f"Content-Length: {len(packed)}"))) == Fetched(
        "http://page.example/", "text/html", "utf-8", PAGE
    )


def test_a_page_in_chunks_is_put_together() -> None:
    chunks = b"3\r\n<p>\r\n5;x=y\r\nhello\r\n0\r\nTrailer: x\r\n\r\n"
    assert got(saying(response(chunks, "Transfer-Encoding: chunked"))).body == b"<p>hello"


def test_a_page_of_exactly_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    limits = Limits(body_bytes=1000)
    assert len(got(saying(response(b"a" * 1000)), limits).body) == 1000
    assert got(saying(response(b"a" * 1001)), limits) == "too_large"


def test_five_redirects_are_followed_and_a_sixth_is_not() -> None:
    last = "http://page.example/5"
    page = response(PAGE)

    def answer(hop_count: int) -> Answer:
        def say(client: socket.socket, request: bytes) -> None:
            there = request.split(b" ")[1] == b"/%d" % hop_count
            client.sendall(page) if there else hops(hop_count, f"/{hop_count}")(client, request)

        return say

    assert got(answer(5), url="http://page.example/start").url == last
    assert got(answer(6), url="http://page.example/start") == "bad_answer"


@pytest.mark.parametrize("status", ["301 x", "302 x", "303 x", "307 x", "308 x"])
@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("http://page.example/b", "http://page.example/b"),
        ("/b?c=d", "http://page.example/b?c=d"),
        ("b", "http://page.example/a/b"),
        ("../b", "http://page.example/b"),
        ("//page.example/b", "http://page.example/b"),
        ("?b", "http://page.example/a/?b"),
        ("/haber/çöküş", "http://page.example/haber/%C3%A7%C3%B6k%C3%BC%C5%9F"),
    ],
)
def test_a_redirect_leads_where_it_says(status: str, location: str, url: str) -> None:
    def answer(client: socket.socket, request: bytes) -> None:
        first = request.startswith(b"GET /a/ ")
        client.sendall(response(b"", f"Location: {location}", status=status) if first else response(PAGE))

    assert got(answer, url="http://page.example/a/").url == url


def test_a_request_says_who_asks_and_nothing_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".netrc").write_text("machine page.example login somebody password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")

    def answer(client: socket.socket, request: bytes) -> None:
        moved = response(b"", "Location: /b", "Set-Cookie: a=b", status="302 Found")
        client.sendall(moved if request.startswith(b"GET /a ") else response(PAGE))

    with site(answer) as network:
        fetch("http://page.example/a", resolve=network.resolve, connect=network.connect)
    head = (
        "GET /{} HTTP/1.1\r\nHost: page.example\r\nUser-Agent: Factcheck/{}\r\n"
        "Accept: text/html, application/xhtml+xml, text/plain;q=0.9\r\nAccept-Encoding: gzip\r\n"
        "Connection: close\r\n\r\n"
    )
    assert network.site.requests == [head.format(path, VERSION).encode() for path in ("a", "b")]
    assert network.connected == [(PUBLIC, 80)] * 2


def test_the_next_address_of_a_site_is_tried_when_one_does_not_answer() -> None:
    tried: list[str] = []
    with site(saying(response(PAGE))) as network:

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            tried.append(address)
            if address != PUBLIC:
                raise ConnectionRefusedError
            return network.connect(address, port, seconds)

        network.names["page.example"] = ["2606:4700::1111", PUBLIC]
        found = fetch("http://page.example/", resolve=network.resolve, connect=connect)
    assert (found.body, tried) == (PAGE, ["2606:4700::1111", PUBLIC])


def test_a_site_that_nobody_serves_has_not_answered() -> None:
    def connect(address: str, port: int, seconds: float) -> socket.socket:
        raise ConnectionRefusedError(f"secret {address}")

    with pytest.raises(FetchRefused) as caught:
        fetch("http://93.184.215.14/", connect=connect)
    assert caught.value.code == "bad_answer"


def test_a_name_is_looked_up_as_it_is_without_the_search_list(monkeypatch: pytest.MonkeyPatch) -> None:
    def answer(name: str, port: int, **more: int) -> Sequence[tuple]:
        assert (name, port, more) == ("page.example.", 443, {"type": socket.SOCK_STREAM})
        return [(0, 0, 0, "", (address, port)) for address in ("2606:4700::1111", PUBLIC, PUBLIC)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert fetcher.look_up("page.example", 443) == ["2606:4700::1111", PUBLIC]


# ---- TLS


def test_a_secure_page_is_asked_for_by_name_and_its_certificate_checked(tmp_path: Path) -> None:
    seen: list[str | None] = []
    with site(saying(response(PAGE)), secure(tmp_path, "page.example", seen)) as network:
        found = fetch(
            "https://page.example/",
            resolve=network.resolve,
            connect=network.connect,
            tls=lambda: trusting("page.example"),
        )
    assert (found.body, seen, network.connected) == (PAGE, ["page.example"], [(PUBLIC, 443)])
    assert network.site.requests[0].split(b"\r\n")[1] == b"Host: page.example"


@pytest.mark.parametrize(("shown", "trusted"), [("other.example", "other.example"), ("page.example", "other.example")])
def test_a_certificate_of_another_name_or_of_nobody_is_no_answer(tmp_path: Path, shown: str, trusted: str) -> None:
    with site(saying(response(PAGE)), secure(tmp_path, shown, [])) as network, pytest.raises(FetchRefused) as caught:
        fetch("https://page.example/", resolve=network.resolve, connect=network.connect, tls=lambda: trusting(trusted))
    assert (caught.value.code, network.site.requests) == ("bad_answer", [])


def test_the_certificates_of_public_sites_are_those_that_are_trusted(tmp_path: Path) -> None:
    context = fetcher.trust()
    assert (context.check_hostname, context.verify_mode, len(context.get_ca_certs()) > 50) == (
        True,
        ssl.CERT_REQUIRED,
        True,
    )


@pytest.mark.parametrize("location", ["http://page.example/b", "HTTP://page.example:443/b"])
def test_a_secure_page_never_leads_to_an_insecure_one(tmp_path: Path, location: str) -> None:
    moved = saying(response(b"", f"Location: {location}", status="302 Found"))
    with site(moved, secure(tmp_path, "page.example", [])) as network, pytest.raises(FetchRefused) as caught:
        fetch(
            "https://page.example/",
            resolve=network.resolve,
            connect=network.connect,
            tls=lambda: trusting("page.example"),
        )
    assert (caught.value.code, network.connected) == ("url_scheme", [(PUBLIC, 443)])


def test_a_secure_site_that_greets_one_byte_at_a_time_is_too_slow() -> None:
    greeting = b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xf0"
    with running(Site(dripping(greeting), listens=False)) as slow:
        network = Network(slow, slow)
        with pytest.raises(FetchRefused) as caught:
            fetch("https://page.example/", limits=QUICK, resolve=network.resolve, connect=network.connect)
    assert caught.value.code == "too_slow"


# ---- answers that would not end


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"HTTP/1.1 200 OK\r\n",),
        (b"HTTP/1.1 200 OK\r\nX: ",),
        (response(),),
        (response(b"", "Content-Length: 1000"),),
        (response(b"", "Transfer-Encoding: chunked") + b"fffff\r\n",),
    ],
    ids=["nothing", "status", "header", "body", "length", "chunk"],
)
def test_a_site_of_one_byte_at_a_time_is_too_slow(parts: tuple[bytes, ...]) -> None:
    assert got(dripping(*parts), QUICK) == "too_slow"


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", response(b"half", "Content-Length: 1000")])
def test_a_site_that_falls_silent_is_too_slow(said: bytes) -> None:
    silent = threading.Event()

    def answer(client: socket.socket, request: bytes) -> None:
        client.sendall(said)
        silent.wait()

    assert got(answer, QUICK) == "too_slow"
    silent.set()


def test_a_look_up_that_never_ends_is_too_slow() -> None:
    ended = threading.Event()

    def resolve(name: str, port: int) -> list[str]:
        ended.wait()
        return [PUBLIC]

    with pytest.raises(FetchRefused) as caught:
        fetch("http://page.example/", limits=Limits(seconds=0.2), resolve=resolve)
    ended.set()
    assert caught.value.code == "too_slow"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (endless(response(), bytes(65536)), "too_large"),
        (endless(response(b"", "Content-Length: -1"), bytes(65536)), "too_large"),
        (endless(response(b"", "Content-Length: 99999999999"), bytes(65536)), "too_large"),
        (endless(response(b"", "Transfer-Encoding: chunked"), b"4\r\nabcd\r\n" * 1000), "too_large"),
        (endless(response(b"", "Transfer-Encoding: chunked"), b"0" * 65536), "bad_answer"),
        (endless(response(b"0\r\n", "Transfer-Encoding: chunked"), b"X: y\r\n" * 1000), "too_slow"),
        (endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65536), "bad_answer"),
        (endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 1000), "bad_answer"),
        (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), "too_slow"),
        (endless(b"", b"x" * 65536), "bad_answer"),
    ],
    ids=["body", "minus", "huge", "chunks", "chunk-size", "trailers", "header", "headers", "continue", "status"],
)
def test_an_endless_answer_ends(answer: Answer, code: str) -> None:
    assert got(answer, QUICK) == code


def test_endless_redirects_end() -> None:
    numbers = count()

    def answer(client: socket.socket, request: bytes) -> None:
        client.sendall(response(b"", f"Location: /{next(numbers)}", status="302 Found"))

    assert (got(answer), next(numbers)) == ("bad_answer", 6)


def test_a_redirect_to_itself_ends() -> None:
    assert got(saying(response(b"", "Location: /", status="302 Found"))) == "bad_answer"


@pytest.mark.parametrize(
    "headers",
    [
        [f"X-{number}: {'x' * 1000}" for number in range(90)],
        ["X: " + "x" * 10_000_000],
        [f"X-{number}: x" for number in range(200)],
    ],
    ids=["together", "long", "many"],
)
def test_huge_headers_are_no_answer(headers: list[str]) -> None:
    assert got(saying(response(PAGE, *headers))) == "bad_answer"


# ---- answers that explode


def test_a_packed_bomb_is_too_large_and_never_held_in_memory() -> None:
    bomb = saying(response(gzipped(200_000_000), "Content-Encoding: gzip"))
    tracemalloc.start()
    code = got(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (code, peak < 16_000_000) == ("too_large", True)


def test_a_packed_page_that_never_says_anything_is_too_slow() -> None:
    nothing = zlib.compressobj(0, zlib.DEFLATED, 31)
    start, empty = nothing.flush(zlib.Z_FULL_FLUSH), nothing.flush(zlib.Z_FULL_FLUSH)
    assert got(endless(response(b"", "Content-Encoding: gzip"), start, empty or b"\0\0\0\xff\xff"), QUICK) == "too_slow"


@pytest.mark.parametrize(
    "encoding", ["deflate", "br", "zstd", "compress", "gzip, gzip", "gzip, br", "identity, gzip", "unknown"]
)
def test_other_packings_are_no_answer(encoding: str) -> None:
    assert got(saying(response(gzipped(1_000_000, 15), f"Content-Encoding: {encoding}"))) == "bad_answer"


@pytest.mark.parametrize("body", [b"no gzip at all", gzipped(1_000_000)[:10] + b"\xff" * 100])
def test_a_broken_packing_is_no_answer(body: bytes) -> None:
    assert got(saying(response(body, "Content-Encoding: gzip"))) == "bad_answer"


# ---- answers that are no page


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text",
        "text/css",
        "text/xml",
        "text/javascript",
        "text/html-x",
        "application/json",
        "application/pdf",
        "application/octet-stream",
        "image/svg+xml",
        "image/png",
        "multipart/mixed; boundary=x",
        "text/html, text/plain",
        "\x00text/html",
    ],
)
def test_other_kinds_are_refused_whatever_the_bytes_look_like(kind: str) -> None:
    assert got(saying(response(b"<!doctype html><p>Hello", kind=kind))) == "bad_answer"


def test_a_page_that_does_not_say_its_kind_is_not_guessed_at() -> None:
    assert got(saying(b"HTTP/1.1 200 OK\r\n\r\n<!doctype html>")) == "bad_answer"


@pytest.mark.parametrize(
    "status",
    [
        "201 x",
        "204 x",
        "206 x",
        "300 x",
        "304 x",
        "400 x",
        "401 x",
        "403 x",
        "404 x",
        "429 x",
        "500 x",
        "503 x",
        "999 x",
    ],
)
def test_only_status_200_is_a_page(status: str) -> None:
    assert got(saying(response(PAGE, status=status))) == "bad_answer"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"SSH-2.0-server\r\n",
        b"220 mail.example ESMTP\r\n",
        b"+OK\r\n",
        b"<p>Hello",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        response(b"short", "Content-Length: 10"),
        response(b"12345", "Content-Length: 1", "Content-Length: 5"),
        response(b"zz\r\nxx\r\n", "Transfer-Encoding: chunked"),
        response(b"5\r\nab", "Transfer-Encoding: chunked"),
    ],
)
def test_what_is_no_whole_answer_of_a_web_site_is_refused(said: bytes) -> None:
    assert got(saying(said)) == "bad_answer"


def test_two_places_to_go_to_are_none() -> None:
    assert got(saying(response(b"", "Location: /a", "Location: /b", status="302 Found"))) == "url_host"


@pytest.mark.parametrize(
    "said",
    [
        b"CANARY\r\n\r\n",
        b"HTTP/1.1 500 CANARY\r\n\r\n",
        response(b"CANARY", kind="image/CANARY"),
        response(b"CANARY", "X: CANARY", status="404 CANARY"),
        response(b"", "Location: CANARY://x", status="302 CANARY"),
        response(b"CANARY", "Content-Encoding: CANARY"),
        response(b"CANARY", "Content-Encoding: gzip"),
        response(b"CANARY", "Content-Length: 100"),
        response(b"CANARY\r\n", "Transfer-Encoding: chunked"),
    ],
)
def test_nothing_that_a_site_says_is_in_the_refusal(said: bytes) -> None:
    with site(saying(said)) as network, pytest.raises(FetchRefused) as caught:
        fetch("http://page.example/", resolve=network.resolve, connect=network.connect)
    assert "CANARY" not in "".join(traceback.format_exception(caught.value))
