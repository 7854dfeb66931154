"""Check a licence step by step: what form it has, whose key signed it, whether a byte was changed, its days, its status.

Pure: keys, the status and the moment are arguments, so the same steps run on the server and offline with a published file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from guantong.core.kernel.identifiers import parse_licence_id
from guantong.core.kernel.problem import Refused
from guantong.core.kernel.signing import PublicKey

from .content import REVOCATION
from .credential import is_credential, is_licence, subject_of
from .embedded import embedded_holds, read_embedded
from .published import Keys
from .record import read_record, record_holds
from .statuses import is_set
from .tokens import read_token, token_holds
from .verdict import Said, Step, Verdict

IN_FORCE = ("valid", "moving")  # a licence that is being moved elsewhere holds until it has moved


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a paper's state. `known`: this installation issued it (None: cannot be asked); `state` is empty when
    nobody knows; `as_of` says since when, where that is not now."""

    known: bool | None = None
    state: str = ""
    as_of: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What a paper says of itself, before anything is believed."""

    form: str
    fields: Mapping[str, Any]
    kid: str
    signed: Callable[[PublicKey], bool]

    @property
    def further(self) -> Mapping[str, Any]:
        found = self.fields.get("extend_info")
        return found if isinstance(found, dict) else {}

    @property
    def reference(self) -> str:
        return str(self.further.get("reference") or self.fields.get("certificate_identifier", ""))


def read_claim(content: str) -> Claim | None:
    """Return what a text claims when it is a token, a credential with its proof, or a directory record, else None."""
    if (token := read_token(content)) is not None and is_credential(token):
        return Claim(
            form="token",
            fields=subject_of(token.payload),
            kid=token.kid,
            signed=lambda key: token_holds(token, key),
        )
    if (found := read_embedded(content)) is not None and is_licence(found.document):
        return Claim(
            form="credential",
            fields=subject_of(found.document),
            kid=found.kid,
            signed=lambda key: embedded_holds(found, key),
        )
    if (record := read_record(content)) is not None:
        return Claim(
            form="record", fields=record.fields, kid=record.kid, signed=lambda key: record_holds(record, key)
        )
    return None


def verify_text(content: str, keys: Keys, *, now: datetime, standing: Callable[[Claim], Standing]) -> Verdict:
    """Return the verdict on a token or a record; `unknown` for a text that is neither."""
    claim = read_claim(content)
    if claim is None:
        return unreadable()
    key, signature = _check_signature(claim, keys)
    if not (key.passed and signature.passed):
        steps = (Step(check="form", passed=True, facts={"form": claim.form}), key, signature)
        return Verdict(valid=False, state="forged", steps=steps, said=said_by(claim))
    return judge(claim, standing(claim), now, (key, signature))


def judge(claim: Claim, standing: Standing, now: datetime, signed: tuple[Step, ...]) -> Verdict:
    """Return the verdict on a paper whose signature holds: its days and its standing remain."""
    said = said_by(claim)
    by_days = _state_by_days(said, now.date())
    state = "unknown" if standing.known is False else standing.state or by_days
    if state in IN_FORCE and by_days != "valid":
        state = by_days
    steps = (
        Step(check="form", passed=True, facts={"form": claim.form}),
        *signed,
        Step(check="known", passed=standing.known),
        Step(check="dates", passed=by_days == "valid", facts={"state": by_days}),
        _status_step(standing),
    )
    return Verdict(
        valid=state in IN_FORCE and all(step.passed is not False for step in steps),
        state=state,
        steps=steps,
        said=said,
    )


def unreadable() -> Verdict:
    return Verdict(valid=False, state="unknown", steps=(Step(check="form", passed=False),))


def standing_offline(claim: Claim, keys: Keys) -> Standing:
    """Return what the published lists say of a paper; nothing when the file holds none of them."""
    status: Any = claim.further.get("status")
    known = {purpose: keys.lists[address] for purpose, address in _lists_of(status) if address in keys.lists}
    if not known:
        return Standing()
    try:
        hit = {purpose for purpose, found in known.items() if is_set(found.bits, int(status["index"]))}
    except (ValueError, KeyError, TypeError):
        return Standing(known=False)
    as_of = min(found.made_at for found in known.values()).isoformat(timespec="minutes")
    state = "ended" if REVOCATION in hit else "suspended" if hit else "valid"
    return Standing(state=state, as_of=as_of)


def is_reference(content: str) -> bool:
    """Return whether a text has the form of an identifier, or of a copy's reference; check character included."""
    try:
        parse_licence_id(content.partition("-")[0])
    except Refused:
        return False
    return True


def said_by(claim: Claim) -> Said:
    """Return what the paper says, for whoever holds it."""
    fields, further = claim.fields, claim.further
    carried = further.get("carried")
    return Said(
        form=claim.form,
        identifier=_text(fields, "certificate_identifier"),
        name=_text(fields, "certificate_name"),
        number=_text(fields, "certificate_number"),
        holder_name=_text(fields, "certificate_holder_name"),
        holder_code=_text(fields, "certificate_holder_code"),
        issuer_name=_text(fields, "certificate_issuing_authority_name"),
        issuer_code=_text(fields, "certificate_issuing_authority_code"),
        valid_from=_day(_text(fields, "certificate_validate_start")),
        valid_until=_day(_text(fields, "certificate_validate_end")),
        carried=tuple(
            (str(each.get("title", "")), str(each.get("value", "")))
            for each in (carried if isinstance(carried, list) else ())
            if isinstance(each, dict)
        ),
        purpose=_text(fields, "certificate_copy_cause"),
        receiver=_text(further, "copy_receiver"),
        copy_until=_day(_text(fields, "certificate_copy_expiring_time")[:8]),
    )


def _check_signature(claim: Claim, keys: Keys) -> tuple[Step, Step]:
    """The key must be published, in use when it signed, and its owner the unit that the paper names."""
    found = keys.keys.get(claim.kid)
    signed_at = _moment(_text(claim.further, "signed_at"))
    issuer = _text(claim.fields, "certificate_issuing_authority_code")
    good = found is not None and found.owner == issuer and signed_at is not None
    good = good and found is not None and signed_at is not None and found.was_in_use(signed_at)
    facts = {"kid": claim.kid, "owner": found.owner_name if found else ""}
    key = Step(check="key", passed=good, facts=facts)
    if found is None:
        return key, Step(check="signature", passed=None)
    return key, Step(
        check="signature", passed=claim.signed(found.key()), facts={"algorithm": found.algorithm}
    )


def _status_step(standing: Standing) -> Step:
    passed = standing.state in IN_FORCE if standing.state else None
    return Step(check="status", passed=passed, facts={"state": standing.state, "as_of": standing.as_of})


def _state_by_days(said: Said, today: date) -> str:
    last = min((day for day in (said.copy_until, said.valid_until) if day), default=None)
    if said.valid_from is None or today < said.valid_from:
        return "not-yet"
    return "expired" if last is not None and today > last else "valid"


def _lists_of(status: Any) -> list[tuple[str, str]]:
    if not isinstance(status, dict):
        return []
    return [(name, str(address)) for name, address in status.items() if name != "index"]


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name, "")
    return value if isinstance(value, str) else ""


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
