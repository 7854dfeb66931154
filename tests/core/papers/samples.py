"""Sheets to draw in tests, and the mark that skips, with a reason, where the machine has no Chinese font."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from guantong.core.kernel.problem import Refused
from guantong.core.papers.canvas import CHINA
from guantong.core.papers.fonts import find_fonts
from guantong.core.papers.sheets import CopyMark, LicenceSheet, LookupProof

AT = datetime(2026, 3, 30, 10, 0, tzinfo=CHINA)
IDENTIFIER = "1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F"


def has_font() -> bool:
    try:
        find_fonts()
    except Refused:
        return False
    return True


needs_font = pytest.mark.skipif(not has_font(), reason="NOT RUN: no Chinese font; install fonts-noto-cjk")


def licence_sheet(**changes: object) -> LicenceSheet:
    known: dict[str, object] = {
        "title": "娱乐经营许可证",
        "title_en": "Entertainment licence",
        "holder": "杭州云歌文化娱乐有限公司",
        "holder_code": "91330106MA2A12345X",
        "number": "2026-0012",
        "identifier": IDENTIFIER,
        "issuer": "某市某区文化和广电旅游体育局",
        "issued_on": date(2026, 3, 30),
        "valid_from": date(2026, 3, 30),
        "valid_until": date(2028, 3, 29),
        "lines": (("法定代表人", "某明远"), ("经营场所", "文三路478号B座二层"), ("核定人数", "120人")),
        "made_at": AT,
        "address": f"http://127.0.0.1:8000/verify/{IDENTIFIER}/",
    }
    return LicenceSheet(**{**known, **changes})  # type: ignore[arg-type]


def copy_mark(**changes: object) -> CopyMark:
    known: dict[str, object] = {
        "purpose": "办理食品经营许可",
        "receiver": "某区市场监督管理局",
        "until": date(2026, 6, 30),
    }
    return CopyMark(**{**known, **changes})  # type: ignore[arg-type]


def lookup_proof(**changes: object) -> LookupProof:
    known: dict[str, object] = {
        "number": "CX2026033000012",
        "unit": "某区人力资源和社会保障局",
        "source": "人口基础信息",
        "holder": "公安机关",
        "subject": "某**",
        "subject_code": "330106********1239",
        "item": "灵活就业人员参保登记",
        "case": "8F3K22QP91ZX",
        "purpose": "核对身份",
        "law": "某条例第十二条",
        "clerk": "某经办",
        "read_at": AT,
        "lines": (("姓名", "某**"), ("户籍地址", "某市某区某街道"), ("婚姻状况", "")),
    }
    return LookupProof(**{**known, **changes})  # type: ignore[arg-type]
