"""Labels that came from elsewhere are kept as they came."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("annotations", "0007_imports")]

    operations = [
        migrations.RunSQL(
            "CREATE TRIGGER earlierlabel_insert_only BEFORE UPDATE OR DELETE ON annotations_earlierlabel "
            "FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change()",
            "DROP TRIGGER earlierlabel_insert_only ON annotations_earlierlabel",
        ),
    ]
