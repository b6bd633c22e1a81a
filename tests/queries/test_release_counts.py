"""The rows of a dataset are counted before they are read: exactly as many as come."""

import pytest
from django.db import connection

from annotations.models import Statement
from annotations.queries.release_choice import Choice
from annotations.queries.release_counts import count_raw
from annotations.queries.release_raw import raw_query
from tests.exports import story
from tests.factories import projects, splits

pytestmark = pytest.mark.django_db

CHOICES = (
    Choice(),
    Choice(articles="all"),
    Choice(articles="calibration"),
    Choice(article="bridge"),
    Choice(language="de"),
    Choice(state="submitted"),
    Choice(state="accepted"),
    Choice(label="verification:supported"),
    Choice(since="2020-01-01"),
    Choice(until="2020-01-01"),
)


def test_as_many_raw_rows_are_counted_as_come() -> None:
    told = story.tell()

    counted = [count_raw(told, choice, connection) for choice in CHOICES]

    assert counted == [len(raw_query(told, choice)) for choice in CHOICES]
    assert counted[:4] == [48, 48, 0, 4]


def test_labels_on_a_statement_that_was_cut_anew_are_not_counted() -> None:
    project = projects.project(annotators_per_article=1)
    article = projects.article(project, splits.TEXT)
    projects.submitted(project)
    before = count_raw(project, Choice(), connection)
    longest = next(row for row in splits.live(article) if "The bridge is safe" in row.exact)

    splits.edit(article, "split", statement=longest, at=article.text.index(", adding"))

    assert count_raw(project, Choice(), connection) == len(raw_query(project, Choice())) == before - 1
    assert Statement.objects.filter(article=article, state="replaced").count() == 1


def test_a_label_without_answers_is_not_counted() -> None:
    project = projects.project()
    projects.article(project)
    work = projects.submitted(project)
    work.annotations.filter(pk=work.annotations.order_by("pk")[0].pk).update(head=None)

    assert count_raw(project, Choice(), connection) == len(raw_query(project, Choice())) == 3
