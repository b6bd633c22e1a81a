"""``manage.py import_articles PATH… --project SLUG``: brings text files in, one article each."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from annotations.imports.base import Options
from annotations.imports.formats import plain_text
from annotations.models import Article, Membership, Project, Role, User
from annotations.workflow.errors import Invalid, WorkflowError
from annotations.workflow.ingest import import_article


class Command(BaseCommand):
    """Says one line per file; a file is imported whole or not at all, and one that fails stops no other."""

    help = "Import .txt files (or all of a folder's), one article each, into a project. Exit status 1 when one failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Paths, ``--project``, ``--as`` and ``--language``."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .txt file in UTF-8, or a folder")
        parser.add_argument("--project", required=True, metavar="SLUG", help="the project's address")
        parser.add_argument(
            "--as", dest="username", metavar="USER", help="who imports (default: the project's first lead)"
        )
        parser.add_argument(
            "--language", default="en", metavar="TAG", help="BCP 47 language of the texts (default: en)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import file by file; fails at the end when any of them did."""
        project = found_project(options["project"])
        actor = importer(project, options["username"])
        files = list(text_files(options["paths"]))
        failed = 0
        for path in files:
            try:
                article = bring_in(path, project, actor, options["language"])
            except (WorkflowError, OSError) as error:
                failed += 1
                self.stderr.write(f"{path}: not imported: {reason(error)}")
            else:
                count = article.statements.filter(is_statement=True).count()
                self.stdout.write(f"{path}: imported “{article.title}”, {count} statements")
        self.stdout.write(f"{len(files) - failed} of {len(files)} files imported into {project.slug}")
        if failed:
            raise CommandError(f"{failed} of {len(files)} files were not imported.")


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


def text_files(paths: list[Path]) -> Iterator[Path]:
    """The files in the order given; a folder stands for its .txt files by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.txt"))
        else:
            yield path


def bring_in(path: Path, project: Project, actor: User, language: str) -> Article:
    """One file as one article, in one transaction."""
    with path.open("rb") as stream:
        row = next(plain_text.read(stream, path.name, Options(language=language)))
    if row.draft is None:
        problem = row.problems[0]
        raise Invalid(problem.field, problem.value, problem.rule)
    return import_article(actor=actor, project=project, draft=row.draft)


def reason(error: Exception) -> str:
    """Why a file was refused, in one sentence."""
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)
