"""Passwords made of words that anybody here thinks of first, and recovery codes that nobody can work out from their digests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.rules import codes
from guantong.modules.identity.rules.passwords import LEAST_OWN, lists, word_it_is_made_of
from guantong.modules.orgs.models import Division, Unit
from guantong.modules.orgs.public import names_about
from tests.modules.sign_ins import PASSWORD, Browser, make

FINE = [
    "correct horse battery",
    "seven herons over hangzhou",
    "918273645463",
    "一行白鹭上青天呀呀呀",
    "zx8#kk-plomb",
]
WEAK = [
    "guantong2026!",
    "Hangzhou-2026",
    "Zhejiang Hangzhou 330106",
    "浙江政务服务2026",
    "admin.admin.2026",
    "GUANTONG-demo-1",
]


@pytest.mark.parametrize("password", FINE)
def test_password_when_something_of_its_own_is_left_then_it_is_fine(password):
    assert word_it_is_made_of(password) == ""


@pytest.mark.parametrize("password", WEAK)
def test_password_when_made_of_words_of_the_context_then_the_word_is_named(password):
    assert word_it_is_made_of(password) in {word for row in lists().values() for word in row}


@given(
    st.lists(st.sampled_from([word for row in lists().values() for word in row if len(word) > 1]), min_size=1, max_size=4),
    st.text("0123456789 -!#.", max_size=8),
)  # fmt: skip
def test_password_when_put_together_from_the_list_with_figures_then_always_refused(words, between):
    assert word_it_is_made_of(between.join(words).upper() + between)


@given(st.text(st.characters(categories=["L"]), min_size=LEAST_OWN))
def test_password_when_no_word_stands_in_it_then_never_refused_for_one(text):
    known = {word for row in lists().values() for word in row}
    assert word_it_is_made_of(text) == "" or any(word in text.casefold() for word in known)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "new",
    ["zhangsan-wei 2026", "Zhangsan-Wei", "西湖区卫生健康局2026", "卫生健康局卫生健康局", "西湖西湖西湖2026"],
)
def test_password_when_made_of_the_names_around_an_account_then_refused(at, new):
    province = Division.objects.create(code="330000000000", name="浙江省", level="province")
    county = Division.objects.create(code="330106000000", name="西湖区", level="county", parent=province)
    unit = Unit.objects.create(
        name="西湖区卫生健康局", role="health", division=county, level="county", uscc="x"
    )
    words = names_about([unit.pk])
    assert set(words) == {"浙江省", "西湖区", "西湖区卫生健康局", "卫生健康局"}
    make("zhangsan-wei", at=at)
    browser = Browser(at)
    browser.sign_in("zhangsan-wei")
    with pytest.raises(Refused, match=r"identity\.password_context"):
        browser.call(identity.change_password, old=PASSWORD, new=new, words=words, now=at, wall=at)
    browser.call(
        identity.change_password, old=PASSWORD, new=f"{new} 白鹭 herons", words=words, now=at, wall=at
    )


@pytest.mark.django_db
def test_password_when_an_account_is_made_then_the_same_rule_holds_but_for_invented_people(at):
    from guantong.core.kernel.actor import SYSTEM

    more = {"by": SYSTEM, "kind": "person", "name": "某", "password": "guantong-demo", "now": at}
    with pytest.raises(Refused, match=r"identity\.password_context"):
        identity.make_account(handle="one", **more)
    assert identity.make_account(handle="two", invented=True, **more)


@pytest.mark.django_db
def test_recovery_codes_when_made_then_each_has_120_bits_and_those_of_earlier_versions_still_work(at):
    from guantong.modules.identity.actions.second_factor import _digest
    from guantong.modules.identity.models import RecoveryCode

    account = make(at=at, invented=True)
    identity.enrol_invented(handle="zhang", now=at, wall=at)
    assert len(codes.ALPHABET) ** codes.RECOVERY_LENGTH >= 2**112
    RecoveryCode.objects.create(account=account, digest=_digest(account.pk, "7K2MQX9D0111"))
    browser = Browser(at)
    assert browser.code_of() == "identity.code_wanted"
    assert (
        browser.call(identity.take_code, typed="7k2m-qx9d-o1il", now=at, wall=at).assurance == "substantial"
    )
