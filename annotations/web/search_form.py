"""The form of a search: its fields, the choices they offer, and how they are drawn."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from annotations.models import Project
from annotations.queries.articles import STAGES
from annotations.queries.protocols import scheme_in_force
from annotations.web.listing import SEARCH_LENGTH, clean
from annotations.web.page import Title

EMPTY: tuple[str, Title] = ("", gettext_lazy("Any"))
LabelChoices = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
NARROWING = ("speaker", "mention", "label", "state", "language", "since", "until")
"""The fields beside the words."""


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

    def __init__(self, asked: Mapping[str, str], labels: LabelChoices) -> None:
        super().__init__(asked)
        choices: list[Any] = [EMPTY, *labels]
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


def label_choices(project: Project) -> LabelChoices:
    """Every label of the protocol in force, under its question, as ``question:label``; one query."""
    return tuple(
        (one.title, tuple((f"{one.key}:{label.key}", label.name) for label in one.label_set.labels))
        for one in scheme_in_force(project).questions
        if one.label_set is not None
    )


def drawn_fields(asked: Mapping[str, str], labels: LabelChoices) -> SafeString:
    """The fields beside the words as they stand on the page, with what was typed and what is wrong with it."""
    return _drawn(get_language() or "", labels, tuple((name, asked[name]) for name in NARROWING if name in asked))


@lru_cache(maxsize=200)
def _drawn(_language: str, labels: LabelChoices, typed: tuple[tuple[str, str], ...]) -> SafeString:
    """Drawn once for the same values: most searches narrow nothing, and the selects have an option for every label."""
    form = SearchForm(dict(typed), labels)
    return render_to_string("annotations/_search_fields.html", {"fields": [form[name] for name in NARROWING]})


def chosen_words(field: forms.Field, value: Any) -> str:
    """A value as the form words it."""
    if not isinstance(field, forms.ChoiceField):
        return str(value)
    return str(dict(_flat(field.choices)).get(value, value))


def _flat(choices: Any) -> list[tuple[str, Title]]:
    pairs = [(_flat(words) if isinstance(words, list | tuple) else [(key, words)]) for key, words in choices]
    return [pair for some in pairs for pair in some]
