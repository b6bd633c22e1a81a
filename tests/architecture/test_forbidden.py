"""Names and calls that have no place in this project."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, found, imported, imports, name, python_files, tracked

DRAWERS = {"utils", "helpers", "common", "mixins", "signals", "constants", "managers", "misc"}
"""Module names that say nothing: a drawer, not a room."""
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "zipfile", "tarfile"}
UNSAFE_CALLS = {"eval", "exec", "mark_safe", ".mark_safe", ".load_module", ".unsafe_load"}
NETWORK = {
    "requests",
    "httpx",
    "aiohttp",
    "urllib3",
    "urllib.request",
    "http.client",
    "xmlrpc.client",
    "ftplib",
    "imaplib",
    "poplib",
    "nntplib",
    "smtplib",
    "telnetlib",
    "socket",
    "socketserver",
    "ssl",
    "asyncio",
    "websockets",
    "paramiko",
    "boto3",
    "django.core.mail",
    "trafilatura.downloads",
    "trafilatura.fetch_url",
    "trafilatura.fetch_response",
    "trafilatura.spider",
    "trafilatura.sitemaps",
    "trafilatura.feeds",
}
"""Modules and functions that open connections. A package stands for all of its modules."""
MAY_OPEN_THE_NETWORK = {
    "annotations/jobs/mail.py",  # hands mails to the operator's mail server, if there is one
    "annotations/imports/fetcher.py",  # the one fetcher: it checks every address
    "factcheck/up.py",  # asks whether the server that it started answers, on the loopback address
    "factcheck/work.py",  # runs the worker's loop, which talks to the database only
    "factcheck/shots.py",  # finds a free port on the loopback address
}
RUNTIME = python_files("annotations", "factcheck", "manage.py")
INLINE = re.compile(
    r"""\sstyle\s*=|<style|\son[a-z]+\s*=\s*["'{]|javascript:|<script(?![^>]*\ssrc=)|\|\s*safe\b|autoescape off""", re.I
)
UNSAFE_SCRIPT = re.compile(r"\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function\(")


def test_no_module_is_a_drawer() -> None:
    assert [name(path) for path in python_files() if path.stem in DRAWERS or path.parent.name in DRAWERS] == []


def test_nothing_unpickles_unpacks_or_evaluates() -> None:
    packing = "annotations/exports/packing.py imports zipfile"  # writes ZIPs, and has nothing that reads one
    unpacking = "annotations/imports/dataset/files.py imports zipfile"  # reads members as streams, of a size it knows
    assert set(imported(RUNTIME, UNSAFE_MODULES)) == {packing, unpacking}
    assert found(RUNTIME, unsafe) == []
    assert not re.search(r"extract|ZipFile\([^)]*\"r", (ROOT / "annotations/exports/packing.py").read_text())
    assert "extract" not in (ROOT / "annotations/imports/dataset/files.py").read_text()


def unsafe(called: str, call: ast.Call) -> bool:
    """Return whether a call runs data as code or as markup."""
    is_yaml = called == ".load" and isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "yaml"
    return is_yaml or called in UNSAFE_CALLS


def test_nothing_but_the_fetcher_opens_the_network() -> None:
    used = {name(path): {module for module in imports(path) if opens(module)} for path in RUNTIME}
    assert {path for path, modules in used.items() if modules} == MAY_OPEN_THE_NETWORK


def opens(module: str) -> bool:
    """Return whether an imported name is of the network or inside such a package."""
    parts = module.split(".")
    return any(".".join(parts[:length]) in NETWORK for length in range(1, len(parts) + 1))


def test_only_jobs_fetch() -> None:
    users = [path for path in RUNTIME if any(one.startswith("annotations.imports.fetcher") for one in imports(path))]
    assert [name(path) for path in users if not name(path).startswith("annotations/jobs/")] == []


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
