"""Cases opened on one identity, the proofs of what was read for them, and who opened a case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_licensed_at"),
        ("orgs", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Lookup",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("holder", models.CharField(max_length=18)),
                ("account", models.CharField(max_length=40)),
                ("unit", models.CharField(max_length=40)),
                ("because", models.TextField()),
                ("at", models.DateTimeField()),
                ("key", models.CharField(max_length=80)),
            ],
            options={
                "db_table": "cases_lookup",
                "indexes": [
                    models.Index(models.F("account"), models.F("at"), name="lookups_of_clerk"),
                    models.Index(models.F("holder"), name="lookups_of_holder"),
                ],
                "constraints": [models.UniqueConstraint(fields=("account", "key"), name="lookup_once")],
            },
        ),
        migrations.CreateModel(
            name="LookupProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("item", models.CharField(max_length=80)),
                ("body", models.JSONField()),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.unit",
                    ),
                ),
            ],
            options={
                "db_table": "cases_lookup_proof",
                "constraints": [models.UniqueConstraint(fields=("case", "number"), name="lookup_proof_once")],
            },
        ),
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
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "db_table": "cases_seen",
                "constraints": [
                    models.UniqueConstraint(fields=("case", "day", "account"), name="seen_once_a_day")
                ],
            },
        ),
    ]
