"""A dataset with everything in it: two annotators, a returned label, a replaced one, differing answers, a draft."""

import re
import uuid

from annotations.models import Annotation, Assignment, Project, Review
from annotations.workflow.annotate import submit
from annotations.workflow.reply import reply
from annotations.workflow.review import accept_rest, decide, finish_review
from tests.factories import people, projects

FORMULA = '=HYPERLINK("http://evil.example","click")'
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def tell() -> Project:
    """The seed article, labelled by Ada and Ben and reviewed by Rio; a bridge that Ada handed in and Ben did not."""
    project = projects.seed_project()
    projects.article(project, external_id="bridge")
    ada = projects.submitted_seed(project)
    ben = _ben_labels_the_seed(project)
    _rio_returns_two_of(ada)
    _ada_answers(project, ada)
    _rio_accepts(ada)
    _rio_replaces_one_of(project, ben)
    _the_bridge(project)
    return project


def _ben_labels_the_seed(project: Project) -> Assignment:
    work = projects.assignment(project, people.second_annotator())
    for place, statement in enumerate(projects.statements(work)):
        projects.label(work, statement, _bens_answer(project, place))
    return submit(actor=work.annotator, assignment=work)


def _bens_answer(project: Project, place: int) -> dict[str, object]:
    if place == 0:
        agrees = {**projects.stance(project, "talks", "favor", holder="russia"), "intensity": 2}
        return projects.answers("unverified", stances=[agrees])
    if place == 1:
        return projects.answers("supported", rationale=FORMULA, confidence=2, flags=["too_vague"])
    if place == 2:
        return {"skip": "needs_context"}
    return projects.answers("unverified")


def _of(work: Assignment, place: int) -> Annotation:
    return work.annotations.select_related("head", "assignment").order_by("statement__start")[place]


def _rio_returns_two_of(work: Assignment) -> None:
    for place, reason, comment in ((1, "wrong_target", "The target is the talks."), (3, "overread", "")):
        label = _of(work, place)
        assert label.head_id is not None
        proposed = projects.answers("unverified") if reason == "overread" else None
        decide(
            actor=people.reviewer(),
            annotation=label,
            seen=label.head_id,
            decision="return",
            reason=reason,
            comment=comment,
            proposed=proposed,
        )
    _rio_accepts(work)


def _ada_answers(project: Project, work: Assignment) -> None:
    for place, action, comment in ((1, "kept", "“put forward” is about conditions."), (3, "taken", "")):
        review = Review.objects.filter(annotation=_of(work, place)).order_by("-created_at")[0]
        reply(actor=people.annotator(), review=review, action=action, revision_id=uuid.uuid4(), comment=comment)
    work.refresh_from_db()
    submit(actor=people.annotator(), assignment=work)


def _rio_accepts(work: Assignment) -> None:
    accept_rest(actor=people.reviewer(), assignment=work)
    finish_review(actor=people.reviewer(), assignment=work)


def _rio_replaces_one_of(project: Project, work: Assignment) -> None:
    label = _of(work, 4)
    assert label.head_id is not None
    decide(
        actor=people.reviewer(),
        annotation=label,
        seen=label.head_id,
        decision="accept_with_changes",
        comment="+ See the guideline",
        proposed=projects.answers("not_checkable"),
    )
    _rio_accepts(work)


def _the_bridge(project: Project) -> None:
    projects.submitted(project, status="supported")
    draft = projects.assignment(project, people.second_annotator())
    projects.label(draft, projects.statements(draft)[0])


def steady(text: str) -> str:
    """``text`` with what changes from run to run named by its first appearance: ``<id 1>``, ``<time 1>`` and so on.

    Equal ids and times keep equal names, so a golden file still says which rows belong together.
    """
    return named(named(text, UUID, "id"), TIME, "time")


def named(text: str, pattern: re.Pattern[str], what: str) -> str:
    """Each different match as ``<what 1>``, ``<what 2>``, in the order in which they come."""
    names: dict[str, str] = {}
    return pattern.sub(lambda found: names.setdefault(found[0], f"<{what} {len(names) + 1}>"), text)
