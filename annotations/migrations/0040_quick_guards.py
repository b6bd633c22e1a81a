"""What ``revision_fits_its_protocol`` asks of each question is answered without a query in the usual case.

A question without a condition is asked, and one without needs lacks nothing; what else the functions say is what they
said in ``0010_answer_guards``.
"""

from django.db import migrations

IS_ASKED = """
CREATE OR REPLACE FUNCTION annotations_is_asked(condition jsonb, answers jsonb) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
    {first}RETURN {also}EXISTS (
        SELECT FROM jsonb_array_elements_text(answers->'labels'->(condition->>'question')) chosen
         WHERE condition->'in' ? chosen);
END $$;
"""
LACKS = """
CREATE OR REPLACE FUNCTION annotations_lacks(kind text, key text, needs jsonb, answers jsonb, annotation uuid)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    {first}RETURN {also}EXISTS (
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
"""
QUICK = (
    IS_ASKED.format(
        first="IF jsonb_typeof(condition) IS DISTINCT FROM 'object' THEN RETURN true; END IF;\n    ", also=""
    ),
    LACKS.format(first="IF jsonb_array_length(needs) = 0 THEN RETURN false; END IF;\n    ", also=""),
)
SLOW = (
    IS_ASKED.format(first="", also="jsonb_typeof(condition) IS DISTINCT FROM 'object' OR "),
    LACKS.format(first="", also="jsonb_array_length(needs) > 0 AND "),
)


class Migration(migrations.Migration):
    dependencies = [("annotations", "0039_fewer_indexes")]

    operations = [migrations.RunSQL("".join(QUICK), "".join(SLOW))]
