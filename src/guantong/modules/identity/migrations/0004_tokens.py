"""Personal access tokens: only their digests, with the term and the scope of each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_sign_ins"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.TextField()),
                ("scope", models.TextField()),
                ("assurance", models.TextField(blank=True, default="")),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.membership",
                    ),
                ),
            ],
            options={
                "db_table": "identity_token",
                "indexes": [
                    models.Index(
                        models.F("account"),
                        models.F("id"),
                        condition=models.Q(("ended_at", None)),
                        name="token_of_account",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ("read", "write"))), name="token_scope_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("made_at"))),
                        name="token_ends_after_it_began",
                    ),
                ],
            },
        ),
    ]
