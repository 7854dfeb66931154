"""Check a licence that arrives as PDF: its seal over every byte, then the credential that travels inside.

A PDF whose seal does not hold is never opened; what it shows on its face proves nothing. One that is sealed by keys which
are not known here is not called changed: nobody here can say more than that.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from .pdf_signing import attached_files, check_pdf
from .published import ROOT, Keys
from .verdict import Step, Verdict
from .verify import unreadable

ATTACHED = "licence.vc.jwt"
LONGEST_NAME = 80  # signs of a signer: a stranger writes into a certificate what they like


def verify_pdf(pdf: bytes, keys: Keys, check: Callable[[str], Verdict]) -> Verdict:
    """Return the verdict on a PDF: `check` judges the credential found inside (as `verify_text` does).

    The seal must be of the very unit that the credential names. `unknown` for a PDF without a seal of our kind,
    `elsewhere` for one whose seal holds in itself and whose key no root of ours certified, `sealed` for one that a unit of ours sealed and that is no licence (a proof of a lookup).
    """
    seal = check_pdf(pdf, roots_of(keys))
    if seal is None:
        return unreadable()
    facts = {"signer": seal.signer[:LONGEST_NAME]}
    form = Step(check="form", passed=True, facts={"form": "pdf"})
    if seal.is_foreign:
        seen = (form, Step(check="seal", passed=None, facts=facts), Step(check="key", passed=False))
        return Verdict(valid=False, state="elsewhere", steps=seen)
    if not seal.holds:
        return Verdict(
            valid=False, state="forged", steps=(form, Step(check="seal", passed=False, facts=facts))
        )
    inside = attached_files(pdf).get(ATTACHED)
    if inside is None:
        return Verdict(
            valid=False, state="sealed", steps=(form, Step(check="seal", passed=True, facts=facts))
        )
    verdict = check(inside.decode("ascii", "replace"))
    said = verdict.said
    same = said is not None and said.issuer_code == seal.code
    steps = (
        form,
        Step(check="seal", passed=same, facts=facts),
        *(step for step in verdict.steps if step.check != "form"),
    )
    return replace(
        verdict, valid=verdict.valid and same, state=verdict.state if same else "forged", steps=steps,
        said=replace(said, form="pdf") if said else None,
    )  # fmt: skip


def roots_of(keys: Keys) -> list[str]:
    """Return every certificate that is or was this installation's root: what an old one certified still holds. None where
    no licence has been issued yet."""
    listed = (key.certificate for key in keys.keys.values() if key.owner == ROOT and key.certificate)
    return list(dict.fromkeys(root for root in (keys.root, *listed) if root))
