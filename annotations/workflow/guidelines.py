"""Publishing the rules labels are made under; a new version may ask for another look at labels made before it."""

import hashlib
from collections.abc import Sequence

from django.db import transaction

from annotations.models import (
    Annotation,
    AnnotationState,
    Article,
    ArticleState,
    Assignment,
    AssignmentState,
    GuidelineVersion,
    Project,
    ReturnReason,
    User,
)
from annotations.models.assignment import HANDED_IN
from annotations.permissions import can_manage
from annotations.queries.guidelines import Rule, affected_labels, next_version
from annotations.queries.protocols import guideline_in_force, protocol_in_force
from annotations.schemes.base import Protocol
from annotations.schemes.checks import AnswerError, text
from annotations.workflow.compare import compare_articles
from annotations.workflow.errors import Invalid, NotAllowed, Stale
from annotations.workflow.events import record

STEPS = ("major", "minor", "patch")
MAX_MARKDOWN = 60_000


@transaction.atomic
def publish_guideline(
    *, actor: User, project: Project, base_version: str, step: str, markdown: str, again: Sequence[Rule] = ()
) -> GuidelineVersion:
    """A new version of the guideline, one ``step`` (major, minor, patch) after ``base_version``, in force at once.

    ``again`` names answers that are to be looked at again: their labels are opened once more with everything in them,
    and handed-in work with such a label comes back with the reason ``guideline``. ``Stale`` when there is a newer
    version, ``Invalid`` for text that is empty, too long or the same without anything to look at again.
    """
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead publishes the guideline.")
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    newest = guideline_in_force(project)
    version = newest.version if newest else "0.0.0"
    if version != base_version:
        raise Stale(f"You had version {base_version}; the newest is {version}.", current={"version": version})
    if step not in STEPS:
        raise Invalid("step", step, f"is not one of {', '.join(STEPS)}")
    markdown = _checked(markdown)
    if newest and newest.markdown == markdown and not again:
        raise Invalid("markdown", markdown, f"is what version {version} says already")
    scheme = protocol_in_force(project).scheme
    for place, rule in enumerate(again):
        _check_rule(rule, scheme, f"again[{place}]")
    guideline = _write(actor, project, next_version(version, step), markdown)
    asked = _ask_again(project, guideline, scheme, again) if again else 0
    after = {"version": guideline.version} | ({"asked_again": asked} if again else {})
    record(
        actor=actor,
        verb="guideline.published",
        obj=guideline,
        project=project,
        before={"version": version},
        after=after,
    )
    return guideline


def write_guideline(*, actor: User, project: Project, version: str, markdown: str) -> GuidelineVersion:
    """The first guideline of a new project, with its event; part of making the project."""
    guideline = _write(actor, project, version, markdown)
    record(actor=actor, verb="guideline.published", obj=guideline, project=project, after={"version": version})
    return guideline


def _checked(markdown: str) -> str:
    """The text with its newlines made uniform, or ``Invalid``."""
    try:
        markdown = text(markdown, MAX_MARKDOWN, "markdown").replace("\r\n", "\n").replace("\r", "\n")
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    if not markdown.strip():
        raise Invalid("markdown", "", "is empty")
    return markdown


def _check_rule(rule: Rule, scheme: Protocol, field: str) -> None:
    question = scheme.question(rule.question)
    if question is None or question.label_set is None:
        raise Invalid(f"{field}.question", rule.question, "is not a question with labels in this project")
    for key in rule.labels:
        if question.label_set.label(key) is None:
            known = ", ".join(label.key for label in question.label_set.labels)
            raise Invalid(f"{field}.labels", key, f"is not one of {known}")


def _write(actor: User, project: Project, version: str, markdown: str) -> GuidelineVersion:
    asked = protocol_in_force(project).row.questions.all()
    sets = {one.label_set.key: one.label_set.version for one in asked if one.label_set}
    return GuidelineVersion.objects.create(
        project=project,
        version=version,
        markdown=markdown,
        sha256=hashlib.sha256(markdown.encode("utf-8")).hexdigest(),
        label_sets=[{"key": key, "version": number} for key, number in sets.items()],
        published_by=actor,
    )


def _ask_again(project: Project, guideline: GuidelineVersion, scheme: Protocol, rules: Sequence[Rule]) -> int:
    """Opens the affected labels and brings their work back; how many labels.

    Locks as an edit of a split does: the assignments in order, so that a save under way ends first and is counted.
    """
    found = affected_labels(project, scheme, rules)
    held = Assignment.objects.filter(pk__in=found.values("assignment"))
    work = list(held.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    labels = list(found.filter(assignment__in=work).values_list("pk", flat=True))
    Annotation.objects.filter(pk__in=labels).update(state=AnnotationState.DRAFT, again_for=guideline)
    back = Assignment.objects.filter(pk__in=work, annotations__in=labels, state__in=HANDED_IN)
    returned = list(back.distinct().values_list("pk", "article"))
    Assignment.objects.filter(pk__in=[key for key, _ in returned]).update(
        state=AssignmentState.RETURNED, return_reason=ReturnReason.GUIDELINE, review_lease_expires_at=None
    )
    articles = Article.objects.filter(pk__in={article for _, article in returned}, state=ArticleState.ADJUDICATED)
    articles.update(state=ArticleState.LABELLED)
    compare_articles({article for _, article in returned}, project)
    return len(labels)
