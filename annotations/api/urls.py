"""Every resource of the API. To add one: write ``api/<resource>.py``, import it, add its line."""

from django.urls import URLPattern

from annotations.api import (
    annotations,
    articles,
    assignments,
    earlier_labels,
    entities,
    export,
    imports,
    projects,
    reviews,
    revisions,
    schema,
    search,
    split,
    statements,
)

app_name = "api"
urlpatterns: list[URLPattern] = [
    *projects.ROUTES,
    *articles.ROUTES,
    *earlier_labels.ROUTES,
    *imports.ROUTES,
    *statements.ROUTES,
    *split.ROUTES,
    *entities.ROUTES,
    *assignments.ROUTES,
    *annotations.ROUTES,
    *revisions.ROUTES,
    *reviews.ROUTES,
    *search.ROUTES,
    *export.ROUTES,
    *schema.ROUTES,
    schema.ELSEWHERE,
]
