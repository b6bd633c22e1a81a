"""What brings a project on: for each role the next acts with their reasons, each leading to the list it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.models import AssignmentState, Project, Role, User
from annotations.models.project import READING_LABELS, REVIEWING
from annotations.queries import adjudication, review_inbox, visibility
from annotations.queries.figures.agreed import last_measured, report_of
from annotations.queries.protocols import ProtocolInForce
from annotations.queries.queue import without_training

CLEAR = 0.667
"""A label on which two annotators agree less often than this is not clear to them."""
OFTEN = 10
"""Labels chosen fewer times say nothing yet."""


@dataclass(frozen=True, slots=True)
class Task:
    """One line of "what to do next"; ``text`` is the reason."""

    icon: str
    title: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a project already: articles by stage, assignments by state, stuck ones by reason."""

    stages: Mapping[str, int]
    states: Mapping[str, int]
    stuck: Mapping[str, int]
    oldest: datetime | None


def tasks(user: User, project: Project, role: str, force: ProtocolInForce, now: Standing) -> list[Task]:
    """What brings the project on, for somebody in this role; most pressing first."""
    if role == Role.ANNOTATOR:
        return own_tasks(now)
    found: list[Task] = []
    if role in REVIEWING:
        found += reviewers_tasks(user, project, now)
    if role == Role.LEAD:
        found += lead_tasks(project, now)
    if role in READING_LABELS:
        found += agreement_tasks(user, project, force)
    return found


def reviewers_tasks(user: User, project: Project, now: Standing) -> list[Task]:
    """Statements to settle, then others' work that waits."""
    found = []
    rows = adjudication.adjudications(user, project).filter(adjudication.TO_DECIDE)
    if contested := rows.count():
        title = ngettext("Settle %(n)s contested statement", "Settle %(n)s contested statements", contested)
        verdicts = rows.filter(verdict_entropy__gt=0).count()
        text = ngettext("%(n)s of them differs in its verdict", "%(n)s of them differ in their verdicts", verdicts)
        found.append(Task("scale", title % {"n": contested}, text % {"n": verdicts}, address("adjudicate", project)))
    if waiting := review_inbox.waiting(user).filter(article__project=project).count():
        title = ngettext("Review %(n)s assignment", "Review %(n)s assignments", waiting) % {"n": waiting}
        age = _("The oldest waits for %(age)s") % {"age": timesince(now.oldest)} if now.oldest else ""
        found.append(Task("review", title, age, address("review", project)))
    return found


STUCK_WORDS = {
    "lapsed": lambda n: ngettext("%(n)s lease has run out", "%(n)s leases have run out", n),
    "idle": lambda n: ngettext("%(n)s without an answer for days", "%(n)s without an answer for days", n),
    "untouched": lambda n: ngettext("%(n)s returned and untouched", "%(n)s returned and untouched", n),
}


def lead_tasks(project: Project, now: Standing) -> list[Task]:
    """What only a lead does: help stuck work, bring articles in, freeze splits, give articles out."""
    listed = address("articles", project)
    if not sum(now.stages.values()):
        text = _("Paste a text or choose a file; you see the split before anything is stored")
        return [Task("upload", _("Import the first article"), text, address("article-import", project))]
    found = []
    if stuck := sum(now.stuck.values()):
        title = ngettext("Help %(n)s stuck assignment on", "Help %(n)s stuck assignments on", stuck) % {"n": stuck}
        text = ", ".join(STUCK_WORDS[key](n) % {"n": n} for key, n in now.stuck.items() if n)
        found.append(Task("people", title, text, f"{address('sharing', project)}?only=stuck"))
    if split := now.stages["split"]:
        title = ngettext("Freeze %(n)s split article", "Freeze %(n)s split articles", split) % {"n": split}
        found.append(Task("lock", title, _("Statements marked; ready to be checked"), f"{listed}?stage=split"))
    found += training_tasks(project)
    if ready := now.stages["ready"]:
        title = ngettext("%(n)s article waits for annotators", "%(n)s articles wait for annotators", ready)
        text = _("They take one from their queue, or you give it to somebody")
        found.append(Task("people", title % {"n": ready}, text, f"{listed}?stage=ready"))
    return found


def training_tasks(project: Project) -> list[Task]:
    """Annotators whom the pass mark keeps from work, and no article of a training is there for them."""
    if project.training_pass_percent is None or not (waiting := without_training(project).count()):
        return []
    title = ngettext("%(n)s annotator cannot begin", "%(n)s annotators cannot begin", waiting) % {"n": waiting}
    text = _("Training is not passed, and no training article whose right answers are known is left")
    return [Task("people", title, text, address("batches", project))]


def agreement_tasks(user: User, project: Project, force: ProtocolInForce) -> list[Task]:
    """Agreement that was not measured yet, or not since work came in; and the label that is least clear."""
    report = last_measured(user, project)
    page = address("agreement", project)
    if report is None:
        if not visibility.articles(user).filter(project=project, done__gte=2).exists():
            return []
        text = _("Articles have two annotators’ labels, and nothing is measured yet")
        return [Task("venn", _("Measure how far labels agree"), text, page)]
    found = unclear_label(report.figures or {"questions": ()}, force, page)
    if report.finished_at and work_since(user, project, report.finished_at):
        text = _("Work was handed in since %(day)s") % {"day": date_format(report.finished_at, "j M")}
        found.append(Task("venn", _("Measure agreement again"), text, page))
    return found


def work_since(user: User, project: Project, at: datetime) -> bool:
    """Whether somebody handed work in after that time."""
    return visibility.assignments(user).filter(article__project=project, submitted_at__gt=at).exists()


def unclear_label(figures: Mapping[str, Any], force: ProtocolInForce, page: str) -> list[Task]:
    """The label that two annotators agree on least, where it was chosen often enough to say so."""
    chosen = [
        (one["agreement"]["value"], one, question)
        for question in figures["questions"]
        for one in report_of(question).get("labels", ())
        if one["chosen"] >= OFTEN and one["agreement"]["value"] is not None
    ]
    if not chosen:
        return []
    value, label, question = min(chosen, key=lambda entry: entry[0])
    asked = force.scheme.question(question["key"])
    kept = asked.label_set.label(label["label"]) if asked and asked.label_set else None
    if value >= CLEAR or kept is None:
        return []
    words = {"percent": round(100 * value), "n": label["chosen"]}
    text = _("Where one chose it, another did in %(percent)s %% of cases; chosen %(n)s times") % words
    title = _("Sharpen “%(label)s”") % {"label": kept.name}
    return [Task("book", title, text, f"{page}#question-{question['key']}")]


def own_tasks(now: Standing) -> list[Task]:
    """An annotator's next steps; all of them start at home."""
    home = address("home")
    if back := now.states[AssignmentState.RETURNED]:
        title = ngettext("Answer %(n)s returned assignment", "Answer %(n)s returned assignments", back) % {"n": back}
        return [Task("return", title, _("With the reviewer’s reasons"), home)]
    if now.states[AssignmentState.ACTIVE]:
        return [Task("bolt", _("Go on with your article"), _("It is held for you"), home)]
    if now.stages["ready"] or now.stages["labelling"]:
        return [Task("bolt", _("Take the next article"), _("The queue gives you one you have not read"), home)]
    return []


def address(page: str, project: Project | None = None) -> str:
    """Where a page of the product is."""
    return reverse(f"web:{page}", kwargs={"project": project.slug} if project else None)
