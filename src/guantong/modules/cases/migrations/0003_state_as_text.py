"""A state is kept as the JSON text that it is: written with every change and never searched.

As `jsonb` it was parsed twice and a third larger, so that only one version fitted into a page, and each change cost a new
page and an index entry. As `json` it is still checked, and PostgreSQL's JSON operators read it.
"""

from django.db import migrations, models

FORWARD = "ALTER TABLE cases_state ALTER COLUMN state TYPE json USING state::text::json"
BACKWARD = "ALTER TABLE cases_state ALTER COLUMN state TYPE jsonb USING state::text::jsonb"


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_storage")]

    operations = [
        migrations.RunSQL(
            FORWARD,
            BACKWARD,
            state_operations=[
                migrations.AlterField(model_name="casestate", name="state", field=models.TextField())
            ],
        )
    ]
