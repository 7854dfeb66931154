"""Grade of the rating and number of visits stand in the case's row, so that measures read no state.

Filled once from the states; from then on every change writes them in the statement that writes the state.
"""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Left

FILL = """
UPDATE cases_case k SET grade = found.grade, visits = found.visits
FROM (
  SELECT s.case_id, COALESCE((s.state::jsonb->>'grade')::int, 0) AS grade,
    COALESCE((SELECT sum(COALESCE((visit->>'held')::int, (visit ? 'done_on')::int))
              FROM jsonb_path_query(s.state::jsonb, '$.visits.*') AS visit), 0) AS visits
  FROM cases_state s) found
WHERE k.id = found.case_id AND (found.grade <> 0 OR found.visits <> 0)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_window_index")]

    operations = [
        migrations.AddField("case", "visits", models.SmallIntegerField(default=0, db_default=0)),
        migrations.AddField("case", "grade", models.SmallIntegerField(default=0, db_default=0)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "case",
            models.Index(Left("division", 6), F("id").desc(), condition=Q(grade__gt=0), name="cases_rated"),
        ),
    ]
