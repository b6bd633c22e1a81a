"""What a project asks: its questions, in order. Each change is a new version of the protocol."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from annotations.models import LabelSet, Project, Protocol, User
from annotations.queries.label_sets import newest_label_set
from annotations.queries.protocols import label_set_shape, protocol_in_force
from annotations.schemes import base
from annotations.workflow.errors import Invalid, Stale
from annotations.workflow.events import record
from annotations.workflow.label_sets import free_key, lock, refuse_bad
from annotations.workflow.scheme_rows import write_protocol

EDITED = ("title", "hint", "required", "condition", "needs")
"""What may change of a question; its key, its kind and its label set are what answers to it mean."""


@transaction.atomic
def edit_protocol(
    *, actor: User, project: Project, base_version: int, questions: Sequence[Mapping[str, Any]]
) -> Protocol:
    """The project's questions, these and in this order, as a new version that is in force at once.

    A question is a mapping of ``key`` (empty: a new one), ``title``, ``hint``, ``required``, ``condition`` (None, or
    ``{"question": key, "in": [label keys]}``) and ``needs`` (``{"in": [label keys], "what": [of base.NEEDED],
    "at_least": n}`` each); what it does not hold stays as it is. A new one also takes ``kind`` and ``label_set`` (a key
    of the project's label sets). Questions that are left out are not asked any more; the answers to them stay in their
    revisions. The same questions again change nothing.
    """
    lock(actor, project)
    force = protocol_in_force(project)
    if force.row.version != base_version:
        raise Stale(
            f"You had version {base_version} of the questions; the newest is {force.row.version}.",
            current={"version": force.row.version},
        )
    sets = {q.label_set.key: q.label_set for q in force.row.questions.all() if q.label_set}
    fresh = replace(force.scheme, questions=tuple(_questions(project, force.scheme, questions, sets)))
    refuse_bad(fresh)
    if fresh == force.scheme:
        return force.row
    row = write_protocol(project=project, scheme=fresh, sets=sets, actor=actor)
    record(
        actor=actor,
        verb="protocol.edited",
        obj=row,
        project=project,
        before={"version": force.row.version},
        after={"version": row.version},
    )
    return row


def _questions(
    project: Project, kept: base.Protocol, drafts: Sequence[Mapping[str, Any]], sets: dict[str, LabelSet]
) -> Sequence[base.Question]:
    """The drafts as questions; rows of label sets that new questions bring are added to ``sets``."""
    taken = {question.key for question in kept.questions}
    made: list[base.Question] = []
    for place, draft in enumerate(drafts):
        known = kept.question(draft["key"]) if draft["key"] else None
        if known is None and draft["key"]:
            raise Invalid(f"questions[{place}].key", draft["key"], "is not a question here; a new one has no key")
        made.append(replace(known or _new(project, draft, place, taken, sets), **_changes(draft)))
    return made


def _new(
    project: Project, draft: Mapping[str, Any], place: int, taken: set[str], sets: dict[str, LabelSet]
) -> base.Question:
    key = free_key(draft["title"], taken)
    taken.add(key)
    wanted = draft.get("label_set") or ""
    if wanted and wanted not in sets:
        row = newest_label_set(project, wanted)
        if row is None:
            raise Invalid(f"questions[{place}].label_set", wanted, "is not a label set of this project")
        sets[wanted] = row
    shape = label_set_shape(sets[wanted]) if wanted else None
    return base.Question(key=key, kind=draft["kind"], title=draft["title"], label_set=shape)


def _changes(draft: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: draft[name] for name in EDITED if name in draft}
    given |= {name: " ".join(given[name].split()) for name in ("title", "hint") if name in given}
    if on := given.get("condition"):
        given["condition"] = base.Condition(on["question"], tuple(on["in"]))
    if "needs" in given:
        given["needs"] = tuple(
            base.Need(tuple(one["in"]), tuple(one["what"]), one["at_least"]) for one in given["needs"]
        )
    return given
