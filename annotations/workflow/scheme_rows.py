"""Writing versions of label sets and protocols; part of the acts that change them."""

from collections.abc import Mapping

from django.db.models import Max

from annotations.models import Label, LabelSet, Project, Protocol, Question, User
from annotations.schemes import base


def write_label_set(*, project: Project, label_set: base.LabelSet, actor: User, preset: str) -> LabelSet:
    """The next version of the label set of that key, with its labels in order; the caller holds the project's lock."""
    newest = LabelSet.objects.filter(project=project, key=label_set.key).aggregate(newest=Max("version"))["newest"]
    row = LabelSet.objects.create(
        project=project,
        key=label_set.key,
        version=(newest or 0) + 1,
        name=label_set.name,
        scope=label_set.scope,
        cardinality=label_set.cardinality,
        scale=label_set.scale,
        preset=preset,
        created_by=actor,
    )
    Label.objects.bulk_create(
        Label(
            label_set=row,
            key=label.key,
            name=label.name,
            definition=label.definition,
            example=label.example,
            position=position,
            hotkey=label.hotkey,
            style=label.style,
            sign=label.sign,
            is_verdict=label.is_verdict,
            is_hidden=label.is_hidden,
            maps_to=dict(label.maps_to),
            merged_into=label.merged_into,
        )
        for position, label in enumerate(label_set.labels)
    )
    return row


def write_protocol(*, project: Project, scheme: base.Protocol, sets: Mapping[str, LabelSet], actor: User) -> Protocol:
    """The next version of the project's protocol; ``sets`` are the rows of its label sets by key."""
    newest = Protocol.objects.filter(project=project).aggregate(newest=Max("version"))["newest"]
    row = Protocol.objects.create(
        project=project, key=scheme.key, name=scheme.name, version=(newest or 0) + 1, created_by=actor
    )
    Question.objects.bulk_create(
        Question(
            protocol=row,
            key=question.key,
            kind=question.kind,
            label_set=sets[question.label_set.key] if question.label_set else None,
            title=question.title,
            hint=question.hint,
            position=position,
            required=question.required,
            condition=question.condition
            and {"question": question.condition.question, "in": list(question.condition.answers)},
            needs=[
                {"in": list(need.answers), "what": "|".join(need.what), "at_least": need.at_least}
                for need in question.needs
            ],
            max_length=question.max_length,
        )
        for position, question in enumerate(scheme.questions)
    )
    return row
