"""The stage on which the demonstration's script is played: who and what its words mean, and the passing of time."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from annotations.imports import seeds
from annotations.imports.demo_script import Body, Reading, body_of, readings
from annotations.imports.formats.seed_gold import read_stances
from annotations.imports.playback_clock import Clock
from annotations.models import Article, Assignment, Entity, Project, Statement, User

PLAIN: Body = {"labels": {"verification": ["unverified"]}, "stances": [], "no_stance": True}
"""How a statement is read of which the script says nothing."""


@dataclass(slots=True)
class Stage:
    """A project under way; ``now`` is the time of the play."""

    project: Project
    people: dict[str, User]
    clock: Clock
    now: datetime
    split: dict[uuid.UUID, list[Statement]] = field(default_factory=dict)
    """The statements of articles that are frozen: they stay as they are."""

    def at(self, moment: datetime) -> None:
        """From now on it is ``moment``."""
        self.now = moment
        self.clock.set(moment)

    def after(self, seconds: float) -> None:
        """So many seconds go by."""
        self.at(self.now + timedelta(seconds=seconds))

    def article(self, title: str) -> Article:
        """The article whose title begins so; the first that came in, where several do."""
        rows = Article.objects.filter(project=self.project, title__startswith=title).select_related("project")
        return found(rows.order_by("created_at", "pk").first(), f"an article “{title}…”")

    def work(self, article: Article, person: str) -> Assignment:
        """What somebody has or had of an article."""
        rows = Assignment.objects.filter(article=article, annotator=self.people[person])
        return found(rows.select_related("article__project", "annotator").first(), f"work of {person} on {article}")

    def statements(self, article: Article) -> list[Statement]:
        """What is labelled in an article, in order of the text."""
        if article.pk not in self.split:
            rows = article.statements.filter(is_statement=True, state="live").select_related("article__project")
            self.split[article.pk] = list(rows.order_by("start"))
        return self.split[article.pk]

    def statement(self, article: Article, words: str) -> Statement:
        """The one statement with these words in it."""
        rows = [row for row in self.statements(article) if words in row.exact]
        if len(rows) != 1:
            raise LookupError(f"{len(rows)} statements of “{article}” have “{words}” in them, not one.")
        return rows[0]

    def names(self) -> dict[str, str]:
        """Entity ids by name and by ``ent:`` and key."""
        rows = Entity.objects.filter(project=self.project, merged_into__isnull=True).order_by("created_at", "pk")
        entities = list(rows.values_list("pk", "key", "canonical_name"))
        named = {name: str(pk) for pk, _key, name in reversed(entities)}
        return named | {f"ent:{key}": str(pk) for pk, key, _name in entities}

    def bodies(self, title: str, person: str) -> list[tuple[Statement, Body]]:
        """How a person reads each statement of an article; ``LookupError`` for a reading of which nothing is there."""
        article, ids = self.article(title), self.names()
        rows = self.statements(article)
        bases = seed_bodies(rows, ids) if article.text == seeds.article_text() else [PLAIN] * len(rows)
        read = {self.statement(article, one.words).pk: one for one in readings(title)}
        return [(row, _read(read.get(row.pk), person, base, ids)) for row, base in zip(rows, bases, strict=True)]


def found(row: Any, what: str) -> Any:
    """``row``, or ``LookupError``."""
    if row is None:
        raise LookupError(f"The demonstration has no {what}.")
    return row


def seed_bodies(rows: list[Statement], ids: dict[str, str]) -> list[Body]:
    """``seeds/demo_labels.json`` for the statements of the seed article, in order."""
    by_key = {label["statement"]: label for label in seeds.demo_labels()}
    keys = [one["id"] for one in seeds.gold()["statements"] if one["is_statement"]]
    return [answers_body(by_key[key], ids) for key, _row in zip(keys, rows, strict=True)]


def answers_body(label: dict[str, Any], ids: dict[str, str]) -> Body:
    """One row of ``seeds/demo_labels.json`` as an answers body."""
    return {**read_stances(label, ids), "labels": {"verification": [label["verification"]]}}


def _read(reading: Reading | None, person: str, base: Body, ids: dict[str, str]) -> Body:
    if reading is None:
        return base
    line = reading.of(person)
    body = body_of(line, base, ids) if line else base
    status = body["labels"]["verification"][0]
    if reading.source and status in ("supported", "refuted", "conflicting"):
        body = {**body, "evidence": [{"relation": "supports", **reading.source, "id": str(uuid.uuid4())}]}
    if reading.searches and status == "not_enough_evidence":
        body = {**body, "searches": reading.searches}
    return body
