"""What a reviewer answered before seeing a label is written once."""

from django.db import migrations

INSERT_ONLY = (
    "CREATE TRIGGER blindanswer_insert_only BEFORE UPDATE OR DELETE ON annotations_blindanswer "
    "FOR EACH ROW EXECUTE FUNCTION annotations_refuse_change()"
)
CHANGING_AGAIN = "DROP TRIGGER blindanswer_insert_only ON annotations_blindanswer"


class Migration(migrations.Migration):
    dependencies = [("annotations", "0030_blind_answers")]

    operations = [migrations.RunSQL(INSERT_ONLY, CHANGING_AGAIN)]
