"""Storing articles with their splits, one or many: what every way of importing ends in."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import connection

from annotations.models import (
    Article,
    ArticleState,
    Batch,
    EarlierLabel,
    Event,
    Project,
    Source,
    User,
)
from annotations.text.document import analyse
from annotations.text.spans import Span
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.drafts import ArticleDraft, GivenStatement
from annotations.workflow.events import happened, record_all
from annotations.workflow.freeze import open_for_labelling
from annotations.workflow.segment import Split, write_splits
from annotations.workflow.segmentation import AttributionDraft, EntityDraft, Segmentation, from_analysis

AT_ONCE = 500
"""Rows of one INSERT."""
DERIVED_ID = 16
"""An article that brings no identifier is called by so many characters of its text's hash."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be stored: a checked draft, the text as ``check_draft`` gave it, its split.

    ``near_keys`` are its text's, ``lookup_keys`` those it is to be found by. ``replaces`` is the older version of it
    that the project has.
    """

    draft: ArticleDraft
    text: str
    segmentation: Segmentation
    near_keys: Sequence[int] = ()
    lookup_keys: Sequence[int] = ()
    replaces: Article | None = None


def sha256(text: str) -> str:
    """The name of a text: SHA-256 of its UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def one_at_a_time(project: Project) -> None:
    """Waits until no other import stores into the project; held to the end of the transaction.

    A lock of its own, so that annotators at work never wait for an import.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"import into {project.pk}"])


def existing_copy(project: Project, text: str) -> Article | None:
    """The project's article with exactly this text, if there is one."""
    return Article.objects.filter(project=project, text_sha256=sha256(text), deleted_at__isnull=True).first()


def propose(text: str, language: str, captions: Sequence[str] = ()) -> Segmentation:
    """What the text core makes of a text; used for the preview and for the import itself."""
    return from_analysis(analyse(text, language, captions=captions))


def split_of(draft: ArticleDraft, text: str) -> Segmentation:
    """The split that comes with a draft, or else the machine's proposal."""
    return _given(draft, text) if draft.statements else propose(text, draft.language, draft.captions)


def _given(draft: ArticleDraft, text: str) -> Segmentation:
    """The statements that a file has cut: with the speakers it names, or the machine's where it names nobody."""
    read = from_analysis(
        analyse(text, draft.language, boundaries=[Span(one.start, one.end) for one in draft.statements])
    )
    if any(one.speaker for one in draft.statements):
        read = _as_named(draft.statements, read)
    statements = tuple(
        replace(proposed, span=(one.start, one.end), role=one.role, is_statement=one.is_statement)
        for one, proposed in zip(draft.statements, read.statements, strict=True)
    )
    return replace(read, statements=statements, origin="manual", splitter_version="given")


def _as_named(given: Sequence[GivenStatement], read: Segmentation) -> Segmentation:
    """The file's speakers instead of the machine's, which only says how somebody is quoted where the file does not."""
    quoted = {place: one.quote_type for one in reversed(read.attributions) for place in one.statements}
    names = dict.fromkeys(one.speaker for one in given if one.speaker)
    return replace(
        read,
        statements=tuple(
            replace(proposed, voice="attributed" if one.speaker else "author", speaker=one.speaker or None)
            for one, proposed in zip(given, read.statements, strict=True)
        ),
        attributions=tuple(
            AttributionDraft(
                content=((one.start, one.end),),
                quote_type=one.quote_type or quoted.get(place, "indirect"),
                statements=(place,),
                speaker=one.speaker,
            )
            for place, one in enumerate(given)
            if one.speaker
        ),
        entities=tuple(EntityDraft(name=name) for name in names),
    )


def store(
    *,
    actor: User,
    project: Project,
    prepared: Sequence[Prepared],
    batch: Batch | None = None,
    freeze: bool = False,
    caused_by: Event | None = None,
) -> list[Article]:
    """The articles, stored with splits, earlier labels and events; ``freeze`` opens them for labelling at once.

    Part of an act: the caller has checked who acts and what comes in, and holds ``one_at_a_time``. An article without a
    statement stays unfrozen. The articles do not know when they were stored.
    """
    sources = _sources(project, [one.draft.source for one in prepared])
    articles = [_article(one, project, batch, sources) for one in prepared]
    copy_rows(Article, articles)
    pairs = [(article, one.segmentation) for article, one in zip(articles, prepared, strict=True)]
    splits = write_splits(actor=actor, pairs=pairs)
    _keep_earlier_labels(prepared, splits)
    _tell(actor, splits, caused_by)
    if freeze:
        open_for_labelling(
            actor=actor, articles=[s.article for s in splits if any(r.is_statement for r in s.statements)]
        )
    return articles


def _article(one: Prepared, project: Project, batch: Batch | None, sources: Mapping[str, Source]) -> Article:
    draft, text = one.draft, one.text
    by_role = _first_by_role(text, one.segmentation)
    digest = sha256(text)
    return Article(
        project=project,
        batch=batch,
        source=sources.get(draft.source),
        replaces=one.replaces,
        first_version_id=(one.replaces.first_version_id or one.replaces.pk) if one.replaces else None,
        version=one.replaces.version + 1 if one.replaces else 1,
        external_id=draft.external_id or (one.replaces.external_id if one.replaces else digest[:DERIVED_ID]),
        title=(draft.title or by_role.get("headline") or text.strip().split("\n")[0])[:500],
        subtitle=(draft.subtitle or by_role.get("subhead", ""))[:1000],
        byline=(draft.byline or by_role.get("byline", ""))[:300],
        dateline_place=by_role.get("dateline", "")[:200],
        url=draft.url,
        language=draft.language,
        published_at=draft.published_at,
        published_precision=draft.precision,
        published_is_inferred=draft.published_is_inferred,
        text=text,
        text_sha256=digest,
        near_keys=list(one.near_keys),
        lookup_keys=list(one.lookup_keys),
        raw=draft.raw,
        raw_sha256=hashlib.sha256(draft.raw).hexdigest() if draft.raw is not None else "",
        text_licence=draft.text_licence,
        state=ArticleState.SEGMENTED,
        splitter_version=one.segmentation.splitter_version,
        required=project.annotators_per_article,
        priority=batch.priority if batch else 0,
    )


def _first_by_role(text: str, split: Segmentation) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for (start, end), role in split.paragraphs:
        found.setdefault(role, text[start:end])
    return found


def _sources(project: Project, names: Sequence[str]) -> dict[str, Source]:
    """The publishers by name, those that are new made on the way."""
    wanted = [name for name in dict.fromkeys(names) if name]
    if not wanted:
        return {}
    fresh = (Source(project=project, name=name) for name in wanted)
    Source.objects.bulk_create(fresh, ignore_conflicts=True)
    return {row.name: row for row in Source.objects.filter(project=project, name__in=wanted)}


def _keep_earlier_labels(prepared: Sequence[Prepared], splits: Sequence[Split]) -> None:
    rows = []
    for one, split in zip(prepared, splits, strict=True):
        by_span = {(row.start, row.end): row for row in split.statements}
        rows += [
            EarlierLabel(
                article=split.article,
                statement=by_span.get((label.start or 0, label.end or 0)),
                tool=label.tool,
                annotator=label.annotator,
                question=label.question,
                label=label.label,
                start=label.start,
                end=label.end,
                comment=label.comment,
            )
            for label in one.draft.earlier_labels
        ]
    EarlierLabel.objects.bulk_create(rows, batch_size=AT_ONCE)


def _tell(actor: User, splits: Sequence[Split], caused_by: Event | None) -> None:
    """For each article, that it was imported and, as a consequence, split."""
    imported = [
        happened(
            actor=actor,
            verb="article.imported",
            obj=split.article,
            project=split.article.project,
            after=_facts(split.article),
            caused_by=caused_by,
        )
        for split in splits
    ]
    record_all(imported)
    record_all(
        happened(
            actor=actor,
            verb="article.segmented",
            obj=split.article,
            project=split.article.project,
            after={
                "statements": sum(row.is_statement for row in split.statements),
                "origin": split.segmentation.origin,
            },
            caused_by=event,
        )
        for split, event in zip(splits, imported, strict=True)
    )


def _facts(article: Article) -> dict[str, object]:
    facts: dict[str, object] = {"title": article.title, "sha256": article.text_sha256}
    if article.replaces_id is not None:
        facts |= {"version": article.version, "replaces": str(article.replaces_id)}
    return facts
