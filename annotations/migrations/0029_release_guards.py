"""What is published stays as it was published: the release but for its withdrawal, and everything that is in it."""

from django.db import migrations

KEPT = ("releasestatement", "releasefile", "release_guidelines")

FUNCTIONS = """
CREATE FUNCTION annotations_refuse_release_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['state', 'withdrawn_reason'];
BEGIN
    IF OLD.state IN ('preparing', 'failed') AND TG_OP = 'UPDATE' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'withdrawn'
       AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% on release %: what was published never changes, it is only withdrawn', TG_OP, OLD.version
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'release_immutable';
END $$;

-- For rows that name their release; what is being made may still be written.
CREATE FUNCTION annotations_refuse_release_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.release_id ELSE NEW.release_id END;
BEGIN
    IF EXISTS (SELECT FROM annotations_release WHERE id = of AND state <> 'preparing') THEN
        RAISE EXCEPTION '% on %: the release is not being made any more', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'release_immutable';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION annotations_refuse_release_piece() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.file_id ELSE NEW.file_id END;
BEGIN
    IF EXISTS (
        SELECT FROM annotations_releasefile f JOIN annotations_release r ON r.id = f.release_id
         WHERE f.id = of AND r.state <> 'preparing'
    ) THEN
        RAISE EXCEPTION '% on %: the release is not being made any more', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'release_immutable';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

AWAY = """
DROP FUNCTION annotations_refuse_release_change() CASCADE;
DROP FUNCTION annotations_refuse_release_part() CASCADE;
DROP FUNCTION annotations_refuse_release_piece() CASCADE;
"""


def trigger(table: str, function: str, acts: str) -> str:
    """The trigger that asks a function before each row of a table is written."""
    return (
        f"CREATE TRIGGER {table}_immutable BEFORE {acts} ON annotations_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION annotations_refuse_{function}()"
    )


class Migration(migrations.Migration):
    dependencies = [("annotations", "0028_releases")]

    operations = [
        migrations.RunSQL(FUNCTIONS, AWAY),
        migrations.RunSQL(
            [
                trigger("release", "release_change", "UPDATE OR DELETE"),
                *(trigger(table, "release_part", "INSERT OR UPDATE OR DELETE") for table in KEPT),
                trigger("releasepiece", "release_piece", "INSERT OR UPDATE OR DELETE"),
            ],
            migrations.RunSQL.noop,
        ),
    ]
