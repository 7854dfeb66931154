"""Divisions and units."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

LEVELS = ("province", "city", "county", "town")


class Division(models.Model):
    """An administrative division (GB/T 2260 and the statistical code of 12 digits)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.TextField()
    level = models.TextField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    class Meta:
        db_table = "orgs_division"
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^\d{12}$"), name="division_code_form"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="division_level_known"),
        ]


class Unit(models.Model):
    """The unit that fills a role of scenarios in one division. `synthetic`: made for the demonstration."""

    name = models.TextField()
    role = models.TextField()
    division = models.ForeignKey(Division, on_delete=models.PROTECT, related_name="units")
    level = models.TextField()
    uscc = models.CharField(max_length=18, unique=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        db_table = "orgs_unit"
        constraints = [models.UniqueConstraint(fields=["division", "role"], name="unit_once_a_division")]
