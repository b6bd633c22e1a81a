"""What each member did: labels answered, articles in hand, seconds, labels judged and returned, agreement with others.

Everybody's for roles that read labels, the reader's own for those who label blind.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from annotations.models import Membership, Role
from annotations.queries import progress, visibility
from annotations.queries.figures.agreed import last_measured, report_of
from annotations.queries.figures.answers import verdict_question
from annotations.queries.figures.base import Figure, Reader, Row, listing
from annotations.queries.labels import CAME_BACK, JUDGED

UNITS = {
    "answered": "labels",
    "in_hand": "assignments",
    "median_seconds": "seconds",
    "judged": "labels",
    "came_back": "labels",
    "agreement": "kappa",
}
LISTS: Mapping[str, Callable[[str], Row]] = {
    "answered": lambda person: listing("labels", person=person, state="answered"),
    "in_hand": lambda person: listing("sharing", holder=person, only="in_hand"),
    "judged": lambda person: listing("labels", person=person, review=JUDGED),
    "came_back": lambda person: listing("labels", person=person, review=CAME_BACK),
}


def members(reader: Reader) -> list[Row]:
    """One row for each member and measure; who left is told while there are labels of theirs."""
    shown = visibility.memberships(reader.user).filter(project=reader.project).select_related("user")
    own = reader.user.memberships.filter(project=reader.project, role=Role.ANNOTATOR).exists()
    found = _found(reader)
    rows = shown.filter(user=reader.user) if own else shown
    return [
        row for member in rows if member.is_active or member.user_id in found["answered"] for row in _of(member, found)
    ]


def _found(reader: Reader) -> dict[str, Mapping[UUID, Any]]:
    """Measure → person → number."""
    answered = progress.answered(reader.user, reader.project)
    judged = progress.judged(reader.user, reader.project)
    return {
        "answered": {who: count for who, (count, _) in answered.items()},
        "in_hand": progress.in_hand(reader.user, reader.project),
        "median_seconds": {who: median for who, (_, median) in answered.items()},
        "judged": {who: count for who, (count, _) in judged.items()},
        "came_back": {who: back for who, (_, back) in judged.items()},
        "agreement": with_others(reader),
    }


def _of(member: Membership, found: Mapping[str, Mapping[UUID, Any]]) -> Iterator[Row]:
    person = str(member.user_id)
    for measure, unit in UNITS.items():
        yield {
            "person": person,
            "name": member.user.display_name,
            "role": member.role,
            "is_active": member.is_active,
            "measure": measure,
            "n": found[measure].get(member.user_id, 0 if measure in LISTS else None),
            "unit": unit,
            "list": LISTS[measure](person) if measure in LISTS else None,
        }


def with_others(reader: Reader) -> Mapping[UUID, float]:
    """Each annotator's Cohen κ with the others on the verdict question, mean of pairs by the statements both labelled.

    As it was last measured; whose κ is undefined with everybody is left out.
    """
    question = verdict_question(reader.force.scheme)
    report = last_measured(reader.user, reader.project)
    if question is None or report is None or report.figures is None:
        return {}
    sums: dict[UUID, list[float]] = defaultdict(lambda: [0.0, 0.0])
    measured = next((one for one in report.figures["questions"] if one["key"] == question.key), None)
    for pair in report_of(measured)["pairs"] if measured else ():
        kappa = pair["figures"]["cohen"]["value"]
        for side in ("first", "second") if kappa is not None else ():
            sums[UUID(pair[side])][0] += kappa * pair["units"]
            sums[UUID(pair[side])][1] += pair["units"]
    return {who: total / units for who, (total, units) in sums.items() if units}


FIGURES = (Figure("members", "see unit", ("person", "name", "role", "is_active", "measure", "n", "unit"), members),)
