"""Until when a start password, which the operator gave, may be used once to choose another one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0005_mandates"),
    ]

    operations = [
        migrations.AddField(
            model_name="account",
            name="start_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
