"""Articles by the ten thousand, straight into the tables: made-up words with the frequencies of real ones (Zipf).

They skip the workflow, whose speed another benchmark measures; triggers and foreign keys are off while they are copied.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

SEED = 20261125
COMMON = ["minister", "government", "said", "talks", "president", "agreement", "people", "year", "country", "war"]
SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]
LANGUAGES = ("en", "tr", "de", "es")
SHARES = (82, 8, 6, 4)
STATEMENTS = 25
"""Statements of one article."""
SPEAKERS = 2_000
FIRST_DAY = date(2024, 1, 1)


class Corpus:
    """A vocabulary, speakers and articles; the same at every run but for the keys' first part, which is the time."""

    def __init__(self) -> None:
        self.chance = Random(SEED)
        made = ("".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))) for _ in range(60_000))
        self.words = [*COMMON, *made]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        pairs = zip(self.chance.sample(self.words, SPEAKERS), self.chance.sample(self.words, SPEAKERS), strict=True)
        self.names = sorted({f"{first.title()} {last.title()}" for first, last in pairs})
        self.speakers = {name: uuid.uuid4() for name in self.names}
        self.popular = list(accumulate(1 / (rank + 3) for rank in range(len(self.names))))
        self.milliseconds = int(time.time() * 1000)

    def sentence(self) -> str:
        """8 to 30 words."""
        words = self.chance.choices(self.words, cum_weights=self.weights, k=self.chance.randint(8, 30))
        return f"{' '.join(words).capitalize()}."

    def key(self, article: int, number: int) -> uuid.UUID:
        """A UUID of version 7: articles in their order, and the statements of each in theirs."""
        return uuid.UUID(
            int=(self.milliseconds + article) << 80 | 7 << 76 | number << 64 | 2 << 62 | self.chance.getrandbits(62)
        )

    def article(self, number: int) -> tuple[list[Any], list[list[Any]]]:
        """One article (key, language, day, text), its statements (key, article, index, start, end, exact, speaker)."""
        key, start = self.key(number, 0), 0
        rows: list[list[Any]] = []
        for index in range(STATEMENTS):
            exact = self.sentence()
            spoken = self.chance.random() < 0.5
            name = self.chance.choices(self.names, cum_weights=self.popular)[0] if spoken else None
            speaker = self.speakers[name] if name else None
            rows.append([self.key(number, index + 1), key, index, start, start + len(exact), exact, speaker])
            start += len(exact) + 1
        language = self.chance.choices(LANGUAGES, SHARES)[0]
        day = FIRST_DAY + timedelta(days=self.chance.randrange(800))
        return [key, language, day, " ".join(row[5] for row in rows)], rows


ARTICLES = """
    INSERT INTO annotations_article (id, project_id, external_id, title, subtitle, byline, credit, dateline_place, url,
        archived_url, published_at, published_precision, published_is_inferred, language, text, text_sha256, raw_sha256,
        near_keys, lookup_keys, text_licence, version, state, splitter_version, split_version, priority, required,
        reserved, done)
    SELECT id, %s, id::text, left(text, 60), '', '', '', '', '', '', day, 'day', false, language, text,
        encode(sha256(text::bytea), 'hex'), '', '{}', '{}', '', 1,
        CASE WHEN mod(abs(hashtext(id::text)), 3) = 0 THEN 'frozen' ELSE 'segmented' END, '1', 0, 0, 2, 0, 0
    FROM bench_articles
"""
ROWS = """
    INSERT INTO annotations_statement (id, article_id, index, start, "end", exact, role, is_statement, voice,
        speaker_id, speaker_role_text, origin, splitter_version, version, state)
    SELECT id, article, index, start, stop, exact, 'body', true,
        CASE WHEN speaker IS NULL THEN 'author' ELSE 'attributed' END, speaker, '', 'auto', '1', 1, 'live'
    FROM bench_statements
"""
MENTIONS = """
    INSERT INTO annotations_entitymention (id, article_id, entity_id, start, "end", exact, kind)
    SELECT gen_random_uuid(), article, speaker, start, start + 5, left(exact, 5), 'name'
    FROM bench_statements WHERE speaker IS NOT NULL
"""
WORDS = """
    INSERT INTO annotations_searchedstatement (statement_id, project_id, article_id, start, words)
    SELECT s.id, a.project_id, a.id, s.start,
        annotations_search_words(annotations_search_configuration(a.language), s.exact)
    FROM annotations_statement s JOIN annotations_article a ON a.id = s.article_id;
    INSERT INTO annotations_searchedarticle (article_id, project_id, configuration, words)
    SELECT id, project_id, annotations_search_configuration(language),
        annotations_search_words(annotations_search_configuration(language), title || E'\\n' || text)
    FROM annotations_article
"""


def fill(cursor: Any, project: uuid.UUID, corpus: Corpus, statements: int) -> None:
    """Put so many statements into the project, index them for search, and let PostgreSQL look at its tables."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("CREATE UNLOGGED TABLE bench_articles (id uuid, language text, day date, text text)")
    cursor.execute(
        "CREATE UNLOGGED TABLE bench_statements "
        "(id uuid, article uuid, index int, start int, stop int, exact text, speaker uuid)"
    )
    entities = "annotations_entity (id, project_id, key, canonical_name, kind, description, aliases, wikidata_id)"
    copy(cursor, entities, entity_rows(project, corpus))
    for first in range(0, statements // STATEMENTS, 1_000):
        made = [corpus.article(number) for number in range(first, min(first + 1_000, statements // STATEMENTS))]
        copy(cursor, "bench_articles", (article for article, _ in made))
        copy(cursor, "bench_statements", (row for _, rows in made for row in rows))
    cursor.execute(ARTICLES, [project])
    for command in (ROWS, MENTIONS, WORDS):
        cursor.execute(command)
    cursor.execute("DROP TABLE bench_articles, bench_statements")
    cursor.execute("SET session_replication_role = origin")
    cursor.execute("VACUUM ANALYZE")


def entity_rows(project: uuid.UUID, corpus: Corpus) -> Iterator[list[Any]]:
    """The speakers as rows."""
    for number, (name, key) in enumerate(corpus.speakers.items()):
        yield [key, project, f"speaker-{number}", name, "person", "", [], ""]


def copy(cursor: Any, table: str, rows: Iterator[list[Any]]) -> None:
    """The rows by COPY; ``table`` may name its columns."""
    with cursor.copy(f"COPY {table} FROM STDIN") as stream:
        for row in rows:
            stream.write_row(row)
