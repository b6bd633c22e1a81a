"""``manage.py export PROJECT``: a project's dataset as a file or on standard output; the bytes of page and API."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.exports import FORMATS
from annotations.exports.asked import ALL_PARAMETERS, OWN
from annotations.exports.download import Download, open_download
from annotations.exports.whole_file import write_whole
from annotations.models import Project
from annotations.queries.release_choice import ARTICLES, GOLD_STATES, PEOPLE, RAW_STATES, TEXTS, VIEWS
from annotations.text.counted import counted
from annotations.workflow.errors import WorkflowError

HELP = {
    "view": f"{', '.join(VIEWS)} (default: the first that the format takes)",
    "articles": f"from batches of this kind: {', '.join(ARTICLES)} (default: {ARTICLES[0]})",
    "batch": "from this batch, by name or id",
    "article": "of this article, by identifier or id",
    "language": "of articles in this language",
    "state": f"raw: {', '.join(RAW_STATES)}; gold: {', '.join(GOLD_STATES)}",
    "label": "with this answer, such as verification:supported",
    "speaker": "of statements by this entity, by key",
    "since": "handed in or decided on this day or later",
    "until": "handed in or decided on this day or earlier",
    "text": f"{' or '.join(TEXTS)}: with or without the words of the articles",
    "people": f"{' or '.join(PEOPLE)}: what annotators are called",
}


class Command(BaseCommand):
    """Writes one format of one view; a file appears under its name only once it is whole."""

    help = "Write a project's dataset to a file or to standard output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """PROJECT, the parameters of page and API, -o FILE; or --list."""
        parser.add_argument("project", nargs="?", metavar="PROJECT", help="the project's address, for example idlib")
        parser.add_argument("--format", default=FORMATS[0].key, help="one of --list (default: %(default)s)")
        parser.add_argument("--lossy", action="store_const", const="true", help="take a format that leaves things out")
        for name in ALL_PARAMETERS[len(OWN) :]:
            parser.add_argument(f"--{name.replace('_', '-')}", help=HELP.get(name, "an option of some formats"))
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write here, not to standard output")
        parser.add_argument("--list", action="store_true", help="print the formats, one a line, and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say on standard error how many rows there are; one sentence and exit code 2 for a wrong call."""
        if options["list"]:
            self.stdout.write("\n".join(choice.key for choice in FORMATS))
            return
        given = {name: options[name] for name in ALL_PARAMETERS if options[name] is not None}
        try:
            download = open_download(actor=None, project=_project(options["project"]), given=given)
        except WorkflowError as error:
            raise CommandError(f"--{error.message}", returncode=2) from error
        try:
            write_whole(download, options["output"])
        except BrokenPipeError as error:
            raise CommandError("The reader of standard output went away before the last row.") from error
        except OSError as error:
            place = options["output"] or "standard output"
            raise CommandError(f"{place}: cannot be written ({error.strerror}).", returncode=2) from error
        finally:
            download.close()
        self.stderr.write(
            f"{counted(download.total.rows, 'row', 'rows')} to {options['output'] or 'standard output'}"
            f"{_left_out(download)}"
        )


def _left_out(download: Download) -> str:
    report = download.report.told()
    dropped, changed = download.report.rows_dropped, sum(one["rows"] for one in report["coerced"])
    said = [f"{dropped} left out"] if dropped else []
    if changed:
        said.append(counted(changed, "value changed", "values changed"))
    return f" ({', '.join(said)}: see its report)" if said else ""


def _project(slug: str | None) -> Project:
    found = Project.objects.filter(slug=slug or "", deleted_at__isnull=True).first()
    if found is None:
        known = ", ".join(
            Project.objects.filter(deleted_at__isnull=True).order_by("slug").values_list("slug", flat=True)
        )
        asked = f"There is no project {slug!r}" if slug else "Name a project"
        raise CommandError(f"{asked}; there are: {known or 'none yet'}.", returncode=2)
    return found
