"""The documents say what the code does: nothing is missing, every link leads somewhere."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from annotations import schemes
from annotations.models import Role
from annotations.workflow.events import VERBS
from bench.registry import BENCHMARKS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README", "ARCHITECTURE", "CONTRIBUTING", "DECISIONS", "CHANGELOG", "SECURITY")
PAGES = [*(ROOT / f"{name}.md" for name in DOCUMENTS), *sorted((ROOT / "docs").glob("*.md"))]


def read(name: str) -> str:
    """The text of a document."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("verb", VERBS)
def test_every_event_is_listed(verb: str) -> None:
    assert f"`{verb}`" in read("ARCHITECTURE.md")


def test_every_table_is_listed_as_a_noun() -> None:
    nouns = read("ARCHITECTURE.md").split("## Nouns")[1].split("Roles:")[0]
    models = {model.__name__ for model in apps.get_app_config("annotations").get_models(include_auto_created=False)}
    assert models == set(re.findall(r"\b[A-Z]\w+", nouns.split("Each model")[0]))


def test_every_role_is_explained() -> None:
    assert [role for role in Role.values if f"**{role}**" not in read("ARCHITECTURE.md")] == []


def test_every_protocol_is_named() -> None:
    assert [p.key for p in schemes.PROTOCOLS if f"`{p.key}`" not in read("README.md")] == []


def test_every_command_of_ours_is_named() -> None:
    ours = {name for name, app in get_commands().items() if app == "annotations"}
    documents = read("README.md") + read("CONTRIBUTING.md")
    assert {name for name in ours if not re.search(rf"(manage\.py |`){name}\b", documents)} == set()


def test_every_benchmark_is_named() -> None:
    assert [each.name for each in BENCHMARKS if f"`{each.name}`" not in read("CONTRIBUTING.md")] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_link_inside_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_file_named_in_a_document_is_there(page: Path) -> None:
    named = re.findall(r"`((?:annotations|factcheck|tests|docs|seeds|fixtures|templates)/[\w./-]*)`", page.read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []
