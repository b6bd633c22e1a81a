"""Whole files against literal ones. ``story.steady`` names ids and times, which change from run to run."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from annotations.exports import FORMATS
from annotations.exports.asked import read_asked
from annotations.exports.base import ExportFormat
from annotations.exports.download import Download
from annotations.models import Project
from annotations.queries.release_choice import BOTH
from tests.exports.story import UUID, steady

GOLDEN = Path(__file__).with_name("golden")


COMPRESSED = ("parquet", "hugging_face")
"""Formats whose bytes hold ids where nobody can name them; ``test_loaders`` reads them."""


def exported(project: Project, left_out: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every view in every format, ``both`` left out: whole files by name, those of a ZIP in a folder of its name."""
    found: dict[str, bytes] = {}
    for one in (one for one in FORMATS if one.key not in left_out):
        for view in one.views:
            if view != BOTH:
                found |= files(project, one, view)
    return found


def files(project: Project, one: ExportFormat, view: str) -> dict[str, bytes]:
    """The files of one export."""
    given = {"format": one.key, "view": view, "lossy": "true" if one.is_lossy else ""}
    sent = b"".join(Download(project=project, asked=read_asked(project, given)))
    if not one.is_packed(view):
        return {f"{view}.{one.key}": sent}
    with ZipFile(BytesIO(sent)) as archive:
        return {f"{view}.{one.key}/{name}": archive.read(name) for name in archive.namelist()}


def steady_files(found: dict[str, bytes]) -> dict[str, bytes]:
    """The files as they are in every run: those of articles are named by the place of the article in the export."""
    articles = list(dict.fromkeys(key for name in found for key in UUID.findall(name)))
    return {
        UUID.sub(lambda key: f"article-{articles.index(key[0]) + 1}", name): steady(file.decode("utf-8")).encode(
            "utf-8"
        )
        for name, file in found.items()
    }


def test_every_file_is_the_golden_one_byte_for_byte(told: Project, tmp_path: Path) -> None:
    found = steady_files(exported(told, COMPRESSED))
    for name, file in found.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(file)

    golden = {str(path.relative_to(GOLDEN)): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()}

    assert sorted(found) == sorted(golden)
    for name, file in found.items():
        assert file == golden[name], f"read the difference, then: cp {tmp_path / name} {GOLDEN / name}"


def test_the_same_data_gives_the_same_bytes(bridge: Project) -> None:
    assert exported(bridge) == exported(bridge)
