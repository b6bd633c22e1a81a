"""Articles of a dataset with their splits, as rows that keep their ids: texts, statements, mentions, claims.

A statement or claim that a row names and the dataset does not hold (an earlier cut, a claim that was taken out) comes
back as what is known of it: replaced, or no longer live.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from annotations.models import (
    Article,
    ArticleState,
    Batch,
    BatchKind,
    Claim,
    EntityMention,
    Origin,
    Paragraph,
    Source,
    Statement,
    StatementRelation,
    StatementState,
    Voice,
)
from annotations.models.article import MAX_ARTICLE_CHARACTERS
from annotations.text.near_copies import near_keys
from annotations.workflow.copy_rows import copy_rows
from annotations.workflow.near import lookup_keys
from annotations.workflow.restore.shapes import ArticleLines, Line
from annotations.workflow.restore.world import World
from annotations.workflow.store import sha256

WORDS = (
    "external_id",
    "version",
    "title",
    "subtitle",
    "byline",
    "credit",
    "dateline_place",
    "url",
    "archived_url",
    "published_precision",
    "published_is_inferred",
    "language",
    "text",
    "text_sha256",
    "text_licence",
    "state",
    "splitter_version",
)
"""What stands in an article's row as in the dataset's."""
CLAIM = ("index", "version", "claim_text", "check_target", "claim_types", "claim_date_precision", "location", "note")
FROZEN = (ArticleState.FROZEN, ArticleState.LABELLED, ArticleState.ADJUDICATED)
LAST_INDEX = 32_767
"""Claims that the dataset does not hold are counted from here downwards, out of the way of those it holds."""


@dataclass(slots=True)
class Split:
    """An article's rows in memory; ``statements`` and ``claims`` by id, those that are only named by others too."""

    article: Article
    line: Line
    statements: dict[uuid.UUID, Statement] = field(default_factory=dict)
    claims: dict[uuid.UUID, Claim] = field(default_factory=dict)

    def statement(self, line: Line, name: str, value: str) -> Statement:
        """The live statement of that id."""
        found = self.statements.get(line.key(name, value))
        if found is None or found.state != StatementState.LIVE:
            raise line.bad(name, value, f"is no statement of article {self.article.pk}")
        return found

    def claim(self, line: Line, name: str, value: str, statement: Statement) -> uuid.UUID:
        """The claim of that id; one that the dataset does not hold was a claim of ``statement``."""
        key = line.key(name, value)
        if key not in self.claims:
            index = LAST_INDEX - len(self.claims)
            self.claims[key] = Claim(
                id=key, statement=statement, index=index, claim_text="", check_target="content", is_live=False
            )
        return key


@dataclass(slots=True)
class Articles:
    """Makes the rows of articles, one after the other; remembers the publishers, batches and articles there are."""

    world: World
    sources: dict[str, Source] = field(default_factory=dict)
    batches: dict[str, Batch] = field(default_factory=dict)
    first_versions: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)

    def read(self, given: ArticleLines) -> Split:
        """The rows of one article, in memory; publishers and batches are stored where they are new."""
        split = Split(self._article(given.article), given.article)
        for cell in given.article.row["statements"]:
            self._add_statement(split, cell)
        for row in list(split.statements.values()):
            self._add_named(split, row)
        for line in given.claims:
            self._add_claim(split, line)
        for claim in list(split.claims.values()):
            if claim.duplicate_of_id and claim.duplicate_of_id not in split.claims:
                split.claim(split.line, "claims", str(claim.duplicate_of_id), claim.statement)
        return split

    def _article(self, line: Line) -> Article:
        row, key = line.row, line.key("article_id", line.row["article_id"])
        if key in self.first_versions:
            raise line.bad("article_id", row["article_id"], "stands in the file twice")
        _check_text(line)
        older = line.key_or_none("replaces", row["replaces"])
        if older is not None and older not in self.first_versions:
            raise line.bad("replaces", row["replaces"], "is no article before this one: the older version is missing")
        self.first_versions[key] = self.first_versions[older] if older else key
        line.one_of("state", row["state"], ArticleState.values)
        keys = near_keys(row["text"])
        return Article(
            id=key,
            project=self.world.project,
            source=self._source(row["source"]),
            batch=self._batch(line, row["batch"]),
            replaces_id=older,
            first_version_id=self.first_versions[older] if older else None,
            published_at=line.day("published_at", row["published_at"]),
            retrieved_at=line.moment("retrieved_at", row["retrieved_at"]) if row["retrieved_at"] else None,
            near_keys=keys,
            lookup_keys=lookup_keys(self.world.project, keys),
            frozen_at=timezone.now() if row["state"] in FROZEN else None,
            split_version=1 if row["state"] in FROZEN else 0,
            required=self.world.project.annotators_per_article,
            **{name: row[name] for name in WORDS},
        )

    def _source(self, cell: Mapping[str, Any] | None) -> Source | None:
        if cell is None:
            return None
        if cell["name"] not in self.sources:
            self.sources[cell["name"]] = Source.objects.create(project=self.world.project, **cell)
        return self.sources[cell["name"]]

    def _batch(self, line: Line, cell: Mapping[str, Any] | None) -> Batch | None:
        if cell is None:
            return None
        if cell["name"] not in self.batches:
            kind = line.one_of("batch.kind", cell["kind"], BatchKind.values)
            self.batches[cell["name"]] = Batch.objects.create(project=self.world.project, name=cell["name"], kind=kind)
        return self.batches[cell["name"]]

    def _add_statement(self, split: Split, cell: Mapping[str, Any]) -> None:
        line, key = split.line, split.line.key("statements.statement_id", cell["statement_id"])
        if key in split.statements:
            raise line.bad("statements.statement_id", cell["statement_id"], "stands in the article twice")
        split.statements[key] = Statement(
            id=key,
            article=split.article,
            index=cell["index"],
            start=cell["start"],
            end=cell["end"],
            exact=line.span("statements", cell["start"], cell["end"], split.article.text),
            role=cell["role"],
            is_statement=cell["is_statement"],
            voice=line.one_of("statements.voice", cell["voice"], Voice.values),
            speaker_id=self.world.entity_or_none(line, "statements.speaker", cell["speaker"]),
            speaker_role_text=cell["speaker_role_text"],
            parent_id=line.key_or_none("statements.parent", cell["parent"]),
            duplicate_of_id=line.key_or_none("statements.duplicate_of", cell["duplicate_of"]),
            origin=line.one_of("statements.origin", cell["origin"], Origin.values),
            splitter_version=split.article.splitter_version,
            version=cell["version"],
            frozen_at=split.article.frozen_at,
        )

    def _add_named(self, split: Split, row: Statement) -> None:
        """The cuts that a live statement names and that are gone: at the place of the one that names them."""
        for key in (row.parent_id, row.duplicate_of_id):
            if key and key not in split.statements:
                split.statements[key] = Statement(
                    id=key,
                    article=split.article,
                    index=row.index,
                    start=row.start,
                    end=row.end,
                    exact=row.exact,
                    role=row.role,
                    state=StatementState.REPLACED,
                    frozen_at=row.frozen_at,
                )

    def _add_claim(self, split: Split, line: Line) -> None:
        row, key = line.row, line.key("claim_id", line.row["claim_id"])
        if key in split.claims:
            raise line.bad("claim_id", row["claim_id"], "stands in the file twice")
        start, end = row["support"] or (None, None)
        split.claims[key] = Claim(
            id=key,
            statement=split.statement(line, "statement_id", row["statement_id"]),
            support_start=start,
            support_end=end,
            claim_date=line.day("claim_date", row["claim_date"]),
            duplicate_of_id=line.key_or_none("duplicate_of", row["duplicate_of"]),
            author=self.world.person_or_none(line, "author", row["author"]),
            **{name: row[name] for name in CLAIM},
        )


def _check_text(line: Line) -> None:
    text, digest = line.row["text"], line.row["text_sha256"]
    if not text:
        raise line.bad(
            "text", "", "is empty: the dataset was exported without texts; fill them in with rehydrate first"
        )
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise line.bad("text", f"{len(text)} characters", f"is longer than {MAX_ARTICLE_CHARACTERS}")
    if sha256(text) != digest:
        raise line.bad("text_sha256", digest, f"is not the SHA-256 of the text, which is {sha256(text)}")


def write_articles(splits: Iterable[Split]) -> None:
    """Articles with paragraphs, statements, mentions and relations; their claims come once all are known."""
    splits = list(splits)
    copy_rows(Article, (split.article for split in splits))
    copy_rows(Paragraph, (row for split in splits for row in _paragraphs(split)))
    copy_rows(Statement, (row for split in splits for row in split.statements.values()))


def write_leads(splits: Iterable[Split], world: World) -> None:
    """Where the articles name somebody, and what leads from one statement to another."""
    splits = list(splits)
    copy_rows(EntityMention, (row for split in splits for row in _mentions(split, world)))
    copy_rows(StatementRelation, (row for split in splits for row in _relations(split)))


def _paragraphs(split: Split) -> Iterable[Paragraph]:
    for cell in split.line.row["paragraphs"]:
        split.line.span("paragraphs", cell["start"], cell["end"], split.article.text)
        yield Paragraph(article=split.article, **cell)


def _mentions(split: Split, world: World) -> Iterable[EntityMention]:
    line = split.line
    for cell in line.row["mentions"]:
        yield EntityMention(
            article=split.article,
            entity_id=world.entity(line, "mentions.entity", cell["entity"]),
            start=cell["start"],
            end=cell["end"],
            exact=line.span("mentions", cell["start"], cell["end"], split.article.text),
            kind=cell["kind"],
        )


def _relations(split: Split) -> Iterable[StatementRelation]:
    for cell in split.line.row["relations"]:
        yield StatementRelation(
            from_statement=split.statement(split.line, "relations.from_statement", cell["from_statement"]),
            to_statement=split.statement(split.line, "relations.to_statement", cell["to_statement"]),
            type=cell["type"],
        )
