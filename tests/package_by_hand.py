"""One small, complete, valid package as data: what a test changes in one place to look at what follows."""

from __future__ import annotations

import copy
from typing import Any

UNITS = ("market-regulation", "culture-tourism", "fire-brigade", "public-security", "health")
RESOURCES = ("population", "companies", "premises-register")


def units() -> dict[str, Any]:
    return {
        name: {
            "title": f"部门{n}",
            "short": f"局{n}",
            "names": dict.fromkeys(("province", "city", "county", "town"), f"{{place}}部门{n}"),
        }
        for n, name in enumerate(UNITS)
    }


def resources() -> dict[str, Any]:
    return {
        name: {
            "title": f"资源{n}",
            "system": f"系统{n}",
            "owner": UNITS[n],
            "mode": ("api", "verify", "batch")[n],
            "interface": f"GET /{name}",
            "key": "person.id_number",
        }
        for n, name in enumerate(RESOURCES)
    }


def by_hand() -> dict[str, Any]:
    """Return the data of one small, complete, valid package: two items, one waiting for the other's licence.

    `registration` issues `licence/business`; `entertainment` needs it, visits the premises, and applies over 300 m².
    A test changes one thing in it and looks at what follows.
    """
    return copy.deepcopy(_BY_HAND)


_BY_HAND: dict[str, Any] = {
    "scenario": {
        "scenario": "made-by-hand",
        "title": {"zh": "开办场所一件事", "en": "Open a venue"},
        "track": "industry",
        "path": ["市场准入", "文化娱乐", "场所开办"],
        "applicant": "enterprise",
        "lead": "culture-tourism",
        "promised": "10 workdays",
        "rests_on": ["policy:2019/2.3.1"],
        "stages": {"open": {"title": "开办", "promised": "9 workdays"}},
        "asks": {
            "area": {"title": "建筑总面积", "unit": "m²", "type": "decimal", "min": 1, "max": 5000},
            "kind": {"title": "类型", "type": "choice", "choices": {"song": "歌舞", "game": "游艺"}},
        },
        "inspections": {
            "premises": {"title": "经营场所", "within": "3 workdays", "led_by": "culture-tourism"}
        },
        "grants": {
            "population": {"to": ["registration"], "purpose": "核验身份", "law": "某办法第5条"},
            "companies": {"to": "all", "purpose": "免填", "law": "某办法第6条"},
        },
        "indicators": {
            "on-time": {
                "title": "按时办结率",
                "measure": "on_time_rate",
                "source": "cases",
                "direction": "up",
            }
        },
        "published": [{"figure": "materials", "before": 12, "after": 4, "source": "某报道"}],
        "items": {
            "registration": {
                "title": "营业执照",
                "unit": "market-regulation",
                "law": ["某条例第3条"],
                "legal": "15 workdays",
                "promised": "1 workday",
                "materials": [
                    {
                        "name": "登记申请书",
                        "kind": "form",
                        "elements": ["company.name", "legal_rep.id_number"],
                    },
                    {
                        "name": "场所使用证明",
                        "kind": "proof",
                        "law": "某条例第9条",
                        "elements": ["premises.title_deed"],
                    },
                ],
                "issues": ["licence/business"],
            },
            "entertainment": {
                "title": "娱乐经营许可证",
                "unit": "culture-tourism",
                "law": ["某条例第11条"],
                "when": "area > 300",
                "legal": "20 workdays",
                "promised": "8 workdays",
                "stage": "open",
                "visits": 1,
                "visit_reason": "核验原件",
                "inspects": "premises",
                "pauses": [{"kind": "announcement", "term": "10 workdays"}],
                "fees": [
                    {"title": "工本费", "amount_cents": 1000, "law": "某规定第2条", "when": "kind == 'song'"}
                ],
                "materials": [
                    {"name": "营业执照", "elements": ["licence/business"]},
                    {"name": "经营信息", "elements": ["company.uscc"]},
                    {"name": "场所平面图", "elements": ["premises.floor_plan"], "owed": "5 workdays"},
                    {
                        "name": "无违法记录声明",
                        "elements": ["legal_rep.no_record"],
                        "instead": {"by": "commitment", "why": "书面承诺代替"},
                    },
                ],
                "issues": ["licence/entertainment"],
                "assumed": ["promised"],
            },
        },
    },
    "overlays": {
        "hangzhou": {
            "overlay": "hangzhou",
            "division": "330100000000",
            "promised": "9 workdays",
            "items": {"entertainment": {"promised": "5 workdays", "without": ["场所平面图"]}},
        }
    },
    "stories": {
        "plain": {
            "story": "一次办成",
            "answers": {"area": 350, "kind": "song"},
            "events": [{"on": "2026-03-02", "do": "submit", "with": {"company.name": "某公司"}}],
            "expect": {"phase": "submitted"},
        }
    },
    "dictionary": {
        "entities": {
            "person": {"title": "人"},
            "legal_rep": {"title": "法定代表人", "is": "person"},
            "company": {"title": "企业"},
            "premises": {"title": "场所"},
            "licence": {"title": "证照"},
        },
        "elements": {
            "person.id_number": {
                "title": "公民身份号码",
                "check": "id-number",
                "grade": "L3",
                "owner": "public-security",
                "held_by": "population.id_number",
            },
            "company.name": {"title": "企业名称"},
            "company.uscc": {
                "title": "统一社会信用代码",
                "owner": "market-regulation",
                "held_by": "companies.uscc",
            },
            "premises.title_deed": {"title": "产权证明", "type": "document"},
            "premises.floor_plan": {"title": "场所平面图", "type": "document"},
            "person.no_record": {"title": "无违法记录声明", "type": "document"},
            "licence/business": {
                "title": "营业执照",
                "type": "licence",
                "owner": "market-regulation",
                "carries": ["company.name", "company.uscc"],
            },
            "licence/entertainment": {
                "title": "娱乐经营许可证",
                "type": "licence",
                "owner": "culture-tourism",
            },
        },
    },
    "resources": resources(),
    "units": units(),
    "sources_md": "",
}
