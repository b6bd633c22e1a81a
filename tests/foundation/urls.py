"""The site's URLs and one that breaks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from factcheck.urls import urlpatterns as site


@login_not_required
def broken(_request: HttpRequest) -> HttpResponse:
    """Fail as a bug would."""
    raise RuntimeError("a secret of the server")


@login_not_required
def stream(_request: HttpRequest) -> StreamingHttpResponse:
    """Answer in parts, as an export does."""
    return StreamingHttpResponse(iter([b"one", b"two"]))


urlpatterns = [path("broken/", broken), path("stream/", stream), *site]
