"""Which published version a case was opened under. Of older cases it is the one that was current when they were opened."""

from django.db import migrations, models

FILL = """
UPDATE cases_case k SET matter_version = COALESCE(
  (SELECT max(v.number) FROM services_version v WHERE v.scenario = k.scenario AND v.published_at <= k.opened_at),
  (SELECT v.number FROM services_situation f JOIN services_version v ON v.id = f.version_id WHERE f.flow = k.flow), 0)"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_source_try"), ("services", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="case", name="matter_version", field=models.IntegerField(db_default=0, default=0)
        ),
        # Going back takes the column away; there is nothing to undo in it.
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
