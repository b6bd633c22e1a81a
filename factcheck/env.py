"""Typed readers of environment variables.

Every error is one sentence that names the variable, the value it had and what is allowed, so that a wrong
deployment says what to change instead of failing somewhere else later.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

Environment = Mapping[str, str]

SWITCH = {
    "on": True,
    "true": True,
    "yes": True,
    "1": True,
    "off": False,
    "false": False,
    "no": False,
    "0": False,
}
SECRET_LENGTH = 50


def wrong(name: str, value: str, allowed: str) -> ImproperlyConfigured:
    """Return the error for a variable whose value is not allowed."""
    return ImproperlyConfigured(f"{name}={value!r} is not allowed: {allowed}.")


def switch(environ: Environment, name: str, default: bool) -> bool:
    """Return the on/off value of a variable."""
    value = environ.get(name, "")
    if not value:
        return default
    if value.lower() not in SWITCH:
        raise wrong(name, value, f"use one of {', '.join(SWITCH)}")
    return SWITCH[value.lower()]


def integer(environ: Environment, name: str, default: int, low: int, high: int) -> int:
    """Return a whole number between `low` and `high`, both included."""
    value = environ.get(name, "") or str(default)
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise wrong(name, value, f"use a whole number from {low} to {high}")
    return int(value)


def choice(environ: Environment, name: str, default: str, allowed: Sequence[str]) -> str:
    """Return one of the allowed words."""
    value = environ.get(name, "") or default
    if value not in allowed:
        raise wrong(name, value, f"use one of {', '.join(allowed)}")
    return value


def words(environ: Environment, name: str) -> list[str]:
    """Return the comma-separated parts of a variable, without blanks; an unset variable has none."""
    return [part.strip() for part in environ.get(name, "").split(",") if part.strip()]


def ports(environ: Environment, name: str, default: str) -> frozenset[int]:
    """Return port numbers, separated by commas."""
    value = environ.get(name, "") or default
    found = [part.strip() for part in value.split(",")]
    if not all(part.isascii() and part.isdigit() and 0 < int(part) < 65536 for part in found):
        raise wrong(name, value, "use port numbers from 1 to 65535, separated by commas")
    return frozenset(map(int, found))


def host_names(environ: Environment, name: str) -> list[str]:
    """Return host names such as `facts.example.org`; a bare `*` would trust any Host header: refused."""
    hosts = words(environ, name)
    for host in hosts:
        if host == "*" or "/" in host:
            raise wrong(name, host, "list the host names you serve, separated by commas, without scheme or path")
    return hosts


def folder(environ: Environment, name: str, default: Path) -> Path:
    """Return a folder as an absolute path."""
    return Path(environ.get(name, "") or default).expanduser().resolve()


def secret(environ: Environment, name: str) -> str:
    """Return a secret that is long enough to sign with; its value never appears in an error."""
    value = environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: give it {SECRET_LENGTH} or more random characters.")
    if len(value) < SECRET_LENGTH:
        raise ImproperlyConfigured(f"{name} has {len(value)} characters: give it {SECRET_LENGTH} or more random ones.")
    if value.startswith("django-insecure") or len(set(value)) < 10:
        raise ImproperlyConfigured(f"{name} can be guessed: give it {SECRET_LENGTH} or more random characters.")
    return value


def mail(environ: Environment, name: str, sender: str, base: str) -> dict[str, Any]:
    """Return Django's settings of the mail server at `smtp://user:password@host:587` (STARTTLS) or `smtps://…:465`.

    Nothing is mailed while `name` is unset. With it, `sender` (an address) and `base` (the site's own address, which
    links in mails begin with) are needed. Passwords never travel in the clear: `smtp+plain://host:25` takes none.
    The URL may hold a password, so that errors show only its scheme.
    """
    value = environ.get(name, "")
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    example = "use smtp://user:password@host:587 or smtps://user:password@host:465"
    try:
        url = urlsplit(value)
        port = url.port or {"smtps": 465, "smtp": 587}.get(url.scheme, 25)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a URL ({error}): {example}.") from error
    if url.scheme not in ("smtp", "smtps", "smtp+plain") or not url.hostname:
        raise ImproperlyConfigured(f"{name} with scheme {url.scheme!r} names no mail server: {example}.")
    if url.scheme == "smtp+plain" and url.username:
        raise ImproperlyConfigured(f"{name} would send a password in the clear: {example}.")
    for needed in (sender, base):
        if not environ.get(needed, ""):
            raise ImproperlyConfigured(f"{needed} is not set, and {name} is: mails need both.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp",
        "EMAIL_USE_SSL": url.scheme == "smtps",
    }


def address(environ: Environment, name: str) -> str:
    """Return a mail address; an unset variable has none."""
    value = environ.get(name, "")
    if value:
        try:
            validate_email(value)
        except ValidationError:
            raise wrong(name, value, "use one mail address such as facts@example.org") from None
    return value


def site(environ: Environment, name: str, *, tls: bool) -> str:
    """Return the address of the site, `https://facts.example.org`, without a path; `http` only where TLS is off."""
    value = environ.get(name, "")
    schemes = ("https",) if tls else ("https", "http")
    url = urlsplit(value)
    bare = f"{url.scheme}://{url.netloc}"
    if value and (url.scheme not in schemes or not url.hostname or url.username or value.rstrip("/") != bare):
        raise wrong(name, value, f"use {' or '.join(schemes)}://host without a path")
    return bare if value else ""


def database(environ: Environment, name: str) -> dict[str, Any]:
    """Return Django's settings of the PostgreSQL at `postgresql://user:password@host:port/name?option=value`.

    A socket folder is given as `?host=/folder`. Other options go to the driver as they are (`sslmode=…`).
    The URL may hold a password, so that errors show only its scheme.
    """
    value = environ.get(name, "")
    example = "use postgresql://user:password@host:5432/name, or postgresql://user@/name?host=/socket/folder"
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {example}.")
    try:
        url = urlsplit(value)
        port = str(url.port or "")
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} cannot be read as a URL ({error}): {example}.") from error
    database_name = unquote(url.path.lstrip("/"))
    if url.scheme not in ("postgresql", "postgres") or not database_name:
        raise ImproperlyConfigured(f"{name} with scheme {url.scheme!r} names no PostgreSQL database: {example}.")
    options = dict(parse_qsl(url.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database_name,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": options.pop("host", "") or unquote(url.hostname or ""),
        "PORT": options.pop("port", "") or port,
        "OPTIONS": options,
    }
