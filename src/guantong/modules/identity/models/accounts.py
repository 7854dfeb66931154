"""Who can sign in, and for which unit they may act. Units are named by number: `orgs` stands above this module."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

KINDS = ("person", "enterprise", "staff")
ROLES = ("clerk", "officer", "manager")


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(handle=username)


class Account(AbstractBaseUser):
    """Someone who can sign in. `facts` are further elements that the sign-in vouches for (element -> value). `invented`:
    nobody real, made for a demonstration. `start_until`: the password is one that the operator gave, good until then to choose
    another one (wall time)."""

    handle = models.TextField(unique=True)
    kind = models.TextField()
    name = models.TextField()
    id_number = models.TextField(blank=True, default="")
    uscc = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    facts = models.JSONField(default=dict, blank=True)
    invented = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    start_until = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["kind", "name"]
    objects = AccountManager()

    class Meta:
        db_table = "identity_account"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="account_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind="enterprise") | ~Q(uscc=""), name="account_enterprise_has_uscc"
            ),
        ]


class Membership(models.Model):
    """One account acts for one unit in one role. `boards` are the boards a clerk has passed (one star each)."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    unit = models.BigIntegerField()
    unit_role = models.TextField()
    division = models.CharField(max_length=12)
    role = models.TextField()
    boards = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        db_table = "identity_membership"
        constraints = [
            models.UniqueConstraint(fields=["account", "unit", "role"], name="membership_once"),
            models.CheckConstraint(condition=Q(role__in=ROLES), name="membership_role_known"),
        ]
