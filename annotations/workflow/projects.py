"""Making a project: the team's workspace with its own copy of a protocol."""

import hashlib

from django.db import transaction

from annotations import schemes
from annotations.models import GuidelineVersion, Label, LabelSet, Project, Protocol, Question, Role, User
from annotations.schemes import base
from annotations.workflow.errors import Duplicate, Invalid
from annotations.workflow.events import record
from annotations.workflow.members import join


@transaction.atomic
def create_project(
    *,
    actor: User,
    slug: str,
    name: str,
    protocol: str = "quick",
    description: str = "",
    annotators_per_article: int = 2,
    adjudication_policy: str = "unanimous",
    freeze_on_import: bool = False,
    is_demo: bool = False,
) -> Project:
    """A project led by ``actor``, with a copy of the built-in ``protocol`` and its guideline as version 1.0.0.

    Raises ``Duplicate`` for a taken address, ``Invalid`` for an unknown protocol.
    """
    try:
        scheme = schemes.protocol(protocol)
    except KeyError as error:
        raise Invalid("protocol", protocol, str(error.args[0])) from None
    if Project.objects.filter(slug=slug).exists():
        raise Duplicate(f"A project with the address {slug!r} exists.", field="slug", value=slug)
    project = Project.objects.create(
        slug=slug,
        name=name,
        description=description,
        annotators_per_article=annotators_per_article,
        adjudication_policy=adjudication_policy,
        freeze_on_import=freeze_on_import,
        is_demo=is_demo,
    )
    event = record(actor=actor, verb="project.created", obj=project, project=project, after={"name": name})
    join(project=project, user=actor, role=Role.LEAD, actor=actor, caused_by=event)
    copy_protocol(project=project, scheme=scheme)
    publish_guideline(actor=actor, project=project, version="1.0.0", markdown=scheme.guideline)
    return project


def copy_protocol(*, project: Project, scheme: base.Protocol) -> Protocol:
    """The project's own rows for a protocol, its questions, label sets and labels."""
    sets = {label_set.key: _copy_label_set(project, label_set) for label_set in scheme.label_sets()}
    protocol = Protocol.objects.create(project=project, key=scheme.key, name=scheme.name)
    Question.objects.bulk_create(
        Question(
            protocol=protocol,
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
    return protocol


def _copy_label_set(project: Project, preset: base.LabelSet) -> LabelSet:
    label_set = LabelSet.objects.create(
        project=project,
        key=preset.key,
        name=preset.name,
        scope=preset.scope,
        cardinality=preset.cardinality,
        scale=preset.scale,
        preset=preset.key,
    )
    Label.objects.bulk_create(
        Label(
            label_set=label_set,
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
        )
        for position, label in enumerate(preset.labels)
    )
    return label_set


@transaction.atomic
def publish_guideline(*, actor: User, project: Project, version: str, markdown: str) -> GuidelineVersion:
    """A new version of the project's guideline; labels made from now on are made under it."""
    guideline = GuidelineVersion.objects.create(
        project=project,
        version=version,
        markdown=markdown,
        sha256=hashlib.sha256(markdown.encode("utf-8")).hexdigest(),
        label_sets=list(project.label_sets.values("key", "version")),
        published_by=actor,
    )
    record(actor=actor, verb="guideline.published", obj=guideline, project=project, after={"version": version})
    return guideline
