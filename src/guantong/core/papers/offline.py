"""Check a licence with nothing but the published file of keys: no installation, no network."""

from __future__ import annotations

from datetime import datetime

from .pdf_signing import is_pdf
from .published import Keys
from .verdict import Step, Verdict
from .verify import is_reference, standing_offline, unreadable, verify_text
from .verify_pdf import verify_pdf


def verify_offline(content: bytes, keys: Keys, *, now: datetime) -> Verdict:
    """Return the verdict on a token, a record or a PDF. Of an identifier alone nothing can be said offline but its form."""
    if is_pdf(content):
        return verify_pdf(content, keys, lambda text: verify_offline(text.encode(), keys, now=now))
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        return unreadable()
    if is_reference(text):
        form = Step(check="form", passed=True, facts={"form": "identifier"})
        return Verdict(valid=False, state="unknown", steps=(form, Step(check="known", passed=None)))
    return verify_text(text, keys, now=now, standing=lambda claim: standing_offline(claim, keys))
