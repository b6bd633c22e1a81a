"""The settings of a project: how work is shared out, reviewed and settled, and what the project is called."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from annotations.models import AdjudicationPolicy, Project, ReviewMode, Role
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.page import PROJECT_PREFIX, Page
from annotations.workflow.errors import WorkflowError
from annotations.workflow.rules import RANGES, RULES, change_project

NO_LIMIT = gettext_lazy("Empty: no limit.")


def whole(name: str, label: Any, help_text: Any = "", *, required: bool = True) -> forms.IntegerField:
    """A field for a number that has its range in ``RANGES``."""
    least, most = RANGES[name]
    return forms.IntegerField(label=label, help_text=help_text, required=required, min_value=least, max_value=most)


class RulesForm(forms.Form):
    """Every rule that a lead may change."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    description = forms.CharField(label=gettext_lazy("What it is about"), required=False, max_length=2000)
    annotation_licence = forms.CharField(label=gettext_lazy("Licence of the labels"), required=False, max_length=80)
    freeze_on_import = forms.BooleanField(
        label=gettext_lazy("Imported articles can be labelled at once"), required=False
    )
    annotators_per_article = whole(
        "annotators_per_article",
        gettext_lazy("Annotators per article"),
        gettext_lazy("Unfinished articles that follow the old number follow the new one, never below places taken."),
    )
    blind = forms.BooleanField(label=gettext_lazy("Blind: annotators do not see one another’s labels"), required=False)
    lease_minutes = whole(
        "lease_minutes",
        gettext_lazy("Minutes an idle article is held"),
        gettext_lazy("Then its place is free for others. Labels that come later are kept."),
    )
    open_limit = whole("open_limit", gettext_lazy("In one person’s hands at once"), NO_LIMIT, required=False)
    total_limit = whole("total_limit", gettext_lazy("For one person in all"), NO_LIMIT, required=False)
    daily_limit = whole("daily_limit", gettext_lazy("For one person a day"), NO_LIMIT, required=False)
    goal_per_day = whole(
        "goal_per_day",
        gettext_lazy("Statements a day, as a goal"),
        gettext_lazy("Everybody sees their own progress towards it. Empty: no goal."),
        required=False,
    )
    training_pass_percent = whole(
        "training_pass_percent",
        gettext_lazy("Pass mark of the training, in percent"),
        gettext_lazy("Annotators get training only until they reach it. Empty: nobody has to pass."),
        required=False,
    )
    check_percent = whole(
        "check_percent",
        gettext_lazy("Hidden checks, in percent"),
        gettext_lazy("So many of the articles a person takes are ones with known answers, while there are any."),
    )
    review_mode = forms.ChoiceField(
        label=gettext_lazy("What is reviewed"),
        choices=ReviewMode.choices,
        help_text=gettext_lazy("Holds for work handed in from now on."),
    )
    review_percent = whole(
        "review_percent",
        gettext_lazy("Random share, in percent"),
        gettext_lazy("Only for a random share. What is not chosen is accepted by the rule, and says so."),
    )
    review_quota = whole(
        "review_quota",
        gettext_lazy("Articles of each member a week"),
        gettext_lazy("Only for so many a week: the first ones handed in since Monday are reviewed."),
    )
    review_blind_first = forms.BooleanField(
        label=gettext_lazy("Blind first: reviewers answer a statement before they see its label"), required=False
    )
    adjudication_policy = forms.ChoiceField(label=gettext_lazy("How gold is found"), choices=AdjudicationPolicy.choices)
    third_person_adjudicates = forms.BooleanField(
        label=gettext_lazy("Whoever decides is a third person"), required=False
    )
    approvals_required = whole("approvals_required", gettext_lazy("Approvals before publication"))


@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """Show the rules; a posted form changes them, all or none."""
    if request.method == "POST":
        form = RulesForm(request.POST)
        if form.is_valid() and changed(request, entry.project, form):
            return redirect("web:rules", project=entry.project.slug)
    else:
        form = RulesForm(initial={name: getattr(entry.project, name) for name in RULES})
    context = {"project": entry.project, "form": form}
    return render(request, "annotations/rules.html", context, status=400 if form.errors else 200)


def changed(request: HttpRequest, project: Project, form: RulesForm) -> bool:
    """Whether the change was made; a refusal is put into the form."""
    try:
        change_project(actor=access.visitor(request), project=project, changes=form.cleaned_data)
    except WorkflowError as error:
        refuse(form, error)
        return False
    messages.success(request, _("The settings are saved."))
    return True


PAGES = (Page("rules", gettext_lazy("Settings"), f"{PROJECT_PREFIX}settings/", rules, "gear", roles=(Role.LEAD,)),)
