"""The version has two homes, one for packaging and one for the running program."""

import tomllib

from factcheck import VERSION
from tests.architecture.source import ROOT


def test_the_program_and_its_package_have_one_version() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == VERSION
