"""Every resource of the API. To add one: write ``api/<resource>.py``, import it, add its line."""

from django.urls import URLPattern

from annotations.api import (
    adjudication,
    agreement,
    annotations,
    articles,
    assignments,
    batches,
    earlier_labels,
    entities,
    export,
    giving,
    imports,
    members,
    projects,
    reviews,
    revisions,
    schema,
    search,
    split,
    statements,
    training,
)

app_name = "api"
urlpatterns: list[URLPattern] = [
    *projects.ROUTES,
    *members.ROUTES,
    *batches.ROUTES,
    *articles.ROUTES,
    *earlier_labels.ROUTES,
    *imports.ROUTES,
    *statements.ROUTES,
    *split.ROUTES,
    *entities.ROUTES,
    *assignments.ROUTES,
    *giving.ROUTES,
    *training.ROUTES,
    *annotations.ROUTES,
    *revisions.ROUTES,
    *reviews.ROUTES,
    *adjudication.ROUTES,
    *search.ROUTES,
    *agreement.ROUTES,
    *export.ROUTES,
    *schema.ROUTES,
    schema.ELSEWHERE,
]
