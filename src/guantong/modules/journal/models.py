"""The journal's tables. A trigger refuses to change or delete what stands in them (migration 0002)."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class JournalEntry(models.Model):
    """One entry. `body` is kept as text-exact `json`: its bytes are what was hashed."""

    pk = models.CompositePrimaryKey("chain", "seq")
    chain = models.TextField()
    seq = models.IntegerField()
    at = models.DateTimeField()
    account = models.TextField()
    role = models.TextField()
    unit = models.TextField()
    mandate = models.TextField()
    kind = models.TextField()
    body = models.TextField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    # The writing transaction, filled by the database: tells a checkpoint what is new since the last one.
    xid = models.BigIntegerField(null=True)

    class Meta:
        db_table = "journal_entry"


class Checkpoint(models.Model):
    """A seal over the heads of all chains that grew since the checkpoint before it."""

    number = models.IntegerField(primary_key=True)
    at = models.DateTimeField()
    watermark = models.BigIntegerField()
    heads = models.IntegerField()
    root = models.BinaryField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "journal_checkpoint"


class SealedHead(models.Model):
    """The head of one chain as a checkpoint saw it: a leaf of its tree."""

    pk = models.CompositePrimaryKey("number", "chain")
    number = models.IntegerField()
    chain = models.TextField()
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        db_table = "journal_sealed_head"
        indexes = [models.Index(fields=["chain"], name="journal_sealed_chain")]
