"""How somebody was recognised: sessions, second factors, provider accounts, and the attempts that are counted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from guantong.core.kernel.actor import ASSURANCE

from .accounts import Account


class Session(models.Model):
    """One sign-in of one browser, until it ends. `device` is two words (browser and system), never an address. Times are the wall's."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    method = models.TextField()
    assurance = models.TextField()
    provider = models.TextField(blank=True, default="")
    device = models.TextField(blank=True, default="")
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_session"
        indexes = [models.Index(F("account"), F("id").desc(), name="sessions_of_account")]
        constraints = [
            models.CheckConstraint(condition=Q(assurance__in=ASSURANCE), name="session_assurance_known"),
        ]


class SecondFactor(models.Model):
    """The sealed secret of an account's one-time codes, and the last time step that was used: no code counts twice."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="+")
    sealed = models.BinaryField()
    last_step = models.BigIntegerField()
    enrolled_at = models.DateTimeField()

    class Meta:
        db_table = "identity_second_factor"


class RecoveryCode(models.Model):
    """A code on paper that stands in for the telephone, once. Only its keyed digest is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="+", db_index=False)
    digest = models.BinaryField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_recovery_code"
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="recovery_code_once")]


class ProviderLink(models.Model):
    """An account at an identity provider, known by issuer and subject alone, and the account here that it signs in to."""

    issuer = models.TextField()
    subject = models.TextField()
    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        db_table = "identity_provider_link"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="provider_account_once"),
            models.UniqueConstraint(fields=["account", "issuer"], name="one_provider_account_each"),
        ]


class Attempt(models.Model):
    """How often something was tried in one window of time. `key` is a keyed digest: what was typed, or from where, is not kept.

    The table has no log (UNLOGGED): counting costs little, and a crash forgets the counts.
    """

    pk = models.CompositePrimaryKey("kind", "key", "window")
    kind = models.TextField()
    key = models.BinaryField()
    window = models.DateTimeField()
    count = models.IntegerField()
    last_at = models.DateTimeField()

    class Meta:
        db_table = "identity_attempt"
        indexes = [models.Index(F("last_at"), name="attempts_by_time")]
