"""Tables of cases. No decisions here.

A case has two rows: `Case` holds what never changes and what lists need (it changes a few times in a case's life);
`CaseState` holds the whole state and changes with every event. It has no index but its key, so that such a
change costs PostgreSQL no index entry. `Task` has one row for everything that some unit has to do in a case.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Value
from django.db.models.functions import Coalesce, Left

OPEN = ("open", "correcting", "paused", "suspended")  # what a work list shows


class Case(models.Model):
    """What a list shows of a case, and what of it never changes."""

    id = models.BigAutoField(primary_key=True)
    code = models.CharField(max_length=12, unique=True)
    scenario = models.CharField(max_length=80)
    flow = models.CharField(max_length=64)
    matter_version = models.IntegerField(default=0, db_default=0)  # number of the version it was opened under
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    division = models.CharField(max_length=12)
    board = models.CharField(max_length=40, blank=True)
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    mandate = models.CharField(max_length=80, blank=True)
    applicant_name = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)
    tokens = ArrayField(models.TextField(), default=list)
    opened_at = models.DateTimeField()
    phase = models.CharField(max_length=12)
    stopped = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    submitted_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    accepted_by = models.CharField(max_length=40, blank=True)
    handed_in_by = models.CharField(
        max_length=40, blank=True, default="", db_default=""
    )  # the clerk, where it came in at a window
    closed_on = models.DateField(null=True)
    lapse_on = models.DateField(null=True)
    licensed_at = models.DateTimeField(null=True)  # when the licences that it granted were seen to
    visits = models.SmallIntegerField(default=0, db_default=0)
    grade = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        db_table = "cases_case"
        indexes = [
            models.Index(F("applicant"), F("id").desc(), name="cases_of_applicant"),
            models.Index(Left("division", 6), F("id").desc(), name="cases_of_county"),
            models.Index(
                Left("division", 6), F("phase"), F("id"), condition=Q(closed_on__isnull=True), name="cases_at_window",
            ),
            models.Index(F("due_on"), F("id"), condition=Q(closed_on__isnull=True), name="cases_by_due_day"),
            models.Index(F("mandate"), F("id").desc(), condition=~Q(mandate=""), name="cases_of_mandate"),
            models.Index(F("origin"), condition=Q(origin__isnull=False), name="cases_of_origin"),
            models.Index(F("id"), condition=Q(licensed_at__isnull=True, phase__in=("decided", "delivered")), name="cases_to_license"),
            models.Index(F("lapse_on"), condition=Q(lapse_on__isnull=False), name="cases_to_lapse"),
            models.Index(Left("division", 6), F("id").desc(), condition=Q(grade__gt=0), name="cases_rated"),
            GinIndex(fields=["tokens"], name="cases_by_words"),
        ]  # fmt: skip


class CaseState(models.Model):
    """The state of a case, its version, and the last entry of its chain in the journal.

    `state` is JSON text (PostgreSQL's `json`, see migration 0003): what is written with every change is not searched.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="+")
    version = models.IntegerField()
    state = models.TextField()
    changed_at = models.DateTimeField()
    head_seq = models.IntegerField()
    head_hash = models.BinaryField(max_length=32)

    class Meta:
        db_table = "cases_state"


class Task(models.Model):
    """Something that a unit has to do in a case. `kind`: `branch`, `consult` (a question put to another
    unit) or `visit` (the day of a joint inspection; `item` is then its place)."""

    pk = models.CompositePrimaryKey("case_id", "item", "kind", "unit_role")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    item = models.CharField(max_length=80)
    kind = models.CharField(max_length=8)
    unit_role = models.CharField(max_length=80)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", db_index=False)
    status = models.CharField(max_length=12)
    ready_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_task"
        indexes = [
            models.Index(
                F("unit"), Coalesce(F("due_on"), Value("9999-12-31", models.DateField())), F("case"), F("item"), F("kind"),
                condition=Q(status__in=OPEN), name="tasks_of_unit",
            ),
            models.Index(
                F("unit"), F("decided_on"), F("due_on"),
                condition=Q(decided_on__isnull=False, kind="branch"), name="tasks_decided",
            ),
        ]  # fmt: skip


class Submission(models.Model):
    """An idempotency key that was used, and the version of the case that came of it."""

    pk = models.CompositePrimaryKey("account", "key")
    account = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    version = models.IntegerField()

    class Meta:
        db_table = "cases_submission"


class Draft(models.Model):
    """A form begun. Nothing in it has been checked.

    One with a `holder` (identity number or credit code) is a clerk's, begun at the window for whoever showed that number.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    mandate = models.CharField(max_length=80, blank=True)
    scenario = models.CharField(max_length=80)
    division = models.CharField(max_length=12)
    answers = models.JSONField(default=dict)
    data = models.JSONField(default=dict)
    holder = models.CharField(max_length=18, blank=True, default="", db_default="")
    holder_name = models.CharField(max_length=200, blank=True, default="", db_default="")
    because = models.TextField(blank=True, default="", db_default="")
    board = models.CharField(max_length=40, blank=True, default="", db_default="")
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "cases_draft"


class Document(models.Model):
    """An uploaded file. Its bytes lie under their own SM3 hash in the files folder; the same bytes lie there once."""

    sm3 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    mandate = models.CharField(max_length=80, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField()

    class Meta:
        db_table = "cases_document"
        indexes = [models.Index(F("owner"), F("sm3"), name="documents_of_owner")]


class Lookup(models.Model):
    """A case that was opened at the counter, on one identity (M38) or with the whole form: whose, by which clerk, why, and
    that the person was there.

    `holder` is the identity number or credit code that was shown. The case belongs to it until the person signs in.
    """

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="+")
    holder = models.CharField(max_length=18)
    account = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    because = models.TextField()
    at = models.DateTimeField()
    key = models.CharField(max_length=80)

    class Meta:
        db_table = "cases_lookup"
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="lookup_once")]
        indexes = [
            models.Index(F("account"), F("at"), name="lookups_of_clerk"),
            models.Index(F("holder"), name="lookups_of_holder"),
        ]


class LookupProof(models.Model):
    """What one item read from one source at the counter, kept on the case's file: the sheet is drawn from `body`."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    number = models.IntegerField()
    item = models.CharField(max_length=80)
    unit = models.ForeignKey("orgs.Unit", models.PROTECT, related_name="+", db_index=False)
    body = models.JSONField()

    class Meta:
        db_table = "cases_lookup_proof"
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="lookup_proof_once")]


class FieldOpening(models.Model):
    """A graded element that a second person opened for one account in one case, until a moment. The chain of the case says
    the same; this row is what a page asks."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    element = models.CharField(max_length=120)
    account = models.CharField(max_length=40)
    unit = models.BigIntegerField()
    because = models.TextField()
    proposal = models.BigIntegerField(unique=True)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        db_table = "cases_field_opening"
        indexes = [models.Index(F("case"), F("account"), name="openings_of_case")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("opened_at")), name="opening_ends_after_it_began"),
        ]


class SourceTry(models.Model):
    """A case that waits for a shared source, and from when on it is asked again. The row goes when nothing is awaited any
    more; without a day it stays, and says that the source is not asked again."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="+")
    tried = models.SmallIntegerField(default=0)
    last_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_source_try"
        indexes = [
            models.Index(F("due_at"), F("case"), condition=Q(due_at__isnull=False), name="tries_due"),
        ]


class Seen(models.Model):
    """Somebody of a unit opened a case that holds personal data: one row for each of them, case and day. `keys` are the
    identity numbers and credit codes of those whose data they saw in it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    account = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    role = models.CharField(max_length=10)
    at = models.DateTimeField()
    keys = ArrayField(models.TextField(), default=list)

    class Meta:
        db_table = "cases_seen"
        constraints = [models.UniqueConstraint(fields=["case", "day", "account"], name="seen_once_a_day")]
        indexes = [GinIndex(fields=["keys"], name="seen_of_named")]


class NoticeMark(models.Model):
    """Up to when an applicant has ticked off what happened in their cases; with a `principal`, in those that they act in."""

    id = models.BigAutoField(primary_key=True)
    account = models.CharField(max_length=40)
    principal = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField()

    class Meta:
        db_table = "cases_notice_mark"
        constraints = [
            models.UniqueConstraint(fields=["account", "principal"], name="notices_ticked_off_once")
        ]


class NoticeAddress(models.Model):
    """Where an applicant wants notices sent, and how far what happened has been queued."""

    id = models.BigAutoField(primary_key=True)
    account = models.CharField(max_length=40, unique=True)
    address = models.CharField(max_length=254)
    since = models.DateTimeField()
    queued_until = models.DateTimeField()

    class Meta:
        db_table = "cases_notice_address"


class NoticeMail(models.Model):
    """One notice to be sent: of which case, what happened, and when it is tried next (never again without a day)."""

    id = models.BigAutoField(primary_key=True)
    account = models.CharField(max_length=40)
    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    tried = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "cases_notice_mail"
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="notices_to_send"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["account", "code", "kind", "at"], name="notice_sent_once"),
        ]
