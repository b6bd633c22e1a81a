"""The locks: whole, hashed, in step with pyproject.toml, and silent about where packages come from."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock", "requirements-bench.lock", "requirements-installer.lock")
HASHES = r"(?P<hashes>.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)*)"
PINNED = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^\s;\\]+)" + HASHES, re.M)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def pins(lock: str) -> dict[str, str]:
    """Return the pinned version of each package in a lock."""
    return {canonicalize_name(found["name"]): found["version"] for found in PINNED.finditer((ROOT / lock).read_text())}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock: str) -> None:
    assert re.findall(r"://|--index-url|--extra-index-url|--find-links", (ROOT / lock).read_text()) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_in_a_lock_carries_its_hashes(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert [found["name"] for found in PINNED.finditer(text) if "--hash=sha256:" not in found["hashes"]] == []
    # A package may stand twice: one version for old Pythons, one for new.
    assert pins(lock).keys() == {canonicalize_name(name) for name in re.findall(r"^[a-z0-9][a-z0-9._-]*", text, re.M)}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PROJECT["project"]["dependencies"]),
        ("requirements-test.lock", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["test"]),
        ("requirements-bench.lock", PROJECT["dependency-groups"]["bench"]),
    ],
)
def test_a_lock_fulfils_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    locked = pins(lock)
    requirements = [Requirement(text) for text in wanted]
    assert [
        str(each) for each in requirements if locked.get(canonicalize_name(each.name), "0") not in each.specifier
    ] == []


def test_what_is_only_measured_is_no_dependency() -> None:
    measured = {canonicalize_name(Requirement(text).name) for text in PROJECT["dependency-groups"]["bench"]}
    assert measured & pins("requirements.lock").keys() == {"numpy", "nupunkt"}
    assert pins("requirements.lock")["nupunkt"] == pins("requirements-bench.lock")["nupunkt"]


def test_the_test_lock_holds_all_of_the_runtime_lock() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()
