"""A revision fits its protocol: nothing answers what is not asked, and what says it is complete lacks nothing.

The rules are those of ``annotations.schemes.answers.asked`` and ``annotations.schemes.completeness``, over the canonical
body; ``tests/models/test_answer_guards.py`` holds both to the same table.
"""

from django.db import migrations

FUNCTIONS = r"""
CREATE FUNCTION annotations_is_asked(condition jsonb, answers jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN jsonb_typeof(condition) IS DISTINCT FROM 'object' OR EXISTS (
        SELECT FROM jsonb_array_elements_text(answers->'labels'->(condition->>'question')) chosen
         WHERE condition->'in' ? chosen);
END $$;

CREATE FUNCTION annotations_is_answered(kind text, key text, answers jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    RETURN CASE kind
        WHEN 'stance' THEN coalesce((answers->>'no_stance')::boolean, false)
                        OR coalesce(jsonb_array_length(answers->'stances'), 0) > 0
        WHEN 'choice' THEN coalesce(jsonb_array_length(answers->'labels'->key), 0) > 0
        WHEN 'text' THEN coalesce(answers->'texts'->>key, '') <> ''
        ELSE coalesce(jsonb_array_length(answers->kind), 0) > 0
    END;
END $$;

-- One check question with its answers, each with what its type needs.
CREATE FUNCTION annotations_check_is_whole(asked jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN asked->>'text' <> '' AND jsonb_array_length(asked->'answers') > 0 AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(asked->'answers') given
         WHERE given->>'type' <> 'Unanswerable'
           AND (given->>'text' = '' OR given->>'evidence' IS NULL
                OR given->>'type' = 'Boolean' AND given->>'explanation' = ''));
END $$;

-- Lower case, no scheme, no "www.", no fragment, no last slash.
CREATE FUNCTION annotations_bare_address(address text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(regexp_replace(lower(address), '^https?://(www\.)?', ''), '/*(#.*)?$', '')
$$;

CREATE FUNCTION annotations_is_own_address(address text, annotation uuid) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT FROM annotations_annotation n
          JOIN annotations_statement s ON s.id = n.statement_id JOIN annotations_article a ON a.id = s.article_id
         WHERE n.id = annotation AND annotations_bare_address(address)
               IN (annotations_bare_address(nullif(a.url, '')), annotations_bare_address(nullif(a.archived_url, ''))));
END $$;

-- How much of one thing the answers hold; labels are those that need it.
CREATE FUNCTION annotations_amount(what text, labels jsonb, answers jsonb, annotation uuid) RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE what
        WHEN 'evidence' THEN (
            SELECT count(*) FROM jsonb_array_elements(answers->'evidence') one
             WHERE one->>'relation' <> 'context' AND NOT (one->>'is_fact_check')::boolean
               AND NOT annotations_is_own_address(one->>'url', annotation))
        WHEN 'checks' THEN (
            SELECT count(*) FROM jsonb_array_elements(answers->'checks') one WHERE annotations_check_is_whole(one))
        WHEN 'intensity' THEN (NOT EXISTS (
            SELECT FROM jsonb_array_elements(answers->'stances') one
             WHERE labels ? (one->>'polarity') AND one->>'intensity' IS NULL))::int
        ELSE (coalesce(answers->>what, '') ~ '\S')::int
    END;
END $$;

CREATE FUNCTION annotations_lacks(kind text, key text, needs jsonb, answers jsonb, annotation uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN jsonb_array_length(needs) > 0 AND EXISTS (
        SELECT FROM jsonb_array_elements(needs) need
         WHERE EXISTS (
                SELECT FROM jsonb_array_elements_text(answers->'labels'->key) chosen WHERE need->'in' ? chosen
                UNION ALL
                SELECT FROM jsonb_array_elements(answers->'stances') one
                 WHERE kind = 'stance' AND need->'in' ? (one->>'polarity'))
           AND (need->>'at_least')::bigint > ALL (
                SELECT annotations_amount(what, need->'in', answers, annotation)
                  FROM unnest(string_to_array(need->>'what', '|')) what));
END $$;

CREATE FUNCTION annotations_check_revisions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT f.id, q.key INTO wrong
      FROM fresh f JOIN annotations_question q ON q.protocol_id = f.protocol_id
     WHERE annotations_is_answered(q.kind, q.key, f.answers) AND NOT annotations_is_asked(q.condition, f.answers)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'revision % answers the question %, which is not asked', wrong.id, wrong.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_answers_what_is_asked';
    END IF;
    SELECT f.id, q.key INTO wrong
      FROM fresh f JOIN annotations_question q ON q.protocol_id = f.protocol_id
     WHERE f.is_complete AND coalesce(f.answers->>'skip', '') = '' AND annotations_is_asked(q.condition, f.answers)
       AND (q.required AND NOT annotations_is_answered(q.kind, q.key, f.answers)
            OR annotations_lacks(q.kind, q.key, q.needs, f.answers, f.annotation_id))
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'revision % is not complete: see the question %', wrong.id, wrong.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_complete_lacks_nothing';
    END IF;
    SELECT f.id INTO wrong
      FROM fresh f, jsonb_array_elements(f.answers->'checks') asked
     WHERE f.is_complete AND coalesce(f.answers->>'skip', '') = '' AND NOT annotations_check_is_whole(asked)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'revision % is not complete: a check question is unfinished', wrong.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_complete_lacks_nothing';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER revision_fits_its_protocol AFTER INSERT ON annotations_revision REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION annotations_check_revisions();

-- Revisions link to evidence, so it stays as it was when they were made; other words are another row.
CREATE TRIGGER evidence_insert_only BEFORE UPDATE OR DELETE ON annotations_evidence
    FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change();
"""

REMOVE_FUNCTIONS = """
DROP TRIGGER evidence_insert_only ON annotations_evidence;
DROP FUNCTION annotations_check_revisions() CASCADE;
DROP FUNCTION annotations_lacks(text, text, jsonb, jsonb, uuid);
DROP FUNCTION annotations_amount(text, jsonb, jsonb, uuid);
DROP FUNCTION annotations_is_own_address(text, uuid);
DROP FUNCTION annotations_bare_address(text);
DROP FUNCTION annotations_check_is_whole(jsonb);
DROP FUNCTION annotations_is_answered(text, text, jsonb);
DROP FUNCTION annotations_is_asked(jsonb, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0009_question_needs")]

    operations = [migrations.RunSQL(FUNCTIONS, REMOVE_FUNCTIONS)]
