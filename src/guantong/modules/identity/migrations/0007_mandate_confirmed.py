"""A mandate that one clerk recorded carries nothing until a second person, or the principal, has confirmed it (ADR 0011).

Those that were accepted before are taken as confirmed when they were; those that nobody has accepted yet have to be confirmed.
"""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("identity", "0006_start_password")]

    operations = [
        migrations.AddField("mandate", "confirmed_at", models.DateTimeField(null=True)),
        # Going back takes the column away; there is nothing to undo in it.
        migrations.RunSQL(
            "UPDATE identity_mandate SET confirmed_at = answered_at WHERE proof = 'window' AND answered_at IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        # The rows just changed have checks that PostgreSQL would look at only when the transaction ends.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            "mandate",
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(proof="window") | Q(confirmed_at__isnull=False),
                name="mandate_of_the_window_has_a_second",
            ),
        ),
    ]
