"""Django's own middleware without what is of no use here: it runs with every label that is saved."""

from collections.abc import Callable

from django.contrib.messages.middleware import MessageMiddleware
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language, get_language_from_request

from factcheck.unfinished import afresh, finished

API = "/api/"


class Finished:
    """Outermost: what an answer is about is finished, and its connection back in the pool, before it goes out.

    Who has the answer may ask again at once, and would find the connection in use and be given a colder one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            response = self.answer(request)
        except DatabaseError:
            response = self.answer(afresh(request))
        if not response.streaming and "pool" in connection.settings_dict["OPTIONS"]:
            connection.close_if_unusable_or_obsolete()
        return response

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, once what it is about is finished; what prevents that is raised."""
        with finished(request):
            return self.get_response(request)


class Languages(LocaleMiddleware):
    """The language that the browser asks for. Addresses here name none, so that none is looked for in them."""

    def process_request(self, request: HttpRequest) -> None:
        """Speaks it from here on."""
        activate(get_language_from_request(request))
        request.LANGUAGE_CODE = get_language()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Says which it was."""
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", get_language() or "")
        return response


class Messages(MessageMiddleware):
    """What one page has to say on the next. The API has no next page."""

    def process_request(self, request: HttpRequest) -> None:
        """Makes room for messages; what has none is not looked into again when the answer goes out."""
        if not request.path_info.startswith(API):
            super().process_request(request)
