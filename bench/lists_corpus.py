"""Labels on a corpus of articles: two annotators on each frozen article, reviews, gold, and work that waits for review.

They skip the workflow as the articles do; triggers and foreign keys are off while they are made. What is chosen by
chance hangs on the keys, so that parts of a row fit together without being looked up.
"""

from __future__ import annotations

import uuid
from typing import Any

ANNOTATORS = 8
WAITING, RETURNED = 5, 19
"""One article in so many waits for review; of the others one in so many was returned. The rest is reviewed."""

CHANCE = """
    CREATE OR REPLACE FUNCTION pg_temp.chance(key text, sides int) RETURNS int IMMUTABLE LANGUAGE sql AS $$
        SELECT mod(abs(hashtext(key)::bigint), sides)::int $$
"""
PEOPLE = """
    CREATE TEMPORARY TABLE bench_people AS
    SELECT user_id, row_number() OVER (ORDER BY user_id) - 1 AS place
    FROM annotations_membership WHERE project_id = %(project)s AND role = 'annotator'
"""
WORK = """
    CREATE TEMPORARY TABLE bench_work AS
    SELECT gen_random_uuid() AS id, a.id AS article, p.user_id AS person, s.slot,
        to_timestamp(1750000000 + n * 60) AS at, CASE WHEN mod(n, %(waiting)s) = 0 THEN 'submitted'
        WHEN mod(n, %(returned)s) = 0 THEN 'returned' ELSE 'accepted' END AS state
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM annotations_article
        WHERE project_id = %(project)s AND state = 'frozen') a, generate_series(1, 2) AS s(slot), bench_people p
    WHERE p.place = mod(a.n + s.slot, %(annotators)s)
"""
FROZEN = """
    UPDATE annotations_article SET state = 'labelled', required = 2, reserved = 2, done = 2 WHERE state = 'frozen';
    UPDATE annotations_statement SET frozen_at = now() WHERE article_id IN (SELECT article FROM bench_work)
"""
ASSIGNMENTS = """
    INSERT INTO annotations_assignment (id, article_id, annotator_id, purpose, slot, state, round, return_reason,
        submitted_at, reviewed_at, reviewer_id)
    SELECT id, article, person, 'work', slot, state, 1, CASE WHEN state = 'returned' THEN 'review' ELSE '' END, at,
        CASE WHEN state <> 'submitted' THEN at + interval '1 day' END, CASE WHEN state <> 'submitted' THEN %(lead)s END
    FROM bench_work ORDER BY at, slot
"""
LABELS = """
    CREATE TEMPORARY TABLE bench_labels AS
    SELECT id, work, statement, person, at, state, speaker, gen_random_uuid() AS head,
        (ARRAY['supported', 'refuted', 'unverified', 'unverified', 'not_enough_evidence'])[1 + pg_temp.chance(
            CASE WHEN pg_temp.chance(id::text, 4) = 0 THEN id ELSE statement END::text, 5)] AS verdict,
        (ARRAY['favor', 'against', 'neutral'])[1 + pg_temp.chance('side' || id, 3)] AS side,
        pg_temp.chance('stance' || statement, 3) = 0 AS has_stance
    FROM (SELECT gen_random_uuid() AS id, w.id AS work, s.id AS statement, w.person, s.speaker_id AS speaker,
            w.at + s.index * interval '20 seconds' AS at,
            CASE WHEN w.state = 'returned' AND mod(s.index, 5) > 0 THEN 'accepted' ELSE w.state END AS state
        FROM bench_work w JOIN annotations_statement s ON s.article_id = w.article) made
"""
ANNOTATIONS = """
    INSERT INTO annotations_annotation (id, assignment_id, statement_id, annotator_id, state, seq, head_id, is_stale,
        created_at, changed_at)
    SELECT id, work, statement, person, state, 1, head, false, at, at FROM bench_labels ORDER BY at
"""
REVISIONS = """
    INSERT INTO annotations_revision (id, annotation_id, seq, base_seq, author_id, protocol_id, answers, body_sha256,
        is_complete, no_stance, skip_reason, flags, rationale, active_ms, created_at)
    SELECT head, id, 1, 0, person, %(protocol)s, jsonb_build_object('labels', jsonb_build_object('verification',
            jsonb_build_array(verdict)), 'stances', CASE WHEN has_stance THEN jsonb_build_array(jsonb_build_object(
                'holder_kind', 'author', 'holder', null, 'target_kind', 'proposition', 'target', null, 'target_text',
                'The agreement holds', 'polarity', side, 'intensity', null, 'explicit', true)) ELSE '[]' END,
            'no_stance', not has_stance, 'skip', '', 'flags', '[]'::jsonb, 'confidence', null, 'rationale', ''),
        '', true, not has_stance, '', CASE WHEN pg_temp.chance('flag' || id, 40) = 0 THEN ARRAY['needs_context']
        ELSE '{}' END::varchar[], '', 4200, at
    FROM bench_labels ORDER BY at
"""
CHOSEN = """
    INSERT INTO annotations_annotationlabel (revision_id, question_id, label_id)
    SELECT head, q.id, l.id FROM bench_labels, annotations_question q JOIN annotations_label l USING (label_set_id)
    WHERE q.protocol_id = %(protocol)s AND q.key = 'verification' AND l.key = verdict ORDER BY at
"""
STANCES = """
    INSERT INTO annotations_stance (revision_id, position, holder_kind, holder_id, target_kind, target_text,
        polarity_id, explicit, note)
    SELECT head, 0, CASE WHEN speaker IS NULL THEN 'author' ELSE 'entity' END, speaker, 'proposition',
        'The agreement holds', l.id, true, ''
    FROM bench_labels, annotations_question q JOIN annotations_label l USING (label_set_id)
    WHERE q.protocol_id = %(protocol)s AND q.kind = 'stance' AND l.key = side AND has_stance ORDER BY at
"""
REVIEWS = """
    INSERT INTO annotations_review (id, assignment_id, annotation_id, revision_id, annotator_id, reviewer_id, round,
        decision, reason, comment, proposed, is_partial, saw_label_first, created_at)
    SELECT gen_random_uuid(), work, id, head, person, %(lead)s, 1, CASE WHEN state = 'returned' THEN 'return'
            WHEN pg_temp.chance('review' || id, 9) = 0 THEN 'accept_with_changes' ELSE 'accept' END,
        CASE WHEN state = 'returned' OR pg_temp.chance('review' || id, 9) = 0 THEN 'guideline' ELSE '' END, '',
        CASE WHEN pg_temp.chance('review' || id, 9) = 0 THEN '{"labels": {"verification": ["unverified"]}, "stances":
            [], "no_stance": true, "skip": "", "flags": [], "confidence": null, "rationale": ""}'::jsonb END,
        false, true, at + interval '23 hours'
    FROM bench_labels WHERE state <> 'submitted' ORDER BY at
"""
SETTLED = """
    CREATE TEMPORARY TABLE bench_gold AS
    SELECT gen_random_uuid() AS id, statement, max(at) + interval '1 day' AS at, array_agg(head) AS heads,
        CASE WHEN count(DISTINCT verdict) = 1 THEN min(verdict) END AS verdict, jsonb_object_agg(verdict, 1) AS votes
    FROM bench_labels GROUP BY statement HAVING bool_and(state = 'accepted')
"""
GOLD = """
    INSERT INTO annotations_adjudication (id, statement_id, seq, too_vague, rationale, is_open, verdict_entropy,
        other_entropy, decided_at)
    SELECT id, statement, 1, false, '', verdict IS NULL, CASE WHEN verdict IS NULL THEN 1 ELSE 0 END, 0, at
    FROM bench_gold ORDER BY at;
    INSERT INTO annotations_adjudicationbasis (adjudication_id, revision_id)
    SELECT id, unnest(heads) FROM bench_gold
"""
GOLD_LABELS = """
    INSERT INTO annotations_goldlabel (adjudication_id, question_id, label_id, method, n_annotations, distribution)
    SELECT g.id, q.id, l.id, CASE WHEN g.verdict IS NULL THEN 'open' ELSE 'unanimous' END, 2, g.votes
    FROM bench_gold g CROSS JOIN annotations_question q
        LEFT JOIN annotations_label l ON l.label_set_id = q.label_set_id AND l.key = g.verdict
    WHERE q.protocol_id = %(protocol)s AND q.key = 'verification' ORDER BY g.at
"""
GOLD_STANCES = """
    INSERT INTO annotations_goldstance (adjudication_id, position, holder_kind, target_kind, target_text, polarity_id,
        method, n_marked, n_annotators)
    SELECT g.id, 0, 'author', 'proposition', 'The agreement holds', l.id, CASE WHEN l.id IS NULL THEN 'open' ELSE
        'unanimous' END, 2, 2
    FROM (SELECT statement, CASE WHEN count(DISTINCT side) = 1 THEN min(side) END AS side FROM bench_labels
            WHERE has_stance GROUP BY statement) s
        JOIN bench_gold g USING (statement) CROSS JOIN annotations_question q
        LEFT JOIN annotations_label l ON l.label_set_id = q.label_set_id AND l.key = s.side
    WHERE q.protocol_id = %(protocol)s AND q.kind = 'stance' ORDER BY g.at
"""
COMPARED = """
    INSERT INTO annotations_comparison (assignment_id, merges, pairs, same_stance, same_labels)
    SELECT id, '{}', 25, pg_temp.chance('sides' || id, 26), pg_temp.chance('labels' || id, 26) FROM bench_work
"""
COMMANDS = (
    *(CHANCE, PEOPLE, WORK, FROZEN, ASSIGNMENTS, LABELS, ANNOTATIONS, REVISIONS, CHOSEN, STANCES, REVIEWS),
    *(SETTLED, GOLD, GOLD_LABELS, GOLD_STANCES, COMPARED),
)


def fill(cursor: Any, project: uuid.UUID, lead: uuid.UUID, protocol: uuid.UUID) -> None:
    """Label the project's frozen articles, and let PostgreSQL look at its tables."""
    values = {
        "project": project,
        "lead": lead,
        "protocol": protocol,
        "annotators": ANNOTATORS,
        "waiting": WAITING,
        "returned": RETURNED,
    }
    cursor.execute("SET session_replication_role = replica")
    for command in COMMANDS:
        for one in command.split(";"):
            cursor.execute(one, {key: value for key, value in values.items() if f"%({key})" in one} or None)
    cursor.execute("SET session_replication_role = origin")
    cursor.execute("VACUUM ANALYZE")
