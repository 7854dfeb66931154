"""What licences hands out: licences, the papers that one draws or shows, copies, keys and counts. Frozen, no table rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from guantong.core.kernel.text import Text


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a licence is given to. `code` is an identity number or a credit code (empty when there is none yet);
    `code_type` one of id-number, uscc, none. `account` owns the case it came from."""

    name: str
    code: str = ""
    code_type: str = "none"
    account: str = ""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One element that a licence carries."""

    element: str
    title: Text
    value: str


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What `cases` asks to have issued: one element of type licence that one item of one case granted.

    `type_code` is 21 characters where the licence has an official type, else three digits: then the code is the
    installation's own, built from the unit's credit code. `term_months` 0 means without end.
    """

    case_id: int
    case_code: str
    scenario: str
    item: str
    item_title: Text
    item_code: str = ""
    element: str
    name: Text
    type_code: str
    number: str
    unit_id: int
    division: str
    holder: Holder
    fields: tuple[Field, ...] = ()
    decided_on: date
    term_months: int = 0


class LicenceRow(msgspec.Struct, frozen=True, kw_only=True):
    """A licence as lists and cards show it. `identifier` is that of its newest version; `state` one of `rules.STATES`."""

    id: int
    identifier: str
    element: str
    name: Text
    number: str
    holder_name: str
    issuer_name: str
    issuer_code: str
    unit: int
    division: str
    state: str
    version: int
    issued_on: date
    valid_from: date
    valid_until: date | None
    case_id: int
    case_code: str
    item: str
    scenario: str


class SeenRow(msgspec.Struct, frozen=True, kw_only=True):
    """One opening of a licence by somebody of the staff. `titles` are those of the elements that it carries; `coded`: the
    holder's identity number or credit code stands on it."""

    id: int
    at: datetime
    unit: str
    role: str
    name: Text
    item: str
    item_title: Text
    scenario: str
    case_id: int
    division: str
    titles: tuple[Text, ...]
    coded: bool


class OutOfForce(msgspec.Struct, frozen=True, kw_only=True):
    """A licence that cannot be used now, since when, and by which unit; `because` is for its holder alone."""

    identifier: str
    element: str
    name: Text
    state: str
    issuer_name: str
    since: datetime
    because: str


class OperationRow(msgspec.Struct, frozen=True, kw_only=True):
    """One operation in a licence's life. `unit` is the name of the unit that did it, empty for the system or the holder."""

    at: datetime
    operation: str
    state: str
    version: int
    because: str
    unit: str


class VersionRow(msgspec.Struct, frozen=True, kw_only=True):
    """One version: what was signed, once. `current` is the newest."""

    number: int
    identifier: str
    made_at: datetime
    valid_from: date
    valid_until: date | None
    current: bool


class CopyRow(msgspec.Struct, frozen=True, kw_only=True):
    """A purpose copy (加注件). `state` is valid, withdrawn, expired, or that of its licence when that is not valid.

    `reference` is what its code leads to: the licence's identifier, a hyphen and ten signs.
    """

    reference: str
    purpose: str
    receiver: str
    case_code: str
    made_at: datetime
    until: date
    state: str


class LicenceView(msgspec.Struct, frozen=True, kw_only=True):
    """One licence for whoever may see it, newest version first. `can` are the operations open to this actor now; those
    in `proposed` begin with a proposal that a second person takes."""

    row: LicenceRow
    holder_code: str
    holder_code_type: str
    type_code: str
    own_type: bool
    item_title: Text
    fields: tuple[Field, ...]
    versions: tuple[VersionRow, ...]
    operations: tuple[OperationRow, ...]
    copies: tuple[CopyRow, ...]
    can: tuple[str, ...]
    proposed: tuple[str, ...]


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is drawn of one version, or of one copy of it (`purpose` set then). Nothing else may be drawn.

    `verify_at` is the address for the QR code; `record` the directory record as signed (JSON text, with its SM2
    signature); `token` the credential (`application/vc+jwt`), `proven` the same with its proof inside (`application/vc`,
    empty for a paper older than this form). Same paper, same bytes: draw without looking at a clock;
    `made_at` is the moment to write as the PDF's date. `synthetic`: the issuing unit is made up, and the seal says so.
    """

    identifier: str
    reference: str
    name: Text
    type_code: str
    number: str
    version: int
    holder_name: str
    holder_code: str
    holder_code_type: str
    issuer_name: str
    issuer_code: str
    area_code: str
    item_title: Text
    fields: tuple[Field, ...]
    issued_on: date
    valid_from: date
    valid_until: date | None
    state: str
    made_at: datetime
    verify_at: str
    record: str
    token: str
    synthetic: bool
    proven: str = ""
    purpose: str = ""
    receiver: str = ""
    case_code: str = ""
    copy_until: date | None = None


class KeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One published key. `owner` is `root` or a unit's credit code; `algorithm` sm2, ed25519 or p256; `public` is PEM
    (SubjectPublicKeyInfo) and `certificate` PEM, for p256 only. `until` is empty while it signs."""

    kid: str
    owner: str
    owner_name: str
    algorithm: str
    public: str
    certificate: str
    since: datetime
    until: datetime | None


class CountRow(msgspec.Struct, frozen=True, kw_only=True):
    """How many licences of one unit are in one state: all that a manager sees of licences."""

    unit: int
    unit_name: str
    state: str
    number: int


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What this installation holds under one code: element -> number of its valid licence, and the (element, number) of
    those that are not in force any more, whatever another store still says of them."""

    valid: dict[str, str]
    ended: frozenset[tuple[str, str]]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a list, by key. `next` is the cursor, or empty."""

    rows: tuple[LicenceRow, ...]
    next: str = ""


Changes = Mapping[str, str]
"""What `alter` changes: `holder_name`, `number`, or the id of a carried element -> the new value."""
