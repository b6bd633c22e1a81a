"""What narrows a dataset, as a form in the address beside view and format."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from annotations.exports.base import ExportFormat, Option
from annotations.models import Article, Batch, Entity, Label, Project, Question
from annotations.queries.release_choice import EVERY, FREE, FULL, GOLD_STATES, PER_ARTICLE, PSEUDONYMS, RAW_STATES
from annotations.web.page import Title

ANY: tuple[str, Title] = ("", gettext_lazy("Any"))
KINDS = (
    ("production", gettext_lazy("Without calibration and training")),
    ("calibration", gettext_lazy("Calibration only")),
    ("training", gettext_lazy("Training only")),
    (EVERY, gettext_lazy("All articles")),
)
STATES = dict(
    zip(
        (*RAW_STATES, *GOLD_STATES),
        (
            gettext_lazy("Submitted"),
            gettext_lazy("Returned"),
            gettext_lazy("Accepted"),
            gettext_lazy("Settled"),
            gettext_lazy("Open"),
        ),
        strict=True,
    )
)
TEXTS = (
    (FULL, gettext_lazy("With the words of the articles")),
    (FREE, gettext_lazy("Without them: place, hash and address")),
)
NAMES = (
    (PSEUDONYMS, gettext_lazy("Pseudonyms of the project")),
    (PER_ARTICLE, gettext_lazy("Numbered anew in each article")),
)
MOST_SPEAKERS = 500


class ExportForm(forms.Form):
    """Every field may stay as it is. The parameters are checked where page, route and command meet, not here."""

    articles = forms.ChoiceField(label=gettext_lazy("Articles"), required=False, choices=KINDS)
    batch = forms.ChoiceField(label=gettext_lazy("Batch"), required=False)
    article = forms.CharField(
        label=gettext_lazy("One article"), required=False, help_text=gettext_lazy("Its identifier.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    label = forms.ChoiceField(label=gettext_lazy("Label"), required=False)
    speaker = forms.ChoiceField(label=gettext_lazy("Speaker"), required=False)
    since = forms.CharField(
        label=gettext_lazy("Handed in since"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.CharField(
        label=gettext_lazy("Handed in until"), required=False, widget=forms.DateInput({"type": "date"})
    )
    text = forms.ChoiceField(label=gettext_lazy("Texts"), required=False, choices=TEXTS)
    people = forms.ChoiceField(label=gettext_lazy("Annotators"), required=False, choices=NAMES)

    def __init__(self, data: Any, project: Project, view: str, chosen: ExportFormat) -> None:
        super().__init__(data)
        self._offer(
            "batch", ((name, name) for name in Batch.objects.filter(project=project).values_list("name", flat=True))
        )
        self._offer("language", ((code, code) for code in languages(project)))
        self._offer("label", labels(project))
        self._offer("speaker", speakers(project))
        states = {"raw": RAW_STATES, "gold": GOLD_STATES}.get(view, ())
        self._offer("state", ((key, STATES[key]) for key in states))
        for option in chosen.options:
            self.fields[option.key] = option_field(option)

    def _offer(self, name: str, choices: Iterable[tuple[str, Title]]) -> None:
        """The choices of a field, or no field where there is nothing to choose."""
        field, offered = self.fields[name], list(choices)
        if isinstance(field, forms.ChoiceField) and len(offered) > (1 if name == "language" else 0):
            field.choices = [ANY, *offered]
        else:
            del self.fields[name]


def option_field(option: Option) -> forms.Field:
    """A choice of a format's own."""
    if not option.allowed:
        return forms.CharField(label=option.title, required=False)
    return forms.ChoiceField(label=option.title, required=False, choices=[ANY, *((one, one) for one in option.allowed)])


def languages(project: Project) -> list[str]:
    """The languages of the project's articles."""
    rows = Article.objects.filter(project=project, deleted_at__isnull=True).order_by("language")
    return list(rows.values_list("language", flat=True).distinct())


def labels(project: Project) -> list[tuple[str, Title]]:
    """Every answer that can be asked for, under its question."""
    asked = Question.objects.filter(protocol__project=project, label_set__isnull=False)
    pairs = asked.order_by("key").values_list("key", "label_set").distinct()
    named = (
        Label.objects.filter(label_set__project=project).order_by("position").values_list("label_set", "key", "name")
    )
    found: dict[str, Title] = {}
    for question, label_set in pairs:
        found |= {f"{question}:{key}": f"{question}: {name}" for of, key, name in named if of == label_set}
    return list(found.items())


def speakers(project: Project) -> list[tuple[str, Title]]:
    """Who speaks in the project's statements, by name."""
    rows = Entity.objects.filter(project=project, spoken__isnull=False).order_by("canonical_name").distinct()
    return list(rows.values_list("key", "canonical_name")[:MOST_SPEAKERS])
