"""Who or what an answer is about, as keys that figures are grouped by and lists are narrowed to.

A speaker is ``author`` (the article's own voice), ``nobody`` (somebody not named) or the id of an entity; a holder is
``author``, ``unspecified`` or an id; a target is ``entity:<id>``, ``claim:<id>`` or ``proposition:<text>``. An entity
that was merged into another is the other one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Coalesce, Concat

from annotations.models import Claim, Entity, HolderKind, Project, TargetKind, Voice

AUTHOR, NOBODY = "author", "nobody"


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the three; ``path`` leads from a row to what bears the fields (``""`` or ending in ``__``)."""

    key: str

    def expression(self, path: str) -> Combinable:
        """The key as an expression to group by."""
        return EXPRESSIONS[self.key](path)

    def condition(self, path: str, value: str) -> Q | None:
        """The rows of one key; None for what can be none."""
        return CONDITIONS[self.key](path, value)


SPEAKER, HOLDER, TARGET = Dimension("speaker"), Dimension("holder"), Dimension("target")


def _entity(path: str) -> Combinable:
    return Cast(Coalesce(f"{path}__merged_into_id", f"{path}_id"), CharField())


def _is_entity(path: str, value: str) -> Q | None:
    key = as_key(value)
    # The few entities first: of an OR over a join PostgreSQL makes a look at every row.
    return Q(**{f"{path}__in": Entity.objects.filter(Q(pk=key) | Q(merged_into=key)).values("pk")}) if key else None


def as_key(value: str) -> UUID | None:
    """The id that a text is, if it is one."""
    try:
        return UUID(value)
    except ValueError:
        return None


def _speaker(path: str) -> Combinable:
    return Case(
        When(Q(**{f"{path}voice": Voice.AUTHOR}), then=Value(AUTHOR)),
        When(Q(**{f"{path}speaker__isnull": True}), then=Value(NOBODY)),
        default=_entity(f"{path}speaker"),
        output_field=CharField(),
    )


def _is_speaker(path: str, value: str) -> Q | None:
    if value == AUTHOR:
        return Q(**{f"{path}voice": Voice.AUTHOR})
    if value == NOBODY:
        return ~Q(**{f"{path}voice": Voice.AUTHOR}) & Q(**{f"{path}speaker__isnull": True})
    return _is_entity(f"{path}speaker", value)


def _holder(path: str) -> Combinable:
    named = When(Q(**{f"{path}holder_kind": HolderKind.ENTITY}), then=_entity(f"{path}holder"))
    return Case(named, default=F(f"{path}holder_kind"), output_field=CharField())


def _is_holder(path: str, value: str) -> Q | None:
    if value in (HolderKind.AUTHOR, HolderKind.UNSPECIFIED):
        return Q(**{f"{path}holder_kind": value})
    return _is_entity(f"{path}holder", value)


def _target(path: str) -> Combinable:
    kinds = {
        TargetKind.ENTITY: _entity(f"{path}target"),
        TargetKind.CLAIM: Cast(F(f"{path}target_claim_id"), CharField()),
        TargetKind.PROPOSITION: F(f"{path}target_text"),
    }
    each = (
        When(Q(**{f"{path}target_kind": kind}), then=Concat(Value(f"{kind}:"), what, output_field=CharField()))
        for kind, what in kinds.items()
    )
    return Case(*each, output_field=CharField())


def _is_target(path: str, value: str) -> Q | None:
    kind, _, what = value.partition(":")
    if kind == TargetKind.ENTITY:
        return _is_entity(f"{path}target", what)
    if kind == TargetKind.CLAIM and (key := as_key(what)):
        return Q(**{f"{path}target_claim": key})
    return Q(**{f"{path}target_kind": kind, f"{path}target_text": what}) if kind == TargetKind.PROPOSITION else None


EXPRESSIONS = {"speaker": _speaker, "holder": _holder, "target": _target}
CONDITIONS = {"speaker": _is_speaker, "holder": _is_holder, "target": _is_target}


def names(project: Project, keys: Iterable[str]) -> Mapping[str, str]:
    """The names of a project's entities, claims and propositions by their keys; two queries at most.

    Keys of other projects, and those that name nothing, are left out.
    """
    wanted = {key: key.partition(":")[2] or key for key in keys}
    ids = {key: pk for key, what in wanted.items() if (pk := as_key(what))}
    claims = {key for key in ids if key.startswith(f"{TargetKind.CLAIM}:")}
    found = {
        **_by_id(Entity.objects.filter(project=project), "canonical_name", (ids[key] for key in ids.keys() - claims)),
        **_by_id(Claim.objects.filter(statement__article__project=project), "claim_text", (ids[key] for key in claims)),
    }
    said = {key: what for key, what in wanted.items() if key.startswith(f"{TargetKind.PROPOSITION}:")}
    return {**{key: found[pk] for key, pk in ids.items() if pk in found}, **said}


def _by_id(rows: QuerySet[Any], name: str, ids: Iterable[UUID]) -> dict[UUID, str]:
    return dict(rows.filter(pk__in=set(ids)).order_by().values_list("pk", name))
