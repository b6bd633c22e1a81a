"""A reviewer's browser without script: the addresses of a review, and its form as a browser sends it."""

from typing import Any

from django.test import Client

from annotations.models import Annotation, Assignment


def labels_of(work: Assignment) -> list[Annotation]:
    """The assignment's labels in order of the text."""
    return list(work.annotations.select_related("head").order_by("statement__start"))


def address(work: Assignment, act: str = "") -> str:
    """A page of the review of an assignment."""
    return f"/projects/{work.article.project.slug}/review/{work.pk}/{act}"


def decision(label: Annotation, decision: str, **more: Any) -> dict[str, Any]:
    """The form of one decision as a browser sends it; the answers of ``projects.answers`` unless ``more`` differs."""
    body = {"seen": str(label.head_id), "decision": decision, "reason": "", "comment": ""}
    fields = {
        "stance-0-holder": "",
        "stance-0-target": "",
        "stance-0-polarity": "no_stance",
        "label-verification": "unverified",
    }
    return body | fields | more


def send(client: Client, work: Assignment, label: Annotation, form: dict[str, Any], **headers: str) -> Any:
    """Post one decision."""
    return client.post(address(work, f"decide/{label.pk}/"), form, headers=headers)
