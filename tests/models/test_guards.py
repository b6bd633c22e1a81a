"""What the database itself refuses, whoever asks."""

import inspect
import uuid
from collections.abc import Callable

import psycopg
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from annotations.models import Annotation, Article, Assignment, EntityMention, Event, Review, Revision, Statement
from annotations.workflow.freeze import freeze
from tests.factories import people, projects

pytestmark = pytest.mark.django_db

HISTORY = (
    "revision",
    "annotationlabel",
    "stance",
    "review",
    "reviewitem",
    "reviewreply",
    "blindanswer",
    "adjudication",
    "adjudicationbasis",
    "goldlabel",
    "goldstance",
    "event",
    "splitedit",
)


def refused(constraint: str, act: Callable[[], object]) -> None:
    """``act`` breaks the constraint of that name."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.errors.IntegrityError)
    assert cause.diag.constraint_name == constraint


@pytest.fixture
def article() -> Article:
    """A short article, split, not frozen."""
    return projects.article(projects.project(), frozen=False)


def statement(article: Article, start: int, end: int, exact: str | None = None) -> Statement:
    """A row straight into the table."""
    quote = article.text[start:end] if exact is None else exact
    return Statement.objects.create(article=article, index=99, start=start, end=end, exact=quote, role="body")


def test_a_statement_quotes_its_article(article: Article) -> None:
    article.statements.all().delete()
    refused("annotations_statement_exact_equals_text", lambda: statement(article, 0, 5, "wrong"))
    refused("annotations_statement_exact_equals_text", lambda: statement(article, 0, 5, article.text[:6]))


def test_a_span_beyond_the_text_is_refused(article: Article) -> None:
    size = len(article.text)
    refused("annotations_statement_exact_equals_text", lambda: statement(article, size, size + 3, "abc"))


def test_spans_are_counted_in_code_points() -> None:
    text = "A 🕊️ flies\n\nİdlib’de café reader."
    article = projects.article(projects.project(), text, frozen=False)
    article.statements.all().delete()
    assert statement(article, 2, 4).exact == "🕊️"


def test_statements_of_an_article_do_not_overlap(article: Article) -> None:
    first = article.statements.order_by("start")[0]
    refused("statement_spans_do_not_overlap", lambda: statement(article, first.start, first.start + 2))


def test_an_empty_span_is_refused(article: Article) -> None:
    refused("statement_span_not_empty", lambda: statement(article, 4, 4, ""))


def test_a_mention_quotes_its_article(article: Article) -> None:
    entity = article.project.entities.create(key="x", canonical_name="X")
    refused(
        "annotations_entitymention_exact_equals_text",
        lambda: EntityMention.objects.create(article=article, entity=entity, start=0, end=3, exact="no!", kind="name"),
    )


def test_the_text_of_an_article_never_changes(article: Article) -> None:
    refused("article_text_immutable", lambda: Article.objects.filter(pk=article.pk).update(text="other"))


def test_a_frozen_statement_keeps_its_span(article: Article) -> None:
    freeze(actor=people.lead(), article=article)
    last = article.statements.order_by("start").last()
    assert last is not None
    rows = Statement.objects.filter(pk=last.pk)
    refused("statement_frozen_span", lambda: rows.update(end=last.end - 1, exact=last.exact[:-1]))


@pytest.mark.parametrize(("reserved", "done"), [(3, 0), (1, 2)])
def test_places_are_done_within_reserved_within_required(article: Article, reserved: int, done: int) -> None:
    refused(
        "article_places_done_reserved_required",
        lambda: Article.objects.filter(pk=article.pk).update(reserved=reserved, done=done),
    )


@pytest.fixture
def work() -> Assignment:
    """A submitted assignment."""
    project = projects.project()
    projects.article(project)
    return projects.submitted(project)


def test_one_live_annotation_per_statement_and_annotator(work: Assignment) -> None:
    there = work.annotations.all()[0]
    refused(
        "annotation_one_live_per_statement_and_annotator",
        lambda: Annotation.objects.create(assignment=work, statement=there.statement, annotator=work.annotator),
    )


def test_an_annotation_is_by_the_person_of_its_assignment(work: Assignment) -> None:
    refused(
        "annotation_of_its_assignment",
        lambda: Annotation.objects.create(
            assignment=work, statement=work.annotations.all()[0].statement, annotator=people.reviewer()
        ),
    )


def test_a_reviewer_is_never_the_annotator(work: Assignment) -> None:
    label = work.annotations.all()[0]
    refused(
        "review_reviewer_is_not_annotator",
        lambda: Review.objects.create(
            assignment=work,
            annotation=label,
            revision=label.head,
            annotator=work.annotator,
            reviewer=work.annotator,
            decision="accept",
        ),
    )


def test_a_review_cannot_name_another_annotator(work: Assignment) -> None:
    label = work.annotations.all()[0]
    refused(
        "review_of_its_annotation",
        lambda: Review.objects.create(
            assignment=work,
            annotation=label,
            revision=label.head,
            annotator=people.second_annotator(),
            reviewer=work.annotator,
            decision="accept",
        ),
    )


def test_revisions_of_an_annotation_follow_one_another(work: Assignment) -> None:
    head = work.annotations.all()[0].head
    assert head is not None
    facts = {**Revision.objects.filter(pk=head.pk).values()[0], "id": uuid.uuid4(), "seq": 3, "base_seq": 1}
    refused("revision_seq_follows_base", lambda: Revision.objects.create(**facts))
    facts |= {"seq": 1, "base_seq": 0}
    refused("revision_seq_unique", lambda: Revision.objects.create(**facts))


@pytest.mark.parametrize("table", HISTORY)
@pytest.mark.parametrize("event", ["UPDATE", "DELETE"])
def test_history_is_written_once(table: str, event: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM information_schema.triggers WHERE event_object_table = %s "
            "AND event_manipulation = %s AND trigger_name = %s",
            [f"annotations_{table}", event, f"{table}_insert_only"],
        )
        assert cursor.fetchone() == (1,)


@pytest.mark.usefixtures("work")
def test_an_event_is_neither_changed_nor_deleted() -> None:
    refused("annotations_event_insert_only", lambda: Event.objects.update(verb="nothing"))
    refused("annotations_event_insert_only", lambda: Event.objects.filter(verb="member.added").delete())


def test_nothing_cascades_into_history() -> None:
    # made from their rows, gone with them
    derived = {"SearchedArticle.article", "SearchedStatement.statement", "Comparison.assignment"}
    cascading = {
        f"{model.__name__}.{name}"
        for model in apps.get_app_config("annotations").get_models()
        for name, field in inspect.getmembers(model, lambda member: isinstance(member, ForwardManyToOneDescriptor))
        if field.field.remote_field.on_delete is models.CASCADE
    }
    assert cascading == derived
