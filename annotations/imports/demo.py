"""The demonstration, played through the workflow so that it can hold no impossible state."""

import secrets
import uuid
from datetime import datetime, timedelta
from itertools import groupby

from annotations.imports import seeds
from annotations.imports.check import check
from annotations.imports.formats.seed_gold import read_article, read_segmentation
from annotations.imports.playback import play_script
from annotations.imports.playback_clock import playing
from annotations.imports.playback_stage import Stage, seed_bodies
from annotations.models import Article, Assignment, Entity, ImportOrigin, Project, User
from annotations.workflow.annotate import save_revision, submit
from annotations.workflow.assign import take_next
from annotations.workflow.entities import pin_entity
from annotations.workflow.freeze import freeze
from annotations.workflow.import_store import store_import
from annotations.workflow.imports import Upload, Wishes, request_store, start_import
from annotations.workflow.ingest import import_article
from annotations.workflow.members import add_member, create_person
from annotations.workflow.projects import create_project

SLUG = "idlib"
DAYS = 28
"""The play begins so many days before it is loaded."""
OPENING = timedelta(hours=9)


def play(today: datetime) -> dict[str, str]:
    """Makes the demo's people, project and articles and four weeks of work on them, the last of it before ``today``.

    ``today`` is a midnight. Returns user names with their new random passwords.
    """
    passwords = {person["username"]: secrets.token_urlsafe(9) for person in seeds.people()}
    first_day = today - timedelta(days=DAYS - 1)
    with playing(first_day + OPENING) as clock:
        people = _people(passwords)
        project = _project(people)
        play_script(Stage(project, people, clock, first_day + OPENING), first_day)
    return passwords


def _people(passwords: dict[str, str]) -> dict[str, User]:
    return {
        person["username"]: create_person(
            username=person["username"],
            display_name=person["display_name"],
            password=passwords[person["username"]],
            is_operator=person["role"] == "lead",
        )
        for person in seeds.people()
    }


def _project(people: dict[str, User]) -> Project:
    """The project with everybody in it; the seed article comes first, so that it is handed out first."""
    lead = people["tomas"]
    project = create_project(
        actor=lead,
        slug=SLUG,
        name="Idlib coverage",
        description="Reported speech about the Idlib talks of February 2020, and invented articles of many kinds.",
        is_demo=True,
    )
    for person in seeds.people():
        if person["role"] != "lead":
            add_member(actor=lead, project=project, username=person["username"], role=person["role"])
    import_seed(actor=lead, project=project)
    import_articles(actor=lead, project=project)
    return project


def import_seed(*, actor: User, project: Project) -> Article:
    """The seed article with its hand-checked split, frozen, its usual targets pinned."""
    gold, text = seeds.gold(), seeds.article_text()
    article = import_article(
        actor=actor,
        project=project,
        draft=read_article(gold, text),
        segmentation=read_segmentation(gold, text),
    )
    for place, key in enumerate(seeds.PINNED):
        pin_entity(actor=actor, entity=Entity.objects.get(project=project, key=key), place=place)
    return freeze(actor=actor, article=article)


def import_articles(*, actor: User, project: Project) -> None:
    """``seeds/articles`` by the import that everybody's files take, one import for files that are treated alike."""
    alike = groupby(seeds.ARTICLES, key=lambda file: (file.language, file.is_checked))
    for (language, is_checked), files in alike:
        imported = start_import(
            actor=actor,
            project=project,
            origin=ImportOrigin.COMMAND,
            uploads=[Upload(name=file.name, content=file.content()) for file in files],
            wishes=Wishes(language=language, freeze=is_checked),
            by_worker=False,
        )
        check(imported.pk)
        request_store(actor=actor, imported=imported, by_worker=False)
        store_import(import_id=imported.pk)


def label_seed(*, annotator: User, project: Project) -> Assignment:
    """``seeds/demo_labels.json`` as labels of ``annotator``, handed in."""
    assignment = take_next(actor=annotator, project=project)
    if assignment is None:
        raise LookupError(f"{project.slug} has no article for {annotator}")
    rows = list(assignment.article.statements.filter(is_statement=True).order_by("start"))
    for number, (row, body) in enumerate(zip(rows, seed_bodies(rows, entity_ids(project)), strict=True)):
        save_revision(
            actor=annotator,
            assignment=assignment,
            statement=row,
            revision_id=uuid.uuid4(),
            base_seq=0,
            body=body,
            active_ms=7_000 + 900 * (number % 7),
        )
    return submit(actor=annotator, assignment=assignment)


def entity_ids(project: Project) -> dict[str, str]:
    """The id behind each entity's name in exports (``ent:key``)."""
    return {f"ent:{key}": str(pk) for key, pk in Entity.objects.filter(project=project).values_list("key", "pk")}
