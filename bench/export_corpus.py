"""Labels by the hundred thousand, straight into the tables: two annotators on each statement, one revision each; gold.

They skip the workflow, whose speed another benchmark measures; triggers and foreign keys are off while they are made.
Keys stand in the order of time as in real projects, but for those of revisions, which browsers make by chance.
"""

from __future__ import annotations

import uuid
from typing import Any

from bench.annotate_world import KEYS

STATEMENTS = 25
"""Statements of one article."""
ANNOTATORS = 2
WORDS = "On Wednesday, the minister told parliament that the talks on the bridge had brought the two sides no nearer "

ARTICLES = """
    INSERT INTO annotations_article (id, project_id, external_id, title, subtitle, byline, credit, dateline_place, url,
        archived_url, published_at, published_precision, published_is_inferred, language, text, text_sha256, raw_sha256,
        near_keys, lookup_keys, text_licence, version, state, splitter_version, split_version, priority, required,
        reserved, done)
    SELECT pg_temp.key(1, n), %(project)s, 'article-' || n, 'Article ' || n, '', '', '', '', 'https://a.example/' || n,
        '', '2024-05-01', 'day', false, 'en', 'x', encode(sha256(n::text::bytea), 'hex'), '', '{}', '{}', '', 1,
        'labelled', '1', 0, 0, 2, 2, 2
    FROM generate_series(1, %(articles)s) n
"""
STATEMENT_ROWS = """
    INSERT INTO annotations_statement (id, article_id, index, start, "end", exact, role, is_statement, voice,
        speaker_role_text, origin, splitter_version, version, state)
    SELECT pg_temp.key(2, n * 32 + i), pg_temp.key(1, n), i, i * 140, i * 140 + length(%(words)s) + 6,
        %(words)s || (100000 + i), 'body', true, 'author', '', 'auto', '1', 1, 'live'
    FROM generate_series(1, %(articles)s) n, generate_series(0, %(statements)s - 1) i ORDER BY n, i
"""
ASSIGNMENTS = """
    INSERT INTO annotations_assignment (id, article_id, annotator_id, purpose, slot, state, round, return_reason,
        submitted_at)
    SELECT pg_temp.key(3, n * 2 + who.slot - 1), pg_temp.key(1, n), who.user_id, 'work', who.slot, 'submitted', 1, '',
        now() + n * interval '1 second'
    FROM generate_series(1, %(articles)s) n, (
        SELECT user_id, row_number() OVER (ORDER BY user_id) slot
        FROM annotations_membership WHERE project_id = %(project)s AND role = 'annotator') who ORDER BY n, who.slot
"""
ANNOTATIONS = """
    INSERT INTO annotations_annotation (id, assignment_id, statement_id, annotator_id, state, seq, head_id, is_stale,
        created_at)
    SELECT pg_temp.key(4, n * 64 + place * 32 + i), w.id, pg_temp.key(2, n * 32 + i), w.annotator_id, 'submitted', 1,
        gen_random_uuid(), false, now() + (n * 64 + place * 32 + i) * interval '1.000001 second'
    FROM generate_series(1, %(articles)s) n, generate_series(0, 1) place, generate_series(0, %(statements)s - 1) i,
        annotations_assignment w WHERE w.id = pg_temp.key(3, n * 2 + place) ORDER BY n, place, i
"""
REVISIONS = """
    INSERT INTO annotations_revision (id, annotation_id, seq, base_seq, author_id, protocol_id, guideline_id, answers,
        body_sha256, is_complete, no_stance, skip_reason, flags, rationale, active_ms)
    SELECT a.head_id, a.id, 1, 0, a.annotator_id, p.id, g.id,
        jsonb_build_object('labels', jsonb_build_object('verification', jsonb_build_array(
            (ARRAY['unverified', 'supported', 'refuted', 'conflicting'])[1 + mod(abs(hashtext(a.id::text)), 4)])),
          'stances', '[]'::jsonb, 'no_stance', true, 'skip', '', 'flags', '[]'::jsonb,
          'confidence', 1 + mod(abs(hashtext(a.id::text)), 5), 'rationale',
          CASE WHEN mod(abs(hashtext(a.id::text)), 3) = 0 THEN 'Because of line ' || right(a.id::text, 8) ELSE '' END),
        '', true, true, '', '{}', '', 4200
    FROM annotations_annotation a, annotations_protocol p, annotations_guidelineversion g
    WHERE p.project_id = %(project)s AND g.project_id = %(project)s ORDER BY a.id
"""

ADJUDICATIONS = """
    INSERT INTO annotations_adjudication (id, statement_id, seq, guideline_id, too_vague, rationale, is_open,
        verdict_entropy, other_entropy, decided_at)
    SELECT pg_temp.key(5, row_number() OVER (ORDER BY s.id)), s.id, 1, g.id, false, '', false, 0, 0, now()
    FROM annotations_statement s, annotations_guidelineversion g WHERE g.project_id = %(project)s ORDER BY s.id
"""
BASIS = """
    INSERT INTO annotations_adjudicationbasis (adjudication_id, revision_id)
    SELECT d.id, a.head_id FROM annotations_adjudication d JOIN annotations_annotation a USING (statement_id)
    ORDER BY d.id
"""
GOLD_LABELS = """
    INSERT INTO annotations_goldlabel (adjudication_id, question_id, label_id, method, n_annotations, distribution)
    SELECT d.id, q.id, l.id, 'unanimous', 2, '{"supported": 2}'
    FROM annotations_adjudication d, annotations_question q JOIN annotations_protocol p ON p.id = q.protocol_id
        JOIN annotations_label l ON l.label_set_id = q.label_set_id AND l.key = 'supported'
    WHERE p.project_id = %(project)s AND q.key = 'verification' ORDER BY d.id
"""


def fill(cursor: Any, project: uuid.UUID, rows: int) -> None:
    """Put so many raw rows into the project, half as many of gold, and let PostgreSQL look at its tables."""
    articles = -(-rows // (STATEMENTS * ANNOTATORS))
    values = {"project": project, "articles": articles, "statements": STATEMENTS, "words": WORDS}
    cursor.execute("SET session_replication_role = replica")
    for command in (
        KEYS,
        ARTICLES,
        STATEMENT_ROWS,
        ASSIGNMENTS,
        ANNOTATIONS,
        REVISIONS,
        ADJUDICATIONS,
        BASIS,
        GOLD_LABELS,
    ):
        cursor.execute(command, values if "%(" in command else None)
    cursor.execute("SET session_replication_role = origin")
    cursor.execute("VACUUM ANALYZE")


def empty(cursor: Any) -> None:
    """Take all of them out again."""
    cursor.execute("SET session_replication_role = replica")
    for table in (
        "goldlabel",
        "adjudicationbasis",
        "adjudication",
        "revision",
        "annotation",
        "assignment",
        "statement",
        "article",
    ):
        cursor.execute(f"TRUNCATE annotations_{table} CASCADE")
    cursor.execute("SET session_replication_role = origin")
