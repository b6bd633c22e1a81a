"""The act: a dataset that was exported comes back into an empty project, and is exported again as it was."""

from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction

from annotations.models import Article, Claim, Membership, Project, User
from annotations.permissions import can_manage
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.errors import Duplicate, Invalid, NotAllowed, WrongState
from annotations.workflow.events import record
from annotations.workflow.restore.answers import Reader
from annotations.workflow.restore.articles import Articles, write_articles, write_leads
from annotations.workflow.restore.attributions import write_attributions
from annotations.workflow.restore.check import Check
from annotations.workflow.restore.gold import Gold, flags_by_revision
from annotations.workflow.restore.labels import Labels
from annotations.workflow.restore.project import keep_words, take_words, write_entities, write_nobody, write_people
from annotations.workflow.restore.scheme import write_guidelines, write_scheme
from annotations.workflow.restore.shapes import ArticleLines, Dataset
from annotations.workflow.restore.world import World
from annotations.workflow.store import one_at_a_time

AT_ONCE = 50
"""Articles whose rows are in memory together."""


@dataclass(slots=True)
class Restored:
    """What came back: the project under its address, and how many rows of each part."""

    project: Project
    counts: dict[str, int] = field(default_factory=lambda: {"articles": 0, "annotations": 0, "gold": 0})


@transaction.atomic
def restore_dataset(*, actor: User, project: Project, dataset: Dataset) -> Restored:
    """Stores a dataset with all its ids in a project that has no article and no member but ``actor``.

    The project takes over the dataset's address, name, description, licence, label sets, protocols and guidelines. Its
    people become members who have left, with accounts that cannot sign in. Before anything is kept, all of it is read
    back as an export reads it. ``WrongState`` for a project that is not empty, ``Duplicate`` for an id that this server
    has already, ``shapes.BadRow`` for a row that cannot come back as it is.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead brings a dataset back.")
    locked = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    one_at_a_time(locked)
    refuse_not_empty(locked, actor)
    try:
        with transaction.atomic():
            restored = Restored(locked)
            words = _store(actor, dataset, restored)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
    except (IntegrityError, DataError) as error:
        raise _told(error) from error
    record(
        actor=actor,
        verb="dataset.restored",
        obj=locked,
        project=locked,
        before=words["before"],
        after=words["after"] | restored.counts,
    )
    return restored


def refuse_not_empty(project: Project, actor: User) -> None:
    """Refuses (``WrongState``) a project into which nothing can come back."""
    if Article.objects.filter(project=project).exists():
        raise WrongState("This project has articles (maybe in its trash); a dataset comes back into an empty project.")
    if Membership.objects.filter(project=project).exclude(user=actor).exists():
        raise WrongState("This project has other members; a dataset brings its own people into an empty project.")


def _store(actor: User, dataset: Dataset, restored: Restored) -> dict[str, dict[str, str]]:
    project, scheme = restored.project, dataset.scheme
    words = take_words(project, scheme)
    people = write_people(project, actor, scheme)
    protocols = write_scheme(project, actor, scheme)
    guidelines = write_guidelines(project, actor, scheme, protocols[0])
    entities = write_entities(project, dataset.entities)
    world = World(project, actor, people, write_nobody(project), entities, guidelines, protocols)
    check = Check(project)
    check.entities(dataset.entities)
    articles, reader = Articles(world), Reader(world)
    while some := list(islice(dataset.articles, AT_ONCE)):
        _store_articles(some, articles, reader)
        check.articles(some)
        _count(restored, some)
    keep_words(project)
    check.scheme(scheme)  # at the end: who only leads is not among the people, unless there is work of theirs
    return words


def _store_articles(some: list[ArticleLines], articles: Articles, reader: Reader) -> None:
    """Some articles with all that belongs to them, in the order that keys and triggers want."""
    labels, gold = Labels(reader), Gold(reader)
    splits = [articles.read(given) for given in some]
    pairs = list(zip(splits, some, strict=True))
    for split, given in pairs:
        labels.add(split, given.raw, flags_by_revision(given.gold))
        for line in given.gold:
            gold.add(line, split, labels)
    write_articles(splits)
    write_leads(splits, reader.world)
    write_attributions([(split, line) for split, given in pairs for line in given.attributions], reader.world)
    copy_rows(Claim, (claim for split in splits for claim in split.claims.values()))
    labels.write()
    gold.write()


def _count(restored: Restored, some: list[ArticleLines]) -> None:
    restored.counts["articles"] += len(some)
    restored.counts["annotations"] += sum(len(one.raw) for one in some)
    restored.counts["gold"] += sum(len(one.gold) for one in some)


def _told(error: Any) -> Duplicate | Invalid:
    """What the database refused, in words: most often an id that it has already."""
    diag = error.__cause__.diag
    if diag.constraint_name and diag.constraint_name.endswith("_pkey"):
        return Duplicate(
            f"{diag.message_detail} A dataset keeps its ids, so on one server it can be once only: it is here already, "
            "maybe in the trash, or an id stands in it twice.",
            field="id",
        )
    where = diag.context or diag.table_name or ""
    return Invalid("dataset", diag.message_detail or diag.message_primary, f"is refused by the database ({where})")
