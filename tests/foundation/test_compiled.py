"""Querysets whose SQL is made once."""

import pytest
from django.db.models.functions import Upper
from pytest_django import DjangoAssertNumQueries

from annotations.models import Assignment, Project
from factcheck.compiled import Compiled, CompiledValues, Counted
from tests.factories import projects

pytestmark = pytest.mark.django_db


def test_rows_are_those_of_the_queryset_with_what_it_joins_and_leaves_out(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    made = projects.project()
    projects.article(made)
    work = projects.assignment(made)
    joined = Compiled(
        lambda key: (
            Assignment.objects.select_related("article__project", "reviewer").defer("article__text").filter(pk=key)
        ),
        "uuid",
    )

    with django_assert_num_queries(1):
        (found,) = joined.rows(work.pk)
        seen = (found.article.project, found.reviewer, found.article.get_deferred_fields())

    assert (found, seen) == (work, (made, None, {"text"}))


def test_other_values_give_other_rows_and_words_are_never_taken_for_sql() -> None:
    made = projects.project()
    named = Compiled(lambda slug: Project.objects.filter(slug=slug), "text")
    assert [named.rows(slug) for slug in (made.slug, "' OR true --", made.slug)] == [[made], [], [made]]


def test_what_a_row_is_annotated_with_comes_along() -> None:
    made = projects.project()
    named = Compiled(lambda key: Project.objects.annotate(shout=Upper("slug")).filter(pk=key), "uuid")
    assert [vars(row)["shout"] for row in named.rows(made.pk)] == ["IDLIB"]


def test_values_are_those_of_the_queryset_in_its_order(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = projects.project()
    named = CompiledValues(lambda slug: Project.objects.filter(slug=slug).values_list("blind", "pk"), "text")
    with django_assert_num_queries(2):
        assert [named.rows(slug) for slug in (made.slug, "none")] == [[(True, made.pk)], []]


def test_rows_are_counted_as_the_queryset_counts_them(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = projects.project()
    counted = Counted(lambda slug: Project.objects.filter(slug=slug).order_by("name"), "text")
    with django_assert_num_queries(2):
        assert [counted.of(slug) for slug in (made.slug, "' OR true --")] == [1, 0]
