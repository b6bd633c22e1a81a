"""What was asked in a project, in every version: small beside the rows, so read at once."""

from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Adjudication,
    Assignment,
    Claim,
    GoldApproval,
    GuidelineVersion,
    Label,
    LabelSet,
    Membership,
    Project,
    Protocol,
    Question,
    Review,
    Role,
)
from annotations.queries.release_cells import moment
from annotations.queries.release_choice import PSEUDONYMS, Choice
from annotations.queries.release_text_shapes import (
    GuidelineCell,
    LabelCell,
    LabelSetCell,
    ProtocolCell,
    QuestionCell,
    Scheme,
)
from annotations.queries.snapshot import fetch

LABEL = tuple(LabelCell.__annotations__)
SET = tuple(key for key in LabelSetCell.__annotations__ if key != "labels")
QUESTION = tuple(key for key in QuestionCell.__annotations__ if not key.startswith("label_set"))
LABELS_OF = ("label_set__key", "label_set__version")


def read_scheme(project: Project, choice: Choice, through: BaseDatabaseWrapper) -> Scheme:
    """Label sets, protocols, guidelines and the people behind the pseudonyms' roles (six queries)."""
    found: Scheme = {
        "schema": "labelsets/1",
        "project": {
            "slug": project.slug,
            "name": project.name,
            "description": project.description,
            "licence": project.annotation_licence,
        },
        "label_sets": _label_sets(project, through),
        "protocols": _protocols(project, through),
        "guidelines": _guidelines(project, through),
    }
    if choice.people == PSEUDONYMS:
        people = at_work(project).order_by("pseudonym").values_list("pseudonym", "role")
        found["people"] = [{"pseudonym": pseudonym, "role": role} for pseudonym, role in fetch(people, through)]
    return found


def at_work(project: Project) -> QuerySet[Membership]:
    """The members that a dataset names: all but leads who only lead, such as whoever brought the dataset back."""
    work = (
        Assignment.objects.filter(article__project=project, annotator=OuterRef("user")),
        Review.objects.filter(assignment__article__project=project, reviewer=OuterRef("user")),
        Adjudication.objects.filter(statement__article__project=project, decided_by=OuterRef("user")),
        GoldApproval.objects.filter(adjudication__statement__article__project=project, approver=OuterRef("user")),
        Claim.objects.filter(statement__article__project=project, author=OuterRef("user")),
    )
    only_leads = Q(*(~Exists(rows) for rows in work), role=Role.LEAD, is_active=True)
    return Membership.objects.filter(project=project).exclude(only_leads)


def _label_sets(project: Project, through: BaseDatabaseWrapper) -> list[LabelSetCell]:
    sets = _rows(LabelSet.objects.filter(project=project).order_by("key", "version"), ("pk", *SET), through)
    labels = Label.objects.filter(label_set__project=project).order_by("position", "key")
    of_set: dict[Any, list[Any]] = {}
    for label in _rows(labels, ("label_set_id", *LABEL), through):
        of_set.setdefault(label.pop("label_set_id"), []).append(label)
    found = [{**{key: one[key] for key in SET}, "labels": of_set.get(one["pk"], [])} for one in sets]
    return cast(list[LabelSetCell], found)


def _protocols(project: Project, through: BaseDatabaseWrapper) -> list[ProtocolCell]:
    protocols = Protocol.objects.filter(project=project).order_by("version")
    questions = Question.objects.filter(protocol__project=project).order_by("position", "key")
    of_protocol: dict[Any, list[QuestionCell]] = {}
    for one in _rows(questions, ("protocol_id", *LABELS_OF, *QUESTION), through):
        of_protocol.setdefault(one["protocol_id"], []).append(_question(one))
    return [
        {"key": one["key"], "version": one["version"], "name": one["name"], "questions": of_protocol.get(one["pk"], [])}
        for one in _rows(protocols, ("pk", "key", "version", "name"), through)
    ]


def _question(one: dict[str, Any]) -> QuestionCell:
    return {
        "key": one["key"],
        "kind": one["kind"],
        "label_set": one["label_set__key"],
        "label_set_version": one["label_set__version"],
        "title": one["title"],
        "hint": one["hint"],
        "position": one["position"],
        "required": one["required"],
        "condition": one["condition"],
        "needs": one["needs"],
        "max_length": one["max_length"],
    }


def _guidelines(project: Project, through: BaseDatabaseWrapper) -> list[GuidelineCell]:
    published = GuidelineVersion.objects.filter(project=project).order_by("published_at", "pk")
    return [
        {"version": version, "sha256": sha256, "published_at": moment(at), "markdown": markdown}
        for version, sha256, at, markdown in fetch(
            published.values_list("version", "sha256", "published_at", "markdown"), through
        )
    ]


def _rows(rows: QuerySet[Any], columns: tuple[str, ...], through: BaseDatabaseWrapper) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in fetch(rows.values_list(*columns), through)]
