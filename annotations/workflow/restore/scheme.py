"""What was asked, in every version: the dataset's label sets, protocols, guidelines in place of the project's."""

import uuid
from collections.abc import Mapping
from typing import Any

from annotations.models import GuidelineVersion, Label, LabelSet, Project, Protocol, Question, User
from annotations.queries.protocols import ProtocolInForce, as_in_force, protocol_versions
from annotations.queries.release_text_shapes import LabelCell, QuestionCell
from annotations.workflow.restore.shapes import Line

LABEL = tuple(LabelCell.__annotations__)
QUESTION = tuple(key for key in QuestionCell.__annotations__ if not key.startswith("label_set"))
Versions = Mapping[tuple[str, int], LabelSet]


def write_scheme(project: Project, actor: User, scheme: Line) -> list[ProtocolInForce]:
    """The label sets and protocols; all versions of the protocol, newest first.

    The project's own go first: the trigger lets them while it has no article.
    """
    Question.objects.filter(protocol__project=project).delete()
    Protocol.objects.filter(project=project).delete()
    Label.objects.filter(label_set__project=project).delete()
    LabelSet.objects.filter(project=project).delete()
    if not scheme.row["protocols"]:
        raise scheme.bad("protocols", [], "is empty: nothing was asked")
    sets = _write_label_sets(project, actor, scheme)
    for cell in scheme.row["protocols"]:
        row = Protocol.objects.create(
            project=project, key=cell["key"], version=cell["version"], name=cell["name"], created_by=actor
        )
        Question.objects.bulk_create(_question(scheme, row, one, sets) for one in cell["questions"])
    return [as_in_force(row) for row in protocol_versions(project)]


def _write_label_sets(project: Project, actor: User, scheme: Line) -> Versions:
    sets: dict[tuple[str, int], LabelSet] = {}
    labels: list[Label] = []
    for cell in scheme.row["label_sets"]:
        facts = {key: value for key, value in cell.items() if key != "labels"}
        row = sets[cell["key"], cell["version"]] = LabelSet(project=project, created_by=actor, **facts)
        labels += [Label(label_set=row, **{key: one[key] for key in LABEL}) for one in cell["labels"]]
    LabelSet.objects.bulk_create(sets.values())
    Label.objects.bulk_create(labels)
    return sets


def _question(scheme: Line, protocol: Protocol, cell: Mapping[str, Any], sets: Versions) -> Question:
    named = (cell["label_set"], cell["label_set_version"])
    if cell["label_set"] is not None and named not in sets:
        raise scheme.bad(f"protocols.{cell['key']}.label_set", list(named), "is no label set of the dataset")
    return Question(protocol=protocol, label_set=sets.get(named), **{key: cell[key] for key in QUESTION})


def write_guidelines(project: Project, actor: User, scheme: Line, force: ProtocolInForce) -> dict[str, uuid.UUID]:
    """The guidelines in place of the project's own; their ids by version."""
    GuidelineVersion.objects.filter(project=project).delete()
    asked = force.row.questions.filter(label_set__isnull=False).values_list("label_set__key", "label_set__version")
    spoken_of = [{"key": key, "version": version} for key, version in asked.order_by("position")]
    rows = [
        GuidelineVersion(
            project=project,
            version=cell["version"],
            markdown=cell["markdown"],
            sha256=cell["sha256"],
            label_sets=spoken_of,
            published_by=actor,
            published_at=scheme.moment("guidelines.published_at", cell["published_at"]),
        )
        for cell in scheme.row["guidelines"]
    ]
    GuidelineVersion.objects.bulk_create(rows)
    return {row.version: row.pk for row in rows}
