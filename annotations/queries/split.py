"""The split of an article as the editor reads it, and what one edit changed of it. All values are JSON values.

Spans are ``[start, end]`` in code points of the article's text, half-open.
"""

import uuid
from collections import defaultdict
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from annotations.models import (
    Article,
    Attribution,
    AttributionSpan,
    Claim,
    Entity,
    EntityMention,
    Paragraph,
    SpanPart,
    SplitAct,
    SplitEdit,
    Statement,
    StatementRelation,
    StatementState,
    User,
)
from annotations.queries import visibility
from annotations.queries.split_checks import checks
from annotations.queries.split_stacks import Stacks, stacks

MORE_ENTITIES = 400
"""How many entities of the project that the article does not name travel along for the pickers."""

TABLES = {
    "statements": "statement",
    "attributions": "attribution",
    "claims": "claim",
    "relations": "relation",
    "entities": "entity",
}
"""What the lists of the document are called in a stored edit."""

Row = dict[str, Any]


def document(article: Article, user: User) -> Row:
    """Everything the editor shows of the article, with the same number of queries however long it is."""
    paragraphs = _paragraphs(article)
    statements = _statements(article, user)
    attributions = _attributions(article, {row["id"] for row in statements})
    edits = stacks(article)
    return {
        "version": article.split_version,
        "state": str(article.state),
        "frozen": article.frozen_at is not None,
        "language": article.language,
        "paragraphs": paragraphs,
        "statements": statements,
        "attributions": attributions,
        "claims": _claims(article),
        "relations": _relations(article),
        "entities": _entities(article),
        "checks": checks(article.text, paragraphs, statements, attributions),
        "undo": _offer(edits, SplitAct.UNDO, user),
        "redo": _offer(edits, SplitAct.REDO, user),
    }


def answer(edit: SplitEdit, user: User) -> Row:
    """What an edit changed, as the split is now: rows that are there in full, the others by id."""
    whole = document(edit.article, user)
    changed: dict[str, list[Row]] = {}
    removed: dict[str, list[str]] = {}
    for name, table in TABLES.items():
        touched = dict.fromkeys([*edit.before.get(table, {}), *edit.after.get(table, {})])
        changed[name] = [row for row in whole[name] if row["id"] in touched]
        there = {row["id"] for row in changed[name]}
        removed[name] = [key for key in touched if key not in there]
    changed["entities"] += _speakers(whole, changed)
    return {
        "version": whole["version"],
        "edit": str(edit.pk),
        "act": edit.act,
        "words": str(SplitAct(edit.act).label),
        "changed": changed,
        "removed": removed,
        **{name: whole[name] for name in ("checks", "undo", "redo")},
    }


def _speakers(whole: Row, changed: dict[str, list[Row]]) -> list[Row]:
    """The entities that the changed rows let speak: one that is new is in no stored edit."""
    named = {row["speaker"] for name in ("statements", "attributions") for row in changed[name]}
    named -= {row["id"] for row in changed["entities"]}
    return [row for row in whole["entities"] if row["id"] in named]


def _offer(edits: Stacks, act: str, user: User) -> Row | None:
    """The edit that the person would take or bring back; None when there is none or it is somebody else's."""
    edit = edits.next(act)
    if edit is None or edit.actor_id != user.pk:
        return None
    return {"edit": str(edit.pk), "words": str(SplitAct(edit.act).label)}


def _paragraphs(article: Article) -> list[Row]:
    rows = Paragraph.objects.filter(article=article).order_by("index")
    return [{"index": row.index, "start": row.start, "end": row.end, "role": str(row.role)} for row in rows]


def _statements(article: Article, user: User) -> list[Row]:
    labels = visibility.annotations(user).filter(statement=OuterRef("pk"), head__isnull=False)
    live = article.statements.filter(state=StatementState.LIVE).annotate(labelled=Exists(labels)).order_by("start")
    columns = ("id", "start", "end", "role", "is_statement", "voice", "speaker_id", "version", "parent_id")
    return [
        {
            "id": str(row["id"]),
            "start": row["start"],
            "end": row["end"],
            "role": row["role"],
            "is_statement": row["is_statement"],
            "voice": row["voice"],
            "speaker": _key(row["speaker_id"]),
            "version": row["version"],
            "parent": _key(row["parent_id"]),
            "duplicate_of": _key(row["duplicate_of_id"]),
            "labelled": row["labelled"],
        }
        for row in live.values(*columns, "duplicate_of_id", "labelled")
    ]


def _key(value: uuid.UUID | None) -> str | None:
    return str(value) if value else None


def _attributions(article: Article, live: set[str]) -> list[Row]:
    spans: dict[uuid.UUID, dict[str, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
    for span in AttributionSpan.objects.filter(article=article).order_by("part", "position"):
        spans[span.attribution_id][span.part].append([span.start, span.end])
    covered: dict[uuid.UUID, list[str]] = defaultdict(list)
    links = Attribution.statements.through.objects.filter(attribution__article=article)
    for attribution, statement in links.order_by("statement__start").values_list("attribution_id", "statement_id"):
        if str(statement) in live:
            covered[attribution].append(str(statement))
    return [
        {
            "id": str(row.pk),
            "source": next(iter(spans[row.pk][SpanPart.SOURCE]), None),
            "cue": next(iter(spans[row.pk][SpanPart.CUE]), None),
            "content": spans[row.pk][SpanPart.CONTENT],
            "insertions": spans[row.pk][SpanPart.INSERTION],
            "speaker": _key(row.speaker_id),
            "source_kind": str(row.source_kind),
            "quote_type": str(row.quote_type),
            "attribution_type": str(row.attribution_type),
            "negated": row.negated,
            "nested_in": _key(row.nested_in_id),
            "statements": covered[row.pk],
            "origin": str(row.origin),
            "rule": row.rule,
            "confidence": row.confidence,
        }
        for row in Attribution.objects.filter(article=article).order_by("index")
    ]


def _claims(article: Article) -> list[Row]:
    rows = Claim.objects.filter(statement__article=article, statement__state=StatementState.LIVE, is_live=True)
    return [
        {
            "id": str(row.pk),
            "statement": str(row.statement_id),
            "text": row.claim_text,
            "check_target": str(row.check_target),
        }
        for row in rows.order_by("statement__start", "index")
    ]


def _relations(article: Article) -> list[Row]:
    rows = StatementRelation.objects.filter(
        from_statement__article=article,
        from_statement__state=StatementState.LIVE,
        to_statement__state=StatementState.LIVE,
    )
    return [
        {
            "id": str(row.pk),
            "from": str(row.from_statement_id),
            "to": str(row.to_statement_id),
            "type": str(row.type),
        }
        for row in rows.order_by("from_statement__start", "to_statement__start", "type")
    ]


def _entities(article: Article) -> list[Row]:
    """Those the article names or lets speak, by name, then others of the project."""
    mine = Q(pk__in=EntityMention.objects.filter(article=article).values("entity"))
    for model in (Statement, Attribution):
        speakers = model._default_manager.filter(article=article, speaker__isnull=False)
        mine |= Q(pk__in=speakers.order_by().values("speaker"))
    rows = Entity.objects.filter(project=article.project_id, merged_into__isnull=True)
    here = list(_by_name(rows.filter(mine)))
    others = _by_name(rows.exclude(pk__in=[row.pk for row in here]))[:MORE_ENTITIES]
    return [
        {"id": str(row.pk), "name": row.canonical_name, "kind": str(row.kind), "aliases": row.aliases}
        for row in (*here, *others)
    ]


def _by_name(rows: QuerySet[Entity]) -> QuerySet[Entity]:
    return rows.order_by(F("canonical_name"), "pk")
