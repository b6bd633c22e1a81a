"""Making a project: the team's workspace with its own copy of a protocol."""

from django.db import IntegrityError, transaction

from annotations import schemes
from annotations.models import Project, Protocol, Role, User
from annotations.queries.addresses import free_address
from annotations.schemes import base
from annotations.workflow.errors import Duplicate, Invalid
from annotations.workflow.events import record
from annotations.workflow.guidelines import write_guideline
from annotations.workflow.members import join
from annotations.workflow.scheme_rows import write_label_set, write_protocol


@transaction.atomic
def create_project(
    *,
    actor: User,
    name: str,
    slug: str = "",
    protocol: str = "quick",
    description: str = "",
    annotators_per_article: int = 2,
    adjudication_policy: str = "unanimous",
    freeze_on_import: bool = False,
    is_demo: bool = False,
) -> Project:
    """A project led by ``actor``, with a copy of the built-in ``protocol`` and its guideline as version 1.0.0.

    Without a ``slug`` its address is made of its name. Raises ``Duplicate`` for a taken address, ``Invalid`` for an
    unknown protocol.
    """
    try:
        scheme = schemes.protocol(protocol)
    except KeyError as error:
        raise Invalid("protocol", protocol, str(error.args[0])) from None
    slug = slug or free_address(name)
    _refuse_taken(slug)
    project = Project(
        slug=slug,
        name=name,
        description=description,
        annotators_per_article=annotators_per_article,
        adjudication_policy=adjudication_policy,
        freeze_on_import=freeze_on_import,
        is_demo=is_demo,
    )
    try:
        with transaction.atomic():
            project.save(force_insert=True)
    except IntegrityError:  # somebody started one at the same moment, whose row was not to be seen yet
        _refuse_taken(slug)
        raise
    event = record(actor=actor, verb="project.created", obj=project, project=project, after={"name": name})
    join(project=project, user=actor, role=Role.LEAD, actor=actor, caused_by=event)
    copy_protocol(project=project, scheme=scheme, actor=actor)
    write_guideline(actor=actor, project=project, version="1.0.0", markdown=scheme.guideline)
    return project


def _refuse_taken(slug: str) -> None:
    if Project.objects.filter(slug=slug).exists():
        rule = "is the address of another project"
        raise Duplicate(f"A project with the address {slug!r} exists.", field="slug", value=slug, rule=rule)


def copy_protocol(*, project: Project, scheme: base.Protocol, actor: User) -> Protocol:
    """The project's own rows for a protocol, its questions, label sets and labels."""
    sets = {
        preset.key: write_label_set(project=project, label_set=preset, actor=actor, preset=preset.key)
        for preset in scheme.label_sets()
    }
    return write_protocol(project=project, scheme=scheme, sets=sets, actor=actor)
