"""Every page of the product, in the order of the menu. To add one: write ``web/<page>.py``, import it, add its line."""

from django.urls import URLPattern, URLResolver

from annotations.web import (
    account,
    article,
    articles,
    batches,
    export,
    history,
    home,
    import_article,
    import_files,
    imports,
    invitation,
    member,
    outcome,
    overview,
    people,
    projects,
    review,
    rules,
    search,
    sharing,
    split,
    split_merge,
    targets,
    training,
    workbench,
)
from annotations.web.page import Page

PAGES: tuple[Page, ...] = (
    *home.PAGES,
    *workbench.PAGES,
    *training.PAGES,
    *review.PAGES,
    *outcome.PAGES,
    *overview.PAGES,
    *articles.PAGES,
    *search.PAGES,
    *import_article.PAGES,
    *import_files.PAGES,
    *imports.PAGES,
    *article.PAGES,
    *split.PAGES,
    *split_merge.PAGES,
    *sharing.PAGES,
    *batches.PAGES,
    *export.PAGES,
    *targets.PAGES,
    *people.PAGES,
    *member.PAGES,
    *rules.PAGES,
    *history.PAGES,
    *projects.PAGES,
    *invitation.PAGES,
    *account.PAGES,
)

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [page.url_pattern() for page in PAGES]
