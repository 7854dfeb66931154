"""Whose data somebody saw in a case: the numbers of all who are named in it, not of its applicant alone."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_matter_version")]

    operations = [
        migrations.AddField(
            model_name="seen",
            name="keys",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="seen",
            index=django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="seen_of_named"),
        ),
    ]
