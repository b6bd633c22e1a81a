"""Requests that are like one that Django let in: what it found out about that one is not found out again.

Whether somebody may save follows from the headers of the request, the rows of session and person, the clock and the
settings. So the same headers are let in again while the rows are the same and the session's limits are far. That they
are the same is asked in the round trip in which the act begins, and known before anything is stored.

Nothing is refused here, and nothing but success is told: a request that is not plain, or does not succeed for whatever
reason, goes the whole way through Django, which says why.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Any, NamedTuple
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.http import HttpResponse
from django.urls.converters import UUIDConverter

from factcheck.accounts import person_of
from factcheck.middleware import give_connection_back
from factcheck.prepared import Along
from factcheck.security import was_just_used
from factcheck.sessions import SIGNED_IN, SignedIn

SAVING = re.compile(f"/api/v1/revisions/({UUIDConverter.regex})")
SHORT = re.compile(r"\d{1,5}")
"""The length of a body of less than 100,000 bytes, which may be kept in memory and read twice."""
OWN = frozenset({"PATH_INFO", "CONTENT_LENGTH", "HTTP_IF_MATCH"})
"""What each save has of its own, besides its body."""
OK, CREATED = "200 OK", "201 Created"
MOST = 1_000
"""Kinds of requests that are remembered: about one for each article that somebody labels, whose page they come from."""

Alike = frozenset[tuple[str, str]]


class Plain(NamedTuple):
    """A save as it was sent: the key of its revision, the version that it names as seen, its body."""

    key: str
    if_match: str | None
    body: bytes


class Answer(NamedTuple):
    """What is told once it is done: the status, headers of this answer's own, and the body."""

    status: str
    headers: Mapping[str, str]
    content: bytes


Act = Callable[[Any, Along, Plain], Answer]
"""Saves something for a person, and asks along whether they are still who they were."""


@dataclass(frozen=True, slots=True)
class Admission:
    """With what somebody was let in, the person of that, and all headers of the answer."""

    who: SignedIn
    person: Any
    headers: Mapping[str, str]


class Admitted:
    """The WSGI application: Django's, but for saves that are like one before. ``act`` does those, and answers as the
    view would, or raises something; then the request goes the whole way, which finds what was done by then.
    """

    def __init__(self, django: WSGIApplication, act: Act) -> None:
        self.django, self.act = django, act
        self.admissions: dict[Alike, Admission] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        save = plain(environ)
        if save is None:
            return self.django(environ, start_response)
        like = alike(environ)
        admission = self.admissions.get(like)
        if admission and (answer := self.answer(admission, save)):
            headers = {**admission.headers, **answer.headers, "Content-Length": str(len(answer.content))}
            start_response(answer.status, list(headers.items()))
            return [answer.content]
        environ["wsgi.input"] = BytesIO(save.body)
        response = self.django(environ, start_response)
        self.note(like, environ, response)
        return response

    def answer(self, admission: Admission, save: Plain) -> Answer | None:
        """What the act answers; None where that does not go as it should."""
        if not was_just_used(admission.who.held):
            return None
        try:
            answer = self.act(admission.person, admission.who.still(), save)
        except Exception:  # whatever it was is met again on the whole way, and told there
            return None
        give_connection_back()
        return answer

    def note(self, like: Alike, environ: WSGIEnvironment, response: Iterable[bytes]) -> None:
        """Remembers a request that was let in by its session, and not by a token."""
        who: SignedIn | None = environ.get(SIGNED_IN)
        if who is None or "HTTP_AUTHORIZATION" in environ or not isinstance(response, HttpResponse):
            return
        if response.status_code in (HTTPStatus.OK, HTTPStatus.CREATED):
            if len(self.admissions) >= MOST:
                self.admissions.clear()
            self.admissions[like] = Admission(who, person_of(who.person), dict(response.headers))


def plain(environ: WSGIEnvironment) -> Plain | None:
    """A save whose body was short enough to be read here; None for any other request, which is left as it is."""
    key, length = SAVING.fullmatch(environ["PATH_INFO"]), environ.get("CONTENT_LENGTH", "")
    if key is None or environ["REQUEST_METHOD"] != "PUT" or not SHORT.fullmatch(length):
        return None
    return Plain(key[1], environ.get("HTTP_IF_MATCH"), environ["wsgi.input"].read(int(length)))


def alike(environ: WSGIEnvironment) -> Alike:
    """All that is said in a request's environment, but for what each has of its own."""
    return frozenset([item for item in environ.items() if isinstance(item[1], str) and item[0] not in OWN])
