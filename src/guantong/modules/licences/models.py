"""Tables of licences: keys, licences with their versions, copies and operations, and places in the status lists.

Versions, copies and operations are never changed (a trigger refuses it); a copy only gets the moment of its withdrawal.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from guantong.core.kernel.signing import ALGORITHMS

from .rules import LIVE, STATES


class Key(models.Model):
    """A key that signs for one owner (`root` or a unit's credit code). `sealed` is its secret, encrypted; `until` is empty
    while it signs."""

    kid = models.TextField(unique=True)
    owner = models.CharField(max_length=18)
    owner_name = models.TextField()
    algorithm = models.CharField(max_length=8)
    public = models.TextField()
    certificate = models.TextField(blank=True, default="")
    sealed = models.BinaryField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        db_table = "licences_key"
        constraints = [
            models.CheckConstraint(condition=Q(algorithm__in=ALGORITHMS), name="key_algorithm_known"),
            models.UniqueConstraint(
                fields=["owner", "algorithm"], condition=Q(until__isnull=True), name="key_signing_once"
            ),
        ]


class Licence(models.Model):
    """A licence as it stands now. Cases stand above this module: theirs is a number, and it leads to each licence once."""

    case_id = models.BigIntegerField()
    case_code = models.CharField(max_length=12)
    scenario = models.CharField(max_length=80)
    item = models.CharField(max_length=80)
    item_title = models.TextField()
    item_title_en = models.TextField(blank=True, default="")
    item_code = models.TextField(blank=True, default="")
    element = models.CharField(max_length=80)
    name = models.TextField()
    name_en = models.TextField(blank=True, default="")
    type_code = models.CharField(max_length=21)
    own_type = models.BooleanField()
    serial = models.CharField(max_length=32)
    number = models.TextField()
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", db_index=False)
    division = models.CharField(max_length=12)
    holder_account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    holder_name = models.TextField()
    holder_code = models.TextField(blank=True, default="")
    holder_code_type = models.CharField(max_length=12)
    fields = models.JSONField(default=list)
    term_months = models.IntegerField(default=0)
    state = models.CharField(max_length=12)
    version = models.IntegerField(default=1)
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "licences_licence"
        constraints = [
            models.UniqueConstraint(fields=["case_id", "item", "element"], name="licence_once_a_decision"),
            models.UniqueConstraint(fields=["type_code", "unit", "serial"], name="licence_serial_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="licence_state_known"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="licence_days_in_order"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(F("holder_account"), F("id").desc(), name="licences_of_account"),
            models.Index(F("holder_code"), F("element"), F("id").desc(), condition=~Q(holder_code=""), name="licences_of_holder"),
            models.Index(F("unit"), F("id").desc(), name="licences_of_unit"),
            models.Index(F("valid_until"), F("id"), condition=Q(state__in=LIVE, valid_until__isnull=False), name="licences_to_expire"),
        ]  # fmt: skip


class Place(models.Model):
    """One place in a pair of status lists, chosen at random when a paper is made. `ended`, `suspended`: what they say."""

    pair = models.IntegerField()
    index = models.IntegerField()
    ended = models.BooleanField(default=False)
    suspended = models.BooleanField(default=False)

    class Meta:
        db_table = "licences_place"
        constraints = [models.UniqueConstraint(fields=["pair", "index"], name="place_once")]
        indexes = [models.Index(F("pair"), condition=Q(ended=True) | Q(suspended=True), name="places_set")]


class Signed(models.Model):
    """A signed paper: the directory record as handed out, and the credential as token and with its proof inside (`proven`;
    empty for papers older than it). `fields` hold the titles in both languages."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="+")
    record = models.TextField()
    token = models.TextField()
    proven = models.TextField(default="", db_default="")
    fields = models.JSONField(default=list)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class Version(Signed):
    """One version of a licence."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="versions", db_index=False)
    number = models.IntegerField()
    identifier = models.CharField(max_length=128, unique=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "licences_version"
        constraints = [
            models.UniqueConstraint(fields=["licence", "number"], name="version_once"),
            models.CheckConstraint(condition=Q(number__range=(1, 999)), name="version_three_digits"),
        ]


class Copy(Signed):
    """A purpose copy of one version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="copies")
    reference = models.CharField(max_length=160, unique=True)
    purpose = models.TextField()
    receiver = models.TextField()
    case_code = models.CharField(max_length=12, blank=True, default="")
    until = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "licences_copy"


class Operation(models.Model):
    """One operation in a licence's life. `unit` is a unit's number as in `Actor`; `proposal` what a second person took."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="operations", db_index=False)
    seq = models.IntegerField()
    at = models.DateTimeField()
    operation = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    version = models.IntegerField()
    because = models.TextField(blank=True, default="")
    account = models.CharField(max_length=40)
    unit = models.CharField(max_length=20, blank=True, default="")
    proposal = models.BigIntegerField(null=True)

    class Meta:
        db_table = "licences_operation"
        constraints = [models.UniqueConstraint(fields=["licence", "seq"], name="operation_once")]


class Seen(models.Model):
    """Somebody of the issuing unit opened a licence or took it away as a file: one row for each of them, licence and day."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    account = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    role = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        db_table = "licences_seen"
        constraints = [
            models.UniqueConstraint(fields=["licence", "day", "account"], name="licence_seen_once_a_day")
        ]
