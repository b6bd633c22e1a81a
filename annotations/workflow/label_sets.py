"""Label sets of a project: cloned from presets, edited, merged. A change is a new version; none changes what was said.

A merge is a mapping on the label that goes away (``merged_into``). Answers keep the key they were given; every reading
counts them under the other one. So a merge can be taken back, and nobody's words are rewritten in their name.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import count
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from annotations import schemes
from annotations.models import LabelSet, Project, User
from annotations.permissions import can_manage
from annotations.queries.label_sets import before_merge, newest_label_set, used_keys
from annotations.queries.protocols import label_set_shape, protocol_in_force
from annotations.queries.review_agreement import merges_of
from annotations.schemes import base
from annotations.schemes.checks import AnswerError
from annotations.schemes.rules import MAX_KEY, check_label_set, check_protocol
from annotations.workflow.compare import compare_waiting
from annotations.workflow.errors import Invalid, NotAllowed, Stale
from annotations.workflow.events import record
from annotations.workflow.scheme_rows import write_label_set, write_protocol

EDITED = ("name", "definition", "example", "hotkey", "style", "is_hidden")
"""What may change of a label."""
FIRST = ("sign", "is_verdict")
"""What is said of a label once, when it is added."""


@transaction.atomic
def clone_preset(*, actor: User, project: Project, preset: str) -> LabelSet:
    """The project's own copy of a built-in label set, for questions to use; a second copy gets a key of its own."""
    lock(actor, project)
    try:
        found = schemes.label_set(preset)
    except KeyError as error:
        raise Invalid("preset", preset, str(error.args[0])) from None
    taken = set(LabelSet.objects.filter(project=project).values_list("key", flat=True))
    copy = replace(found, key=free_key(found.key, taken))
    row = write_label_set(project=project, label_set=copy, actor=actor, preset=found.key)
    record(actor=actor, verb="labelset.cloned", obj=row, project=project, after={"key": row.key, "preset": found.key})
    return row


@transaction.atomic
def edit_label_set(
    *, actor: User, project: Project, key: str, base_version: int, name: str, labels: Sequence[Mapping[str, Any]]
) -> LabelSet:
    """The label set with these labels in this order, as a new version that is in force at once.

    A label is a mapping of ``key`` (empty: a new one), ``name``, ``definition``, ``example``, ``hotkey``, ``style`` and
    ``is_hidden``; a new one also takes ``sign`` and ``is_verdict``. Labels that are left out go away, unless somebody
    answered with them: ``Invalid`` says to hide them. Merged labels stay as they are. The same labels change nothing.
    """
    row, kept = _open(actor, project, key, base_version)
    fresh = replace(kept, name=" ".join(name.split()), labels=_labels(row, kept, labels))
    return _write(actor, row, kept, fresh, verb="labelset.edited")


@transaction.atomic
def merge_labels(*, actor: User, project: Project, key: str, base_version: int, label: str, into: str) -> LabelSet:
    """From now on every answer ``label`` counts as ``into``; the answers themselves stay. Undone by ``part_labels``."""
    row, kept = _open(actor, project, key, base_version)
    one, other = _standing(kept, label, "label"), _standing(kept, into, "into")
    if one is other:
        raise Invalid("into", into, "is the label itself; choose another")
    if (one.sign, one.is_verdict) != (other.sign, other.is_verdict):
        raise Invalid("into", into, "means something else: another sign, or a verdict and a state")
    labels = (
        replace(each, merged_into=into, is_hidden=True, hotkey="" if each is one else each.hotkey)
        if each is one or each.merged_into == label
        else each
        for each in kept.labels
    )
    more = {"label": label, "into": into}
    return _write(actor, row, kept, replace(kept, labels=tuple(labels)), verb="labelset.merged", **more)


@transaction.atomic
def part_labels(*, actor: User, project: Project, key: str, base_version: int, label: str) -> LabelSet:
    """Takes a merge back: ``label`` is as it was before, and its answers count as what they are.

    Its key comes back too, unless another label has got it meanwhile.
    """
    row, kept = _open(actor, project, key, base_version)
    found = kept.label(label)
    if found is None or not found.merged_into:
        raise Invalid("label", label, "is not a merged label of this set")
    before = before_merge(row, label)
    hotkey = before.hotkey if before.hotkey not in {one.hotkey for one in kept.labels} else ""
    parted = replace(found, merged_into="", is_hidden=before.is_hidden, hotkey=hotkey)
    labels = tuple(parted if one is found else one for one in kept.labels)
    return _write(actor, row, kept, replace(kept, labels=labels), verb="labelset.parted", label=label)


def lock(actor: User, project: Project) -> None:
    """Changes of one project's questions and labels queue here; ``NotAllowed`` for everybody but its leads."""
    if not can_manage(actor, project):
        raise NotAllowed("Only a lead changes questions and labels.")
    Project.objects.select_for_update(no_key=True).get(pk=project.pk)


def free_key(name: str, taken: set[str]) -> str:
    """A key made of ``name`` that is not among ``taken``."""
    stem = slugify(name).replace("-", "_").strip("_")[: MAX_KEY - 4].strip("_") or "label"
    return stem if stem not in taken else next(key for n in count(2) if (key := f"{stem}_{n}") not in taken)


def _open(actor: User, project: Project, key: str, base_version: int) -> tuple[LabelSet, base.LabelSet]:
    lock(actor, project)
    row = newest_label_set(project, key)
    if row is None:
        raise Invalid("label_set", key, "is not a label set of this project")
    if row.version != base_version:
        raise Stale(
            f"You had version {base_version} of these labels; the newest is {row.version}.",
            current={"version": row.version},
        )
    return row, label_set_shape(row)


def _standing(label_set: base.LabelSet, key: str, field: str) -> base.Label:
    found = label_set.label(key)
    if found is None or found.merged_into:
        raise Invalid(field, key, "is not a label of this set")
    return found


def _labels(row: LabelSet, kept: base.LabelSet, drafts: Sequence[Mapping[str, Any]]) -> tuple[base.Label, ...]:
    taken = {label.key for label in kept.labels}
    standing = {label.key: label for label in kept.labels if not label.merged_into}
    made: list[base.Label] = []
    for place, draft in enumerate(drafts):
        if not draft["key"]:
            made.append(_new(draft, taken))
        elif draft["key"] in standing:
            made.append(replace(standing[draft["key"]], **_changes(draft)))
        else:
            raise Invalid(f"labels[{place}].key", draft["key"], "is not a label of this set; a new one has no key")
    _refuse_loss(row, kept, standing.keys() - {label.key for label in made})
    return (*made, *(label for label in kept.labels if label.merged_into))


def _refuse_loss(row: LabelSet, kept: base.LabelSet, gone: Set[str]) -> None:
    if merged := sorted(one.key for one in kept.labels if one.merged_into in gone):
        raise Invalid("labels", merged[0], "was merged into a label that is left out; part them first")
    if used := sorted(gone & used_keys(row) if gone else ()):
        raise Invalid("labels", used[0], "was answered with and cannot go away; hide it, or merge it into another")


def _new(draft: Mapping[str, Any], taken: set[str]) -> base.Label:
    key = free_key(draft["name"], taken)
    taken.add(key)
    said = {name: draft[name] for name in FIRST if name in draft}
    return replace(base.Label(key, name="", definition="", style=""), **_changes(draft), **said)


def _changes(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a draft, blanks at their ends cut off."""
    given = {name: draft[name] for name in EDITED if name in draft}
    return {name: value.strip() if isinstance(value, str) else value for name, value in given.items()}


def _write(
    actor: User, row: LabelSet, kept: base.LabelSet, fresh: base.LabelSet, *, verb: str, **more: str
) -> LabelSet:
    try:
        check_label_set(fresh)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
    if fresh == kept:
        return row
    made = write_label_set(project=row.project, label_set=fresh, actor=actor, preset=row.preset)
    _put_in_force(actor, made, fresh)
    record(
        actor=actor,
        verb=verb,
        obj=made,
        project=row.project,
        before={"version": row.version},
        after={"version": made.version, **more},
    )
    return made


def _put_in_force(actor: User, made: LabelSet, fresh: base.LabelSet) -> None:
    """The next version of the protocol asks with these labels, if it asks with this set at all."""
    force = protocol_in_force(made.project)
    sets = {q.label_set.key: q.label_set for q in force.row.questions.all() if q.label_set}
    if made.key not in sets:
        return
    scheme = replace(
        force.scheme, questions=tuple(_asking_with(one, fresh, force.scheme) for one in force.scheme.questions)
    )
    refuse_bad(scheme)
    write_protocol(project=made.project, scheme=scheme, sets=sets | {made.key: made}, actor=actor)
    if merges_of(scheme) != merges_of(force.scheme):
        compare_waiting(made.project)


def _asking_with(question: base.Question, fresh: base.LabelSet, scheme: base.Protocol) -> base.Question:
    """The question with the new version of its labels; what depends on a merged label depends on what it went into."""
    if question.label_set and question.label_set.key == fresh.key:
        needs = tuple(replace(one, answers=_followed(one.answers, fresh)) for one in question.needs)
        question = replace(question, label_set=fresh, needs=needs)
    on = question.condition and scheme.question(question.condition.question)
    if question.condition and on and on.label_set and on.label_set.key == fresh.key:
        answers = _followed(question.condition.answers, fresh)
        question = replace(question, condition=replace(question.condition, answers=answers))
    return question


def _followed(answers: tuple[str, ...], fresh: base.LabelSet) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fresh.counts_as(key) for key in answers))


def refuse_bad(scheme: base.Protocol) -> None:
    """``Invalid`` for the first rule that the protocol breaks."""
    try:
        check_protocol(scheme)
    except AnswerError as error:
        raise Invalid(error.field, error.value, error.rule) from None
