"""Names and calls that have no place in this project."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, found, imported, name, python_files, tracked

DRAWERS = {"utils", "helpers", "common", "mixins", "signals", "constants", "managers", "misc"}
"""Module names that say nothing: a drawer, not a room."""
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "zipfile", "tarfile"}
UNSAFE_CALLS = {"eval", "exec", "mark_safe", ".mark_safe", ".load_module", ".unsafe_load"}
NETWORK = {"requests", "httpx", "aiohttp", "urllib3", "urllib.request", "ftplib", "smtplib", "telnetlib"}
RUNTIME = python_files("annotations", "factcheck", "manage.py")
INLINE = re.compile(
    r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["'{]|javascript:|<script(?![^>]*\ssrc=)|\|\s*safe\b|autoescape off""", re.I
)
UNSAFE_SCRIPT = re.compile(r"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(")


def test_no_module_is_a_drawer() -> None:
    assert [name(path) for path in python_files() if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


def test_nothing_unpickles_unpacks_or_evaluates() -> None:
    assert imported(RUNTIME, UNSAFE_MODULES) + found(RUNTIME, unsafe) == []


def unsafe(called: str, call: ast.Call) -> bool:
    """Return whether a call runs data as code or as markup."""
    is_yaml = called == ".load" and isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "yaml"
    return is_yaml or called in UNSAFE_CALLS


def test_nothing_opens_the_network() -> None:
    assert imported(RUNTIME, NETWORK) == []


def test_no_check_is_silenced_in_place() -> None:
    words = ("# no" + "qa", "type: " + "ignore", "pragma: no " + "cover", "TO" + "DO", "FIX" + "ME")
    texts = ((path, path.read_text("utf-8")) for path in python_files())
    assert [f"{name(path)} {word}" for path, text in texts for word in words if word in text] == []


def test_no_test_is_skipped_and_none_sleeps() -> None:
    banned = {".skip", ".skipif", ".xfail", ".importorskip", ".sleep", ".wait_for_timeout"}
    assert found(python_files("tests"), lambda called, _: called in banned) == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=name)
def test_a_template_has_no_inline_script_or_style(path: Path) -> None:
    without_comments = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text("utf-8"), flags=re.S)
    assert INLINE.findall(without_comments) == []


def test_scripts_never_write_markup_from_strings() -> None:
    scripts = sorted((ROOT / "annotations" / "static").rglob("*.js"))
    assert [name(path) for path in scripts if UNSAFE_SCRIPT.search(path.read_text("utf-8"))] == []


def test_no_committed_file_names_this_machine_or_a_registry() -> None:
    words = [f"{Path.home()}/", f"{ROOT}/", "py" + "pi.org", "file" + "s.pythonhosted"]
    texts = ((path, path.read_bytes()) for path in tracked() if path.suffix not in {".png", ".gz"})
    assert [f"{name(path)} {word}" for path, text in texts for word in words if word.encode() in text] == []
