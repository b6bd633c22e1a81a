"""Approvals and evidence of gold are written once; what was settled before says whether it is open, and how far."""

from django.db import migrations

INSERT_ONLY = ("goldevidence", "goldapproval")

# Written under the rules of before, where an open question stood in the rows only. The entropy is Shannon's, in bits,
# of the counts and of those who gave no answer: see annotations.schemes.gold.
SAY_WHAT_IS_OPEN = """
ALTER TABLE annotations_adjudication DISABLE TRIGGER adjudication_insert_only;
UPDATE annotations_adjudication a SET
    is_open = true,
    verdict_entropy = coalesce((
        SELECT max(bits) FROM (
            SELECT g.id, sum(-n / g.n_annotations * log(2, n / g.n_annotations)) AS bits
              FROM annotations_goldlabel g
              JOIN annotations_question q ON q.id = g.question_id
              CROSS JOIN LATERAL (
                    SELECT value::numeric AS n FROM jsonb_each_text(g.distribution)
                    UNION ALL
                    SELECT g.n_annotations - coalesce(sum(value::numeric), 0) FROM jsonb_each_text(g.distribution)
              ) counted
             WHERE g.adjudication_id = a.id AND g.method = 'open' AND n > 0
               AND EXISTS (SELECT 1 FROM annotations_label l WHERE l.label_set_id = q.label_set_id AND l.is_verdict)
             GROUP BY g.id
        ) verdicts
    ), 0)
WHERE EXISTS (SELECT 1 FROM annotations_goldlabel g WHERE g.adjudication_id = a.id AND g.method = 'open')
   OR EXISTS (SELECT 1 FROM annotations_goldstance g WHERE g.adjudication_id = a.id AND g.method = 'open');
ALTER TABLE annotations_adjudication ENABLE TRIGGER adjudication_insert_only;
"""


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
    dependencies = [("annotations", "0017_adjudication")]

    operations = [
        migrations.RunSQL([insert_only(one) for one in INSERT_ONLY], [changing_again(one) for one in INSERT_ONLY]),
        migrations.RunSQL(SAY_WHAT_IS_OPEN, migrations.RunSQL.noop),
    ]
