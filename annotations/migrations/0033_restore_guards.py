"""A project without an article may be given another scheme: a dataset that comes back brings its own.

What is asked stays written once. But nobody has been asked yet where there is nothing to label, and the scheme that a
new project begins with would stand beside the dataset's for ever. No row is changed; all of them may go, until the first
article is there (one in the trash counts).
"""

from django.db import migrations

TABLES = ("protocol", "question", "labelset", "label", "guidelineversion")

FUNCTION = """
CREATE FUNCTION annotations_refuse_scheme_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE project uuid;
BEGIN
    IF TG_TABLE_NAME = 'annotations_question' THEN
        SELECT p.project_id INTO project FROM annotations_protocol p WHERE p.id = OLD.protocol_id;
    ELSIF TG_TABLE_NAME = 'annotations_label' THEN
        SELECT s.project_id INTO project FROM annotations_labelset s WHERE s.id = OLD.label_set_id;
    ELSE
        project := OLD.project_id;
    END IF;
    IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM annotations_article a WHERE a.project_id = project) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% on %: its rows are written once and never changed', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_insert_only';
END $$;
"""


def refusing(table: str, function: str) -> str:
    """The trigger of a table's rows, in place of the one that was there."""
    return (
        f"DROP TRIGGER {table}_insert_only ON annotations_{table};"
        f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON annotations_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}();"
    )


class Migration(migrations.Migration):
    dependencies = [("annotations", "0032_lookup_keys")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION annotations_refuse_scheme_change()"),
        migrations.RunSQL(
            [refusing(table, "annotations_refuse_scheme_change") for table in TABLES],
            [refusing(table, "annotations_refuse_change") for table in TABLES],
        ),
    ]
