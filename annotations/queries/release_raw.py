"""Raw rows: each annotator's own answers on each statement, with what reviewers said about them beside them."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, F, JSONField, OuterRef, Q, QuerySet, Subquery, Sum, UUIDField, Value, When
from django.db.models.functions import JSONObject

from annotations.models import Annotation, Project, Review, Revision, StatementState
from annotations.models.annotation import HANDED_IN
from annotations.queries.release_cells import (
    MOST_READ,
    Names,
    answer_cells,
    checked_article,
    moment,
    read_json,
    words_cell,
)
from annotations.queries.release_choice import AS_IT_IS, PER_ARTICLE, Choice
from annotations.queries.release_filter import by_chance, of_articles, of_labels
from annotations.queries.release_shapes import OFFSET_UNIT, AnswersCell, RawRow, ReplyCell, ReviewCell
from annotations.queries.visibility import finished_review
from annotations.schemes.evidence import CheckedArticle

COLUMNS = (
    "pk",
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
    "assignment__round",
    "assignment__slot",
    "assignment__submitted_at",
    "state",
    "created_at",
    "head_id",
    "head__seq",
    "head__protocol_id",
    "head__answers",
    "head__guideline__version",
)
COMPUTED = ("pseudonym", "active_ms", "previous", "decisions")


def labels_given(project: Project, choice: Choice) -> QuerySet[Annotation]:
    """The annotations of a choice that are submitted, returned or accepted."""
    return Annotation.objects.filter(
        of_articles(choice, "statement__article__"),
        *of_labels(choice),
        statement__article__project=project,
        state__in=HANDED_IN,
    )


def handed_in(project: Project, choice: Choice = AS_IT_IS) -> QuerySet[Annotation]:
    """The annotations that are in a raw dataset: submitted, returned and accepted ones of articles that are there.

    Calibration and training stay out unless they are chosen. Labels on statements that were cut anew stay out: rows of
    one text never overlap.
    """
    return labels_given(project, choice).filter(statement__state=StatementState.LIVE, head__isnull=False)


def raw_query(project: Project, choice: Choice) -> QuerySet[Annotation, Any]:
    """One tuple of ``COLUMNS`` and ``COMPUTED`` for each row, by article, place, annotator.

    Where annotators are numbered anew in each article, their order in it tells nothing either.
    """
    return (
        handed_in(project, choice)
        .filter(annotator__memberships__project=project)
        .annotate(
            pseudonym=F("annotator__memberships__pseudonym"),
            active_ms=_active_ms(),
            previous=_previous(),
            decisions=_decisions(),
        )
        .order_by(
            "statement__article_id",
            "statement__start",
            by_chance("statement__article_id", "annotator_id") if choice.people == PER_ARTICLE else "pseudonym",
            "head__seq",
            "pk",
        )
        .values_list(*COLUMNS, *COMPUTED)
    )


REVISIONS = Revision.objects.filter(annotation=OuterRef("pk")).order_by()
ONLY_ONE = Q(head__base_seq=0)
"""Most annotations have one revision: nothing is looked up for them."""


def _active_ms() -> Case:
    """The work of all revisions together."""
    total = REVISIONS.values("annotation").annotate(total=Sum("active_ms")).values("total")
    return Case(When(ONLY_ONE, then=F("head__active_ms")), default=Subquery(total))


def _previous() -> Case:
    """The revision before the one that is shown."""
    before = REVISIONS.filter(seq=OuterRef("head__base_seq")).values("pk")
    return Case(When(ONLY_ONE, then=None), default=Subquery(before), output_field=UUIDField())


def _decisions() -> Case:
    """What finished reviews decided, oldest first; a round that is still open is not out yet."""
    reply = {name: F(f"reply__{name}") for name in ("action", "comment", "revision_id", "created_at")}
    decided = JSONObject(
        round="round",
        reviewer="reviewer_id",
        decision="decision",
        reason="reason",
        comment="comment",
        saw_label_first="saw_label_first",
        revision_id="revision_id",
        decided_at="created_at",
        seen=Case(When(revision=OuterRef("head_id"), then=None), default="revision__answers"),
        proposed="proposed",
        reply=JSONObject(**reply),
    )
    decisions = ArraySubquery(
        Review.objects.filter(finished_review(), annotation=OuterRef("pk"))
        .order_by("created_at", "pk")
        .values_list(decided)
    )
    nothing = Value([], output_field=ArrayField(JSONField()))
    return Case(When(assignment__reviewed_at=None, then=nothing), default=decisions, output_field=nothing.output_field)


def raw_row(project: str, values: tuple[Any, ...], names: Names) -> RawRow:
    """The tuple of ``raw_query`` as a row; keys in the order of the published format, our own after them.

    A million of them are made in one go: the values are taken apart once, in the order of ``COLUMNS`` and ``COMPUTED``.
    """
    (
        pk, article_id, sha256, external_id, url, archived_url, published_at,
        statement_id, version, index, start, end, exact,
        assigned_round, slot, submitted_at, state, created_at,
        head_id, seq, protocol, stored, guideline,
        pseudonym, active_ms, previous, decisions,
    ) = values  # fmt: skip
    article = checked_article(url, archived_url, published_at)
    cells = _answers(stored, protocol, names, article)
    row: RawRow = {
        "schema": "annotation/1",
        "annotation_id": str(pk),
        "project": project,
        "article_id": str(article_id),
        "article_sha256": sha256,
        "statement_id": str(statement_id),
        "statement_version": version,
        "start": start,
        "end": end,
        "text": exact,
        "annotator": pseudonym,
        "round": assigned_round,
        "guideline_version": guideline,
        "status": state,
        "labels": cells["labels"],
        "stance_complete": cells["stance_complete"],
        "stances": cells["stances"],
        "flags": cells["flags"],
        "confidence": cells["confidence"],
        "rationale": cells["rationale"],
        "evidence": cells.get("evidence", []),
        "questions": cells.get("questions", []),
        "started_at": moment(created_at),
        "submitted_at": moment(submitted_at) if submitted_at else None,
        "active_seconds": active_ms / 1000,
        "supersedes": str(previous) if previous else None,
        "offset_unit": OFFSET_UNIT,
        "index": index,
        "article_external_id": external_id,
        "revision_id": str(head_id),
        "seq": seq,
        "skip": cells["skip"],
        "surplus": slot is None,
        "reviews": decisions and [_review(read_json(one), protocol, names, article) for one in decisions],
    }
    if names.without_words:
        row["text"], row["words"] = "", words_cell(exact, url or archived_url)
    if "texts" in cells:
        row["texts"] = cells["texts"]
    if "searches" in cells:
        row["searches"] = cells["searches"]
    if "comment" in cells:
        row["comment"] = cells["comment"]
    return row


def _answers(stored: Any, protocol: Any, names: Names, article: CheckedArticle) -> AnswersCell:
    """The answers of a row. Most are equal to many others (a status, no stance): those are read once.

    Answers with a rationale are nobody else's. Those with evidence are not kept either, for what speaks against it
    depends on the article.
    """
    if not isinstance(stored, str):
        return answer_cells(stored, protocol, names, article)
    found: AnswersCell | None = names.read.get((protocol, stored))
    if found is None:
        found = answer_cells(read_json(stored), protocol, names, article)
        if not found["rationale"] and "evidence" not in found and len(names.read) < MOST_READ:
            names.read[protocol, stored] = found
    return found


def _review(decided: dict[str, Any], protocol: Any, names: Names, article: CheckedArticle) -> ReviewCell:
    seen, proposed, reply = decided["seen"], decided["proposed"], decided["reply"]
    return {
        "round": decided["round"],
        "reviewer": names.people[decided["reviewer"]],
        "decision": decided["decision"],
        "reason": decided["reason"],
        "comment": decided["comment"],
        "saw_label_first": decided["saw_label_first"],
        "revision_id": decided["revision_id"],
        "decided_at": moment(decided["decided_at"]),
        "seen": answer_cells(seen, protocol, names, article) if seen else None,
        "proposed": answer_cells(proposed, protocol, names, article) if proposed else None,
        "reply": _reply(reply) if reply["action"] else None,
    }


def _reply(reply: dict[str, Any]) -> ReplyCell:
    return {
        "action": reply["action"],
        "comment": reply["comment"],
        "revision_id": reply["revision_id"],
        "replied_at": moment(reply["created_at"]),
    }
