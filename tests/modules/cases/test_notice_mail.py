"""Notices by e-mail: only for those who want them, nothing in them but code and link, nothing twice, nothing lost when mail fails."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail

from guantong.core.kernel.problem import Refused
from guantong.modules.cases import public as cases
from guantong.modules.cases.actions import mailing
from guantong.modules.cases.models import NoticeMail
from guantong.project.mail import settings_of
from tests.modules.cases.desk import Desk

ADDRESS = "someone@example.org"


@pytest.fixture
def desk(db, at, settings, tmp_path) -> Desk:
    settings.MEDIA_ROOT = tmp_path / "files"
    made = Desk(at)
    cases.set_address(by=made.company, address=ADDRESS, now=made.at)
    return made


def go(desk: Desk, **later) -> int:
    return cases.deliver_notices(
        now=desk.at + timedelta(**later), link=lambda code: f"https://gov.example/my/{code}/"
    )


def test_mail_when_something_happens_then_one_letter_with_code_and_link_and_nothing_about_the_person(desk):
    ref = desk.submit()
    desk.act(desk.clerk(), ref, "return", fields=("company.name",), because="西湖乐府的名称写错了")
    assert [go(desk), go(desk), go(desk, minutes=30)] == [1, 0, 0]
    (letter,) = mail.outbox
    assert letter.to == [ADDRESS]
    assert ref.code in letter.subject
    assert f"https://gov.example/my/{ref.code}/" in letter.body
    assert "退回补正" in letter.body
    assert not [word for word in ("西湖乐府", "有限公司", "名称写错", "company.name") if word in letter.body]
    desk.act(desk.company, ref, "correct", data={"company.name": "新名称"})
    desk.act(desk.clerk(), ref, "accept")
    assert [go(desk), go(desk)] == [1, 0]
    assert "已受理" in mail.outbox[1].body


def test_mail_when_nobody_asked_for_it_then_none_leaves(desk):
    desk.act(desk.clerk(), desk.submit(by=desk.other, seed=1), "accept")
    assert go(desk) == 0
    cases.set_address(by=desk.company, address="", now=desk.at)
    desk.accepted()
    assert go(desk) == 0
    assert not NoticeMail.objects.exists()
    assert mail.outbox == []


def test_mail_when_it_was_asked_for_later_then_what_happened_before_is_not_sent(desk):
    ref = desk.act(desk.clerk(), desk.submit(by=desk.other, seed=1), "accept")
    cases.set_address(by=desk.other, address="other@example.org", now=desk.at)
    assert go(desk) == 0
    desk.act(desk.officer("market-regulation"), ref, "approve", "registration")
    assert go(desk) == 1
    assert cases.notice_address(by=desk.other) == "other@example.org"


def test_mail_when_the_relay_is_away_then_it_is_tried_again_and_leaves_once(desk, monkeypatch):
    desk.accepted()
    sends = mailing.send_mail

    def broken(*args, **kwargs):
        raise SMTPServerDisconnected("away")

    monkeypatch.setattr(mailing, "send_mail", broken)
    assert [go(desk), go(desk, minutes=59), go(desk, hours=1), go(desk, hours=2)] == [0, 0, 0, 0]
    assert NoticeMail.objects.get().tried == 2
    monkeypatch.setattr(mailing, "send_mail", sends)
    assert [go(desk, hours=4), go(desk, hours=5), go(desk, hours=6)] == [0, 1, 0]
    assert len(mail.outbox) == 1


def test_mail_when_the_relay_never_comes_back_then_it_is_given_up_and_still_known(
    desk, monkeypatch, settings
):
    desk.accepted()
    monkeypatch.setattr(mailing, "send_mail", lambda *args, **kwargs: (_ for _ in ()).throw(OSError()))
    for day in range(30):
        go(desk, days=day)
    row = NoticeMail.objects.get()
    assert (row.tried, row.due_at, row.sent_at) == (len(settings.MAIL_AGAIN_HOURS) + 1, None, None)
    assert [one.kind for one in cases.notices(by=desk.company, now=desk.at)] == ["accept"], (
        "it stands on their page"
    )


def test_mail_when_an_act_is_stored_after_the_round_began_then_the_next_round_sends_it(desk):
    ref = desk.submit()
    go(desk, minutes=20)
    desk.act(desk.clerk(), ref, "accept")  # the time on it lies before that round
    assert go(desk, minutes=21) == 1


@pytest.mark.parametrize("address", ["nobody", "a@", "a@b\nBcc: c@example.org", "x" * 300 + "@example.org"])
def test_address_when_it_is_none_then_is_refused(desk, address):
    with pytest.raises(Refused) as refused:
        cases.set_address(by=desk.company, address=address, now=desk.at)
    assert refused.value.code == "cases.bad_address"
    assert cases.notice_address(by=desk.company) == ADDRESS


def test_address_when_staff_or_an_agent_set_one_then_are_refused(desk):
    import msgspec

    agent = msgspec.structs.replace(desk.other, mandate="1", principal=desk.company.account)
    for by in (desk.clerk(), desk.manager(), agent):
        with pytest.raises(Refused):
            cases.set_address(by=by, address="x@example.org", now=desk.at)
        assert cases.notice_address(by=by) == ""


def test_settings_when_the_variable_is_read_then_it_says_where_to_and_how():
    assert settings_of("") == {}
    found = settings_of("smtp://me:s%40x@mail.example:2525?from=no-reply@gov.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == (
        "mail.example",
        2525,
        "s@x",
    )
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    assert settings_of("smtps://mail.example?from=a@b.c")["EMAIL_USE_SSL"]
    for wrong in (
        "mail.example",
        "http://mail.example?from=a@b.c",
        "smtp://mail.example",
        "smtp://?from=a@b.c",
    ):
        with pytest.raises(ValueError, match="GUANTONG_MAIL is written"):
            settings_of(wrong)
