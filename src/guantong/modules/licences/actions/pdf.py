"""The PDF of a paper: drawn from what was signed, when it is asked for, and signed by the unit that issued it."""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache

from guantong.core.kernel.actor import Actor
from guantong.core.kernel.texts import say
from guantong.core.papers.licence_paper import draw_licence
from guantong.core.papers.pdf_signing import sign_pdf
from guantong.core.papers.record import content_of
from guantong.core.papers.sheets import LicenceSheet, sheet_of
from guantong.core.papers.verify_pdf import ATTACHED

from ..queries.papers import paper_of
from .keys import Owner, signer_of

KEPT = 32  # drawings that a process remembers: fitting the fonts takes a second, and people download twice


@lru_cache(maxsize=KEPT)
def _drawn(sheet: LicenceSheet, token: str) -> bytes:
    return draw_licence(sheet, {ATTACHED: token.encode()})


def signed_pdf(*, by: Actor, identifier: str, now: datetime) -> bytes:
    paper = paper_of(by=by, identifier=identifier, today=now.date())
    content = content_of(json.loads(paper.record)["record"])
    sheet = sheet_of(content, title_en=paper.name.en, synthetic=paper.synthetic)
    signer = signer_of(Owner(code=paper.issuer_code, name=paper.issuer_name), "p256", now)
    return sign_pdf(
        _drawn(sheet, paper.token), signer.key, signer.chain, reason=say("licences-reason-of-seal"), at=now
    )


def seal_pdf(*, pdf: bytes, unit_code: str, unit_name: str, reason: str, now: datetime) -> bytes:
    signer = signer_of(Owner(code=unit_code, name=unit_name), "p256", now)
    return sign_pdf(pdf, signer.key, signer.chain, reason=reason, at=now)
