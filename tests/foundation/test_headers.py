"""What every response carries, whatever kind it is."""

from typing import Any

import pytest
from django.test import Client

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.foundation.urls")]


@pytest.fixture
def visitor() -> Client:
    """Return a client that shows the error page instead of raising, and is held to CSRF."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def parts(header: str) -> set[str]:
    """Return the comma-separated parts of a header."""
    return {part.strip() for part in header.split(",")}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/accounts/login/", 200),
        ("get", "/admin/", 302),
        ("post", "/accounts/login/", 403),
        ("get", "/nowhere/", 404),
        ("get", "/static/nowhere.css", 404),
        ("get", "/static/annotations/css/shell.css", 200),
        ("get", "/stream/", 200),
        ("get", "/broken/", 500),
    ],
)
def test_every_kind_of_response_carries_the_headers(visitor: Client, method: str, path: str, status: int) -> None:
    response = getattr(visitor, method)(path)
    carried = {name: response.headers.get(name) for name in EVERYWHERE}
    assert (response.status_code, carried) == (status, EVERYWHERE)
    assert "Content-Security-Policy-Report-Only" not in response.headers
    assert "camera=()" in response.headers["Permissions-Policy"]


def test_an_unknown_host_is_refused_with_the_headers(visitor: Client) -> None:
    response = visitor.get("/accounts/login/", headers={"host": "evil.example"})
    assert (response.status_code, response.headers["Content-Security-Policy"]) == (400, POLICY)


def test_pages_are_never_kept_by_caches(visitor: Client) -> None:
    response = visitor.get("/accounts/login/")
    assert {"no-store", "private"} <= parts(response.headers["Cache-Control"])
    assert {"Cookie", "Authorization"} <= parts(response.headers["Vary"])


def test_an_error_page_tells_nothing_about_the_server(visitor: Client) -> None:
    body = visitor.get("/broken/").content.decode()
    assert [word for word in ("a secret of the server", "Traceback", "RuntimeError", "settings") if word in body] == []


def test_nobody_can_sign_up(visitor: Client) -> None:
    paths = ("/signup", "/signup/", "/accounts/signup/")
    assert [visitor.get(path).status_code for path in paths] == [404, 404, 404]


def test_with_tls_browsers_are_told_to_come_by_tls_only(visitor: Client, settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    headers = visitor.get("/accounts/login/", secure=True).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
