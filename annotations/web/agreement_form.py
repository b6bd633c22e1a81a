"""The choice of labels that agreement is measured on, as a form in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from annotations.models import BatchKind
from annotations.queries.agreement import Choices
from annotations.queries.agreement_scope import ALL, Scope
from annotations.web.page import Title

ANY: tuple[str, Title] = ("", gettext_lazy("Any"))
KINDS = (
    (BatchKind.PRODUCTION.value, gettext_lazy("Without calibration and training")),
    (BatchKind.CALIBRATION.value, gettext_lazy("Calibration only")),
    (BatchKind.TRAINING.value, gettext_lazy("Training only")),
    (ALL, gettext_lazy("All articles")),
)


class ScopeForm(forms.Form):
    """Every field may stay empty; a pair needs both."""

    articles = forms.ChoiceField(label=gettext_lazy("Articles"), required=False, choices=KINDS)
    batch = forms.ChoiceField(label=gettext_lazy("Batch"), required=False)
    guideline = forms.ChoiceField(label=gettext_lazy("Guideline"), required=False)
    since = forms.DateField(
        label=gettext_lazy("Labelled since"), required=False, widget=forms.DateInput({"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Labelled until"), required=False, widget=forms.DateInput({"type": "date"})
    )
    first = forms.ChoiceField(label=gettext_lazy("One annotator"), required=False)
    second = forms.ChoiceField(label=gettext_lazy("and another"), required=False)
    model = forms.BooleanField(label=gettext_lazy("Estimate true answers too (Dawid and Skene)"), required=False)

    def __init__(self, data: Any, choices: Choices, offers_model: bool) -> None:
        super().__init__(data)
        people = [ANY, *((str(one.pk), str(one)) for one in choices.annotators)]
        named = {
            "batch": [ANY, *((str(one.pk), one.name) for one in choices.batches)],
            "guideline": [ANY, *((str(one.pk), one.version) for one in choices.guidelines)],
            "first": people,
            "second": people,
        }
        for name, options in named.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = options
        if not offers_model:
            del self.fields["model"]
        if not choices.batches:
            del self.fields["batch"]

    def clean(self) -> dict[str, Any]:
        """A pair is two people, a period ends after it began."""
        given: dict[str, Any] = super().clean() or {}
        first, second = given.get("first"), given.get("second")
        if bool(first) != bool(second):
            self.add_error("second" if first else "first", gettext_lazy("A pair has two annotators."))
        elif first and first == second:
            self.add_error("second", gettext_lazy("This is the same person."))
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", gettext_lazy("This is before the first day."))
        return given

    def scope(self) -> Scope:
        """What was chosen."""
        given = self.cleaned_data
        return Scope(
            articles=given.get("articles") or Scope().articles,
            batch=given.get("batch") or "",
            guideline=given.get("guideline") or "",
            since=given["since"].isoformat() if given.get("since") else "",
            until=given["until"].isoformat() if given.get("until") else "",
            first=given.get("first") or "",
            second=given.get("second") or "",
            model=bool(given.get("model")),
        )
