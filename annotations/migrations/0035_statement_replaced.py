from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0034_list_orders'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('state', 'live'), _negated=True), fields=['article'], name='statement_replaced'),
        ),
    ]
