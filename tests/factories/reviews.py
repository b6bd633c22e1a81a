"""Decisions of Rio, and labels to decide about."""

from typing import Any

from annotations.models import Annotation, Project, Review
from annotations.workflow.review import decide
from annotations.workflow.review_proposal import Named
from tests.factories import people, projects


def two_sides(project: Project, *polarities: str, status: str = "refuted") -> dict[str, Any]:
    """Two stances of the article's voice, on Jane Doe and on the bridge, both in favour unless said otherwise."""
    first, second = polarities or ("favor", "favor")
    bridge = {"holder_kind": "author", "target_kind": "proposition", "target_text": "The bridge is safe"}
    return projects.answers(
        status, stances=[projects.stance(project, "jane-doe", first), bridge | {"polarity": second}]
    )


def judge(label: Annotation, decision: str, *about: Named, **more: Any) -> Review:
    """Rio decides about the label as it stands; the guideline is the reason."""
    assert label.head_id is not None
    said = {"reason": "" if decision == "accept" else "guideline", "about": about} | more
    return decide(actor=people.reviewer(), annotation=label, seen=label.head_id, decision=decision, **said)
