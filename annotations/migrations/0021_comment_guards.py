"""What people said stays as they said it."""

from django.db import migrations

INSERT_ONLY = ("comment", "commentmention")


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
    dependencies = [("annotations", "0020_comments")]

    operations = [
        migrations.RunSQL([insert_only(one) for one in INSERT_ONLY], [changing_again(one) for one in INSERT_ONLY]),
    ]
