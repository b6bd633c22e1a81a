"""``manage.py import_articles PATH… --project SLUG``: brings files in as page and API do, without a worker."""

import sys
from argparse import Action, ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.imports import FORMATS, known_format
from annotations.imports.base import file_label
from annotations.imports.check import check
from annotations.imports.folders import Given, files_of, groups
from annotations.models import (
    Changed,
    Import,
    ImportFile,
    ImportOrigin,
    ImportState,
    Membership,
    Near,
    Outcome,
    Project,
    Role,
    User,
)
from annotations.queries import imports as queries
from annotations.text.counted import counted
from annotations.workflow.drafts import UNDETERMINED
from annotations.workflow.errors import WorkflowError
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import Upload, Wishes, cancel_import, request_store, start_import


class ListFormats(Action):
    """``--list-formats``: prints them and ends, whatever else is said."""

    def __call__(self, parser: ArgumentParser, namespace: Namespace, values: Any, option: str | None = None) -> None:
        """One line a format: key, title, extensions."""
        width = max(len(one.key) for one in FORMATS)
        lines = (f"{one.key:{width}}  {one.title} ({' '.join(one.extensions)})" for one in FORMATS)
        sys.stdout.write("\n".join(lines) + "\n")
        parser.exit()


class Command(BaseCommand):
    """Says one line per file and one per problem; a file with an error is refused whole and stops no other."""

    help = (
        "Import files (of a folder: all of known kinds below it) into a project. Each problem is told with file, "
        "line, field and rule. Exit status 1 when a file was refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, the project, and how to import."""
        add = parser.add_argument
        add("paths", nargs="+", type=Path, metavar="PATH", help="a file, or a folder")
        add("--project", required=True, metavar="SLUG", help="the project's address")
        add("--as", dest="username", metavar="USER", help="who imports (default: the project's first lead)")
        add("--language", default=UNDETERMINED, metavar="TAG", help="of articles that name none (default: found out)")
        add("--format", default="", metavar="KEY", help=f"{', '.join(one.key for one in FORMATS)} (default: found)")
        add("--encoding", default="", metavar="NAME", help="of files that are not UTF-8 and do not say so")
        add("--columns", nargs="+", action="extend", default=[], metavar="FIELD=COLUMN", help="for tables: text=body")
        add("--dry-run", action="store_true", help="look at the files and store nothing")
        add("--all-or-nothing", action="store_true", help="store all files in one transaction, or none")
        add("--skip-bad", action="store_true", help="leave records with errors out instead of refusing their file")
        add("--changed", choices=Changed.values, default=Changed.SKIP, help="new texts of known articles")
        add("--near", choices=Near.values, default=Near.IMPORT, help="texts that nearly repeat another")
        add("--freeze", action="store_true", default=None, help="open the articles for labelling at once")
        add("--list-formats", action=ListFormats, nargs=0, help="name the formats and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import group by group; fails at the end when a file was refused."""
        project = found_project(options["project"])
        actor = importer(project, options["username"])
        wishes, store = wishes_of(options), not options["dry_run"]
        paths = list(files_of(options["paths"], wishes.format))
        refused = done = total = 0
        for given, unread in groups(paths, whole=wishes.all_or_nothing):
            for path, reason in unread:
                self.stderr.write(f"{path}: refused: {reason}")
            refused += len(unread)
            if not given or (unread and wishes.all_or_nothing):
                continue
            imported = bring_in(project, actor, given, wishes, store=store)
            self.tell_problems(imported, [path for path, _ in given], warnings=options["verbosity"] > 1)
            counts = self.tell_files(imported, [path for path, _ in given], stored=store)
            refused, done, total = refused + counts[0], done + counts[1], total + counts[2]
            if imported.state != ImportState.DONE:
                cancel_import(actor=actor, imported=imported)  # nothing of it is kept
        what = "stored in" if store else "would be stored in"
        self.stdout.write(
            f"{done} of {counted(total, 'record', 'records')} from {counted(len(paths), 'file', 'files')} "
            f"{what} {project.slug}"
        )
        if refused:
            raise CommandError(f"{refused} of {counted(len(paths), 'file was', 'files were')} refused.")

    def tell_problems(self, imported: Import, paths: Sequence[Path], *, warnings: bool) -> None:
        """One line for each error and, if wanted, each warning."""
        for row in queries.rows(imported, "" if warnings else Outcome.BAD).iterator():
            for one in row.problems:
                if warnings or one["severity"] == "error":
                    self.stderr.write(in_words(paths[row.file.position], one))

    def tell_files(self, imported: Import, paths: Sequence[Path], *, stored: bool) -> tuple[int, int, int]:
        """One line for each file; the numbers of files refused, of records stored (or to be), and of all records."""
        counts = queries.outcomes_by_file(imported)
        wanted = {} if stored else queries.count_by_file(queries.to_store(imported))
        refused = done = total = 0
        for file, path in zip(queries.files(imported), paths, strict=True):
            found = counts.get(file.pk, {})
            records = sum(found.values())
            reason = refusal(imported, file, found)
            number = 0 if reason else file.stored if stored else wanted.get(file.pk, 0)
            refused, done, total = refused + bool(reason), done + number, total + records
            if reason:
                self.stderr.write(f"{path}: refused: {reason}")
            else:
                what = "stored" if stored else "would be stored"
                self.stdout.write(f"{path}: {number} of {records} {what}{others(found)}")
        return refused, done, total


def bring_in(project: Project, actor: User, given: Sequence[Given], wishes: Wishes, *, store: bool) -> Import:
    """One import of these files, looked at and, if wanted, stored; in the state it ended in."""
    uploads = [Upload(file_label(path.name), content) for path, content in given]
    try:
        imported = start_import(
            actor=actor,
            project=project,
            origin=ImportOrigin.COMMAND,
            uploads=uploads,
            wishes=wishes,
            by_worker=False,
        )
    except WorkflowError as error:
        raise CommandError(error.message) from error
    check(imported.pk)
    if store:
        request_store(actor=actor, imported=imported, by_worker=False)
        store_import(import_id=imported.pk)
    imported.refresh_from_db()
    return imported


def refusal(imported: Import, file: ImportFile, found: Mapping[str, int]) -> str:
    """Why nothing of a file is stored, or empty."""
    if file.problem:
        return file.problem
    if found.get(Outcome.BAD) and not imported.skip_bad:
        return "has records with errors; nothing of it is stored"
    return imported.error


def others(found: Mapping[str, int]) -> str:
    """What came of the records that are not simply new, in brackets."""
    words = {
        Outcome.DUPLICATE: "already here",
        Outcome.CHANGED: "new texts of known articles",
        Outcome.NEAR: "near copies",
        Outcome.BAD: "with errors",
    }
    told = [f"{found[one]} {word}" for one, word in words.items() if one in found]
    return f" ({', '.join(told)})" if told else ""


def in_words(path: Path, problem: Mapping[str, Any]) -> str:
    """A problem as one line in the way of compilers, ``file:line: field: 'value' rule``, so that editors jump there."""
    where = f"{path}:{problem['line']}" if problem["line"] else str(path)
    kind = "" if problem["severity"] == "error" else "warning: "
    return f"{where}: {kind}{problem['field']}: {problem['value']!r} {problem['rule']}"


def wishes_of(options: dict[str, Any]) -> Wishes:
    """The wishes that the options express."""
    try:
        if options["format"]:
            known_format(options["format"])
    except WorkflowError as error:
        raise CommandError(error.message) from error
    pairs = [pair.partition("=") for pair in options["columns"]]
    if bad := [name for name, equals, column in pairs if not (name and equals and column)]:
        raise CommandError(f"--columns {bad[0]}: write it as FIELD=COLUMN.")
    return Wishes(
        format=options["format"],
        language=options["language"],
        encoding=options["encoding"],
        columns={name: column for name, _, column in pairs},
        skip_bad=options["skip_bad"],
        all_or_nothing=options["all_or_nothing"],
        changed=options["changed"],
        near=options["near"],
        freeze=options["freeze"],
    )


def found_project(slug: str) -> Project:
    """The project at this address; ``CommandError`` names those there are."""
    project = Project.objects.filter(slug=slug, deleted_at__isnull=True).first()
    if project is None:
        known = ", ".join(Project.objects.filter(deleted_at__isnull=True).values_list("slug", flat=True)) or "none"
        raise CommandError(f"There is no project {slug!r}. Projects here: {known}.")
    return project


def importer(project: Project, username: str | None) -> User:
    """Who is recorded as the one who imports: the named person, else the project's first lead."""
    if username is not None:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is nobody with the user name {username!r}.")
        return user
    leads = Membership.objects.filter(project=project, role=Role.LEAD, is_active=True).select_related("user")
    lead = leads.order_by("created_at", "pk").first()
    if lead is None:
        raise CommandError(f"{project.slug} has no lead; name somebody with --as.")
    return lead.user
