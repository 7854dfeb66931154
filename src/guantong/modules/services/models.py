"""Published scenarios: their versions, and every situation ever compiled from them, by the hash of its flow."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Version(models.Model):
    """One published state of a package. `hash` is the SM3 of the package's canonical JSON."""

    scenario = models.TextField()
    number = models.IntegerField()
    hash = models.CharField(max_length=64)
    package = models.JSONField()
    published_at = models.DateTimeField()
    current = models.BooleanField()

    class Meta:
        db_table = "services_version"
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["scenario"], condition=models.Q(current=True), name="version_one_current"
            ),
        ]


class Matter(models.Model):
    """The current version of a scenario as lists show it; `tokens` are what words are searched in."""

    scenario = models.TextField(primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    card = models.JSONField()
    applicant = models.TextField()
    track = models.TextField()
    listed = models.BooleanField()
    tokens = ArrayField(models.TextField())

    class Meta:
        db_table = "services_matter"
        indexes = [GinIndex(fields=["tokens"], name="matter_tokens")]


class FrozenSituation(models.Model):
    """One compiled situation with its flow, for as long as a case may run on it: for ever."""

    flow = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT)
    division = models.CharField(max_length=12, blank=True, default="")
    situation = models.TextField()

    class Meta:
        db_table = "services_situation"
