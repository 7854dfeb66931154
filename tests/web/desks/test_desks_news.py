"""What is new, at the top of one's own pages: what to mend with its link, ticked off with one button, and nothing lost by that."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.page_reader import complaints, form_of, posted, read

pytestmark = pytest.mark.django_db


def news_of(client):
    answer = client.get(reverse("my-cases"))
    assert complaints(answer) == []
    found = read(answer).xpath("//section[@aria-labelledby='news']")
    return found[0].text_content() if found else ""


def test_news_when_a_case_is_returned_then_the_page_says_what_to_mend_until_it_is_ticked_off(desk, people):
    ref, mine = desk.submit(), people.applicant(desk.company.account)
    assert news_of(mine) == ""
    desk.act(desk.clerk(), ref, "return", fields=("company.name",), because="名称写错了")
    told = news_of(mine)
    assert "退回补正" in told
    assert "名称写错了" in told
    page = read(mine.get(reverse("my-cases")))
    assert page.xpath("//section[@aria-labelledby='news']//a/@href") == [reverse("my-case", args=[ref.code])]
    assert news_of(people.applicant(desk.other.account)) == ""
    form = posted(form_of(page, reverse("news-seen")))
    desk.act(desk.company, ref, "correct", data={"company.name": "新名称"})
    assert mine.post(reverse("news-seen"), form).url == reverse("my-cases")
    assert news_of(mine) == ""


@pytest.mark.parametrize("until", ["", "yesterday", "2026-03-02", "2026-03-02T10:00:00"])
def test_news_when_the_moment_is_nonsense_then_nothing_is_ticked_off(desk, people, until):
    desk.accepted()
    mine = people.applicant(desk.company.account)
    assert mine.post(reverse("news-seen"), {"until": until}).status_code == 302
    assert "已受理" in news_of(mine)
    assert mine.get(reverse("news-seen")).status_code == 405
    assert people.clerk().post(reverse("news-seen"), {"until": until}).status_code == 403


def test_mail_when_it_is_not_configured_then_is_not_offered_and_changes_nothing(desk, people):
    from guantong.modules.cases.models import NoticeAddress

    mine = people.applicant(desk.company.account)
    assert "用邮件提醒我" not in mine.get(reverse("my-cases")).content.decode()
    assert mine.post(reverse("news-mail"), {"address": "a@example.org"}).status_code == 302
    assert not NoticeAddress.objects.exists()


def test_mail_when_it_is_configured_then_the_address_is_kept_shown_and_taken_back(desk, people, settings):
    settings.MAIL = {"EMAIL_HOST": "mail.example"}
    mine = people.applicant(desk.company.account)
    page = mine.get(reverse("my-cases"))
    assert complaints(page) == []
    sent = posted(form_of(read(page), reverse("news-mail"))) | {"address": "a@example.org"}
    assert mine.post(reverse("news-mail"), sent).status_code == 302
    assert 'value="a@example.org"' in mine.get(reverse("my-cases")).content.decode()
    assert (
        'value="a@example.org"'
        not in people.applicant(desk.other.account).get(reverse("my-cases")).content.decode()
    )
    assert mine.post(reverse("news-mail"), {"address": "nonsense"}).status_code in (400, 422)
    mine.post(reverse("news-mail"), {"address": ""})
    assert "a@example.org" not in mine.get(reverse("my-cases")).content.decode()
