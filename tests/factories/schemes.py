"""Label sets, protocols and guidelines, changed through the workflow by Lea."""

from typing import Any

from annotations.models import GuidelineVersion, LabelSet, Project, Protocol
from annotations.queries.guidelines import Rule
from annotations.queries.label_sets import newest_label_set
from annotations.queries.protocols import guideline_in_force, label_set_shape, protocol_in_force
from annotations.workflow.guidelines import publish_guideline
from annotations.workflow.label_sets import edit_label_set
from annotations.workflow.protocols import edit_protocol
from tests.factories import people

VERIFICATION = "verification_default"


def newest(project: Project, key: str = VERIFICATION) -> LabelSet:
    """The label set as it is in force."""
    found = newest_label_set(project, key)
    assert found is not None
    return found


def drafts(project: Project, key: str = VERIFICATION, **labels: dict[str, Any]) -> list[dict[str, Any]]:
    """The standing labels of a set as an editor sends them, with members of some replaced."""
    names = ("key", "name", "definition", "example", "hotkey", "style", "is_hidden")
    shape = label_set_shape(newest(project, key))
    return [
        {name: getattr(one, name) for name in names} | labels.get(one.key, {})
        for one in shape.labels
        if not one.merged_into
    ]


def edit(project: Project, labels: list[dict[str, Any]], key: str = VERIFICATION, **more: Any) -> LabelSet:
    """One edit by Lea on top of the newest version."""
    row = newest(project, key)
    wanted = {"actor": people.lead(), "base_version": row.version, "name": row.name} | more
    return edit_label_set(project=project, key=key, labels=labels, **wanted)


def hide(project: Project, label: str) -> LabelSet:
    """The label can be chosen no more."""
    return edit(project, drafts(project, **{label: {"is_hidden": True}}))


def questions(project: Project, **changed: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions as an editor sends them, with members of some replaced."""
    found = []
    for one in protocol_in_force(project).scheme.questions:
        condition = one.condition and {"question": one.condition.question, "in": list(one.condition.answers)}
        sent = {"key": one.key, "title": one.title, "hint": one.hint, "required": one.required, "condition": condition}
        found.append(sent | changed.get(one.key, {}))
    return found


def ask(project: Project, asked: list[dict[str, Any]], **more: Any) -> Protocol:
    """One edit of the questions by Lea on top of the newest version."""
    wanted = {"actor": people.lead(), "base_version": protocol_in_force(project).row.version} | more
    return edit_protocol(project=project, questions=asked, **wanted)


def publish(project: Project, markdown: str = "# Rules\n\nBe fair.\n", *again: Rule, **more: Any) -> GuidelineVersion:
    """A new minor version of the guideline by Lea."""
    now = guideline_in_force(project)
    wanted = {"actor": people.lead(), "base_version": now.version if now else "0.0.0", "step": "minor"} | more
    return publish_guideline(project=project, markdown=markdown, again=again, **wanted)
