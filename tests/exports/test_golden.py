"""Whole files against literal ones. ``story.steady`` names ids and times, which change from run to run."""

from pathlib import Path

from annotations.exports import FORMATS
from annotations.exports.asked import read_asked
from annotations.exports.download import Download
from annotations.models import Project
from tests.exports.story import steady

GOLDEN = Path(__file__).with_name("golden")


def exported(project: Project) -> dict[str, bytes]:
    """Every view in every format: whole files by name."""
    return {
        f"{view}.{one.key}": b"".join(
            Download(project=project, asked=read_asked(project, {"format": one.key, "view": view}))
        )
        for one in FORMATS
        for view in one.views
        if not one.is_packed(view)
    }


def test_every_file_is_the_golden_one_byte_for_byte(told: Project, tmp_path: Path) -> None:
    found = {name: steady(file.decode("utf-8")).encode("utf-8") for name, file in exported(told).items()}
    for name, file in found.items():
        (tmp_path / name).write_bytes(file)

    golden = {path.name: path.read_bytes() for path in GOLDEN.iterdir()}

    assert sorted(found) == sorted(golden)
    for name, file in found.items():
        assert file == golden[name], f"read the difference, then: cp {tmp_path / name} {GOLDEN / name}"


def test_the_same_data_gives_the_same_bytes(bridge: Project) -> None:
    assert exported(bridge) == exported(bridge)
