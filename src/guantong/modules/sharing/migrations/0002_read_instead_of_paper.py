"""The reads that stand for papers are counted for anybody who asks: found by item and source, without the others."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="read",
            index=models.Index(
                fields=["item", "resource", "at"],
                include=["case_chain"],
                condition=models.Q(answered=True),
                name="read_instead_of_paper",
            ),
        ),
    ]
