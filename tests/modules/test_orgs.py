"""Divisions and units: loaded once and again, and found upwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from guantong.core.kernel.actor import SYSTEM
from guantong.core.kernel.problem import Refused
from guantong.modules.journal.public import entries_of
from guantong.modules.orgs import public as orgs
from guantong.modules.orgs.rules import make_units, read_divisions, synthetic_uscc

XIHU, HANGZHOU, ZHEJIANG = "330106000000", "330100000000", "330000000000"
NAMES = {
    "market-regulation": {"province": "{place}市监局", "city": "{place}市监局", "county": "{place}市监局"},
    "fire-rescue": {"province": "{place}消防总队", "city": "{place}消防支队"},
}


@pytest.fixture
def loaded(db, at):
    orgs.load_divisions(by=SYSTEM, now=at)
    return orgs.load_units(by=SYSTEM, names=NAMES, now=at)


def test_load_of_divisions_takes_over_the_whole_list_once(db, at):
    assert orgs.load_divisions(by=SYSTEM, now=at).changed == 1 + 11 + 90 + 1387
    assert orgs.load_divisions(by=SYSTEM, now=at).changed == 0
    assert [entry.facts()["rows"] for entry in entries_of("orgs")] == [1489]


def test_load_of_units_when_repeated_with_another_name_changes_only_that_role(loaded, at):
    assert loaded.changed == 2 * (1 + 11) + 90
    before = orgs.unit_filling("fire-rescue", HANGZHOU, "city")
    again = orgs.load_units(by=SYSTEM, names=NAMES | {"fire-rescue": {"city": "{place}消防"}}, now=at)
    assert again.changed == 11
    after = orgs.unit_filling("fire-rescue", HANGZHOU, "city")
    assert (after.id, after.uscc, after.name) == (before.id, before.uscc, "杭州市消防")


def test_unit_filling_when_the_level_has_none_looks_upwards(loaded):
    assert orgs.unit_filling("market-regulation", XIHU, "county").division == XIHU
    assert orgs.unit_filling("fire-rescue", XIHU, "county").division == HANGZHOU
    assert orgs.unit_filling("market-regulation", XIHU, "city").division == HANGZHOU
    assert orgs.unit_filling("market-regulation", "330106002000", "town").division == XIHU
    assert orgs.unit_filling("market-regulation", XIHU, "province").division == ZHEJIANG


def test_unit_filling_when_nobody_fills_the_role_is_refused(loaded):
    with pytest.raises(Refused) as refused:
        orgs.unit_filling("space-agency", XIHU, "county")
    assert refused.value.code == "orgs.no_unit"


def test_get_unit_when_unknown_is_refused(loaded):
    assert orgs.get_unit(orgs.units_in(XIHU)[0].id).division == XIHU
    with pytest.raises(Refused, match=r"orgs\.no_unit"):
        orgs.get_unit(10**9)


def test_path_of_goes_from_the_province_down(loaded):
    assert [row.level for row in orgs.path_of("330106002000")] == ["province", "city", "county", "town"]
    with pytest.raises(Refused, match=r"orgs\.no_division"):
        orgs.get_division("990000000000")


def test_divisions_under_are_the_direct_children(loaded):
    assert [row.code for row in orgs.divisions_under()] == [ZHEJIANG]
    assert len(orgs.divisions_under(ZHEJIANG)) == 11
    assert {row.parent for row in orgs.divisions_under(HANGZHOU)} == {HANGZHOU}


def test_read_divisions_when_a_parent_is_missing_names_every_orphan():
    text = "code,name,level,parent\n330101000000,甲,3,330100000000\n330102000000,乙,3,330100000000\n"
    with pytest.raises(Refused) as refused:
        read_divisions(text)
    assert [problem.where for problem in refused.value.problems] == ["330101000000", "330102000000"]


@given(st.from_regex(r"[0-9]{12}", fullmatch=True), st.text(min_size=1, max_size=20), st.integers(0, 50))
def test_synthetic_uscc_of_any_division_and_role_is_valid(division, role, again):
    code = synthetic_uscc(division, role, again)
    assert uscc.is_valid(code)
    assert code[2:8] == division[:6]


def test_make_units_of_many_roles_gives_every_unit_its_own_code():
    rows = read_divisions("code,name,level,parent\n330106000000,西湖区,3,\n")
    names = {f"role-{n}": {"county": "{place}局"} for n in range(20_000)}
    codes = [unit[4] for unit in make_units(rows, names)]
    assert len(set(codes)) == len(codes) == 20_000
