"""Which Chromium is driven, and what is said when there is none."""

from pathlib import Path

import pytest

from factcheck import browser
from factcheck.browser import BrowserError


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Leave no browser to be found; return the only folder on the search path."""
    monkeypatch.delenv("FACTCHECK_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    return tmp_path


def program(path: Path) -> str:
    """Make a program at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o755)
    return str(path)


def test_the_variable_comes_first(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(empty / "chromium")
    named = program(empty / "own" / "chromium")
    monkeypatch.setenv("FACTCHECK_CHROMIUM", named)
    assert browser.find() == named


def test_a_variable_that_names_no_program_is_an_error(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCHECK_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(BrowserError) as error:
        browser.find()
    assert str(error.value).startswith("FACTCHECK_CHROMIUM='/nowhere/chromium' is no program: install Chromium")


def test_the_systems_comes_before_playwrights(empty: Path) -> None:
    own = program(empty / "playwright" / "chromium-1200" / "chrome-linux" / "chrome")
    assert browser.find() == own
    systems = program(empty / "google-chrome")
    assert browser.find() == systems


def test_without_any_the_ways_out_are_named(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(browser.subprocess, "run", lambda *_, **__: None)
    with pytest.raises(BrowserError) as error:
        browser.ensure()
    assert str(error.value) == (
        "The browser tests found no Chromium: install Chromium (on Debian: `apt-get install chromium libatomic1`), "
        "or name one in FACTCHECK_CHROMIUM."
    )
