"""Edits of a split are history: written once, like revisions and events."""

from django.db import migrations

ADD = """
CREATE TRIGGER splitedit_insert_only BEFORE UPDATE OR DELETE ON annotations_splitedit
    FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change();
"""
REMOVE = "DROP TRIGGER splitedit_insert_only ON annotations_splitedit"


class Migration(migrations.Migration):
    dependencies = [("annotations", "0005_split_edits")]

    operations = [migrations.RunSQL(ADD, REMOVE)]
