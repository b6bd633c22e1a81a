"""A project of many articles in work with 64 annotators who are signed in, straight into the tables.

Articles skip the workflow, whose import another benchmark measures; triggers and foreign keys are off while they are
made. Keys are counted, so that the load generator knows them without asking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STATEMENTS = 25
"""Statements of one article."""
SHARE_IN_WORK = 2
"""One article in so many is in somebody's hands; the others wait in the queue."""
KEY = "01900000-0000-7{}00-8000-{:012x}"
ARTICLE, STATEMENT, ASSIGNMENT = 1, 2, 3
"""The digit of a key that tells its kind."""

SENTENCES = """
    CREATE UNLOGGED TABLE bench_sentences AS
    SELECT n, i, exact, sum(char_length(exact) + 1) OVER before - char_length(exact) - 1 AS start
    FROM (SELECT n, i, 'Witness ' || i || ' of case ' || n || ' said that the bridge was safe.' AS exact
          FROM generate_series(0, %(articles)s - 1) n, generate_series(0, 24) i) made
    WINDOW before AS (PARTITION BY n ORDER BY i)
"""
ARTICLES = """
    INSERT INTO annotations_article (id, project_id, external_id, title, subtitle, byline, credit, dateline_place, url,
        archived_url, published_precision, published_is_inferred, language, text, text_sha256, raw_sha256,
        near_keys, lookup_keys, text_licence, version, state, splitter_version, split_version, priority, required,
        reserved, done)
    SELECT pg_temp.key(1, n), %(project)s, n::text, 'Case ' || n, '', '', '', '', '', '', 'day', false, 'en',
        string_agg(exact, ' ' ORDER BY i), encode(sha256(n::text::bytea), 'hex'), '', '{}', '{}', '', 1, 'frozen', '1',
        0, 0, 2, CASE WHEN mod(n, 2) = 0 THEN 1 ELSE 0 END, 0
    FROM bench_sentences GROUP BY n
"""
STATEMENT_ROWS = """
    INSERT INTO annotations_statement (id, article_id, index, start, "end", exact, role, is_statement, voice,
        speaker_role_text, origin, splitter_version, version, state, frozen_at)
    SELECT pg_temp.key(2, n * 32 + i), pg_temp.key(1, n), i, start, start + char_length(exact), exact, 'body', true,
        'author', '', 'auto', '1', 1, 'live', now()
    FROM bench_sentences
"""
KEYS = """
    CREATE OR REPLACE FUNCTION pg_temp.key(kind int, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
        SELECT ('01900000-0000-7' || kind || '00-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$
"""
ASSIGNMENTS = """
    INSERT INTO annotations_assignment (id, article_id, annotator_id, slot, state, round, return_reason, purpose,
        lease_expires_at)
    SELECT pg_temp.key(3, n), pg_temp.key(1, n), %(annotator)s, 1, 'active', 1, '', 'work', now() + interval '1 day'
    FROM generate_series(%(first)s, %(first)s + 2 * (%(count)s - 1), 2) n
"""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An annotator with the cookies of their browser."""

    user: Any
    cookie: str
    csrf: str


def key(kind: int, number: int) -> str:
    """The key of the row with that number."""
    return KEY.format(kind, number)


def fill(cursor: Any, project: Any, statements: int) -> None:
    """So many statements in frozen articles; every second article has one of its two places taken."""
    given = {"project": project.pk, "articles": statements // STATEMENTS}
    cursor.execute("SET session_replication_role = replica")
    for command in (KEYS, SENTENCES, ARTICLES, STATEMENT_ROWS, "DROP TABLE bench_sentences"):
        cursor.execute(command, given if "%(" in command else None)
    cursor.execute("SET session_replication_role = origin")
    # Only what was filled: PostgreSQL plans for a table that was vacuumed while empty as if it stayed so for a minute,
    # and that of labels is empty only here. One that never was vacuumed is taken for one that will grow.
    cursor.execute("VACUUM ANALYZE annotations_article, annotations_statement")
    cursor.execute("CHECKPOINT")  # or its pages would be written while labels are measured


def give(cursor: Any, annotator: Any, first: int, count: int) -> None:
    """Puts ``count`` articles in an annotator's hands: every second one from number ``first``, which is even."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(ASSIGNMENTS, {"annotator": annotator.pk, "first": first, "count": count})
    cursor.execute("SET session_replication_role = origin")


def people(count: int) -> tuple[Any, list[SignedIn]]:
    """A project and its annotators, each signed in as by the sign-in page."""
    from django.test import Client

    from annotations.models import Role, User
    from annotations.workflow.members import add_member
    from annotations.workflow.projects import create_project

    lead = User.objects.create_user("lead", is_staff=True)
    project = create_project(actor=lead, slug="bench", name="Bench")
    found = []
    for number in range(count):
        user = User.objects.create_user(f"annotator{number}")
        add_member(actor=lead, project=project, username=user.username, role=Role.ANNOTATOR)
        client = Client()
        client.force_login(user)
        csrf = f"{number:032d}"
        session = client.cookies["session"].value
        found.append(SignedIn(user, f"session={session}; csrf={csrf}", csrf))
    return project, found
