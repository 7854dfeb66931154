"""The queue of a window in the order in which people came: its index holds a county's cases of a phase by number, so that the
first page is read and not sorted out of all that wait."""

from django.db import migrations, models
from django.db.models.functions import Left


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_state_as_text")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="cases_at_window"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                Left("division", 6),
                models.F("phase"),
                models.F("id"),
                condition=models.Q(closed_on__isnull=True),
                name="cases_at_window",
            ),
        ),
    ]
