"""Writing the next version of the guideline: with a preview, what changes, and which labels are looked at again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.models import GuidelineVersion, Role
from annotations.queries.guidelines import Rule, affected, next_version
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from annotations.schemes.base import Protocol
from annotations.text.changes import changes
from annotations.web import access
from annotations.web.access import ProjectAccess
from annotations.web.forms import refuse
from annotations.web.guidelines import ROUTE
from annotations.web.page import Page
from annotations.workflow.errors import Stale, WorkflowError
from annotations.workflow.guidelines import MAX_MARKDOWN, STEPS, publish_guideline

START = "0.0.0"
WORDS = {
    "major": gettext_lazy("Some labels would now be given otherwise"),
    "minor": gettext_lazy("More is said, nothing is given otherwise"),
    "patch": gettext_lazy("Wording only"),
}


class GuidelineForm(forms.Form):
    """The text of the next version; ``base_version`` is the one it was made from."""

    markdown = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=MAX_MARKDOWN,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "dir": "auto", "spellcheck": "true"}),
        help_text=gettext_lazy("Markdown: # heading, - list, **strong**, [words](https://…), tables with |."),
    )
    step = forms.ChoiceField(choices=[(step, WORDS[step]) for step in STEPS], initial="minor")
    base_version = forms.CharField(widget=forms.HiddenInput)


def edit(request: HttpRequest, entry: ProjectAccess) -> HttpResponse:
    """The editor; a POST previews it (``act=preview``) or publishes it."""
    newest = guideline_in_force(entry.project)
    if request.method != "POST":
        version, markdown = (newest.version, newest.markdown) if newest else (START, "")
        return show(request, entry, newest, GuidelineForm(initial={"base_version": version, "markdown": markdown}))
    form = GuidelineForm(request.POST)
    if form.is_valid() and request.POST.get("act") == "publish":
        scheme = protocol_in_force(entry.project).scheme
        try:
            rules = read_rules(request.POST, scheme)
            made = publish_guideline(
                actor=access.visitor(request), project=entry.project, again=rules, **form.cleaned_data
            )
        except Stale as error:
            form = on_top_of(request.POST, error.extra["current"]["version"])
        except WorkflowError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Guideline %(version)s is in force.") % {"version": made.version})
            return redirect("web:guidelines", project=entry.project.slug)
    return show(request, entry, newest, form)


def on_top_of(post: QueryDict, version: str) -> GuidelineForm:
    """The form with what was typed, made from a version that somebody published meanwhile."""
    data = post.copy()
    data["base_version"] = version
    form = GuidelineForm(data)
    say = _(
        "Somebody published version %(version)s meanwhile. Your text is still here: compare, "
        "then publish it as the next one."
    )
    form.is_valid()
    form.add_error(None, say % {"version": version})
    return form


def read_rules(post: QueryDict, scheme: Protocol) -> list[Rule]:
    """The ticked answers: ``again=question`` for all of a question's, ``again=question:label`` for one label's."""
    rules = [Rule(key) for key in post.getlist("again") if ":" not in key]
    whole = {rule.question for rule in rules}
    for question in scheme.questions:
        picked = [one.partition(":")[2] for one in post.getlist("again") if one.startswith(f"{question.key}:")]
        if picked and question.key not in whole:
            rules.append(Rule(question.key, tuple(picked)))
    return rules


def show(
    request: HttpRequest, entry: ProjectAccess, newest: GuidelineVersion | None, form: GuidelineForm
) -> HttpResponse:
    """The form with its preview; status 400 when it has errors, but not for a preview of something unfinished."""
    scheme = protocol_in_force(entry.project).scheme
    markdown = str(form["markdown"].value() or "").replace("\r\n", "\n")
    rules = read_rules(request.POST, scheme)
    context: dict[str, Any] = {
        "project": entry.project,
        "form": form,
        "newest": newest,
        "markdown": markdown[:MAX_MARKDOWN],
        "pieces": changes(newest.markdown if newest else "", markdown[:MAX_MARKDOWN]),
        "steps": [(step, next_version(newest.version if newest else START, step), WORDS[step]) for step in STEPS],
        "chosen_step": form["step"].value() or "minor",
        "questions": [question for question in scheme.questions if question.label_set],
        "again": request.POST.getlist("again"),
        "asked_again": in_words(entry, scheme, rules) if rules else "",
    }
    failed = request.POST.get("act") == "publish" and bool(form.errors)
    return render(request, "annotations/guideline_edit.html", context, status=400 if failed else 200)


def in_words(entry: ProjectAccess, scheme: Protocol, rules: list[Rule]) -> str:
    """How much would be looked at again."""
    found = affected(entry.project, scheme, rules)
    if not found.labels:
        return _("Nobody has given these answers yet: nothing to look at again.")
    counted = {
        "answers": ngettext("%(n)s answer", "%(n)s answers", found.labels) % {"n": found.labels},
        "people": ngettext("%(n)s person", "%(n)s people", found.people) % {"n": found.people},
        "statements": ngettext("%(n)s statement", "%(n)s statements", found.statements) % {"n": found.statements},
    }
    say = ngettext(
        "%(answers)s by %(people)s on %(statements)s opens again.",
        "%(answers)s by %(people)s on %(statements)s open again.",
        found.labels,
    )
    return say % counted


PAGES = (
    Page(
        "guidelines-edit",
        gettext_lazy("Write the next version"),
        f"{ROUTE}edit/",
        edit,
        roles=(Role.LEAD,),
        in_menu=False,
        parent="guidelines",
    ),
)
