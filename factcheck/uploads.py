"""How much a request may bring along. Too much is refused before it is read: 413, for pages and programs alike."""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import defaults


class Bounded(FileUploadHandler):
    """The first of the upload handlers: stores nothing, and stops a body or a file that grows past its limit.

    A body says its length before it begins; of a file at most one piece (64 KiB) beyond the limit is read.
    """

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: str | None = None
    ) -> None:
        """Refuse a body by its length alone."""
        if content_length > settings.UPLOAD_REQUEST_BYTES:
            raise RequestDataTooBig(f"The request is larger than {megabytes(settings.UPLOAD_REQUEST_BYTES)}.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece of a file on, unless the file is too large by now."""
        if start + len(raw_data) > settings.UPLOAD_FILE_BYTES:
            raise RequestDataTooBig(f"{self.file_name} is larger than {megabytes(settings.UPLOAD_FILE_BYTES)}.")
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers after this one."""


def megabytes(count: int) -> str:
    """A number of bytes as people say it."""
    return f"{count // 1_000_000} MB"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that was not understood; one for those that were too large."""
    if isinstance(exception, RequestDataTooBig):
        limits = {"file": megabytes(settings.UPLOAD_FILE_BYTES), "request": megabytes(settings.UPLOAD_REQUEST_BYTES)}
        return render(request, "413.html", limits, status=413)
    return defaults.bad_request(request, exception)
