"""Search: statements and articles of a project by words, speaker, mention, label, state, language and date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import F, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.models import Project, SearchedArticle, SearchedStatement, User
from annotations.queries import search as queries
from annotations.queries.articles import STAGES, stage_of
from annotations.queries.names import Named, named
from annotations.queries.protocols import protocol_in_force
from annotations.queries.search import Asked, TooWide, label_named
from annotations.queries.search_words import Question, pieces, question
from annotations.queries.workbench import direction
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.listing import SEARCH_LENGTH, Listing, Sort, address, clean
from annotations.web.page import PROJECT_PREFIX, Page, Section, Title

STATEMENTS, ARTICLES = "statements", "articles"
EMPTY: tuple[str, Title] = ("", gettext_lazy("Any"))
OF_AN_ARTICLE = tuple(f"article__{name}" for name in ("title", "language", "published_at", "state", "reserved"))
OF_A_STATEMENT = ("start", "statement__speaker__canonical_name", "statement__speaker__description", *OF_AN_ARTICLE)
"""What a hit shows of each, and nothing else is fetched."""
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


class SearchForm(forms.Form):
    """What narrows a search; every field may stay empty."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=SEARCH_LENGTH)
    speaker = forms.CharField(label=gettext_lazy("Speaker"), required=False, max_length=SEARCH_LENGTH)
    mention = forms.CharField(label=gettext_lazy("Mentions"), required=False, max_length=SEARCH_LENGTH)
    label = forms.ChoiceField(label=gettext_lazy("Label"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), required=False, choices=[EMPTY, *((one.key, one.title) for one in STAGES)]
    )
    language = forms.RegexField(
        r"^[A-Za-z]{2,3}$",
        label=gettext_lazy("Language"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write two or three letters, such as en or tr.")},
    )
    since = forms.DateField(
        label=gettext_lazy("Published from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Published until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, asked: QueryDict, project: Project) -> None:
        super().__init__(asked)
        choices: list[Any] = [EMPTY, *label_choices(project)]
        self.fields["label"] = forms.ChoiceField(label=gettext_lazy("Label"), required=False, choices=choices)

    def clean(self) -> dict[str, Any]:
        """Words that PostgreSQL takes; a span of time that does not end before it begins."""
        cleaned = super().clean() or {}
        for name in ("q", "speaker", "mention"):
            cleaned[name] = clean(cleaned.get(name, ""))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("This is before the first day."))
        return cleaned


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, in words, with the address without it."""

    title: Title
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of the list. ``pieces`` are stretches of its text, each with whether it is a found word."""

    row: SearchedStatement | SearchedArticle
    pieces: Sequence[tuple[str, bool]]
    stage: Any
    direction: str


def search(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the form and what answers; ``?in=articles`` lists articles instead of statements."""
    kind = ARTICLES if request.GET.get("in") == ARTICLES else STATEMENTS
    form = SearchForm(request.GET, entry.project)
    context: dict[str, Any] = {"project": entry.project, "form": form, "kind": kind, "tabs": tabs(request.GET, kind)}
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
    shown = LISTINGS[kind].show(request, *found(user, project, kind, asked))
    return {
        "shown": shown,
        "hits": [hit(row) for row in shown.rows],
        "chips": chips(request, form, {"speaker": speaker, "mention": mention}),
        "guesses": [one for one in (speaker, mention) if one and not one.exactly],
        "only_common_words": words is not None and words.is_empty,
        "narrowed": any(wanted.values()),
    }


def found(user: User, project: Project, kind: str, asked: Asked) -> tuple[QuerySet[Any], int]:
    """The hits with what their rows show (the text, its found words marked), and their count."""
    sought = asked.question if asked.question and not asked.question.is_empty else None
    if kind == STATEMENTS:
        hits: queries.Found[Any] = queries.statements(user, project, asked)
        rows = hits.rows.select_related("statement__speaker", "article").only(*OF_A_STATEMENT)
        text: Any = sought.marked("statement__exact", "article__language") if sought else F("statement__exact")
    else:
        hits = queries.articles(user, project, asked)
        rows = hits.rows.select_related("article").only(*OF_AN_ARTICLE)
        text = Subquery(in_words(queries.first_found(user, asked), sought).values("shown_text")[:1])
    return rows.annotate(shown_text=text), hits.count


def in_words(found: QuerySet[SearchedStatement], sought: Question | None) -> QuerySet[Any]:
    """Statements with their text as ``shown_text``, found words marked."""
    return found.annotate(
        shown_text=sought.marked("statement__exact", "article__language") if sought else F("statement__exact")
    )


def hit(row: Any) -> Hit:
    """A row ready to be drawn."""
    return Hit(row, pieces(row.shown_text or ""), stage_of(row.article), direction(row.article.language))


def label_choices(project: Project) -> list[tuple[Title, list[tuple[str, str]]]]:
    """Every label of the protocol in force, under its question, as ``question:label``."""
    scheme = protocol_in_force(project).scheme
    return [
        (one.title, [(f"{one.key}:{label.key}", label.name) for label in one.label_set.labels])
        for one in scheme.questions
        if one.label_set is not None
    ]


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


def chosen_words(field: forms.Field, value: Any) -> str:
    """A value as the form words it."""
    if not isinstance(field, forms.ChoiceField):
        return str(value)
    return str(dict(_flat(field.choices)).get(value, value))


def _flat(choices: Any) -> list[tuple[str, Title]]:
    return [pair for key, words in choices for pair in (_flat(words) if isinstance(words, list) else [(key, words)])]


PAGES = (Page("search", gettext_lazy("Search"), f"{PROJECT_PREFIX}search/", search, "search", Section.WORK),)
