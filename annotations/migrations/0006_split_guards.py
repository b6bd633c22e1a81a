"""Edits of a split are history; and quotes are compared with their text only where a row's quote changed.

An edit moves the indexes of all statements that follow. Reading the whole text again for each of them made it slow.
"""

from django.db import migrations

QUOTING = ("statement", "entitymention", "attributionspan")

ADD = """
CREATE TRIGGER splitedit_insert_only BEFORE UPDATE OR DELETE ON annotations_splitedit
    FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change();

CREATE FUNCTION annotations_check_changed_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong record;
BEGIN
    SELECT f.id, f.start, f."end" INTO wrong
      FROM fresh f JOIN annotations_article a ON a.id = f.article_id LEFT JOIN stale o ON o.id = f.id
     WHERE (o.start, o."end", o.exact, o.article_id) IS DISTINCT FROM (f.start, f."end", f.exact, f.article_id)
       AND (substr(a.text, f.start + 1, f."end" - f.start) IS DISTINCT FROM f.exact
            OR char_length(f.exact) <> f."end" - f.start)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'span [%:%] of % is not the text it quotes', wrong.start, wrong."end", wrong.id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_exact_equals_text';
    END IF;
    RETURN NULL;
END $$;
"""
REMOVE = """
DROP TRIGGER splitedit_insert_only ON annotations_splitedit;
DROP FUNCTION annotations_check_changed_quotes();
"""


def on_update(table: str, function: str, tables: str) -> str:
    """The trigger that compares changed quotes of a table, in place of the one that was there."""
    return (
        f"DROP TRIGGER {table}_quotes_on_update ON annotations_{table};"
        f"CREATE TRIGGER {table}_quotes_on_update AFTER UPDATE ON annotations_{table} "
        f"REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
    )


CHANGED = [on_update(one, "annotations_check_changed_quotes", "OLD TABLE AS stale NEW TABLE AS fresh") for one in QUOTING]
ALL = [on_update(one, "annotations_check_quotes", "NEW TABLE AS fresh") for one in QUOTING]


class Migration(migrations.Migration):
    dependencies = [("annotations", "0005_split_edits")]

    operations = [
        migrations.RunSQL(ADD, REMOVE),
        migrations.RunSQL(CHANGED, ALL),
    ]
