"""``revision_fits_its_protocol`` looks at the questions of a revision once; it says what it said in
``0010_answer_guards``.
"""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("annotations.migrations.0010_answer_guards").FUNCTIONS
CHECK = BEFORE[BEFORE.index("CREATE FUNCTION annotations_check_revisions()") : BEFORE.index("CREATE TRIGGER")]

ONE_LOOK = """
CREATE OR REPLACE FUNCTION annotations_check_revisions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT f.id, q.key, look.is_asked INTO wrong
      FROM fresh f JOIN annotations_question q ON q.protocol_id = f.protocol_id
     CROSS JOIN LATERAL (
        SELECT annotations_is_asked(q.condition, f.answers), annotations_is_answered(q.kind, q.key, f.answers) OFFSET 0
     ) look(is_asked, is_answered)
     WHERE CASE WHEN look.is_asked
           THEN f.is_complete AND coalesce(f.answers->>'skip', '') = ''
                AND (q.required AND NOT look.is_answered
                     OR annotations_lacks(q.kind, q.key, q.needs, f.answers, f.annotation_id))
           ELSE look.is_answered END
     ORDER BY look.is_asked LIMIT 1;
    IF FOUND AND NOT wrong.is_asked THEN
        RAISE EXCEPTION 'revision % answers the question %, which is not asked', wrong.id, wrong.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_answers_what_is_asked';
    ELSIF FOUND THEN
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
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0040_quick_guards")]

    operations = [migrations.RunSQL(ONE_LOOK, CHECK.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))]
