"""Search: statements and articles of a project by words, speaker, mention, label, state, language and date."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from annotations.queries import search as queries
from annotations.queries.names import Named, named
from annotations.queries.search import Asked, TooWide, label_named
from annotations.queries.search_words import question
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import Listing, Sort, address
from annotations.web.page import PROJECT_PREFIX, Page, Section, Title
from annotations.web.search_form import SearchForm, chosen_words, drawn_fields, label_choices
from annotations.web.search_hits import article_hits, statement_hits

STATEMENTS, ARTICLES = "statements", "articles"
FINDS: Mapping[str, Callable[..., queries.Found[Any]]] = {STATEMENTS: queries.statements, ARTICLES: queries.articles}
NEEDED = {STATEMENTS: ("article_id", "start"), ARTICLES: ("article_id",)}
"""What the order of a list looks at; what its rows show is fetched for one page alone."""
WORD = re.compile(r"\w")
HITS = 25
"""Hits of a page: each is read, none is ticked."""
LISTINGS = {
    STATEMENTS: Listing(
        sorts=(
            Sort("newest", gettext_lazy("Newest import first"), ("-article_id", "start")),
            Sort("oldest", gettext_lazy("Oldest import first"), ("article_id", "start")),
        ),
        size=HITS,
        count_limit=queries.FEW,
    ),
    ARTICLES: Listing(
        sorts=(
            Sort("newest", gettext_lazy("Newest import first"), ("-article_id",)),
            Sort("oldest", gettext_lazy("Oldest import first"), ("article_id",)),
        ),
        size=HITS,
        count_limit=queries.FEW,
    ),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words, with the address without it."""

    title: Title
    words: str
    href: str


def search(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the form and what answers; ``?in=articles`` lists articles instead of statements."""
    kind = ARTICLES if request.GET.get("in") == ARTICLES else STATEMENTS
    labels = label_choices(entry.project)
    form = SearchForm(request.GET, labels)
    context: dict[str, Any] = {
        "project": entry.project,
        "form": form,
        "fields": drawn_fields(request.GET, labels),
        "kind": kind,
        "tabs": tabs(request.GET, kind),
    }
    if not form.is_valid():
        return render(request, "annotations/search.html", context, status=400)
    try:
        with queries.patiently():
            context |= answer(request, entry, kind, form)
    except TooWide:
        context["too_wide"] = True
    return render(request, "annotations/search.html", context)


def answer(request: HttpRequest, entry: ProjectAccess, kind: str, form: SearchForm) -> dict[str, Any]:
    """The page of hits, the names that were understood, and what is in force."""
    user, project, wanted = access.visitor(request), entry.project, form.cleaned_data
    speaker = named(user, project, wanted["speaker"]) if wanted["speaker"] else None
    mention = named(user, project, wanted["mention"]) if wanted["mention"] else None
    words = question(project, wanted["q"], wanted["language"]) if wanted["q"] else None
    asked = Asked(
        question=words,
        speakers=speaker.keys if speaker else None,
        mentions=mention.keys if mention else None,
        label=label_named(project, wanted["label"]) if wanted["label"] else None,
        state=wanted["state"],
        language=wanted["language"].lower(),
        since=wanted["since"],
        until=wanted["until"],
    )
    found = FINDS[kind](user, project, asked)
    shown = LISTINGS[kind].show(request, found.rows.only(*NEEDED[kind]), found.count)
    keys = [row.pk for row in shown.rows]
    return {
        "shown": shown,
        "hits": article_hits(user, project, asked, keys) if kind == ARTICLES else statement_hits(project, asked, keys),
        "chips": chips(request, form, {"speaker": speaker, "mention": mention}),
        "guesses": [one for one in (speaker, mention) if one and not one.exactly],
        "no_word": bool(wanted["q"]) and not WORD.search(wanted["q"]),
        "words": words,
        "narrowed": any(wanted.values()),
    }


def tabs(asked: QueryDict, kind: str) -> list[tuple[Title, str, bool]]:
    """The two lists with their addresses; the second keeps everything that is asked."""
    return [
        (gettext_lazy("Statements"), address(asked, "in", ""), kind == STATEMENTS),
        (gettext_lazy("Articles"), address(asked, "in", ARTICLES), kind == ARTICLES),
    ]


def chips(request: HttpRequest, form: SearchForm, names: dict[str, Named | None]) -> list[Chip]:
    """The filters in force, apart from the words; a name that was guessed is shown as what it was taken for."""
    found = []
    for bound in form:
        value = form.cleaned_data.get(bound.name)
        if bound.name == "q" or not value:
            continue
        who = names.get(bound.name)
        words = ", ".join(map(str, who.entities[:3])) if who and who.entities else chosen_words(bound.field, value)
        found.append(Chip(bound.label, words, address(request.GET, bound.name, "")))
    return found


PAGES = (Page("search", gettext_lazy("Search"), f"{PROJECT_PREFIX}search/", search, "search", Section.WORK),)
