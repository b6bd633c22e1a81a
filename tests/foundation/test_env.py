"""Environment variables: what is read, and what a wrong one says."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from factcheck import env


@pytest.mark.parametrize(
    ("value", "expected"), [("on", True), ("TRUE", True), ("1", True), ("off", False), ("no", False), ("", True)]
)
def test_a_switch_reads_the_usual_words_and_has_a_default(value: str, expected: bool) -> None:
    assert env.switch({"TLS": value}, "TLS", True) is expected


def test_a_wrong_switch_names_variable_value_and_what_is_allowed() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.switch({"TLS": "maybe"}, "TLS", True)
    assert str(error.value) == "TLS='maybe' is not allowed: use one of on, true, yes, 1, off, false, no, 0."


@pytest.mark.parametrize("value", ["-1", "6", "two", "1.5", "٣"])
def test_a_number_out_of_range_names_the_range(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.integer({"TRUSTED_PROXIES": value}, "TRUSTED_PROXIES", 0, 0, 5)
    assert str(error.value) == f"TRUSTED_PROXIES={value!r} is not allowed: use a whole number from 0 to 5."


def test_a_number_in_range_is_read() -> None:
    assert env.integer({"TRUSTED_PROXIES": "2"}, "TRUSTED_PROXIES", 0, 0, 5) == 2


def test_a_word_outside_the_list_names_the_list() -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.choice({"LOG_LEVEL": "loud"}, "LOG_LEVEL", "INFO", ("INFO", "ERROR"))
    assert str(error.value) == "LOG_LEVEL='loud' is not allowed: use one of INFO, ERROR."


def test_host_names_are_split_at_commas() -> None:
    assert env.host_names({"ALLOWED_HOSTS": "a.example, b.example,"}, "ALLOWED_HOSTS") == ["a.example", "b.example"]


@pytest.mark.parametrize("value", ["*", "https://a.example"])
def test_a_host_that_would_trust_everybody_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.host_names({"ALLOWED_HOSTS": value}, "ALLOWED_HOSTS")
    assert str(error.value).startswith(f"ALLOWED_HOSTS={value!r} is not allowed: list the host names")


def test_ports_are_numbers_between_commas() -> None:
    assert env.ports({}, "FETCH_PORTS", "80,443") == {80, 443}
    assert env.ports({"FETCH_PORTS": "80, 8080"}, "FETCH_PORTS", "80,443") == {80, 8080}


@pytest.mark.parametrize("value", ["web", "0", "65536", "80,", "٨٠"])
def test_a_port_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.ports({"FETCH_PORTS": value}, "FETCH_PORTS", "80,443")
    assert str(error.value) == (
        f"FETCH_PORTS={value!r} is not allowed: use port numbers from 1 to 65535, separated by commas."
    )


def test_a_folder_is_absolute() -> None:
    assert env.folder({"DATA_DIR": "somewhere"}, "DATA_DIR", Path("/other")) == Path.cwd() / "somewhere"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "SECRET_KEY is not set: give it 50 or more random characters."),
        ("short", "SECRET_KEY has 5 characters: give it 50 or more random ones."),
        ("x" * 60, "SECRET_KEY can be guessed: give it 50 or more random characters."),
        (
            "django-insecure-0123456789abcdefghijklmnopqrstuvwxyzABCDE",
            "SECRET_KEY can be guessed: give it 50 or more random characters.",
        ),
    ],
)
def test_a_weak_secret_is_refused_without_being_shown(value: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.secret({"SECRET_KEY": value}, "SECRET_KEY")
    assert str(error.value) == said


def test_a_database_url_over_the_network() -> None:
    url = "postgresql://ann:p%40ss@db.example:5433/facts?sslmode=require"
    assert env.database({"DATABASE_URL": url}, "DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "facts",
        "USER": "ann",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_url_over_a_socket() -> None:
    url = "postgresql://postgres@/facts?host=/run/somewhere"
    assert env.database({"DATABASE_URL": url}, "DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "facts",
        "USER": "postgres",
        "PASSWORD": "",
        "HOST": "/run/somewhere",
        "PORT": "",
        "OPTIONS": {},
    }


@pytest.mark.parametrize(
    "value", ["", "sqlite:///facts.db", "postgresql://ann:hunter2@db.example:x/facts", "postgresql://"]
)
def test_a_wrong_database_url_is_named_without_its_password(value: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.database({"DATABASE_URL": value}, "DATABASE_URL")
    assert str(error.value).startswith("DATABASE_URL ")
    assert "use postgresql://user:password@host:5432/name" in str(error.value)
    assert "hunter2" not in str(error.value)


MAIL = ("EMAIL_URL", "EMAIL_FROM", "BASE_URL")
FROM = {"EMAIL_FROM": "facts@example.org", "BASE_URL": "https://facts.example.org"}


def test_a_mail_server_is_spoken_to_under_tls() -> None:
    found = env.mail({"EMAIL_URL": "smtp://ann:p%40ss@mail.example", **FROM}, *MAIL)
    assert found == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "ann",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
    }


def test_without_a_mail_server_nothing_is_mailed() -> None:
    assert env.mail({}, *MAIL) == {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("smtp+plain://ann:hunter2@mail.example", "EMAIL_URL would send a password in the clear"),
        ("http://ann:hunter2@mail.example", "EMAIL_URL with scheme 'http' names no mail server"),
        ("smtp://ann:hunter2@mail.example:x", "EMAIL_URL cannot be read as a URL"),
    ],
)
def test_a_wrong_mail_url_is_named_without_its_password(url: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured) as error:
        env.mail({"EMAIL_URL": url, **FROM}, *MAIL)
    assert str(error.value).startswith(said)
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("missing", FROM)
def test_mails_need_a_sender_and_an_address_of_the_site(missing: str) -> None:
    rest = {name: value for name, value in FROM.items() if name != missing}
    with pytest.raises(ImproperlyConfigured, match=f"{missing} is not set, and EMAIL_URL is"):
        env.mail({"EMAIL_URL": "smtps://mail.example", **rest}, *MAIL)


@pytest.mark.parametrize(
    ("value", "tls"),
    [
        ("http://facts.example.org", True),
        ("https://facts.example.org/app", True),
        ("https://ann@facts.example.org", True),
        ("ftp://facts.example.org", False),
    ],
)
def test_the_address_of_the_site_is_a_scheme_and_a_host(value: str, tls: bool) -> None:
    with pytest.raises(ImproperlyConfigured, match="BASE_URL"):
        env.site({"BASE_URL": value}, "BASE_URL", tls=tls)
    assert env.site({"BASE_URL": "https://facts.example.org/"}, "BASE_URL", tls=True) == "https://facts.example.org"


def test_the_sender_is_a_mail_address() -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_FROM='facts' is not allowed"):
        env.address({"EMAIL_FROM": "facts"}, "EMAIL_FROM")
