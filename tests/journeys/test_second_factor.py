"""An officer with one-time codes in a real browser: password, code, desk; then the list of devices ends the other sign-in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from guantong.modules.identity import public as identity
from guantong.project import clock
from guantong.project.demo import accounts
from tests.journeys.browsing import offstage
from tests.journeys.conftest import AT, EARLIER

pytestmark = pytest.mark.django_db


def sign_in(page: Any, handle: str) -> None:
    """Sign in with password and code, as the telephone shows it now."""
    page.goto("/sign-in/")
    page.get_by_label("用户名").fill(handle)
    page.get_by_label("密码").fill(accounts.PASSWORD)
    page.locator("main button").click()
    code = offstage(identity.code_of_invented, handle, wall=clock.wall())
    page.get_by_label("动态验证码或恢复码").fill(code)
    page.locator("main button").click()
    page.wait_for_url("**/desk/")


def test_officer_when_a_code_is_asked_for_then_gets_in_and_can_end_the_sign_in_of_another_device(
    chromium, site
):
    with clock.fixed_wall(AT):
        handle = offstage(accounts.officer_with_code, EARLIER, AT)
        contexts = [chromium.new_context(base_url=site, locale="zh-CN") for _ in range(2)]
        here, there = (context.new_page() for context in contexts)
        sign_in(here, handle)
        with clock.fixed_wall(AT + timedelta(seconds=31)):  # each code works once
            sign_in(there, handle)
            here.goto("/account/")
            assert here.get_by_text("密码＋动态验证码").first.is_visible()
            here.get_by_role("button", name="结束其他所有登录").click()
            there.goto("/account/")
            assert there.get_by_text("已在别处被结束").is_visible()
            assert here.get_by_text("已结束 1 处登录").is_visible()
        for context in contexts:
            context.close()
