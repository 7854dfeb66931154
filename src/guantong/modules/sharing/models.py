"""What shared resources hold, and one row for every read of it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SharedRecord(models.Model):
    """One record of a resource, found by its key (an identity number, a company's code)."""

    resource = models.TextField()
    key = models.TextField()
    data = models.JSONField()

    class Meta:
        db_table = "sharing_record"
        constraints = [models.UniqueConstraint(fields=["resource", "key"], name="shared_record_once")]


class Silence(models.Model):
    """A resource that does not answer at present."""

    resource = models.TextField(primary_key=True)
    because = models.TextField(blank=True, default="")
    since = models.DateTimeField()

    class Meta:
        db_table = "sharing_silence"


class Read(models.Model):
    """One read: who read what about whom, for which case and by which law. The journal holds the same, chained."""

    at = models.DateTimeField()
    resource = models.TextField()
    key = models.TextField()
    elements = ArrayField(models.TextField())
    item = models.TextField()
    case_chain = models.TextField()
    account = models.TextField()
    unit = models.TextField()
    law = models.TextField()
    purpose = models.TextField()
    answered = models.BooleanField()
    # The journal holds SM3 of salt and key, never the key: when this row is erased at the end of its term, the
    # journal still verifies and names nobody.
    salt = models.BinaryField()

    class Meta:
        db_table = "sharing_read"
        indexes = [
            models.Index(fields=["key", "-id"], name="read_by_person"),
            models.Index(fields=["case_chain"], name="read_by_case"),
            # For `ANSWERED` alone: the few reads that replace a paper, without looking at the table.
            models.Index(
                fields=["item", "resource", "at"],
                include=["case_chain"],
                condition=models.Q(answered=True),
                name="read_instead_of_paper",
            ),
        ]
