"""Up to when each applicant has ticked off what happened in their cases."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_at_window")]

    operations = [
        migrations.CreateModel(
            name="NoticeMark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("account", models.CharField(max_length=40)),
                ("principal", models.CharField(max_length=40, blank=True)),
                ("until", models.DateTimeField()),
            ],
            options={
                "db_table": "cases_notice_mark",
                "constraints": [
                    models.UniqueConstraint(fields=["account", "principal"], name="notices_ticked_off_once")
                ],
            },
        ),
    ]
