"""Projects in the states that the routes act on, and everybody who might call."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from annotations.imports.check import check
from annotations.models import (
    Annotation,
    ApiToken,
    Article,
    Assignment,
    Batch,
    BulkAct,
    CommentThread,
    DatasetFile,
    Entity,
    Import,
    ImportOrigin,
    Membership,
    Project,
    Release,
    Statement,
)
from annotations.queries.agreement_scope import Scope
from annotations.workflow.agreement import ask_for_agreement
from annotations.workflow.annotate import submit
from annotations.workflow.articles import put_in_batch
from annotations.workflow.batches import create_batch
from annotations.workflow.dataset_files import ask_for_file
from annotations.workflow.give import give
from annotations.workflow.imports import Upload, Wishes, start_import
from annotations.workflow.known import answer_for_others
from annotations.workflow.release import keep_file
from annotations.workflow.review import accept_rest, decide, finish_review
from annotations.workflow.rules import change_project
from annotations.workflow.trash import trash_article, trash_project
from tests.api.caller import Caller, with_token
from tests.factories import adjudications, bulk, people, projects, releases, talks

UNFROZEN_TEXT = "Rain in May.\n\nIt rained in May. It snowed in June.\n"


@dataclass(frozen=True, slots=True)
class World:
    """A project whose short article Ada has in hand, labelled and perhaps handed in; and one article not frozen yet."""

    project: Project
    article: Article
    unfrozen: Article
    assignment: Assignment
    statement: Statement
    label: Annotation
    review: uuid.UUID | None = None

    @property
    def entity(self) -> Entity:
        """The mayor, whom the article names."""
        return Entity.objects.get(project=self.project, canonical_name="Jane Doe")

    @property
    def imported(self) -> Import:
        """The import that ``importing`` began."""
        return Import.objects.get(project=self.project)

    @property
    def version(self) -> str:
        """The version of the statement's docket."""
        return adjudications.now(self.statement).version

    @property
    def batch(self) -> Batch:
        """The batch that ``batched`` made."""
        return Batch.objects.get(project=self.project)

    @property
    def bulk(self) -> BulkAct:
        """What ``accepted_at_once`` did."""
        return BulkAct.objects.get()

    @property
    def release(self) -> Release:
        """The release that ``released`` asked for."""
        return Release.objects.get(project=self.project)

    @property
    def thread(self) -> CommentThread:
        """The conversation that ``talked`` began."""
        return CommentThread.objects.get()

    @property
    def file(self) -> DatasetFile:
        """The file that ``exporting`` asked for."""
        return DatasetFile.objects.get(project=self.project)

    @property
    def member(self) -> Membership:
        """Ada's membership."""
        return Membership.objects.get(project=self.project, user=people.annotator())


def labelled() -> World:
    """Ada has labelled every statement and not handed in."""
    project = projects.project()
    article = projects.article(project)
    unfrozen = projects.article(project, UNFROZEN_TEXT, frozen=False)
    work = projects.label_all(projects.assignment(project))
    label = work.annotations.select_related("statement").order_by("statement__start").first()
    assert label is not None
    return World(project, article, unfrozen, work, label.statement, label)


def handed_in() -> World:
    """Ada's labels wait for review."""
    world = labelled()
    submit(actor=people.annotator(), assignment=world.assignment)
    return again(world)


def blind_first() -> World:
    """Ada's labels wait for a reviewer who answers before they are shown."""
    world = handed_in()
    change_project(actor=people.lead(), project=world.project, changes={"review_blind_first": True})
    return again(world)


def decided() -> World:
    """Rio has returned the first label and accepted the others, and not finished."""
    world = handed_in()
    assert world.label.head_id is not None
    review = decide(
        actor=people.reviewer(),
        annotation=world.label,
        seen=world.label.head_id,
        decision="return",
        reason="guideline",
        proposed=projects.answers("refuted"),
    )
    accept_rest(actor=people.reviewer(), assignment=world.assignment)
    return again(world, review.pk)


def returned() -> World:
    """The first label came back to Ada."""
    world = decided()
    finish_review(actor=people.reviewer(), assignment=world.assignment)
    return again(world, world.review)


def contested() -> World:
    """Ada and Ben differ on the first statement; all their labels are accepted."""
    statement = adjudications.contested()
    work = Assignment.objects.get(annotator=people.annotator())
    label = Annotation.objects.get(statement=statement, annotator=people.annotator())
    return World(statement.article.project, statement.article, statement.article, work, statement, label)


def importing() -> World:
    """Lea brings a text in; it is looked at and waits for her yes."""
    world = labelled()
    begin_import(world.project)
    return world


def batched() -> World:
    """There is a batch without articles."""
    world = labelled()
    create_batch(actor=people.lead(), project=world.project, name="March")
    return world


def accepted_at_once() -> World:
    """Rio has accepted Ada's labels by an act on many."""
    world = handed_in()
    bulk.done([world.assignment])
    return again(world)


def talked() -> World:
    """Ada has asked about the first statement."""
    world = labelled()
    talks.begun(world.statement)
    return world


def trained() -> World:
    """Ada's work is training that she has finished; Lea's answers are the right ones."""
    project = projects.project()
    batch = create_batch(actor=people.lead(), project=project, name="Begin", kind="training")
    article = projects.article(project)
    put_in_batch(actor=people.lead(), article=article, batch=batch)
    known = projects.label_all(answer_for_others(actor=people.lead(), article=article), "supported")
    submit(actor=people.lead(), assignment=known)
    work = give(actor=people.lead(), article=article, annotator=people.annotator())
    submit(actor=people.annotator(), assignment=projects.label_all(work))
    label = work.annotations.select_related("statement").order_by("statement__start").first()
    assert label is not None
    return again(World(project, article, article, work, label.statement, label))


def measuring() -> World:
    """Lea asked how far labels agree; no worker has begun."""
    world = labelled()
    ask_for_agreement(actor=people.lead(), project=world.project, scope=Scope())
    return world


def trashed() -> World:
    """The article is in the trash, and so is a project of its own."""
    world = labelled()
    trash_article(actor=people.lead(), article=world.article)
    trash_project(actor=people.lead(), project=projects.project("old-bridges"))
    return world


def released() -> World:
    """Lea asked for a release; its first file is written, and no more."""
    world = labelled()
    keep_file(release=releases.asked(world.project), name="notes/README.md", pieces=[b"# Idlib\n"])
    return world


def exporting() -> World:
    """Lea asked for the dataset as a file; no worker has begun."""
    world = labelled()
    ask_for_file(actor=people.lead(), project=world.project, asked={"format": "jsonl"}, name="idlib-raw.jsonl")
    return world


def begin_import(project: Project) -> None:
    """An import of one short file, looked at."""
    uploads = [Upload("storm.txt", b"Storm\n\nIt came at night. It took three roofs.\n")]
    made = start_import(
        actor=people.lead(), project=project, origin=ImportOrigin.FILES, uploads=uploads, wishes=Wishes()
    )
    check(made.pk)


def again(world: World, review: uuid.UUID | None = None) -> World:
    """The same world with its rows read anew."""
    label = Annotation.objects.get(pk=world.label.pk)
    work = Assignment.objects.get(pk=world.assignment.pk)
    return World(world.project, world.article, world.unfrozen, work, world.statement, label, review)


def everybody(world: World) -> dict[str, Caller]:
    """Who might call: people by session; programs of the lead with three kinds of tokens."""
    lead = people.lead()
    elsewhere = projects.project("elsewhere")
    expired = with_token(lead, "read", "annotate", "manage")
    ApiToken.objects.filter(user=lead).update(expires_at=timezone.now() - timedelta(seconds=1))
    return {
        "anonymous": Caller(),
        "outsider": Caller(people.outsider()),
        "viewer": Caller(people.viewer()),
        "annotator": Caller(people.annotator()),
        "colleague": Caller(people.second_annotator()),
        "reviewer": Caller(people.reviewer()),
        "lead": Caller(lead),
        "read token": with_token(lead, "read", project=world.project),
        "expired token": expired,
        "foreign token": with_token(lead, "read", "annotate", "manage", project=elsewhere),
    }
