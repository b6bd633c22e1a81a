"""Records that were looked at become articles, a few at a time; what came in since the look is told, not overrun."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from annotations.models import Article, Changed, Event, Import, ImportRow, Outcome
from annotations.workflow.drafts import ArticleDraft
from annotations.workflow.import_rows import draft_of, predecessor, predecessors, segmentation_of
from annotations.workflow.store import Prepared, store
from annotations.workflow.update_rows import update_rows

Pair = tuple[ImportRow, ArticleDraft]

AT_ONCE = 200
"""Articles held in memory."""


def batches(rows: QuerySet[ImportRow]) -> Iterator[list[ImportRow]]:
    """The rows a few at a time, by a cursor on the server: memory does not grow with the import."""
    batch: list[ImportRow] = []
    for row in rows.iterator(chunk_size=AT_ONCE):
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def store_rows(imported: Import, rows: Sequence[ImportRow]) -> None:
    """The rows as articles, but for those whose text, or an older version of it, came in since they were looked at.

    Part of the act that stores a file: its transaction holds ``one_at_a_time``.
    """
    fresh = [(row, draft_of(row)) for row in _without_late_copies(imported, rows)]
    for group in _apart(fresh):
        _store_new(imported, group)


def _without_late_copies(imported: Import, rows: Sequence[ImportRow]) -> list[ImportRow]:
    """The rows whose text is neither in the project by now nor in a row above; the others are duplicates now."""
    texts = [row.text_sha256 for row in rows]
    here = Article.objects.filter(project=imported.project, text_sha256__in=texts, deleted_at__isnull=True)
    known = dict(here.values_list("text_sha256", "pk"))
    first: dict[str, ImportRow] = {}
    late = []
    for row in rows:
        if row.text_sha256 not in known and first.setdefault(row.text_sha256, row) is row:
            continue
        row.outcome, row.known_id = Outcome.DUPLICATE, known.get(row.text_sha256)
        row.same_as = None if row.known_id else first[row.text_sha256]
        late.append(row)
    update_rows(ImportRow, late, ("outcome", "known_id", "same_as_id"))
    return list(first.values())


def _apart(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs in their order, in groups in which nobody is a new version of another."""
    group: list[Pair] = []
    names: set[str] = set()
    for row, draft in pairs:
        own = {name for name in (draft.external_id, draft.url) if name}
        if names & own:
            yield group
            group, names = [], set()
        group.append((row, draft))
        names |= own
    if group:
        yield group


def _store_new(imported: Import, pairs: Sequence[Pair]) -> None:
    older = predecessors(imported, [draft for _, draft in pairs])
    versions = Article.objects.defer("text", "raw").in_bulk(set(older.values()))
    late, wanted = [], []
    for row, draft in pairs:
        key = predecessor(draft, older)
        if key and imported.changed == Changed.SKIP:
            row.outcome, row.known_id = Outcome.CHANGED, key
            late.append(row)
        else:
            wanted.append((row, _prepared(row, draft, versions[key] if key else None)))
    articles = store(
        actor=imported.actor,
        project=imported.project,
        prepared=[prepared for _, prepared in wanted],
        freeze=imported.freeze,
        caused_by=request_of(imported),
    )
    for (row, prepared), article in zip(wanted, articles, strict=True):
        row.article = article
        if row.outcome == Outcome.DUPLICATE or (row.outcome == Outcome.CHANGED and prepared.replaces is None):
            row.outcome, row.same_as = Outcome.NEW, None  # what it repeated or changed was refused
    changed = [*late, *(row for row, _ in wanted)]
    update_rows(ImportRow, changed, ("outcome", "known_id", "same_as_id", "article_id"))


def _prepared(row: ImportRow, draft: ArticleDraft, replaces: Article | None) -> Prepared:
    return Prepared(
        draft,
        draft.text,
        segmentation_of(row),
        near_keys=row.near_keys or (),
        lookup_keys=row.lookup_keys or (),
        replaces=replaces,
    )


def request_of(imported: Import) -> Event | None:
    """The event by which somebody asked for the storing."""
    return Event.objects.filter(object_id=imported.pk, verb="import.requested").order_by("-at", "-id").first()
