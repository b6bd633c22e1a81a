"""Entities by a name that somebody typed: exactly, in part, or nearly (trigrams), in this order."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, F, Func, IntegerField, Q, TextField, Value, When

from annotations.models import Entity, Project, User
from annotations.queries import visibility

MOST = 20
"""More entities than this answer to a name only where the name says too little."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who answers to a name. ``exactly``: they bear this very name; otherwise it is a part of theirs, or near it."""

    typed: str
    entities: tuple[Entity, ...]
    exactly: bool

    @property
    def keys(self) -> list[UUID]:
        """The entities' keys."""
        return [entity.pk for entity in self.entities]


def named(user: User, project: Project, typed: str) -> Named:
    """The project's entities of that name, alias included, the best kind of match only, with one query."""
    wanted = " ".join(typed.lower().split())
    names = Func(F("canonical_name"), F("aliases"), function="annotations_entity_names", output_field=TextField())
    line = f"\n{wanted}\n"
    rows = (
        visibility.entities(user)
        .filter(project=project)
        .annotate(names=names)
        .filter(Q(names__contains=wanted) | Q(names__trigram_word_similar=wanted))
        .annotate(
            kind_of_match=Case(
                When(names__contains=line, then=Value(0)),
                When(names__contains=wanted, then=Value(1)),
                default=Value(2),
                output_field=IntegerField(),
            ),
            nearness=TrigramWordSimilarity(wanted, "names"),
        )
        .order_by("kind_of_match", "-nearness", "canonical_name", "pk")[:MOST]
    )
    found = list(rows) if wanted else []
    best = [row for row in found if row.kind_of_match == found[0].kind_of_match]
    if best and best[0].kind_of_match == 2:
        best = [row for row in best if row.nearness == best[0].nearness]
    return Named(typed, tuple(best), bool(best) and best[0].kind_of_match == 0)
