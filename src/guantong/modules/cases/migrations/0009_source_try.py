"""Which cases wait for a shared source, and when it is asked again. Cases opened before wait for their officer, as they did."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_field_opening")]

    operations = [
        migrations.CreateModel(
            name="SourceTry",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+",
                        serialize=False, to="cases.case",
                    ),
                ),
                ("tried", models.SmallIntegerField(default=0)),
                ("last_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "cases_source_try",
                "indexes": [
                    models.Index(
                        models.F("due_at"), models.F("case"), condition=models.Q(("due_at__isnull", False)),
                        name="tries_due",
                    )
                ],
            },
        ),
    ]  # fmt: skip
