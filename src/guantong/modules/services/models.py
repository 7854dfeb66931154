"""Published scenarios: their versions, and every situation ever compiled from them, by the hash of its flow."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Version(models.Model):
    """One published state of a package. `hash` covers its JSON and everything compiled from it. The JSON is kept as text:
    the order of its keys is the order in which a person is asked."""

    scenario = models.TextField()
    number = models.IntegerField()
    hash = models.CharField(max_length=64)
    package = models.TextField()
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


class CompiledVersion(models.Model):
    """What a version compiles to where no overlay holds (`division` empty), and where one does."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, db_index=False)
    division = models.CharField(max_length=12, blank=True, default="")
    compiled = models.TextField()

    class Meta:
        db_table = "services_compiled"
        constraints = [models.UniqueConstraint(fields=["version", "division"], name="compiled_once")]


class FrozenSituation(models.Model):
    """One compiled situation with its flow, for as long as a case may run on it: for ever."""

    flow = models.CharField(max_length=64, primary_key=True)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, db_index=False)
    situation = models.TextField()

    class Meta:
        db_table = "services_situation"
