"""Texts that have several versions already learn which was the first."""

from django.db import migrations

FILL = """
WITH RECURSIVE chain(id, first) AS (
    SELECT id, id FROM annotations_article WHERE replaces_id IS NULL
    UNION ALL
    SELECT later.id, chain.first FROM annotations_article later JOIN chain ON later.replaces_id = chain.id
)
UPDATE annotations_article SET first_version_id = chain.first
FROM chain WHERE chain.id = annotations_article.id AND chain.first <> chain.id
"""


class Migration(migrations.Migration):
    dependencies = [("annotations", "0012_sharing")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
