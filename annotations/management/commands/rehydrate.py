"""``manage.py rehydrate FILE --texts FOLDER``: fills the words into a dataset that was exported without them."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.exports.rehydrate import NotFilled, by_hash, rehydrated
from annotations.exports.whole_file import write_whole
from annotations.text.counted import counted


class Command(BaseCommand):
    """Reads JSON Lines of ``export --text free`` and the texts of their articles; needs no database."""

    help = "Fill the words of articles into a dataset that was exported without them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, --texts, -o."""
        parser.add_argument("file", type=Path, metavar="FILE", help="JSON Lines exported with --text free")
        parser.add_argument(
            "--texts",
            type=Path,
            required=True,
            metavar="PLACE",
            help="a folder of .txt files, or an articles.jsonl with texts; found by their SHA-256",
        )
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here, not to standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write every row with its words, or stop with one sentence."""
        try:
            texts = by_hash(_texts(options["texts"]))
            with options["file"].open("rb") as lines:
                count = write_whole(rehydrated(lines, texts), options["output"])
        except (NotFilled, OSError, ValueError) as error:
            raise CommandError(f"{options['file']}: {error}", returncode=2) from error
        self.stderr.write(f"{counted(count, 'row', 'rows')} to {options['output'] or 'standard output'}")


def _texts(place: Path) -> Iterator[str]:
    if place.is_dir():
        for path in sorted(place.rglob("*.txt")):
            yield path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        return
    with place.open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            yield json.loads(line)["text"]
