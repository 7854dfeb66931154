"""What one person wants done and a second one has to agree to (ADR 0011)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .accounts import Account

STATES = ("open", "taken", "declined", "withdrawn")


class Proposal(models.Model):
    """A dangerous act, written down. `unit`, `unit_role`, `role` and `division` are the proposer's at that moment; whoever
    takes it has the same unit and role. `ended_by` took or declined it (or withdrew it: the proposer)."""

    kind = models.TextField()
    subject = models.TextField()
    body = models.JSONField(default=dict)
    because = models.TextField()
    proposer = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    unit = models.BigIntegerField()
    unit_role = models.TextField(blank=True)
    role = models.TextField()
    division = models.CharField(max_length=12, blank=True)
    state = models.TextField(default="open")
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        db_table = "identity_proposal"
        indexes = [
            models.Index(F("unit"), F("role"), F("id"), condition=Q(state="open"), name="proposals_open"),
            models.Index(F("proposer"), F("id"), condition=Q(state="open"), name="proposals_made"),
            models.Index(F("kind"), F("subject"), F("id"), name="proposals_about"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(until__gt=F("at")), name="proposal_ends_after_it_began"),
            models.CheckConstraint(condition=~Q(because=""), name="proposal_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state="open", ended_by__isnull=True, ended_at__isnull=True)
                | (~Q(state="open") & Q(ended_by__isnull=False, ended_at__isnull=False)),
                name="proposal_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("taken", "declined")) | ~Q(ended_by=F("proposer")),
                name="proposal_taken_by_a_second_person",
            ),
        ]
