"""Django's own middleware without what is of no use here: it runs with every label that is saved."""

from collections.abc import Callable

from django.contrib.messages.middleware import MessageMiddleware
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate, get_language, get_language_from_request

API = "/api/"


class ConnectionGivenBack:
    """Outermost: the connection is back in its pool before the answer goes out, not after it.

    Who has the answer may ask again at once, and would find the connection in use and be given a colder one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.streaming:
            give_connection_back()
        return response


def give_connection_back() -> None:
    """The connection of this thread is in its pool again, where there is one."""
    if "pool" in connection.settings_dict["OPTIONS"]:
        connection.close_if_unusable_or_obsolete()


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
