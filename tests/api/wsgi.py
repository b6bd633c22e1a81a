"""A browser in front of the WSGI application, with nothing of Django's test client in between."""

import io
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client

from annotations.api.at_once import saved_at_once
from annotations.models import User
from factcheck.admitted import Admitted
from factcheck.sessions import SessionStore
from tests.api.caller import ROOT

TOKEN = "c" * 32


@contextmanager
def one_transaction() -> Iterator[None]:
    """Where a test is one transaction, a request does not close its connection."""
    signals = [request_started, request_finished] if connection.in_atomic_block else []
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@dataclass(slots=True)
class Heard:
    """An answer."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def body(self) -> Any:
        """Its JSON."""
        return json.loads(self.content)


@dataclass(slots=True)
class Wsgi:
    """Somebody's browser; ``through`` are the requests that went through Django, as method and path."""

    session: str
    through: list[str] = field(default_factory=list)
    application: Admitted = field(init=False)

    def __post_init__(self) -> None:
        django = WSGIHandler()

        def counted(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self.through.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO'].removeprefix(ROOT)[:9]}")
            return django(environ, start_response)

        self.application = Admitted(counted, saved_at_once)

    def call(self, method: str, path: str, body: Any = None, **more: str) -> Heard:
        """The answer to a request; ``more`` is added to its environment, or taken out of it where it is empty."""
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": ROOT + path,
            "SCRIPT_NAME": "",
            "QUERY_STRING": "",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "testserver",
            "HTTP_ACCEPT_LANGUAGE": "en",
            "HTTP_COOKIE": f"session={self.session}; csrf={TOKEN}",
            "HTTP_X_CSRFTOKEN": TOKEN,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.input": io.BytesIO(content),
            "wsgi.url_scheme": "http",
            "wsgi.errors": io.StringIO(),
            **more,
        }
        heard = Heard(0, {}, b"")

        def start_response(status: str, headers: list[tuple[str, str]], *_: Any) -> None:
            heard.status, heard.headers = int(status.split(maxsplit=1)[0]), dict(headers)

        with one_transaction():
            answer: Any = self.application({name: one for name, one in environ.items() if one != ""}, start_response)
            heard.content = b"".join(answer)
            getattr(answer, "close", int)()
        return heard

    def save(self, key: uuid.UUID | str, body: Any, base: str = '"0"', **more: str) -> Heard:
        """The answer to a PUT of a revision on top of version ``base``."""
        return self.call("PUT", f"revisions/{key}", body, **{"HTTP_IF_MATCH": base, **more})

    def stored_session(self) -> SessionStore:
        """The session as another process has it."""
        return SessionStore(self.session)


def at_home(person: User) -> Wsgi:
    """A browser of ``person`` that this process has served before."""
    client = Client()
    client.force_login(person)
    browser = Wsgi(client.cookies["session"].value)
    for _ in range(3):  # the first notes the session's use, so that the second reads it anew, and the third its person
        browser.call("GET", "projects")
    browser.through.clear()
    return browser


def sign_out_elsewhere() -> None:
    """Nobody has a session any more."""
    Session.objects.all().delete()
