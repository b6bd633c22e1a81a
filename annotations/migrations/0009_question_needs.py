from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What an answer needs is data; an unexplained Boolean answer makes a draft, so the row may stand."""

    dependencies = [
        ('annotations', '0008_import_guards'),
    ]

    operations = [
        migrations.AddField(
            model_name='question',
            name='needs',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='question',
            name='max_length',
            field=models.PositiveIntegerField(default=10000),
        ),
        migrations.RemoveConstraint(
            model_name='checkanswer',
            name='check_answer_boolean_is_explained',
        ),
        migrations.AddConstraint(
            model_name='checkanswer',
            constraint=models.CheckConstraint(
                name='check_answer_boolean_is_yes_or_no',
                condition=~Q(answer_type='Boolean') | Q(text__in=['Yes', 'No', '']),
            ),
        ),
    ]
