"""Where an applicant wants notices sent, and the letters that wait to be sent or were."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_notices")]

    operations = [
        migrations.CreateModel(
            name="NoticeAddress",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("account", models.CharField(max_length=40, unique=True)),
                ("address", models.CharField(max_length=254)),
                ("since", models.DateTimeField()),
                ("queued_until", models.DateTimeField()),
            ],
            options={"db_table": "cases_notice_address"},
        ),
        migrations.CreateModel(
            name="NoticeMail",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("account", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=12)),
                ("kind", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                ("tried", models.SmallIntegerField(default=0)),
                ("due_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "cases_notice_mail",
                "indexes": [
                    models.Index(
                        fields=["due_at"], condition=Q(due_at__isnull=False), name="notices_to_send"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["account", "code", "kind", "at"], name="notice_sent_once"
                    ),
                ],
            },
        ),
    ]
