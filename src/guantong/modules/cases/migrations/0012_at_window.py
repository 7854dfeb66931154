"""Forms that a clerk fills in at the window for whoever stands there, and which clerk handed a case in."""

from __future__ import annotations

from django.db import migrations, models


def _text(*, max_length: int) -> models.CharField[str, str]:
    return models.CharField(blank=True, default="", db_default="", max_length=max_length)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_seen_keys")]

    operations = [
        migrations.AddField("case", "handed_in_by", _text(max_length=40)),
        migrations.AddField("draft", "holder", _text(max_length=18)),
        migrations.AddField("draft", "holder_name", _text(max_length=200)),
        migrations.AddField("draft", "because", models.TextField(blank=True, default="", db_default="")),
        migrations.AddField("draft", "board", _text(max_length=40)),
    ]
