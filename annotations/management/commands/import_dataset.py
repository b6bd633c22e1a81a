"""``manage.py import_dataset PROJECT PATH…``: brings an exported dataset back into an empty project."""

from argparse import ArgumentParser
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.management.base import BaseCommand, CommandError

from annotations.imports.dataset.files import Given
from annotations.imports.dataset.read import read_dataset
from annotations.management.commands.import_articles import found_project, importer
from annotations.text.counted import counted
from annotations.workflow.errors import WorkflowError
from annotations.workflow.restore.restore import restore_dataset


class Command(BaseCommand):
    """Stores all of the dataset, or nothing with one sentence that names file, line, field and rule."""

    help = "Bring a dataset that was exported (format native, or jsonl or csv beside its files) into an empty project."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """PROJECT, PATH…, --as."""
        parser.add_argument("project", metavar="PROJECT", help="the address of an empty project")
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a ZIP, a folder, or files of a dataset"
        )
        parser.add_argument("--as", dest="username", metavar="USER", help="who restores (default: the first lead)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore, and say how much came back."""
        project = found_project(options["project"])
        actor = importer(project, options["username"])
        try:
            dataset = read_dataset(_given(options["paths"]))
            restored = restore_dataset(actor=actor, project=project, dataset=dataset)
        except (WorkflowError, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        told = ", ".join(counted(count, name.removesuffix("s"), name) for name, count in restored.counts.items())
        self.stdout.write(f"{told} came back into {restored.project.slug}")


def _given(paths: list[Path]) -> Iterator[Given]:
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and not file.name.endswith(".schema.json"):
                yield Given(file.name, partial(_opened, file))


def _opened(path: Path) -> BinaryIO:
    return cast(BinaryIO, path.open("rb"))
