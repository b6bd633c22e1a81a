"""Storing what an act changed, and writing a stored change in either direction."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import F, Model

from annotations.models import (
    Article,
    Attribution,
    AttributionSpan,
    Entity,
    SpanPart,
    Statement,
    StatementState,
)
from annotations.workflow.split.document import Said, Split
from annotations.workflow.split.tables import MODELS, Tables, Values, keyed, pair, values

PARTS = {
    "source": SpanPart.SOURCE,
    "cue": SpanPart.CUE,
    "content": SpanPart.CONTENT,
    "insertions": SpanPart.INSERTION,
}
NAMES_ENTITY = ("speaker_id", "entity_id")
OUT_OF_THE_WAY = 1_000_000
Row = TypeVar("Row", bound=Model)


def picture(split: Split) -> Tables:
    """All rows of a split as plain values."""
    return {
        "statement": keyed(split.statements.values()),
        "attribution": {str(key): _attribution(said) for key, said in split.attributions.items()},
        "claim": keyed(split.claims.values()),
        "relation": keyed(split.relations.values()),
    }


def _attribution(said: Said) -> Values:
    return values(said.row) | {
        "source": pair(said.source),
        "cue": pair(said.cue),
        "content": [pair(span) for span in said.content],
        "insertions": [pair(span) for span in said.insertions],
        "statements": sorted(str(key) for key in said.statements),
    }


def write(article: Article, wanted: Tables, seen: Tables) -> None:
    """Makes the rows what ``wanted`` says. ``seen`` is the other side of the same change.

    Rows of other articles, which a merger of entities touches, are written only where they are still as ``seen``.
    """
    _plain_rows("entity", wanted)
    wanted = _without_merged(wanted)
    _statements(article, wanted.get("statement", {}), seen.get("statement", {}))
    _attributions(article, wanted.get("attribution", {}), seen.get("attribution", {}))
    for table in ("claim", "relation", "mention"):
        _plain_rows(table, wanted)
    renumber(article)


def _without_merged(tables: Tables) -> Tables:
    """The same with each entity that was merged into another by now replaced by that one."""
    into = _merged(tables)
    return {
        table: {
            key: row and {name: _kept(name, value, into) for name, value in row.items()} for key, row in rows.items()
        }
        for table, rows in tables.items()
    }


def _kept(name: str, value: Any, into: Mapping[str, str]) -> Any:
    while name in NAMES_ENTITY and value in into:
        value = into[value]
    return value


def _merged(tables: Tables) -> dict[str, str]:
    named = {
        row[name]
        for table in ("statement", "attribution", "mention")
        for row in tables.get(table, {}).values()
        if row
        for name in NAMES_ENTITY
        if row.get(name)
    }
    found: dict[str, str] = {}
    while named:
        rows = Entity.objects.filter(pk__in=named, merged_into__isnull=False).values_list("pk", "merged_into")
        fresh = {str(one): str(other) for one, other in rows}
        found |= fresh
        named = set(fresh.values()) - found.keys()
    return found


def _plain_rows(table: str, wanted: Tables) -> None:
    """Creates, changes and deletes rows of a table that has nothing hanging on it."""
    rows = wanted.get(table, {})
    model = MODELS[table]
    there = model._default_manager.in_bulk([uuid.UUID(key) for key in rows])
    gone = [uuid.UUID(key) for key, row in rows.items() if row is None]
    model._default_manager.filter(pk__in=gone).delete()
    _change(model, [(there[uuid.UUID(key)], row) for key, row in rows.items() if row and uuid.UUID(key) in there])
    model._default_manager.bulk_create(
        _fill(model(), row) for key, row in rows.items() if row and uuid.UUID(key) not in there
    )


def _change(model: type[Model], changes: Iterable[tuple[Model, Values]]) -> None:
    """Updates rows, those with the same changed fields together."""
    groups: dict[tuple[str, ...], list[Model]] = defaultdict(list)
    names = {field.attname: field.name for field in model._meta.concrete_fields if not field.primary_key}
    for row, fresh in changes:
        columns = tuple(names[name] for name in fresh if name in names)
        if columns:
            groups[columns].append(_fill(row, fresh))
    for columns, rows in groups.items():
        model._default_manager.bulk_update(rows, columns)


def _fill(row: Row, fresh: Values) -> Row:
    for field in row._meta.concrete_fields:
        if field.attname in fresh:
            setattr(row, field.attname, field.to_python(fresh[field.attname]))
    return row


def _as_seen(article: Article, row: Any, fresh: Values, seen: Values | None) -> Values:
    """What may be written of a row: all in the article itself, elsewhere what nobody changed since."""
    if row.article_id == article.pk:
        return dict(fresh)
    now = values(row)
    return {name: value for name, value in fresh.items() if seen and now.get(name) == seen.get(name)}


def _statements(article: Article, wanted: Mapping[str, Values | None], seen: Mapping[str, Values | None]) -> None:
    there = Statement.objects.in_bulk([uuid.UUID(key) for key in wanted])
    changes = [
        (row, _as_seen(article, row, fresh, seen.get(str(row.pk))))
        for key, row in there.items()
        if (fresh := wanted[str(key)])
    ]
    # Spans that move past one another may not overlap on the way, so those rows step aside; and each row that comes
    # (back) to life takes an index that nobody has, until all are numbered anew.
    moving = [row.pk for row, fresh in changes if fresh.keys() & {"start", "end", "state"}]
    Statement.objects.filter(pk__in=moving).update(state=StatementState.REPLACED)
    for place, (row, fresh) in enumerate(changes):
        if row.pk in moving:
            fresh.setdefault("state", row.state)
            if fresh["state"] == StatementState.LIVE:
                fresh["index"] = OUT_OF_THE_WAY + place
    _change(Statement, changes)
    Statement.objects.bulk_create(
        _fill(Statement(index=OUT_OF_THE_WAY + len(changes) + place), row)
        for place, (key, row) in enumerate(wanted.items())
        if row and uuid.UUID(key) not in there
    )


def renumber(article: Article) -> None:
    """Gives the live statements the indexes 0 to n − 1 in order of the text."""
    live = Statement.objects.filter(article=article, state=StatementState.LIVE).order_by("start")
    shifts: dict[int, list[uuid.UUID]] = defaultdict(list)
    for place, (key, index) in enumerate(live.values_list("pk", "index")):
        if place != index:
            shifts[place - index].append(key)
    moved = [key for keys in shifts.values() for key in keys]
    # Two steps, for the indexes of live statements are unique at every moment.
    Statement.objects.filter(pk__in=moved).update(index=F("index") + 2 * OUT_OF_THE_WAY)
    for shift, keys in shifts.items():
        Statement.objects.filter(pk__in=keys).update(index=F("index") + (shift - 2 * OUT_OF_THE_WAY))


def _attributions(article: Article, wanted: Mapping[str, Values | None], seen: Mapping[str, Values | None]) -> None:
    there = Attribution.objects.in_bulk([uuid.UUID(key) for key in wanted])
    changes = [
        (row, _as_seen(article, row, fresh, seen.get(str(row.pk))))
        for key, row in there.items()
        if (fresh := wanted[str(key)])
    ]
    _change(Attribution, changes)
    fresh_rows = [(key, row) for key, row in wanted.items() if row and uuid.UUID(key) not in there]
    Attribution.objects.bulk_create(_fill(Attribution(), row) for _, row in fresh_rows)
    gone = [uuid.UUID(key) for key, row in wanted.items() if row is None]
    AttributionSpan.objects.filter(attribution__in=gone).delete()
    Attribution.statements.through.objects.filter(attribution__in=gone).delete()
    Attribution.objects.filter(pk__in=gone).delete()
    for key, row in [*((str(row.pk), fresh) for row, fresh in changes), *fresh_rows]:
        _spans(article, uuid.UUID(key), row)
        _links(uuid.UUID(key), row)


def _spans(article: Article, key: uuid.UUID, fresh: Values) -> None:
    parts = {part: fresh[name] for name, part in PARTS.items() if name in fresh}
    AttributionSpan.objects.filter(attribution=key, part__in=parts).delete()
    AttributionSpan.objects.bulk_create(
        AttributionSpan(
            attribution_id=key,
            article=article,
            part=part,
            position=position,
            start=start,
            end=end,
            exact=article.text[start:end],
        )
        for part, spans in parts.items()
        for position, (start, end) in enumerate(_listed(part, spans))
    )


def _listed(part: str, spans: Any) -> list[list[int]]:
    if part in (SpanPart.CONTENT, SpanPart.INSERTION):
        return list(spans)
    return [spans] if spans else []


def _links(key: uuid.UUID, fresh: Values) -> None:
    if "statements" not in fresh:
        return
    through = Attribution.statements.through
    through.objects.filter(attribution_id=key).delete()
    through.objects.bulk_create(through(attribution_id=key, statement_id=one) for one in fresh["statements"])
