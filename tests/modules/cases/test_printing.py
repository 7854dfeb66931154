"""What a licence says of a case: its holder, and what is printed, in words that people read."""

from __future__ import annotations

import pytest

from guantong.core.scenario.language import Dictionary
from guantong.modules.cases import rules

DICTIONARY = Dictionary.model_validate({
    "entities": {"person": {"title": {"zh": "自然人", "en": "Person"}}, "mother": {"title": {"zh": "母亲", "en": "Mother"}, "is": "person"},
                 "company": {"title": "企业"}, "licence": {"title": "证照"}},
    "elements": {
        "person.name": {"title": {"zh": "姓名", "en": "Name"}}, "company.name": {"title": "企业名称"},
        "company.capital": {"title": "注册资本", "type": "decimal", "unit": "万元"}, "company.plan": {"title": "图纸", "type": "document"},
        "company.kind": {"title": "类型", "type": "choice", "choices": {"a": "有限公司"}}, "company.food": {"title": "食品", "type": "yes-no"},
        "licence/one": {"title": "证", "type": "licence", "carries": ["company.name"], "e_licence": {
            "type": "001", "prints": ["mother.name", "company.capital", "company.plan", "company.kind", "company.food", "company.name"]}},
    },
})  # fmt: skip
LICENCE = DICTIONARY.elements["licence/one"]


def printed(**values):
    known = {name.replace("__", "."): value for name, value in values.items()}
    return [(title.zh, value) for _, title, value in rules.printed_on(LICENCE, DICTIONARY, known, ())]


def test_licence_when_printed_then_values_are_words_and_titles_say_whose():
    values = {
        "mother__name": "李梅",
        "company__capital": 246.0,
        "company__kind": "a",
        "company__food": True,
        "company__name": "甲公司",
    }
    assert printed(**values) == [
        ("企业名称", "甲公司"), ("母亲姓名", "李梅"), ("注册资本", "246 万元"), ("类型", "有限公司"), ("食品", "是"),
    ]  # fmt: skip
    assert printed(company__capital=1234567.25) == [("注册资本", "1234567.25 万元")]
    assert printed(company__food=False) == [("食品", "否")]


def test_licence_when_a_document_or_nothing_is_there_then_it_is_not_printed():
    assert (
        printed(company__plan={"name": "图.pdf", "sha": "0" * 64}, company__kind="", mother__name=None) == []
    )


def test_licence_when_an_element_says_who_holds_it_then_is_not_printed_twice():
    without = ("company.name",)
    assert rules.printed_on(LICENCE, DICTIONARY, {"company.name": "甲"}, without) == ()


@pytest.mark.parametrize(
    ("entities", "values", "expected"),
    [
        (("company", "enterprise"), {"company.name": "甲", "company.uscc": "9133"}, ("甲", "9133", "uscc")),
        (
            ("company", "enterprise"),
            {"enterprise.name": "乙", "enterprise.uscc": "9144"},
            ("乙", "9144", "uscc"),
        ),
        (
            ("applicant",),
            {"applicant.name": "张", "applicant.id_number": "3301"},
            ("张", "3301", "id-number"),
        ),
        (("newborn",), {"newborn.name": "小一", "newborn.id_number": True}, ("小一", "", "none")),
        (("newborn",), {"applicant.name": "张"}, ("某人", "", "none")),
        ((), {"applicant.name": "张"}, ("某人", "", "none")),
    ],
)
def test_holder_when_looked_for_then_is_the_first_with_a_name_else_who_applied(entities, values, expected):
    found = rules.holder_of(entities, values, "某人")
    assert (found.name, found.code, found.code_type) == expected


def test_number_when_nobody_typed_one_then_is_the_cases_code_and_place():
    assert rules.number_of(" 浙2026-1 ", "CODE", 3) == "浙2026-1"
    assert [rules.number_of(value, "CODE", 3) for value in (True, "", " ", None)] == ["CODE-03"] * 4
