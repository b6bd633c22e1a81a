"""`manage.py split FILE…`: paragraphs, statements and attributions of articles as JSON, without a database."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.text.report import ReportError, as_line, report_file, report_lines


class Command(BaseCommand):
    """Prints one JSON object per document on standard output; the format is in docs/split-format.md."""

    help = "Split articles into statements and propose who says what; prints one JSON object per document."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """FILE…, --jsonl and --language."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 text files; with --jsonl, JSON lines or -")
        parser.add_argument(
            "--jsonl",
            action="store_true",
            help='read one {"doc_id", "text"} object a line from FILE, or from standard input when FILE is -',
        )
        parser.add_argument(
            "--language", default="en", metavar="TAG", help="BCP-47 language of the texts (default: en)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Write documents one by one; the first bad input ends the run with one sentence and exit code 2."""
        documents = _from_lines if options["jsonl"] else _from_files
        try:
            for document in documents(options["files"], options["language"]):
                self.stdout.write(as_line(document))
                self.stdout.flush()
        except ReportError as error:
            raise CommandError(str(error), returncode=2) from error


def _from_files(files: list[str], language: str) -> Iterator[dict[str, Any]]:
    for name in files:
        yield report_file(Path(name), language)


def _from_lines(files: list[str], language: str) -> Iterator[dict[str, Any]]:
    for name in files:
        if name == "-":
            yield from report_lines(sys.stdin.buffer, "standard input", language)
        else:
            with _opened(name) as stream:
                yield from report_lines(stream, name, language)


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except FileNotFoundError as error:
        raise ReportError(f"{name}: there is no such file.") from error
    except OSError as error:
        raise ReportError(f"{name}: cannot be read ({error.strerror}).") from error
