"""Gold rows: the newest adjudication of each statement, also where annotators still differ."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, F, Func, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import JSONObject

from annotations.models import (
    Adjudication,
    AdjudicationBasis,
    Attribution,
    AttributionSpan,
    CheckTarget,
    Claim,
    GoldApproval,
    GoldLabel,
    GoldStance,
    GoldText,
    Project,
    SpanPart,
    StatementState,
)
from annotations.queries.release_cells import (
    MOST_READ,
    Names,
    checked_article,
    further_cells,
    moment,
    read_json,
    words_cell,
)
from annotations.queries.release_choice import AS_IT_IS, Choice
from annotations.queries.release_filter import of_articles, of_gold
from annotations.queries.release_gold_cells import (
    SAID,
    attribution_cell,
    label_cells,
    speaker_cell,
    stance_cell,
    text_cells,
)
from annotations.queries.release_shapes import OFFSET_UNIT, GoldLabelCell, GoldRow

COLUMNS = (
    "pk",
    "seq",
    "statement__article_id",
    "statement__article__text_sha256",
    "statement__article__external_id",
    "statement__article__url",
    "statement__article__archived_url",
    "statement__article__published_at",
    "statement_id",
    "statement__version",
    "statement__index",
    "statement__start",
    "statement__end",
    "statement__exact",
    "statement__role",
    "statement__voice",
    "statement__speaker_id",
    "statement__speaker__canonical_name",
    "decided_by_id",
    "decided_at",
    "guideline__version",
    "rationale",
    "too_vague",
    "answers",
)
COMPUTED = ("attribution", "claim_text", "chosen", "pairs", "resting_on", "raised", "approved", "written")
NAMED = (*COLUMNS, *COMPUTED)
OBJECTS = ("attribution", "answers")
LISTS = ("pairs", "written")
"""JSON among them, which a cursor may give as text; ``chosen`` too, which is read once for all that are equal."""


def settled(project: Project, choice: Choice = AS_IT_IS) -> QuerySet[Adjudication]:
    """The adjudications that are in a gold dataset: the newest of each live statement of an article that is there.

    Calibration and training stay out unless they are chosen.
    """
    newer = Adjudication.objects.filter(statement=OuterRef("statement"), claim__isnull=True, seq__gt=OuterRef("seq"))
    return Adjudication.objects.filter(
        ~Exists(newer),
        of_articles(choice, "statement__article__"),
        *of_gold(choice),
        claim__isnull=True,
        statement__state=StatementState.LIVE,
        statement__article__project=project,
    )


def gold_query(project: Project, choice: Choice) -> QuerySet[Adjudication, Any]:
    """One tuple of ``COLUMNS`` and ``COMPUTED`` for each row, by article and place."""
    basis = AdjudicationBasis.objects.filter(adjudication=OuterRef("pk"))
    approvals = GoldApproval.objects.filter(adjudication=OuterRef("pk"))
    flag = Func(F("revision__flags"), function="unnest")
    return (
        settled(project, choice)
        .annotate(
            attribution=_attribution(),
            claim_text=_claim_text(),
            chosen=_labels(),
            pairs=_stances(),
            resting_on=ArraySubquery(basis.order_by("revision_id").values("revision_id")),
            raised=ArraySubquery(basis.order_by().annotate(flag=flag).distinct().order_by("flag").values("flag")),
            approved=ArraySubquery(approvals.order_by("created_at", "pk").values("approver_id")),
            written=_texts(),
        )
        .order_by("statement__article_id", "statement__start", "pk")
        .values_list(*COLUMNS, *COMPUTED)
    )


def _attribution() -> Subquery:
    """The outermost attribution that covers the statement; the first where several do."""

    def words(part: str) -> Subquery:
        spans = AttributionSpan.objects.filter(attribution=OuterRef("pk"), part=part).order_by("position")
        return Subquery(spans.values_list(JSONObject(start="start", end="end", text="exact"))[:1])

    return Subquery(
        Attribution.objects.filter(statements=OuterRef("statement_id"))
        .order_by(F("nested_in").asc(nulls_first=True), "index")
        .values_list(JSONObject(quote_type="quote_type", cue=words(SpanPart.CUE), source=words(SpanPart.SOURCE)))[:1]
    )


def _claim_text() -> Subquery:
    """The first claim that checks what is said, else the first that checks that it was said."""
    claims = Claim.objects.filter(statement=OuterRef("statement_id"), is_live=True)
    said_first = Case(When(check_target=CheckTarget.CONTENT, then=0), default=1)
    return Subquery(claims.order_by(said_first, "index", "-version").values("claim_text")[:1])


def _labels() -> ArraySubquery:
    cell = JSONObject(
        question="question__key",
        cardinality="question__label_set__cardinality",
        label="label__key",
        method="method",
        n="n_annotations",
        distribution="distribution",
    )
    chosen = GoldLabel.objects.filter(adjudication=OuterRef("pk"))
    return ArraySubquery(chosen.order_by("question__key", "label__position", "label__key").values_list(cell))


def _texts() -> ArraySubquery:
    cell = JSONObject(
        question="question__key",
        text="text",
        method="method",
        n="n_annotations",
        n_written="n_written",
        taken_from="taken_from_id",
    )
    written = GoldText.objects.filter(adjudication=OuterRef("pk")).order_by("question__key")
    return ArraySubquery(written.values_list(cell))


def _stances() -> ArraySubquery:
    cell = JSONObject(
        holder="holder_id",
        holder_kind="holder_kind",
        target="target_id",
        target_claim="target_claim_id",
        target_kind="target_kind",
        target_text="target_text",
        gold="polarity__key",
        method="method",
        n_marked="n_marked",
        n_annotators="n_annotators",
    )
    return ArraySubquery(
        GoldStance.objects.filter(adjudication=OuterRef("pk")).order_by("position", "pk").values_list(cell)
    )


def gold_row(project: str, values: tuple[Any, ...], names: Names) -> GoldRow:
    """The tuple of ``gold_query`` as a row; keys in the order of the published format, our own after them."""
    it = dict(zip(NAMED, values, strict=True))
    for key in OBJECTS:
        it[key] = read_json(it[key])
    for key in LISTS:
        it[key] = [read_json(one) for one in it[key]]
    row: GoldRow = {
        "schema": "gold/1",
        "project": project,
        "release": None,
        "article_id": str(it["statement__article_id"]),
        "statement_id": str(it["statement_id"]),
        "start": it["statement__start"],
        "end": it["statement__end"],
        "text": it["statement__exact"],
        "role": it["statement__role"],
        "voice": it["statement__voice"],
        "speaker": speaker_cell(it, names),
        "attribution": attribution_cell(it["attribution"]),
        "claim_text": it["claim_text"],
        "labels": _labels_of(it["chosen"], names),
        "stances": [stance_cell(pair, names) for pair in it["pairs"]],
        "flags": it["raised"],
        "guideline_version": it["guideline__version"],
        "adjudicated_at": moment(it["decided_at"]),
        "offset_unit": OFFSET_UNIT,
        "index": it["statement__index"],
        "article_external_id": it["statement__article__external_id"],
        "article_sha256": it["statement__article__text_sha256"],
        "statement_version": it["statement__version"],
        "adjudication_id": str(it["pk"]),
        "seq": it["seq"],
        "adjudicator": names.people[str(it["decided_by_id"])] if it["decided_by_id"] else None,
        "rationale": it["rationale"],
        "too_vague": it["too_vague"],
        "basis": [str(revision) for revision in it["resting_on"]],
    }
    if it["approved"]:
        row["approved_by"] = [names.people[str(person)] for person in it["approved"]]
    if it["answers"]:
        article = checked_article(*_addresses(it), it["statement__article__published_at"])
        row.update(further_cells(it["answers"], article))
    if it["written"]:
        row.update(text_cells(it["written"]))
    return without_words(row, it) if names.without_words else row


def _labels_of(chosen: list[Any], names: Names) -> dict[str, GoldLabelCell]:
    """The labels of a row. Most are equal to those of many others, and are read once where the driver gave text."""
    if not all(isinstance(one, str) for one in chosen):
        return label_cells(chosen, names)
    key = ("gold", tuple(chosen))
    found: dict[str, GoldLabelCell] | None = names.read.get(key)
    if found is None:
        found = label_cells([read_json(one) for one in chosen], names)
        if len(names.read) < MOST_READ:
            names.read[key] = found
    return found


def without_words(row: GoldRow, it: dict[str, Any]) -> GoldRow:
    """The row with the article's words left out, and what stands for them."""
    found = it["attribution"] or {}
    places = {part: [found[part]["start"], found[part]["end"]] if found.get(part) else None for part in SAID}
    url, archived_url = _addresses(it)
    cell = words_cell(it["statement__exact"], url or archived_url)
    row["text"], row["words"] = "", {**cell, "cue": places["cue"], "source": places["source"]}
    if row["attribution"] is not None:
        row["attribution"] = {**row["attribution"], "cue": None, "source": None}
    return row


def _addresses(it: dict[str, Any]) -> tuple[str, str]:
    return it["statement__article__url"], it["statement__article__archived_url"]
