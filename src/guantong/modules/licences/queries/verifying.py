"""Verification where the licences are stored: the steps of `core.papers.verify`, with keys and states from the tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from guantong.core.papers.pdf_signing import is_pdf
from guantong.core.papers.verdict import Said, Step, Verdict
from guantong.core.papers.verify import (
    IN_FORCE,
    Claim,
    Standing,
    is_reference,
    read_claim,
    unreadable,
    verify_text,
)
from guantong.core.papers.verify_pdf import verify_pdf
from guantong.modules.orgs.public import get_unit

from .. import rules
from ..models import Copy, Version
from .keys import keys_named
from .licences import copy_state
from .papers import version_state

LONGEST = 200_000  # bytes of a text that is worth reading


def verify(content: str | bytes, *, now: datetime) -> Verdict:
    if isinstance(content, bytes):
        if is_pdf(content):
            return verify_pdf(content, keys_named(), lambda text: verify(text, now=now))
        try:
            content = content[:LONGEST].decode("utf-8-sig")
        except UnicodeDecodeError:
            return unreadable()
    text = content.strip()
    if is_reference(text):
        return _verify_reference(text.upper(), now)
    claim = read_claim(text[:LONGEST])
    if claim is None:
        return unreadable()
    return verify_text(text, keys_named(claim.kid), now=now, standing=_standing(now))


def _standing(now: datetime) -> Callable[[Claim], Standing]:
    """Return what asks the tables: is this paper one of ours, word for word, and what became of it?"""

    def ask(claim: Claim) -> Standing:
        found = _find(claim.reference)
        if found is None or not _is_same(claim, found):
            return Standing(known=False)
        return Standing(known=True, state=_state_of(found, now))

    return ask


def _is_same(claim: Claim, stored: Version | Copy) -> bool:
    own = read_claim(stored.token if claim.form in ("token", "credential") else stored.record)
    return own is not None and own.fields == claim.fields


def _find(reference: str) -> Version | Copy | None:
    if "-" in reference:
        return Copy.objects.select_related("version__licence").filter(reference=reference).first()
    return Version.objects.select_related("licence").filter(identifier=reference).first()


def _state_of(found: Version | Copy, now: datetime) -> str:
    if isinstance(found, Copy):
        return copy_state(found, found.version.licence, now.date())
    return version_state(found)


def _verify_reference(reference: str, now: datetime) -> Verdict:
    """Say what may be said to somebody who has no more than the identifier: nothing personal, nothing that is carried."""
    found = _find(reference)
    kind = "reference" if "-" in reference else "identifier"
    form = Step(check="form", passed=True, facts={"form": kind})
    if found is None:
        return Verdict(valid=False, state="unknown", steps=(form, Step(check="known", passed=False)))
    version = found.version if isinstance(found, Copy) else found
    first, last = version.valid_from, version.valid_until
    if isinstance(found, Copy):
        last = found.until
    today = now.date()
    by_days = "not-yet" if today < first else "expired" if last and today > last else "valid"
    state = _state_of(found, now)
    state = by_days if state in IN_FORCE and by_days != "valid" else state
    steps = (
        form,
        Step(check="known", passed=True),
        Step(check="dates", passed=by_days == "valid", facts={"state": by_days}),
        Step(check="status", passed=state in IN_FORCE, facts={"state": state, "as_of": ""}),
    )
    return Verdict(valid=state in IN_FORCE, state=state, steps=steps, said=_said(found, version))


def _said(found: Version | Copy, version: Version) -> Said:
    licence = version.licence
    unit = get_unit(licence.unit_id)
    return Said(
        form="identifier", identifier=version.identifier, name=licence.name,
        holder_name=rules.masked_name(licence.holder_name, licence.holder_code_type), issuer_name=unit.name,
        issuer_code=unit.uscc, valid_from=version.valid_from, valid_until=version.valid_until,
        copy_until=found.until if isinstance(found, Copy) else None,
    )  # fmt: skip
