"""What hangs on an entity in its project: what would move if it became a name of another one."""

from dataclasses import dataclass

from django.db.models import Count

from annotations.models import Attribution, Entity, EntityMention, Statement, StatementState


@dataclass(frozen=True, slots=True)
class Uses:
    """How often an entity is named and speaks, and in how many articles."""

    mentions: int
    statements: int
    attributions: int
    articles: int


def uses(entity: Entity) -> Uses:
    """The counts of one entity, with three queries."""
    named = EntityMention.objects.filter(entity=entity)
    speaks = Statement.objects.filter(speaker=entity, state=StatementState.LIVE)
    said = Attribution.objects.filter(speaker=entity)
    figures = {"n": Count("pk"), "articles": Count("article", distinct=True)}
    counts = [rows.order_by().aggregate(**figures) for rows in (named, speaks, said)]
    return Uses(
        mentions=counts[0]["n"],
        statements=counts[1]["n"],
        attributions=counts[2]["n"],
        articles=max(one["articles"] for one in counts),
    )
