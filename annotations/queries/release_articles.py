"""Article rows: a text with its split, its mentions, and where it comes from."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from annotations.models import Article, EntityMention, Paragraph, Project, Statement, StatementRelation, StatementState
from annotations.queries.release_cells import Names, moment
from annotations.queries.release_choice import Choice
from annotations.queries.release_filter import of_articles
from annotations.queries.release_shapes import OFFSET_UNIT
from annotations.queries.release_text_shapes import ArticleRow, BatchCell, SourceCell, StatementCell

COLUMNS = (
    "pk",
    "external_id",
    "version",
    "replaces_id",
    "title",
    "subtitle",
    "byline",
    "credit",
    "dateline_place",
    "source__name",
    "source__domain",
    "source__kind",
    "source__country",
    "source__wikidata_id",
    "url",
    "archived_url",
    "published_at",
    "published_precision",
    "published_is_inferred",
    "retrieved_at",
    "language",
    "text",
    "text_sha256",
    "text_licence",
    "batch__name",
    "batch__kind",
    "state",
    "splitter_version",
)
COMPUTED = ("blocks", "segments", "leads", "named")


def chosen_articles(project: Project, choice: Choice) -> QuerySet[Article]:
    """The articles of the choice, whether or not anybody has labelled them."""
    return Article.objects.filter(of_articles(choice), project=project)


def article_query(project: Project, choice: Choice) -> QuerySet[Article, Any]:
    """One tuple of ``COLUMNS`` and ``COMPUTED`` for each article, by id."""
    return (
        chosen_articles(project, choice)
        .annotate(blocks=_paragraphs(), segments=_statements(), leads=_relations(), named=_mentions())
        .order_by("pk")
        .values_list(*COLUMNS, *COMPUTED)
    )


def _paragraphs() -> ArraySubquery:
    block = JSONObject(index="index", role="role", start="start", end="end")
    return ArraySubquery(Paragraph.objects.filter(article=OuterRef("pk")).order_by("index").values_list(block))


def _statements() -> ArraySubquery:
    facts = ("index", "start", "end", "role", "is_statement", "voice", "speaker_role_text", "version", "origin")
    segment = JSONObject(
        pk="pk", speaker="speaker_id", parent="parent_id", duplicate_of="duplicate_of_id", **{key: key for key in facts}
    )
    rows = Statement.objects.filter(article=OuterRef("pk"), state=StatementState.LIVE)
    return ArraySubquery(rows.order_by("start").values_list(segment))


def _relations() -> ArraySubquery:
    lead = JSONObject(from_statement="from_statement_id", to_statement="to_statement_id", type="type")
    live = {"from_statement__state": StatementState.LIVE, "to_statement__state": StatementState.LIVE}
    rows = StatementRelation.objects.filter(from_statement__article=OuterRef("pk"), **live)
    return ArraySubquery(rows.order_by("from_statement__start", "to_statement__start", "type").values_list(lead))


def _mentions() -> ArraySubquery:
    mention = JSONObject(entity=F("entity_id"), start="start", end="end", kind="kind")
    rows = EntityMention.objects.filter(article=OuterRef("pk"))
    return ArraySubquery(rows.order_by("start", "end", "entity__key").values_list(mention))


def article_row(project: str, values: tuple[Any, ...], names: Names) -> ArticleRow:
    """The tuple of ``article_query`` as a row."""
    it = dict(zip((*COLUMNS, *COMPUTED), values, strict=True))
    return {
        "schema": "article/1",
        "project": project,
        "article_id": str(it["pk"]),
        "external_id": it["external_id"],
        "version": it["version"],
        "replaces": str(it["replaces_id"]) if it["replaces_id"] else None,
        "title": it["title"],
        "subtitle": it["subtitle"],
        "byline": it["byline"],
        "credit": it["credit"],
        "dateline_place": it["dateline_place"],
        "source": _source(it),
        "url": it["url"],
        "archived_url": it["archived_url"],
        "published_at": it["published_at"].isoformat() if it["published_at"] else None,
        "published_precision": it["published_precision"],
        "published_is_inferred": it["published_is_inferred"],
        "retrieved_at": moment(it["retrieved_at"]) if it["retrieved_at"] else None,
        "language": it["language"],
        "text": "" if names.without_words else it["text"],
        "text_sha256": it["text_sha256"],
        "text_licence": it["text_licence"],
        "offset_unit": OFFSET_UNIT,
        "batch": _batch(it),
        "state": it["state"],
        "splitter_version": it["splitter_version"],
        "paragraphs": [
            {"index": one["index"], "role": one["role"], "start": one["start"], "end": one["end"]}
            for one in it["blocks"]
        ],
        "statements": [_segment(segment, names) for segment in it["segments"]],
        "relations": [
            {"from_statement": one["from_statement"], "to_statement": one["to_statement"], "type": one["type"]}
            for one in it["leads"]
        ],
        "mentions": [
            {"entity": names.entities[one["entity"]], "start": one["start"], "end": one["end"], "kind": one["kind"]}
            for one in it["named"]
        ],
    }


def _source(it: dict[str, Any]) -> SourceCell | None:
    if it["source__name"] is None:
        return None
    return {
        "name": it["source__name"],
        "domain": it["source__domain"],
        "kind": it["source__kind"],
        "country": it["source__country"],
        "wikidata_id": it["source__wikidata_id"],
    }


def _batch(it: dict[str, Any]) -> BatchCell | None:
    return {"name": it["batch__name"], "kind": it["batch__kind"]} if it["batch__name"] is not None else None


def _segment(found: dict[str, Any], names: Names) -> StatementCell:
    return {
        "statement_id": found["pk"],
        "index": found["index"],
        "start": found["start"],
        "end": found["end"],
        "role": found["role"],
        "is_statement": found["is_statement"],
        "voice": found["voice"],
        "speaker": names.entity(found["speaker"]),
        "speaker_role_text": found["speaker_role_text"],
        "parent": found["parent"],
        "duplicate_of": found["duplicate_of"],
        "version": found["version"],
        "origin": found["origin"],
    }
