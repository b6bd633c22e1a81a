"""The settings of production: they refuse to load half-configured."""

import json
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

GOOD = {
    "SECRET_KEY": "9vQm2XhTz7Lr4KpWc8NdYb5JgFs3RaUe6HtZx1MvQkBnPyCw0DiS",
    "DATABASE_URL": "postgresql://facts@db.example/facts",
    "ALLOWED_HOSTS": "facts.example",
}


def load(environ: dict[str, str], expression: str = "None") -> "subprocess.CompletedProcess[str]":
    """Load the settings in a fresh process and print an expression of them as JSON."""
    code = f"import json; from factcheck import settings; print(json.dumps({expression}))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY has 5 characters"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS='*' is not allowed"),
        ({"DEBUG": "perhaps"}, "DEBUG='perhaps' is not allowed"),
        ({"TLS": "1.3"}, "TLS='1.3' is not allowed"),
        ({"DATABASE_POOL_SIZE": "many"}, "DATABASE_POOL_SIZE='many' is not allowed"),
    ],
)
def test_a_wrong_variable_stops_the_start_and_is_named(change: dict[str, str], said: str) -> None:
    done = load(GOOD | change)
    assert (done.returncode, said in done.stderr.strip().splitlines()[-1]) == (1, True)


def test_production_is_closed_by_default() -> None:
    names = ["DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"]
    names += ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS"]
    expression = "{name: getattr(settings, name) for name in " + repr(names) + "}"
    assert json.loads(load(GOOD, expression).stdout) == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "SECURE_HSTS_SECONDS": 31536000,
        "ALLOWED_HOSTS": ["facts.example"],
    }


def test_forwarded_headers_are_believed_only_behind_a_declared_proxy() -> None:
    expression = "getattr(settings, 'SECURE_PROXY_SSL_HEADER', None)"
    behind = GOOD | {"TRUSTED_PROXIES": "1"}
    assert [json.loads(load(environ, expression).stdout) for environ in (GOOD, behind)] == [
        None,
        ["HTTP_X_FORWARDED_PROTO", "https"],
    ]
