"""A browser without a server: requests that share one session, for tests of signing in."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from guantong.core.kernel.actor import SYSTEM, Actor
from guantong.core.kernel.problem import Refused
from guantong.modules.identity import public as identity
from guantong.modules.identity.models import Account

PASSWORD = "correct horse battery"
XIHU = "330106000000"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"


def make(
    handle: str = "zhang", kind: str = "person", *, at: datetime, role: str = "", **more: Any
) -> Account:
    """Make an account; staff join a unit in a role."""
    row = identity.make_account(
        by=SYSTEM, handle=handle, kind=kind, name=more.pop("name", "张三"), password=PASSWORD, now=at, **more
    )
    if role:
        identity.join_unit(
            by=SYSTEM, account_id=row.id, unit=5, unit_role="health", division=XIHU, role=role, now=at
        )
    return Account.objects.get(pk=row.id)


class Browser:
    """One browser at one address, with its session and the clock of the test."""

    def __init__(self, at: datetime, address: str = "203.0.113.7") -> None:
        self.at, self.address, self.session, self.user = at, address, SessionStore(), AnonymousUser()

    def request(self) -> HttpRequest:
        request = RequestFactory().post("/sign-in/", REMOTE_ADDR=self.address, HTTP_USER_AGENT=FIREFOX)
        request.session, request.user = self.session, self.user
        return request

    def wait(self, **more: float) -> None:
        self.at += timedelta(**more)

    def sign_in(self, handle: str = "zhang", password: str = PASSWORD) -> Actor:
        return self.call(identity.sign_in, handle=handle, password=password, now=self.at, wall=self.at)

    def call(self, act: Any, **named: Any) -> Any:
        request = self.request()
        try:
            return act(request, **named)
        finally:
            self.session, self.user = request.session, request.user

    def resume(self) -> str:
        return str(self.call(identity.resume, wall=self.at))

    def code_of(self, handle: str = "zhang", password: str = PASSWORD) -> str:
        """Return the code with which a sign-in is refused; empty when it is not."""
        try:
            self.sign_in(handle, password)
        except Refused as refused:
            return refused.code
        return ""

    def sign_in_as_far_as_it_goes(self, handle: str = "zhang") -> None:
        with suppress(Refused):
            self.sign_in(handle)
