"""Who may act for whom, and who runs errands for a unit (ADR 0009)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ..rules import MANDATE_KINDS, PROVEN_KINDS
from .accounts import Account

MANDATE_STATES = ("given", "accepted", "refused", "ended")


class Mandate(models.Model):
    """One mandate. Until somebody accepts it, `agent` is unknown: the row looks the same whether or not there is an account
    of that name, so that nobody learns from it who has one. `proof` names the source or the window that saw the papers."""

    principal = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    agent = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    agent_key = models.TextField(blank=True)
    agent_name = models.TextField()
    kind = models.TextField()
    scope = ArrayField(models.TextField(), default=list, blank=True)
    since = models.DateField()
    until = models.DateField()
    state = models.TextField(default="given")
    because = models.TextField(blank=True)
    proof = models.TextField(blank=True)
    given_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)  # of one recorded at a window: the second yes
    answered_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    ended_at = models.DateTimeField(null=True)
    end_because = models.TextField(blank=True)

    class Meta:
        db_table = "identity_mandate"
        indexes = [
            models.Index(F("principal"), F("id").desc(), name="mandates_of_principal"),
            models.Index(F("agent"), F("id").desc(), name="mandates_of_agent"),
            models.Index(F("agent_key"), condition=Q(state="given"), name="mandates_offered"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MANDATE_KINDS), name="mandate_kind_known"),
            models.CheckConstraint(condition=Q(state__in=MANDATE_STATES), name="mandate_state_known"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="mandate_begins_before_it_ends"),
            models.CheckConstraint(
                condition=Q(agent__isnull=True) | ~Q(agent=F("principal")), name="mandate_is_between_two"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(agent__isnull=False), name="mandate_accepted_by_an_account"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | ~Q(proof="window") | Q(confirmed_at__isnull=False),
                name="mandate_of_the_window_has_a_second",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=PROVEN_KINDS) | ~Q(proof=""), name="mandate_of_this_kind_is_proven"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("given", "accepted"), ended_at__isnull=True, ended_by__isnull=True)
                | Q(state__in=("refused", "ended"), ended_at__isnull=False, ended_by__isnull=False),
                name="mandate_ended_by_somebody",
            ),
        ]


class Runner(models.Model):
    """A person who runs errands for a unit (M34): a person's account, never one of staff. `unit` is the unit's number."""

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="+")
    unit = models.BigIntegerField()
    division = models.CharField(max_length=12)
    since = models.DateTimeField()

    class Meta:
        db_table = "identity_runner"
        indexes = [models.Index(F("division"), name="runners_of_division")]
