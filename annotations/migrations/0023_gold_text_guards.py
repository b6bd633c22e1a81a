"""Gold texts are written once, as all gold is."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("annotations", "0022_gold_texts")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER goldtext_insert_only BEFORE UPDATE OR DELETE ON annotations_goldtext "
            "FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change()",
            "DROP TRIGGER goldtext_insert_only ON annotations_goldtext",
        )
    ]
