"""What is too large is refused before it is read, by one limit for pages and API."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from annotations.imports import limits
from annotations.workflow import imports

pytestmark = pytest.mark.django_db


def test_one_limit_holds_for_uploads_imports_and_readers() -> None:
    assert settings.UPLOAD_FILE_BYTES == imports.MAX_FILE_BYTES == limits.FILE_BYTES == 20_000_000


def test_a_page_says_that_a_file_is_too_large(settings: Any) -> None:
    settings.UPLOAD_FILE_BYTES = 1000

    answer = Client().post("/accounts/login/", {"file": SimpleUploadedFile("a.txt", b"x" * 1001)})

    assert (answer.status_code, answer.templates[0].name) == (413, "413.html")


def test_a_file_within_the_limit_reaches_the_page(settings: Any) -> None:
    settings.UPLOAD_FILE_BYTES = 1000
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a.txt", b"x" * 1000)})

    assert request.FILES["file"].read() == b"x" * 1000


def test_a_request_that_is_malformed_otherwise_has_its_page() -> None:
    answer = Client().get("/", headers={"Host": "not a host"})

    assert (answer.status_code, answer.templates[0].name) == (400, "400.html")
