"""What is asked is written once: a change is a new version, and a label that was used never comes to mean something else."""

from django.db import migrations

INSERT_ONLY = ("protocol", "question", "labelset", "label", "guidelineversion")

MEANING = """
-- A key that somebody answered with keeps its sign and its being a verdict in all later versions of its label set.
CREATE FUNCTION annotations_check_label_meaning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM annotations_labelset mine
          JOIN annotations_labelset other ON other.project_id = mine.project_id AND other.key = mine.key
          JOIN annotations_label l ON l.label_set_id = other.id AND l.key = NEW.key
         WHERE mine.id = NEW.label_set_id
           AND (l.sign, l.is_verdict, other.scope, other.cardinality)
               IS DISTINCT FROM (NEW.sign, NEW.is_verdict, mine.scope, mine.cardinality)
           AND (EXISTS (SELECT 1 FROM annotations_annotationlabel a WHERE a.label_id = l.id)
                OR EXISTS (SELECT 1 FROM annotations_stance s WHERE s.polarity_id = l.id))
    ) THEN
        RAISE EXCEPTION 'label % was used; its sign, its kind and how many may be chosen stay as they are', NEW.key
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'label_keeps_its_meaning';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER label_keeps_its_meaning BEFORE INSERT ON annotations_label
    FOR EACH ROW EXECUTE FUNCTION annotations_check_label_meaning();
"""
REMOVE_MEANING = "DROP FUNCTION annotations_check_label_meaning() CASCADE"


def insert_only(table: str) -> str:
    """The trigger that keeps a table's rows as they were written."""
    return (
        f"CREATE TRIGGER {table}_insert_only BEFORE UPDATE OR DELETE ON annotations_{table} "
        "FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change()"
    )


def changing_again(table: str) -> str:
    """Takes that trigger away."""
    return f"DROP TRIGGER {table}_insert_only ON annotations_{table}"


class Migration(migrations.Migration):
    dependencies = [("annotations", "0014_scheme_versions")]

    operations = [
        migrations.RunSQL(MEANING, REMOVE_MEANING),
        migrations.RunSQL([insert_only(one) for one in INSERT_ONLY], [changing_again(one) for one in INSERT_ONLY]),
    ]
