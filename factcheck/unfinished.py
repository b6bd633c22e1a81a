"""Requests whose answer is ready before what it tells is: PostgreSQL stores while Django puts the answer together.

The answer waits for that before it goes out. Where it could not be stored after all, nothing was, and the request
begins afresh, this time with nothing left for later: then whoever stores it learns why not, and says so.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BytesIO

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest

UNFINISHED, AFRESH = "factcheck.unfinished", "factcheck.afresh"


@contextmanager
def finished(request: HttpRequest) -> Iterator[None]:
    """At the end of this block, however it ends, the one that ``goes_on`` ends too, and raises what it raises."""
    with ExitStack() as request.META[UNFINISHED]:
        yield


def goes_on(request: HttpRequest, block: ExitStack) -> None:
    """Has a block end when the answer is ready."""
    unfinished: ExitStack = request.META[UNFINISHED]
    unfinished.push(block)


def afresh(request: HttpRequest) -> HttpRequest:
    """The same request as it came in, to be answered once more. Its body was read whole."""
    return WSGIRequest({**request.META, "wsgi.input": BytesIO(request.body), AFRESH: True})


def is_afresh(request: HttpRequest) -> bool:
    """Whether it is answered once more."""
    return AFRESH in request.META
