"""Personal access tokens: what a program shows instead of a session. Only the digest of a token is kept."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .accounts import Account, Membership

SCOPES = ("read", "write")


class Token(models.Model):
    """One token of an account. `membership` is the role that staff made it in; `used_on` is the day of its last use, not
    the moment: a token's use is nobody's diary."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_index=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    digest = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    scope = models.TextField()
    assurance = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "identity_token"
        indexes = [models.Index(F("account"), F("id"), condition=Q(ended_at=None), name="token_of_account")]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=SCOPES), name="token_scope_known"),
            models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="token_ends_after_it_began"),
        ]
