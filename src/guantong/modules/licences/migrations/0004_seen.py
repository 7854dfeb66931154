"""Which of the staff opened a licence, for its holder to see."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licences", "0003_proven")]

    operations = [
        migrations.CreateModel(
            name="Seen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("account", models.CharField(max_length=40)),
                ("unit", models.CharField(max_length=40)),
                ("role", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "licence",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="licences.licence",
                    ),
                ),
            ],
            options={
                "db_table": "licences_seen",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("licence", "day", "account"), name="licence_seen_once_a_day"
                    )
                ],
            },
        ),
    ]
