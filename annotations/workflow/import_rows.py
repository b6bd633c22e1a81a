"""Looking at records: what is wrong with each, whether the project has it already, and what storing it would do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from uuid import UUID

import msgspec

from annotations.models import Article, Import, ImportFile, ImportRow, Outcome
from annotations.text.near_copies import near_keys
from annotations.workflow.drafts import MAX_STATEMENT_CHARACTERS, MAX_STATEMENTS, ArticleDraft, check_draft
from annotations.workflow.errors import Invalid
from annotations.workflow.near import mark_near
from annotations.workflow.segmentation import Segmentation
from annotations.workflow.store import sha256, split_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One record as its format read it; ``problems`` are {line, field, value, rule, severity}. No draft: it is bad."""

    line: int | None
    draft: ArticleDraft | None
    problems: tuple[Json, ...] = ()


def problem(field: str, value: object, rule: str, severity: Literal["error", "warning"], line: int | None) -> Json:
    """One thing to say about a record."""
    return {"line": line, "field": field, "value": str(value)[:80], "rule": rule, "severity": severity}


def examine(imported: Import, file: ImportFile, first: int, records: Sequence[Record]) -> list[ImportRow]:
    """Rows for ``records``, numbered from ``first``, not written yet; a fixed number of queries."""
    rows = [_row(file, first + place, record) for place, record in enumerate(records)]
    good = [row for row in rows if row.outcome != Outcome.BAD]
    _mark_duplicates(imported, good)
    drafts = {row.pk: draft_of(row) for row in good if row.outcome == Outcome.NEW}
    fresh = [row for row in good if row.pk in drafts]
    _mark_changed(imported, fresh, drafts)
    mark_near(imported, fresh, {row.pk: drafts[row.pk].text for row in fresh}, lambda row: draft_of(row).text)
    return rows


def draft_of(row: ImportRow) -> ArticleDraft:
    """The draft that a row keeps, its text as it would be stored."""
    return msgspec.json.decode(bytes(row.draft or b"null"), type=ArticleDraft)


def segmentation_of(row: ImportRow) -> Segmentation:
    """The split that a row keeps."""
    return msgspec.json.decode(bytes(row.segmentation or b"null"), type=Segmentation)


def _row(file: ImportFile, number: int, record: Record) -> ImportRow:
    row = ImportRow(file=file, number=number, line=record.line, outcome=Outcome.BAD, problems=list(record.problems))
    if record.draft is None:
        return row
    row.title, row.external_id = record.draft.title[:500], record.draft.external_id[:200]
    try:
        text = check_draft(record.draft)
        split = _checked_split(record.draft, text)
    except Invalid as error:
        found = problem(error.extra["field"], error.extra["value"], error.extra["rule"], "error", record.line)
        row.problems = [*row.problems, found]
        return row
    row.outcome = Outcome.NEW
    row.text_sha256 = sha256(text)
    row.near_keys = near_keys(text)
    row.statements = sum(one.is_statement for one in split.statements)
    row.title = row.title or _headline(text, split)
    row.draft = msgspec.json.encode(replace(record.draft, text=text))
    row.segmentation = msgspec.json.encode(split)
    row.problems = [*row.problems, *_warnings(record, split)]
    return row


def _checked_split(draft: ArticleDraft, text: str) -> Segmentation:
    """The split, if it is one that people can work on; ``Invalid`` otherwise."""
    split = split_of(draft, text)
    if len(split.statements) > MAX_STATEMENTS:
        raise Invalid(
            "text", f"{len(split.statements)} statements", f"has more than {MAX_STATEMENTS}; cut it into parts"
        )
    longest = max((one.span[1] - one.span[0] for one in split.statements), default=0)
    if longest > MAX_STATEMENT_CHARACTERS:
        raise Invalid("text", f"a statement of {longest} characters", f"is longer than {MAX_STATEMENT_CHARACTERS}")
    return split


def _headline(text: str, split: Segmentation) -> str:
    heads = (text[start:end] for (start, end), role in split.paragraphs if role == "headline")
    return next(heads, text.strip().split("\n")[0])[:500]


def _warnings(record: Record, split: Segmentation) -> list[Json]:
    draft, line = record.draft, record.line
    found = [problem("language", draft.language if draft else "", note, "warning", line) for note in split.notes]
    if draft and draft.published_at is None:
        found.append(problem("published_at", "", "is missing: a claim is judged as of a day", "warning", line))
    elif draft and draft.published_is_inferred:
        found.append(problem("published_at", draft.published_at, "is inferred and will be marked so", "warning", line))
    if not any(one.is_statement for one in split.statements):
        found.append(problem("text", "", "has no statement, so that it cannot be frozen", "warning", line))
    return found


def _mark_duplicates(imported: Import, rows: Sequence[ImportRow]) -> None:
    """The same text in the project, in an earlier record of this import, or above in this very list."""
    texts = [row.text_sha256 for row in rows]
    here = Article.objects.filter(project=imported.project, text_sha256__in=texts, deleted_at__isnull=True)
    stored = dict(here.values_list("text_sha256", "pk"))
    staged = ImportRow.objects.filter(file__imported=imported, text_sha256__in=texts).exclude(outcome=Outcome.DUPLICATE)
    seen = dict(staged.values_list("text_sha256", "pk"))
    for row in rows:
        if row.text_sha256 in stored:
            row.outcome, row.known_id = Outcome.DUPLICATE, stored[row.text_sha256]
        elif row.text_sha256 in seen:
            row.outcome, row.same_as_id = Outcome.DUPLICATE, seen[row.text_sha256]
        else:
            seen[row.text_sha256] = row.pk


def predecessors(imported: Import, drafts: Sequence[ArticleDraft]) -> dict[tuple[str, str], UUID]:
    """The newest version that the project has of each identifier and address: ("id" or "url", value) to article."""
    ids = [draft.external_id for draft in drafts if draft.external_id]
    urls = [draft.url for draft in drafts if draft.url]
    newest = Article.objects.filter(project=imported.project, deleted_at__isnull=True, replaced_by__isnull=True)
    by_id = newest.filter(external_id__in=ids).values_list("external_id", "pk")
    by_url = newest.filter(url__in=urls).exclude(url="").values_list("url", "pk")
    return {("id", key): pk for key, pk in by_id} | {("url", key): pk for key, pk in by_url}


def predecessor(draft: ArticleDraft, known: dict[tuple[str, str], UUID]) -> UUID | None:
    """The article that a draft is a newer text of: by its identifier, else by its address."""
    return known.get(("id", draft.external_id)) or known.get(("url", draft.url))


def _mark_changed(imported: Import, rows: Sequence[ImportRow], drafts: dict[UUID, ArticleDraft]) -> None:
    """A new text of an article that is here, or of a record before it that has the same identifier."""
    known = predecessors(imported, list(drafts.values()))
    names = [row.external_id for row in rows if row.external_id]
    staged = ImportRow.objects.filter(file__imported=imported, external_id__in=names)
    above = dict(staged.exclude(outcome__in=(Outcome.BAD, Outcome.DUPLICATE)).values_list("external_id", "pk"))
    for row in rows:
        if found := predecessor(drafts[row.pk], known):
            row.outcome, row.known_id = Outcome.CHANGED, found
        elif row.external_id in above:
            row.outcome, row.same_as_id = Outcome.CHANGED, above[row.external_id]
        if row.external_id:
            above[row.external_id] = row.pk
