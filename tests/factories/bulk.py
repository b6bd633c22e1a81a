"""Acts on many assignments at once."""

import uuid

from annotations.models import Assignment, BulkAct, User
from annotations.workflow.bulk import Ticked, Wish, bulk
from tests.factories import people, projects


def handed_in(count: int = 2) -> list[Assignment]:
    """So many short articles with one place each, labelled by Ada and handed in."""
    project = projects.project(annotators_per_article=1)
    for number in range(count):
        projects.town(project, f"Town{number}")
    return [projects.submitted(project) for _number in range(count)]


def done(
    works: list[Assignment], kind: str = "accept", actor: User | None = None, receiver: User | None = None
) -> BulkAct:
    """The act on all of them as they are now, by Rio unless somebody else does it."""
    wish = Wish(kind, "guideline" if kind == "return" else "", receiver=receiver)
    project = works[0].article.project
    ticked = [Ticked(one, one.submitted_at) for one in works]
    return bulk(actor=actor or people.reviewer(), project=project, bulk_id=uuid.uuid4(), wish=wish, ticked=ticked)


def outcomes(act: BulkAct) -> list[tuple[str, str]]:
    """Outcome and reason of each item, in order."""
    return list(act.items.order_by("pk").values_list("outcome", "why"))


def states(works: list[Assignment]) -> list[str]:
    """The states of the assignments now."""
    return [Assignment.objects.get(pk=one.pk).state for one in works]
